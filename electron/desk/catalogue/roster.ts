/**
 * 花名册: the upper office's own workbook, filled with a row for each case. One row of it bears tags ({姓名}, {身份证号} …; those of an official
 * form) and is repeated with its look; where there is none, the headings say which column is which, and the rows below them are filled.
 * Tags elsewhere ({批次号}, {人数} …) are filled once. Every text goes in as text: eighteen digits stay eighteen digits. exceljs only reads:
 * what it does not know of (pictures, choices, colours) it would not write, so the cells are filled in the file itself (`roster-file/`).
 */
import type ExcelJS from 'exceljs';
import { isKnownTag, readTag, textOfTag, type FormTags } from '#shared/documents/official-form/tag.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { plainHeading } from '#shared/kinds/matter/people-list/columns.ts';
import { textOfCell } from '#shared/kinds/matter/people-list/read.ts';
import { serial, type FilledRoster, type RosterJob, type RosterRow } from './jobs.ts';
import { writeFilling, type CellValue, type Filling } from './roster-file/write.ts';
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
  const bytes = writeFilling(template, {
    sheet: place.sheet.name,
    row: place.row,
    once: book.worksheets.flatMap((one) => saidOnce(one, one === place.sheet ? place.row : 0, once, unknown)),
    rows: rows.map((row, at) => valuesOf(place, at, row, once, unknown)),
  });
  const filled = bytes && (await openWorkbook(bytes));
  const own = filled?.ok === true ? filled.value.getWorksheet(place.sheet.name) : undefined;
  if (bytes === undefined || own === undefined) return refuse('roster.notXlsx', { name });
  return ok({ bytes, texts: textsOf(own), from: place.row - 1, unknown: [...unknown] });
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

function saidOnce(
  sheet: ExcelJS.Worksheet,
  except: number,
  once: Readonly<Record<string, string>>,
  unknown: Set<string>,
): Filling['once'][number][] {
  return Array.from({ length: sheet.rowCount }, (_, at) => at + 1)
    .filter((row) => row !== except)
    .flatMap((row) =>
      cellsOf(sheet.getRow(row)).flatMap(([column, text]) => {
        if (tagsIn(text).length === 0) return [];
        const filled = text.replaceAll(tagPattern, (_whole, tag: string) => {
          const { name } = readTag(tag);
          if (!Object.hasOwn(once, name)) unknown.add(`{${tag}}`);
          return once[name] ?? '';
        });
        return [{ sheet: sheet.name, row, column, text: forXml(filled) }];
      }),
    );
}

function valuesOf(
  { cells }: Place,
  at: number,
  { tags, numbers }: RosterRow,
  once: Readonly<Record<string, string>>,
  unknown: Set<string>,
): ReadonlyMap<number, CellValue> {
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
  const values = new Map<number, CellValue>();
  for (const [column, text] of cells) {
    const only = /^\{([^{}]+)\}$/u.exec(text.trim())?.[1];
    const number =
      only === undefined ? undefined : readTag(only).name === serial ? at + 1 : numbers[readTag(only).name];
    const filled = text.replaceAll(tagPattern, (_whole, tag: string) => said(tag));
    values.set(column, number ?? (filled === '' ? null : forXml(filled)));
  }
  return values;
}

function textsOf(sheet: ExcelJS.Worksheet): readonly (readonly string[])[] {
  return Array.from({ length: sheet.rowCount }, (_, at) => {
    const texts: string[] = [];
    for (const [column, text] of cellsOf(sheet.getRow(at + 1))) texts[column - 1] = text === '#N/A' ? '' : text;
    return Array.from({ length: texts.length }, (_hole, place) => texts[place] ?? '');
  });
}
