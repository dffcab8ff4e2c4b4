/** Lines of a list while they are edited: pure, so that they can be tested without a screen. */
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { limitText, plainText } from '#shared/kinds/common/text-forms.ts';
import type { ColumnSpec, Columns } from '#shared/kinds/mechanism/spec.ts';
import type { KindWords } from '../kind-words.ts';
import type { FieldValue } from '../types.ts';
import { isRecord, listOf, recordOf, recordsOf, textOf } from '../values.ts';

/** A new line: what must be said and has a usual answer is said. */
export const freshLine = (columns: Columns): JsonObject =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]): (readonly [string, Json])[] => {
      if (column.isOptional === true) return [];
      if (column.input === 'choice') return [[name, column.values?.[0] ?? '']];
      if (column.input === 'yesNo') return [[name, true]];
      return column.input === 'number' ? [[name, 1]] : [];
    }),
  );

/** With `line` in the place of the one at `at`; undefined takes it away. */
export const withLine = (lines: readonly JsonObject[], at: number, line: JsonObject | undefined): JsonObject[] =>
  line === undefined
    ? lines.filter((_, index) => index !== at)
    : lines.map((one, index) => (index === at ? line : one));

/** The line at `at` one place up (-1) or down (1); the same list where it stands at the end already. */
export function moved(lines: readonly JsonObject[], at: number, by: 1 | -1): readonly JsonObject[] {
  const [one, other] = [lines[at], lines[at + by]];
  return one === undefined || other === undefined ? lines : lines.with(at, other).with(at + by, one);
}

export const withPart = (line: JsonObject, name: string, part: FieldValue): JsonObject => {
  const { [name]: _before, ...others } = line;
  return part === undefined ? others : { ...others, [name]: part };
};

/** What was typed into a `written` column stays text until it is read: half a rule must not vanish while it is typed. */
const read = ({ input, text }: ColumnSpec, value: Json): Json | undefined => {
  if (input === 'written' && typeof value === 'string')
    return value.trim() === '' ? undefined : (text?.parse(value) ?? value);
  if (input === 'limit') return typeof recordOf(value)['amount'] === 'number' ? value : undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  return typeof value === 'string' && value.trim() === '' ? undefined : value;
};

export const tidyLine = (columns: Columns, line: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(line).flatMap(([name, value]) => {
      const column = columns[name];
      const tidied = column === undefined || value === undefined ? value : read(column, value);
      return tidied === undefined ? [] : [[name, tidied] as const];
    }),
  );

/** Lines keep their places, so that a refusal finds the one it is about; only a list without lines is nothing. */
export const tidyLines = (columns: Columns, isOne: boolean, value: FieldValue): FieldValue => {
  if (isOne) {
    const line = tidyLine(columns, recordOf(value));
    return Object.keys(line).length === 0 ? undefined : line;
  }
  const lines = recordsOf(value).map((line) => tidyLine(columns, line));
  return lines.length === 0 ? undefined : lines;
};

/** Whether a `written` column holds what cannot be read. */
export const isUnread = ({ input, text }: ColumnSpec, value: FieldValue): boolean =>
  input === 'written' && typeof value === 'string' && value.trim() !== '' && text?.parse(value) === undefined;

export interface LineWords {
  readonly kind: KindWords;
  readonly yes: string;
  readonly no: string;
  readonly separator: string;
  readonly limit: (value: FieldValue) => string;
}

/** One cell of the table, in the language of the screen. */
export function cellText(field: string, name: string, column: ColumnSpec, value: FieldValue, words: LineWords): string {
  if (value === undefined || value === null) return '';
  const word = (one: FieldValue): string => words.kind.value(`${field}.${name}`, textOf(one));
  switch (column.input) {
    case 'choice':
      return word(value);
    case 'choices':
      return listOf(value).map(word).join(words.separator);
    case 'yesNo':
      return value === true ? words.yes : words.no;
    case 'limit':
      return isRecord(value) ? words.limit(value) : limitText.format(value);
    case 'written':
      return typeof value === 'string' ? value : (column.text?.format(value) ?? '');
    default:
      return plainText(value);
  }
}

/** The line of the first refusal; of one that is about the list as a whole, none. */
export function firstWrong(refusals: Readonly<Record<string, unknown>>): number | undefined {
  const lines = Object.keys(refusals).flatMap((path) => /^\d+/.exec(path)?.[0] ?? []);
  return lines[0] === undefined ? undefined : Number(lines[0]);
}
