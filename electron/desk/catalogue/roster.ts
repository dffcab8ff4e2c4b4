/**
 * 花名册: the upper office's own workbook, filled with a row for each case. One row of it bears tags ({姓名}, {身份证号} …; those of an official
 * form) and is repeated with its look; where there is none, the headings say which column is which, and the rows below them are filled.
 * Tags elsewhere ({批次号}, {人数} …) are filled once. Every text goes in as text: eighteen digits stay eighteen digits.
 */
import type ExcelJS from 'exceljs';
import { isKnownTag, readTag, textOfTag, type FormTags } from '#shared/documents/official-form/tag.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { plainHeading } from '#shared/kinds/matter/people-list/columns.ts';
import { textOfCell } from '#shared/kinds/matter/people-list/read.ts';
import { serial, type FilledRoster, type RosterJob, type RosterRow } from './jobs.ts';
import { cellOf, forXml, openWorkbook } from './workbook.ts';

const tagPattern = /\{([^{}]+)\}/gu;

/** Where the cases go, and what each of their cells is made of. */
interface Place {
  readonly sheet: ExcelJS.Worksheet;
  readonly row: number;
  readonly cells: ReadonlyMap<number, string>;
}

/** Refusals: roster.notXlsx, roster.noTags, catalogue.tooLarge. */
export async function fillRoster({ template, name, once, rows }: RosterJob): Promise<Result<FilledRoster>> {
  const opened = await openWorkbook(template);
  if (!opened.ok) return opened.refusal.code === 'catalogue.tooLarge' ? opened : refuse('roster.notXlsx', { name });
  const book = opened.value;
  const known = rows[0]?.tags ?? new Map();
  const place = placeIn(book, known, once);
  if (place === undefined) return refuse('roster.noTags', { name });
  const unknown = new Set<string>();
  for (const sheet of book.worksheets) fillOnce(sheet, sheet === place.sheet ? place.row : 0, once, unknown);
  makeRoom(place, rows.length - 1);
  rows.forEach((row, at) => {
    fillRow(place, at, row, once, unknown);
  });
  book.calcProperties = { fullCalcOnLoad: true };
  return ok({
    bytes: new Uint8Array(await book.xlsx.writeBuffer()),
    texts: textsOf(place.sheet),
    from: place.row - 1,
    unknown: [...unknown],
  });
}

const textOfValue = (value: unknown): string => textOfCell(cellOf(value));
const tagsIn = (text: string): readonly string[] => [...text.matchAll(tagPattern)].map(([, tag = '']) => tag);

const cellsOf = (row: ExcelJS.Row): readonly (readonly [number, string])[] => {
  const found: [number, string][] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    if (!cell.isMerged || cell.master === cell) found.push([column, textOfValue(cell.value)]);
  });
  return found;
};

function placeIn(book: ExcelJS.Workbook, known: FormTags, once: Readonly<Record<string, string>>): Place | undefined {
  const isOfCase = (tag: string): boolean => !Object.hasOwn(once, readTag(tag).name);
  for (const sheet of book.worksheets) {
    for (let row = 1; row <= sheet.rowCount; row += 1) {
      const cells = cellsOf(sheet.getRow(row)).filter(([, text]) => tagsIn(text).length > 0);
      if (cells.some(([, text]) => tagsIn(text).some(isOfCase))) return { sheet, row, cells: new Map(cells) };
    }
  }
  return belowHeadings(book, known);
}

/** Two known headings in one row are a table; one might be a title. */
function belowHeadings(book: ExcelJS.Workbook, known: FormTags): Place | undefined {
  const names = new Map([serial, ...known.keys()].map((name) => [plainHeading(name), name]));
  for (const sheet of book.worksheets) {
    for (let row = 1; row <= sheet.rowCount; row += 1) {
      const cells = cellsOf(sheet.getRow(row)).flatMap(([column, text]) => {
        const name = names.get(plainHeading(text));
        return name === undefined ? [] : [[column, `{${name}}`] as const];
      });
      if (cells.filter(([, tag]) => tag !== `{${serial}}`).length >= 2)
        return { sheet, row: row + 1, cells: new Map(cells) };
    }
  }
  return undefined;
}

function fillOnce(
  sheet: ExcelJS.Worksheet,
  except: number,
  once: Readonly<Record<string, string>>,
  unknown: Set<string>,
): void {
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    if (row === except) continue;
    for (const [column, text] of cellsOf(sheet.getRow(row))) {
      if (tagsIn(text).length === 0) continue;
      sheet.getRow(row).getCell(column).value = text.replaceAll(tagPattern, (_whole, tag: string) => {
        const { name } = readTag(tag);
        if (!Object.hasOwn(once, name)) unknown.add(`{${tag}}`);
        return forXml(once[name] ?? '');
      });
    }
  }
}

/** Rows are put in below the one with the tags, with its look; what stands below moves down, merged cells and sums with it. */
function makeRoom({ sheet, row }: Place, more: number): void {
  if (more <= 0) return;
  const merges = (sheet.model as { merges?: readonly string[] }).merges ?? [];
  const below = merges.map(rangeOf).filter(({ top }) => top > row);
  const within = merges.map(rangeOf).filter(({ top, bottom }) => top === row && bottom === row);
  for (const { top, bottom, left, right } of below) sheet.unMergeCells(top, left, bottom, right);
  // Made where it is not there yet: below headings alone.
  const { height } = sheet.getRow(row);
  sheet.duplicateRow(row, more, true);
  for (let at = 1; at <= more; at += 1) {
    if (height) sheet.getRow(row + at).height = height;
    for (const { left, right } of within) {
      sheet.unMergeCells(row + at, left, row + at, right);
      sheet.mergeCells(row + at, left, row + at, right);
    }
  }
  for (const { top, bottom, left, right } of below) sheet.mergeCells(top + more, left, bottom + more, right);
  for (let at = row + more + 1; at <= sheet.rowCount; at += 1) moveSums(sheet.getRow(at), row, more);
  const { printArea } = sheet.pageSetup;
  if (printArea) sheet.pageSetup.printArea = movedFormula(printArea, row, more);
}

const lettersOf = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

function rangeOf(text: string) {
  const [, left = 'A', top = '1', right = left, bottom = top] = /^([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?$/.exec(text) ?? [];
  return { top: Number(top), bottom: Number(bottom), left: lettersOf(left), right: lettersOf(right) };
}

function moveSums(row: ExcelJS.Row, at: number, more: number): void {
  row.eachCell({ includeEmpty: false }, (cell) => {
    if (typeof cell.formula === 'string' && cell.formula !== '')
      cell.value = { formula: movedFormula(cell.formula, at, more) };
  });
}

/** A range that ends in the row with the tags ends in the last of the rows; what lay below lies lower. */
const movedFormula = (formula: string, at: number, more: number): string =>
  formula.replaceAll(
    /(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?/g,
    (_whole, left: string, top: string, right: string | undefined, bottom: string | undefined) => {
      const first = Number(top) > at ? Number(top) + more : Number(top);
      if (right === undefined) return `${left}${String(first)}`;
      return `${left}${String(first)}:${right}${String(Number(bottom) >= at ? Number(bottom) + more : Number(bottom))}`;
    },
  );

function fillRow(
  { sheet, row, cells }: Place,
  at: number,
  { tags, numbers }: RosterRow,
  once: Readonly<Record<string, string>>,
  unknown: Set<string>,
): void {
  const said = (tag: string): string => {
    const read = readTag(tag);
    if (read.name === serial) return String(at + 1);
    if (Object.hasOwn(once, read.name)) return once[read.name] ?? '';
    if (!isKnownTag(tags, read)) unknown.add(`{${tag}}`);
    const known = tags.get(read.name);
    // What is not known stays an empty cell: nobody writes by hand into a workbook.
    const isBlank = known === undefined || ('text' in known && known.text === '' && read.is === undefined);
    return isBlank ? '' : textOfTag(tags, read);
  };
  for (const [column, text] of cells) {
    const cell = sheet.getRow(row + at).getCell(column);
    const only = /^\{([^{}]+)\}$/u.exec(text.trim())?.[1];
    const number =
      only === undefined ? undefined : readTag(only).name === serial ? at + 1 : numbers[readTag(only).name];
    const filled = text.replaceAll(tagPattern, (_whole, tag: string) => said(tag));
    if (number === undefined) cell.numFmt = '@';
    cell.value = number ?? (filled === '' ? null : forXml(filled));
  }
}

function textsOf(sheet: ExcelJS.Worksheet): readonly (readonly string[])[] {
  return Array.from({ length: sheet.rowCount }, (_, at) => {
    const texts: string[] = [];
    for (const [column, text] of cellsOf(sheet.getRow(at + 1))) texts[column - 1] = text === '#N/A' ? '' : text;
    return Array.from({ length: texts.length }, (_hole, place) => texts[place] ?? '');
  });
}
