/** A workbook of one sheet of texts: for tests. */
import ExcelJS from 'exceljs';

export async function madeXlsx(...rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('花名册').addRows(rows.map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
}
