/**
 * Workbooks through exceljs, and nothing else of it: sheets of texts out, sheets of cells in. Loaded only in the thread that works on a
 * catalogue (`catalogue-worker.ts`).
 */
import ExcelJS from 'exceljs';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { Cell } from '#shared/kinds/matter/exchange/cells.ts';
import type { SheetCells } from '#shared/kinds/matter/exchange/read.ts';
import type { SheetToWrite } from './jobs.ts';
import { isZip, lookIntoZip, tooLarge } from './zip.ts';

/** Bytes of what a workbook unpacks to; 50,000 rows of papers are a tenth of it. */
const unpackedLimit = 200 * 1024 * 1024;
const mostRows = 200_000;
const mostColumns = 60;

/** Marks of an old .xls, and of an .xlsx with a password. */
const oldMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Parts of a sheet that hold no cells; a validation over a whole column would be unrolled into a million of them. */
const ignoreNodes = [
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'legacyDrawing',
  'picture',
  'extLst',
  'autoFilter',
  'tableParts',
  'sheetProtection',
];

/** Refusals: catalogue.notAFile, oldExcel, damaged, tooLarge. */
export async function readWorkbook(bytes: Uint8Array): Promise<Result<readonly SheetCells[]>> {
  const book = await openWorkbook(bytes);
  if (!book.ok) return book;
  return ok(book.value.worksheets.map((sheet) => ({ name: sheet.name, rows: rowsOf(sheet) })));
}

/** The same refusals. */
export async function openWorkbook(bytes: Uint8Array): Promise<Result<ExcelJS.Workbook>> {
  if (oldMark.equals(bytes.subarray(0, oldMark.length))) return refuse('catalogue.oldExcel');
  if (!isZip(bytes)) return refuse('catalogue.notAFile');
  const names = lookIntoZip(bytes, unpackedLimit);
  if (!names.ok) return names;
  if (!names.value.some((name) => /(^|\/)workbook\.xml$/.test(name))) return refuse('catalogue.notAFile');
  const book = new ExcelJS.Workbook();
  try {
    // The type names a class of Node's that TypeScript has made generic since.
    const file = Buffer.from(bytes) as unknown as Parameters<typeof book.xlsx.load>[0];
    await book.xlsx.load(file, { ignoreNodes });
  } catch {
    // Whatever the library makes of a file that is no workbook: it is the file's fault, and nothing was kept.
    return refuse('catalogue.damaged');
  }
  return book.worksheets.some(({ rowCount }) => rowCount > mostRows) ? tooLarge(unpackedLimit) : ok(book);
}

function rowsOf(sheet: ExcelJS.Worksheet): readonly (readonly Cell[] | undefined)[] {
  const rows: (readonly Cell[] | undefined)[] = Array.from({ length: sheet.rowCount });
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      if (column <= mostColumns) cells[column - 1] = cellOf(cell.value);
    });
    rows[number - 1] = Array.from(cells, (cell) => cell ?? null);
  });
  return rows;
}

/** A formula is read as its result; one without, or an error value, is broken. */
export function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? { broken: true } : { day: value.toISOString().slice(0, 10) };
  if (typeof value !== 'object' || 'error' in value) return { broken: true };
  if ('richText' in value)
    return (value.richText as readonly { readonly text: string }[]).map(({ text }) => text).join('');
  if ('hyperlink' in value && 'text' in value) return cellOf(value.text);
  const isFormula = 'formula' in value || 'sharedFormula' in value;
  return isFormula && 'result' in value && value.result !== undefined ? cellOf(value.result) : { broken: true };
}

const widest = 40;

/** A text stays one, also one that begins with =; a column formatted as text keeps what is typed into it as text. A number can be summed. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const { name, rows } of sheets) {
    const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    const [header = []] = rows;
    sheet.columns = header.map((text) => ({ width: widthOf(text), style: { numFmt: '@' } }));
    for (const row of rows) {
      const written = sheet.addRow(row.map((value) => (value === '' ? null : valueOf(value))));
      for (const [at, value] of row.entries()) if (typeof value === 'number') written.getCell(at + 1).numFmt = '0.##';
    }
    sheet.getRow(1).font = { bold: true };
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const widthOf = (text: string | number): number => Math.min(widest, 4 + 2 * String(text).length);
const valueOf = (value: string | number): string | number => (typeof value === 'number' ? value : forXml(value));

/** ECMA-376 22.9.2.19 (ST_Xstring): what XML cannot hold is written as `_xHHHH_`, and what looks like that, too. */
export const forXml = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-F]{4}_)/g, '_x005F_')
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g,
      (one) => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    );
