/**
 * The sheets of a workbook → matters, with what is wrong row by row. A matter of which one line is wrong is not taken: half of its papers
 * would be a matter nobody published. The others are.
 */
import type { Json, JsonObject } from '../../../kernel/json.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Columns } from '../../mechanism/spec.ts';
import { readCell, type Cell, type ColumnPlace } from './cells.ts';
import {
  columnsOf,
  listFields,
  matterColumns,
  recordColumns,
  sheetNames,
  type ExchangeWords,
  type ListField,
} from './sheets.ts';
import { wrongIn, type Located } from './check.ts';

export interface SheetCells {
  readonly name: string;
  /** The first is the header; undefined = an empty row. */
  readonly rows: readonly (readonly Cell[] | undefined)[];
}

/** Where in the file, as Excel counts: rows from 1. */
export interface RowError {
  readonly sheet: string;
  readonly row: number;
  /** The header of the column; '' = the whole row. */
  readonly column: string;
  readonly refusal: Refusal;
}

export interface ReadMatter {
  readonly code: string;
  /** Row of the matter's own line. */
  readonly row: number;
  /** Fields that the file speaks of: what it leaves empty is taken back, what it has no column for stays. */
  readonly given: readonly string[];
  readonly set: JsonObject;
}

export interface Reading {
  readonly matters: readonly ReadMatter[];
  readonly errors: readonly RowError[];
  /** Every code that the file names, also of those that are not taken. */
  readonly codes: readonly string[];
  /** Matters that are not taken because something in their lines is wrong. */
  readonly wrong: number;
}

interface Line {
  readonly row: number;
  readonly code: string;
  readonly values: JsonObject;
  readonly isWrong: boolean;
}
interface Table {
  readonly lines: readonly Line[];
  /** Columns the sheet has. */
  readonly has: ReadonlySet<string>;
}

/** Columns of a sheet by name; a record's by `pledge.text`. */
type Places = ReadonlyMap<string, ColumnPlace>;

const placesOfMatter = (words: ExchangeWords): Places =>
  new Map([
    ...Object.entries(matterColumns).map(([name, column]): [string, ColumnPlace] => [
      name,
      { column, label: words.field(name), of: name },
    ]),
    // A record may be left out whole; what it lacks where it is there, its schema says.
    ...Object.entries(recordColumns).flatMap(([field, columns]) =>
      [...placesOfLines(field, columns, words)].map(([name, place]): [string, ColumnPlace] => [
        `${field}.${name}`,
        { ...place, column: { ...place.column, isOptional: true } },
      ]),
    ),
  ]);

const placesOfLines = (field: string, columns: Columns, words: ExchangeWords): Places =>
  new Map(
    Object.entries(columns).map(([name, column]): [string, ColumnPlace] => [
      name,
      { column, label: words.column(field, name), of: `${field}.${name}` },
    ]),
  );

const withCode = (places: Places, words: ExchangeWords): Places =>
  new Map([
    ['code', { column: matterColumns['code'] ?? { input: 'text' }, label: words.field('code'), of: 'code' }],
    ...places,
  ]);

/** A header is found by its word alone: columns may stand in any order. */
function columnsIn(sheet: SheetCells, places: Places, tell: (error: RowError) => void): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  (sheet.rows[0] ?? []).forEach((cell, at) => {
    const label = typeof cell === 'string' ? cell.trim() : '';
    if (label === '') return;
    const name = [...places].find(([, place]) => place.label === label)?.[0];
    if (name !== undefined && !found.has(name)) found.set(name, at);
    else
      tell({
        sheet: sheet.name,
        row: 1,
        column: label,
        refusal: { code: 'catalogue.unknownColumn', details: { column: label } },
      });
  });
  return found;
}

function readTable(sheet: SheetCells, places: Places, words: ExchangeWords, tell: (error: RowError) => void): Table {
  const at = columnsIn(sheet, places, tell);
  const lines = sheet.rows.slice(1).flatMap((cells, index) => {
    const row = index + 2;
    if (cells === undefined || cells.every((cell) => cell === null || cell === '')) return [];
    const values: Record<string, Json> = {};
    let isWrong = false;
    for (const [name, place] of places) {
      const column = at.get(name);
      const read = readCell(column === undefined ? null : (cells[column] ?? null), place, words);
      if (read.ok && read.value !== undefined) values[name] = read.value;
      if (read.ok && (read.value !== undefined || place.column.isOptional === true)) continue;
      isWrong = true;
      const refusal: Refusal = read.ok ? { code: 'catalogue.missing', details: { column: place.label } } : read.refusal;
      tell({ sheet: sheet.name, row, column: place.label, refusal });
    }
    return [{ row, code: typeof values['code'] === 'string' ? values['code'] : '', values, isWrong }];
  });
  return { lines, has: new Set(at.keys()) };
}

/** A list whose sheet lacks a column is not read: its lines would lose what stands there now. */
function lacks(sheet: SheetCells, places: Places, tell: (error: RowError) => void): boolean {
  const header = new Set((sheet.rows[0] ?? []).map((cell) => (typeof cell === 'string' ? cell.trim() : '')));
  const missing = [...places.values()].filter(({ label }) => !header.has(label));
  for (const { label } of missing)
    tell({
      sheet: sheet.name,
      row: 1,
      column: label,
      refusal: { code: 'catalogue.missingColumn', details: { column: label } },
    });
  return missing.length > 0;
}

/** `onProgress`: matters put together, of all. Throws nothing: whatever a file holds is told as an error of its row. */
export function readSheets(
  sheets: readonly SheetCells[],
  words: ExchangeWords,
  onProgress: (done: number, of: number) => void = () => undefined,
): Reading {
  const errors: RowError[] = [];
  const tell = (error: RowError): void => void errors.push(error);
  const own = sheets.find(({ name }) => name.trim() === sheetNames.matter);
  if (own === undefined) {
    tell({ sheet: sheetNames.matter, row: 1, column: '', refusal: { code: 'catalogue.missingSheet' } });
    return { matters: [], errors, codes: [], wrong: 0 };
  }
  const table = readTable(own, placesOfMatter(words), words, tell);
  const codes = new Map<string, number>();
  for (const { code } of table.lines) if (code !== '') codes.set(code, (codes.get(code) ?? 0) + 1);
  const lists = listFields.flatMap((field) => readList(field, sheets, codes, words, tell));
  const matters: ReadMatter[] = [];
  table.lines.forEach((line, index) => {
    if (index % 500 === 0) onProgress(index, table.lines.length);
    if ((codes.get(line.code) ?? 0) > 1)
      tell({
        sheet: own.name,
        row: line.row,
        column: words.field('code'),
        refusal: { code: 'catalogue.twice', details: { code: line.code } },
      });
    const matter = assemble(line, table.has, lists, { sheet: own.name, words }, tell);
    if (matter !== undefined && codes.get(line.code) === 1) matters.push(matter);
  });
  return { matters, errors, codes: [...codes.keys()], wrong: table.lines.length - matters.length };
}

interface List {
  readonly field: ListField;
  readonly sheet: string;
  readonly byCode: ReadonlyMap<string, readonly Line[]>;
}

function readList(
  field: ListField,
  sheets: readonly SheetCells[],
  codes: ReadonlyMap<string, number>,
  words: ExchangeWords,
  tell: (error: RowError) => void,
): readonly List[] {
  const sheet = sheets.find(({ name }) => name.trim() === sheetNames[field]);
  if (sheet === undefined) return [];
  const places = withCode(placesOfLines(field, columnsOf(field), words), words);
  if (lacks(sheet, places, tell)) return [];
  const { lines } = readTable(sheet, places, words, tell);
  for (const { code, row } of lines)
    if (code !== '' && !codes.has(code))
      tell({
        sheet: sheet.name,
        row,
        column: words.field('code'),
        refusal: { code: 'catalogue.noMatter', details: { code } },
      });
  return [{ field, sheet: sheet.name, byCode: Map.groupBy(lines, ({ code }) => code) }];
}

interface Place {
  readonly sheet: string;
  readonly words: ExchangeWords;
}

/** Undefined where something of it is wrong; what, has then been told. */
function assemble(
  line: Line,
  has: ReadonlySet<string>,
  lists: readonly List[],
  { sheet, words }: Place,
  tell: (error: RowError) => void,
): ReadMatter | undefined {
  const set: Record<string, Json> = {};
  const given = Object.keys(matterColumns).filter((name) => has.has(name));
  for (const name of Object.keys(matterColumns)) if (line.values[name] !== undefined) set[name] = line.values[name];
  for (const [field, columns] of Object.entries(recordColumns)) {
    const names = Object.keys(columns);
    if (names.some((name) => has.has(`${field}.${name}`))) given.push(field);
    const parts = names.flatMap((name) => {
      const value = line.values[`${field}.${name}`];
      return value === undefined ? [] : [[name, value] as const];
    });
    if (parts.length > 0) set[field] = Object.fromEntries(parts);
  }
  let isWrong = line.isWrong;
  for (const { field, byCode } of lists) {
    const lines = byCode.get(line.code) ?? [];
    given.push(field);
    if (lines.some((one) => one.isWrong)) isWrong = true;
    if (lines.length > 0) set[field] = lines.map(({ values: { code: _code, ...values } }) => values);
  }
  // Lines of which a cell cannot be read are not judged further: what is missing there is told already.
  const wrong = isWrong ? [] : wrongIn(set);
  for (const one of wrong) tell({ ...whereIs(one, line, lists, { sheet, words }), refusal: one.refusal });
  return isWrong || wrong.length > 0 ? undefined : { code: line.code, row: line.row, given, set };
}

function whereIs(
  { field, path }: Located,
  line: Line,
  lists: readonly List[],
  { sheet, words }: Place,
): Omit<RowError, 'refusal'> {
  const list = lists.find((one) => one.field === field);
  const [at, column] = list === undefined ? [undefined, path[0]] : [path[0], path[1]];
  const row = typeof at === 'number' ? list?.byCode.get(line.code)?.[at]?.row : undefined;
  const label = typeof column === 'string' ? words.column(field, column) : words.field(field);
  return { sheet: list?.sheet ?? sheet, row: row ?? line.row, column: label };
}
