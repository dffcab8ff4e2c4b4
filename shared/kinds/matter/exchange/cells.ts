/** One cell of a workbook: what was typed there → the value a column means by it, or why it cannot be; and back. */
import type { Json } from '../../../kernel/json.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { listText, plainText } from '../../common/text-forms.ts';
import type { ColumnSpec } from '../../mechanism/spec.ts';
import type { ExchangeWords } from './sheets.ts';

/** As the file has it. `day`: a cell formatted as a date. `broken`: a formula or reference without a result. */
export type Cell = string | number | boolean | null | { readonly day: string } | { readonly broken: true };

export interface ColumnPlace {
  readonly column: ColumnSpec;
  /** As the header says it. */
  readonly label: string;
  /** `isInstant`, `materials.form`: under which its values have their words. */
  readonly of: string;
}

const yes = new Set(['是', 'true', 'TRUE', '1', 'Y', 'y', '√']);
const no = new Set(['否', 'false', 'FALSE', '0', 'N', 'n', '×']);
const list = listText('、');

/** Undefined: the cell is empty. */
export function readCell(cell: Cell, place: ColumnPlace, words: ExchangeWords): Result<Json | undefined> {
  const { column, label } = place;
  if (typeof cell === 'object' && cell !== null && 'broken' in cell) return refuse('catalogue.cell', { column: label });
  if (cell === null || (typeof cell === 'string' && cell.trim() === '')) return ok(undefined);
  switch (column.input) {
    case 'number':
      return readNumber(cell, label);
    case 'date':
      return readDay(cell, label);
    case 'yesNo':
      return readYesNo(cell, place, words);
    default:
      return readText(cell, place, words);
  }
}

function readNumber(cell: Exclude<Cell, null>, label: string): Result<Json> {
  const number = typeof cell === 'string' ? Number(cell.trim()) : cell;
  return typeof number === 'number' && Number.isFinite(number)
    ? ok(number)
    : refuse('catalogue.number', { column: label });
}

const cellText = (cell: Exclude<Cell, null>): string => (typeof cell === 'object' ? '' : plainText(cell)).trim();

const dayPattern = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

function readDay(cell: Exclude<Cell, null>, label: string): Result<Json> {
  const text = typeof cell === 'object' && 'day' in cell ? cell.day : cellText(cell);
  const [, year = '', month = '', day = ''] = dayPattern.exec(text) ?? [];
  return year === ''
    ? refuse('catalogue.date', { column: label })
    : ok(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

function readYesNo(cell: Exclude<Cell, null>, { column, label, of }: ColumnPlace, words: ExchangeWords): Result<Json> {
  const text = cellText(cell);
  const own = (column.values ?? []).find((one) => words.value(of, one) === text);
  if (own !== undefined) return ok(own === 'true');
  if (yes.has(text)) return ok(true);
  return no.has(text)
    ? ok(false)
    : refuse('catalogue.notOffered', { column: label, offered: offered(column, of, words) });
}

/** A number has lost its leading zeros and, past fifteen digits, its last ones: where digits count it is not guessed at. */
const longestPlain = 1e11;

function readText(cell: Exclude<Cell, null>, place: ColumnPlace, words: ExchangeWords): Result<Json> {
  const { column, label } = place;
  if (typeof cell !== 'string') {
    const isPlain = typeof cell === 'number' && Math.abs(cell) < longestPlain && column.isExact !== true;
    if (!isPlain) return refuse('catalogue.asText', { column: label });
  }
  const text = cellText(cell);
  if (column.text !== undefined) {
    const value = column.text.parse(text);
    return value === undefined
      ? refuse('catalogue.written', { column: label, example: column.text.example })
      : ok(value);
  }
  if (column.input === 'choice') return readChoice(text, place, words);
  return column.input === 'choices' ? readChoices(text, place, words) : ok(text);
}

/** By its word, or by the name the program gives it (as JSON has it). */
function readChoice(text: string, { column, label, of }: ColumnPlace, words: ExchangeWords): Result<Json> {
  const found = (column.values ?? []).find((one) => words.value(of, one) === text || one === text);
  return found === undefined
    ? refuse('catalogue.notOffered', { column: label, offered: offered(column, of, words) })
    : ok(found);
}

function readChoices(text: string, place: ColumnPlace, words: ExchangeWords): Result<Json> {
  const chosen: Json[] = [];
  for (const one of (list.parse(text) ?? [text]) as string[]) {
    const found = readChoice(one, place, words);
    if (!found.ok) return found;
    if (!chosen.includes(found.value)) chosen.push(found.value);
  }
  return ok(chosen);
}

export const offered = ({ values }: ColumnSpec, of: string, words: ExchangeWords): string =>
  values === undefined ? '是、否' : values.map((one) => words.value(of, one)).join('、');

/** What a cell says of a value; always text, so that no spreadsheet takes digits for a number or a name for a formula. */
export function writeCell(
  value: Json | undefined,
  { column, of }: Omit<ColumnPlace, 'label'>,
  words: ExchangeWords,
): string {
  if (value === undefined || value === null) return '';
  if (column.text !== undefined) return column.text.format(value);
  switch (column.input) {
    case 'yesNo':
      return column.values === undefined ? (value === true ? '是' : '否') : words.value(of, plainText(value));
    case 'choice':
      return words.value(of, plainText(value));
    case 'choices':
      return list.format((value as readonly Json[]).map((one) => words.value(of, plainText(one))));
    default:
      return plainText(value);
  }
}
