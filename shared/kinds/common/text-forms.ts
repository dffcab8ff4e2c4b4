/** Values as a person writes them in one cell or one line: lists, limits, "only where". Each `parse` undoes its `format`. */
import type { Json } from '../../kernel/json.ts';
import { limitSchema, type LimitUnit } from '../../time/limits.ts';
import type { TextForm } from '../mechanism/spec.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** What stands in a cell of it: nothing of a list or a record, which have forms of their own. */
export const plainText = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** In quotes where it holds what separates, or would be taken for something else. */
export const protect = (text: string, isSpecial: (text: string) => boolean): string =>
  text === '' || text !== text.trim() || text.includes('"') || isSpecial(text) ? quoted(text) : text;

/** Pieces between separators that stand outside quotes; quotes are kept. Undefined where one is not closed. */
export function splitOutside(text: string, isSeparator: (character: string) => boolean): readonly string[] | undefined {
  const pieces: string[] = [];
  let piece = '';
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    if (!isQuoted && isSeparator(character)) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return isQuoted ? undefined : [...pieces, piece];
}

/** What stands before the first separator outside quotes, and what behind it. */
export function cutOutside(text: string, isSeparator: (character: string) => boolean): readonly [string, string?] {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && isSeparator(character)) return [text.slice(0, at), text.slice(at + 1)];
  }
  return [text];
}

/** Without its quotes and the blanks around; a quote in the middle stays. */
export function unprotect(piece: string): string {
  const text = piece.trim();
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** A list in one cell: parts with 、 between them, or each on a line of its own where they are sentences. */
export function listText(separator: '、' | '\n'): TextForm {
  const isSeparator = (character: string): boolean => character === separator || character === '\n';
  const isSpecial = (text: string): boolean => [...text].some(isSeparator);
  return {
    example: separator === '、' ? '首次、续期' : '第一条（每条一行）',
    format: (value) =>
      (Array.isArray(value) ? (value as Json[]) : []).map((one) => protect(plainText(one), isSpecial)).join(separator),
    parse: (text) =>
      splitOutside(text, isSeparator)
        ?.filter((piece) => piece.trim() !== '')
        .map(unprotect),
  };
}

const unitWords: Readonly<Record<LimitUnit, string>> = {
  workingDay: '个工作日',
  calendarDay: '个自然日',
  hour: '小时',
};
const unitOf: Readonly<Record<string, LimitUnit>> = { 工作日: 'workingDay', 自然日: 'calendarDay', 小时: 'hour' };
const limitPattern = /^(\d{1,4})\s*个?\s*(工作日|自然日|小时)$/;

/** 5个工作日. Without a unit it is not read: the law of a matter names one. */
export const limitText: TextForm = {
  example: '5个工作日',
  format: (value) => {
    const limit = limitSchema.safeParse(value).data;
    return limit === undefined ? '' : `${String(limit.amount)}${unitWords[limit.unit]}`;
  },
  parse: (text) => {
    const [, amount, unit = ''] = limitPattern.exec(text.trim()) ?? [];
    const named = unitOf[unit];
    return named === undefined ? undefined : { amount: Number(amount), unit: named };
  },
};

const isChoiceMark = (character: string): boolean => character === '、' || character === '\n';

/** 申请类别=续期、变更: only where another field has one of these values. */
export const onlyWhereText: TextForm = {
  example: '申请类别=续期、变更',
  format: (value) => {
    const { field, values } = value as { readonly field: string; readonly values: readonly string[] };
    const isSpecial = (text: string): boolean => [...text].some(isChoiceMark);
    return `${field}=${values.map((one) => protect(one, isSpecial)).join('、')}`;
  },
  parse: (text) => {
    const at = text.search(/[=＝]/u);
    if (at < 1) return undefined;
    const values = splitOutside(text.slice(at + 1), isChoiceMark)?.filter((piece) => piece.trim() !== '');
    return values === undefined || values.length === 0
      ? undefined
      : { field: text.slice(0, at).trim(), values: values.map(unprotect) };
  },
};
