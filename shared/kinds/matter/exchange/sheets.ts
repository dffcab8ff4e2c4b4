/**
 * The sheets of a workbook of matters (事项库): one line a matter in 事项, its lists in sheets of their own, keyed by 事项编码. What a cell
 * holds is declared as the columns of a table are; names of sheets and columns are the words of the kind.
 */
import { limitText, listText } from '../../common/text-forms.ts';
import type { ColumnSpec, Columns, FieldSpec } from '../../mechanism/spec.ts';
import { pledgeColumns } from '../columns.ts';
import { matterTypes } from '../facts.ts';
import { matter } from '../index.ts';
import { applicantForms, deciders, identityWays, villageWays } from '../stage.ts';

/** Words of the kind as the workbook says them: Chinese, whatever language the window has. */
export interface ExchangeWords {
  readonly field: (name: string) => string;
  readonly column: (field: string, column: string) => string;
  /** `of`: the field, or the field and its column with a point between them. */
  readonly value: (of: string, value: string) => string;
}

export function exchangeWords(kinds: Readonly<Record<string, string>>): ExchangeWords {
  const word = (key: string): string => kinds[`matter.${key}`] ?? key;
  return {
    field: (name) => word(`field.${name}`),
    column: (field, column) => word(`column.${field}.${column}`),
    value: (of, value) => word(`value.${of}.${value}`),
  };
}

const text: ColumnSpec = { input: 'text', isOptional: true };
const limit: ColumnSpec = { input: 'limit', text: limitText, isOptional: true };
const lines: ColumnSpec = { input: 'written', text: listText('\n'), isOptional: true };
const oneOf = (values: readonly string[]): ColumnSpec => ({ input: 'choice', values, isOptional: true });
const someOf = (values: readonly string[]): ColumnSpec => ({ input: 'choices', values, isOptional: true });
/** Said in words of its own: 即办件 or 承诺件. */
const eitherOf: ColumnSpec = { input: 'yesNo', values: ['true', 'false'], isOptional: true };

/** Fields that are one cell of the sheet 事项. */
export const matterColumns: Columns = {
  code: { input: 'text', isExact: true },
  name: { input: 'text' },
  category: { input: 'text' },
  type: { input: 'choice', values: matterTypes },
  version: { input: 'text', isExact: true },
  effectiveFrom: { input: 'date', isOptional: true },
  decides: oneOf(deciders),
  authority: text,
  village: oneOf(villageWays),
  villageLimit: limit,
  applicants: someOf(applicantForms),
  isInPerson: eitherOf,
  isHandOnly: eitherOf,
  identityWays: someOf(identityWays),
  isInstant: eitherOf,
  promised: limit,
  statutory: limit,
  withdrawnAfter: limit,
  fetchWithin: limit,
  tolerance: limit,
  basis: text,
  conditions: lines,
  phones: { ...lines, isExact: true },
  trips: { input: 'number', isOptional: true },
  hints: lines,
};

/** 告知承诺 is one record and stands in the matter's own line, its columns behind the others. */
export const recordColumns: Readonly<Record<string, Columns>> = { pledge: pledgeColumns };

/** Fields whose lines have a sheet of their own, in the order of the sheets. 官方表格 are files and go by JSON only. */
export const listFields = ['materials', 'fields', 'stages', 'questions', 'fees', 'places', 'specials'] as const;
export type ListField = (typeof listFields)[number];

export const fieldSpecs: Readonly<Record<string, FieldSpec>> = matter.rulesets[matter.rules]?.fields ?? {};

export const columnsOf = (field: ListField): Columns => fieldSpecs[field]?.columns ?? {};

/** As Excel allows them: 31 characters, none of `[]:*?/\`. */
export const sheetNames: Readonly<Record<'matter' | ListField, string>> = {
  matter: '事项',
  materials: '材料',
  fields: '表单项',
  stages: '环节',
  questions: '常见问题',
  fees: '收费',
  places: '地点',
  specials: '特别程序',
};
export const guideSheet = '说明';
