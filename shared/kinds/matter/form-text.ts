/**
 * Rules of a computed field and conditions as a person writes them, in a table and in a workbook:
 *
 *     周岁([申请人出生日期], [收件日])          满周岁([申请人出生日期], [收件年末], 80)      满岁日([申请人出生日期], 60)
 *     合计(房租, 水电)     乘积(面积, 单价)     相除(面积, 人数)     人数(家庭成员, 1)     分档(周岁, 80:50, 90:100)
 *     按选项(参保类别, 居民:400, 学生:320)
 *     是、符合 否则：不满八十周岁，请到…     一级、二级（仅当 补贴类别=护理补贴） 否则：…
 *
 * What stands in [ ] is known beside the form; a text that looks like a number or holds a mark stands in quotes.
 */
import type { Json } from '../../kernel/json.ts';
import { cutOutside, onlyWhereText, plainText, protect, splitOutside, unprotect } from '../common/text-forms.ts';
import type { TextForm } from '../mechanism/spec.ts';
import { knownNames, type Computation, type Where } from './form-field.ts';

const knownWords: Readonly<Record<(typeof knownNames)[number], string>> = {
  'petitioner.birth': '申请人出生日期',
  'petitioner.age': '申请人周岁',
  'petitioner.sex': '申请人性别',
  'intake.date': '收件日',
  'intake.yearEnd': '收件年末',
};
const writeName = (name: string): string => {
  const known = knownNames.find((one) => one === name);
  return known === undefined ? name : `[${knownWords[known]}]`;
};
function readName(text: string): string {
  const inside = /^[[【〔](.+)[\]】〕]$/u.exec(text.trim())?.[1]?.trim();
  return inside === undefined ? text.trim() : (knownNames.find((one) => knownWords[one] === inside) ?? inside);
}

const numberPattern = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const isComma = (character: string): boolean => character === ',' || character === '，';
const isColon = (character: string): boolean => character === ':' || character === '：';

/** A number as digits; a text in quotes where it might be taken for one, or for a mark. */
const writeValue = (value: Json, isMark: (character: string) => boolean): string =>
  typeof value === 'string'
    ? protect(value, (text) => numberPattern.test(text) || [...text].some(isMark))
    : plainText(value);
const readValue = (piece: string): string | number => {
  const text = piece.trim();
  return numberPattern.test(text) ? Number(text) : unprotect(text);
};

const ruleWords: Readonly<Record<Computation['rule'], string>> = {
  age: '周岁',
  ageAtLeast: '满周岁',
  turns: '满岁日',
  sum: '合计',
  product: '乘积',
  quotient: '相除',
  count: '人数',
  band: '分档',
  byChoice: '按选项',
};

const isPartMark = (one: string): boolean => isComma(one) || isColon(one) || /[()（）]/u.test(one);
/** What was chosen is a text, also where it looks like a number: its quotes are taken off again. */
const protectPart = (text: string): string => protect(text, (whole) => [...whole].some(isPartMark));

function argumentsOf(computed: Computation): readonly string[] {
  switch (computed.rule) {
    case 'age':
      return [writeName(computed.birth), writeName(computed.on)];
    case 'ageAtLeast':
      return [writeName(computed.birth), writeName(computed.on), String(computed.years)];
    case 'turns':
      return [writeName(computed.birth), String(computed.years)];
    case 'sum':
    case 'product':
      return computed.of.map(writeName);
    case 'quotient':
      return [writeName(computed.of), writeName(computed.by)];
    case 'count':
      return [writeName(computed.of), ...(computed.plus === undefined ? [] : [String(computed.plus)])];
    case 'byChoice': {
      const pairs = computed.values.map(({ when, value }) => `${protectPart(when)}:${writeValue(value, isPartMark)}`);
      return [writeName(computed.of), ...pairs];
    }
    case 'band':
      return [
        writeName(computed.of),
        ...computed.bands.map(({ from, value }) => `${String(from)}:${writeValue(value, isPartMark)}`),
      ];
  }
}

function readBand(piece: string): Json | undefined {
  const [from = '', value, ...rest] = splitOutside(piece, isColon) ?? [];
  const isBand = numberPattern.test(from.trim()) && value !== undefined && value.trim() !== '' && rest.length === 0;
  return isBand ? { from: Number(from), value: readValue(value) } : undefined;
}

function readPair(piece: string): Json | undefined {
  const [when = '', value, ...rest] = splitOutside(piece, isColon) ?? [];
  const isPair = when.trim() !== '' && value !== undefined && value.trim() !== '' && rest.length === 0;
  return isPair ? { when: unprotect(when), value: readValue(value) } : undefined;
}

/** Behind the field everything that gives a value; nothing where one of them cannot be read. */
function readParts(given: readonly string[], read: (piece: string) => Json | undefined): Json[] | undefined {
  const parts = given.slice(1).map(read);
  return parts.length === 0 || parts.includes(undefined) ? undefined : (parts as Json[]);
}

function readComputation(rule: Computation['rule'], given: readonly string[]): Json | undefined {
  const [first = '', second = '', third = ''] = given.map(readName);
  switch (rule) {
    case 'age':
      return given.length === 2 ? { rule, birth: first, on: second } : undefined;
    case 'ageAtLeast':
      return given.length === 3 ? { rule, birth: first, on: second, years: Number(third) } : undefined;
    case 'turns':
      return given.length === 2 ? { rule, birth: first, years: Number(second) } : undefined;
    case 'sum':
    case 'product':
      return { rule, of: given.map(readName) };
    case 'quotient':
      return given.length === 2 ? { rule, of: first, by: second } : undefined;
    case 'count':
      if (given.length === 1) return { rule, of: first };
      return given.length === 2 ? { rule, of: first, plus: Number(second) } : undefined;
    case 'band': {
      const bands = readParts(given, readBand);
      return bands && { rule, of: first, bands };
    }
    case 'byChoice': {
      const values = readParts(given, readPair);
      return values && { rule, of: first, values };
    }
  }
}

export const computationText: TextForm = {
  example: '周岁([申请人出生日期], [收件日])',
  format: (value) => {
    const computed = value as unknown as Computation;
    return `${ruleWords[computed.rule]}(${argumentsOf(computed).join(', ')})`;
  },
  parse: (text) => {
    const [, word, inside = ''] = /^([^(（]+)[(（]([\s\S]*)[)）]$/u.exec(text.trim()) ?? [];
    const rule = (Object.keys(ruleWords) as Computation['rule'][]).find((one) => ruleWords[one] === word?.trim());
    const given = splitOutside(inside, isComma);
    return rule === undefined || given === undefined ? undefined : readComputation(rule, given);
  },
};

interface ConditionSaid {
  readonly values: readonly Json[];
  readonly otherwise: string;
  readonly onlyIf?: Where;
}

const isChoiceMark = (one: string): boolean => /[、\n：:()（）]/u.test(one);
const protectChoice = (text: string): string => protect(text, (whole) => [...whole].some(isChoiceMark));

const otherwiseMark = ' 否则：';

export const conditionText: TextForm = {
  example: '是 否则：不符合的原因',
  format: (value) => {
    const { values, otherwise, onlyIf } = value as unknown as ConditionSaid;
    const where = onlyIf === undefined ? '' : `（仅当 ${onlyIf.field}=${onlyIf.values.map(protectChoice).join('、')}）`;
    return `${values.map((one) => writeValue(one, isChoiceMark)).join('、')}${where}${otherwiseMark}${otherwise}`;
  },
  parse: (text) => {
    // The first one is the mark: the sentence behind it may hold any.
    const [values, otherwise = ''] = cutOutside(text, isColon);
    const before = /^([\s\S]*)否则\s*$/u.exec(values)?.[1];
    const said = otherwise.trim();
    if (before === undefined || said === '') return undefined;
    const [only, rest] = cutOutside(before, (one) => one === '（' || one === '(');
    const where = rest === undefined ? undefined : /^仅当([\s\S]*)[)）]\s*$/u.exec(rest)?.[1];
    if ((rest === undefined) !== (where === undefined)) return undefined;
    const pieces = splitOutside(only, (one) => one === '、' || one === '\n') ?? [];
    const kept = pieces.filter((piece) => piece.trim() !== '').map(readValue);
    const onlyIf = where === undefined ? undefined : onlyWhereText.parse(where);
    if (kept.length === 0 || (where !== undefined && onlyIf === undefined)) return undefined;
    return { values: kept, otherwise: said, ...(onlyIf === undefined ? {} : { onlyIf }) };
  },
};
