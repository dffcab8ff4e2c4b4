import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { scanPublic } from '#shared/publish/scan.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { docxOf } from './docx.ts';
import { textsOfFile } from './finished.ts';

const id = makeResidentId({ area: '360732', birth: getPlainDate('1949-10-02'), sequence: 11 });
const list = {
  title: '低保对象公示',
  heads: ['序号', '姓名'],
  rows: [['1', '赖**']],
  notes: ['监督电话：0797-5350000'],
};
const found = (bytes: Uint8Array) => [...new Set(scanPublic(textsOfFile(bytes).texts).map(({ kind }) => kind))];
const placesOf = (bytes: Uint8Array) => scanPublic(textsOfFile(bytes).texts).map(({ place }) => place);

async function xlsx(change: (book: ExcelJS.Workbook, sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('公示');
  sheet.addRow(['序号', '姓名']);
  sheet.addRow([1, '赖**']);
  change(book, sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The text of the document changed after it was made, as a hand with a word processor does. */
function altered(change: (xml: string) => string, more: Readonly<Record<string, string>> = {}): Uint8Array {
  const zip = new PizZip(docxOf(list));
  zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''));
  for (const [name, text] of Object.entries(more)) zip.file(name, text);
  return zip.generate({ type: 'uint8array' });
}

describe('a finished workbook', () => {
  it('is clean when it is', async () => {
    expect(found(await xlsx(() => undefined))).toEqual([]);
  });

  it('is clean however long it is: where its texts are kept is no number of anybody', async () => {
    for (const length of [1, 20, 60, 200, 1000]) {
      const bytes = await xlsx((_, sheet) => {
        for (let at = 0; at < length; at += 1)
          sheet.addRow([`第 ${String(at)} 号`, `赖**${String(at % 9)}`, '高龄津贴']);
      });
      expect(found(bytes)).toEqual([]);
    }
  });

  it.each<[string, (book: ExcelJS.Workbook, sheet: ExcelJS.Worksheet) => void]>([
    ['in a cell', (_, sheet) => sheet.addRow([2, id])],
    ['split over two cells', (_, sheet) => sheet.addRow([id.slice(0, 9), id.slice(9)])],
    ['in a hidden sheet', (book) => (book.addWorksheet('底表', { state: 'veryHidden' }).getCell('B9').value = id)],
    ['in a hidden column', (_, sheet) => ((sheet.getCell('H2').value = id), (sheet.getColumn('H').hidden = true))],
    ['in a comment', (_, sheet) => (sheet.getCell('B2').note = `身份证 ${id}`)],
    [
      'in text of several looks',
      (_, sheet) =>
        (sheet.getCell('B3').value = {
          richText: [{ text: id.slice(0, 7) }, { font: { bold: true }, text: id.slice(7) }],
        }),
    ],
    ['in the properties', (book) => (book.keywords = `台账 ${id}`)],
    ['in the name of a sheet', (book) => book.addWorksheet(id)],
    [
      'behind a link',
      (_, sheet) => (sheet.getCell('B2').value = { text: '赖**', hyperlink: `https://x.example/${id}` }),
    ],
    ['in the header of the page', (_, sheet) => (sheet.headerFooter.oddHeader = `&C${id}`)],
    ['in a formula', (_, sheet) => (sheet.getCell('B2').value = { formula: `"${id}"&""`, result: '' })],
    [
      'as a list to choose from',
      (_, sheet) => (sheet.getCell('B2').dataValidation = { type: 'list', formulae: [`"${id}"`], allowBlank: true }),
    ],
  ])('gives an ID number away %s', async (_, change) => {
    expect(found(await xlsx(change))).toContain('idNumber');
  });

  it('says in which row of which sheet', async () => {
    expect(placesOf(await xlsx((_, sheet) => void sheet.addRow([2, id])))).toContain('xl/worksheets/sheet1.xml!3');
  });
});

describe('a finished document', () => {
  it('is read whole: only the telephone that stands below is found', () => {
    expect(found(docxOf(list))).toEqual(['landline']);
    expect(scanPublic(textsOfFile(docxOf(list)).texts, ['07975350000'])).toEqual([]);
    expect(textsOfFile(docxOf(list)).unread).toEqual([]);
  });

  const split = `<w:r><w:t>${id.slice(0, 8)}</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>${id.slice(8)}</w:t></w:r>`;
  const comments = `<?xml version="1.0"?><w:comments xmlns:w="w"><w:comment w:author="x"><w:p>${split}</w:p></w:comment></w:comments>`;
  it.each<[string, Uint8Array]>([
    [
      'split over two runs, the second hidden',
      altered((xml) => xml.replace('</w:tbl>', `</w:tbl><w:p>${split}</w:p>`)),
    ],
    [
      'taken out with changes tracked',
      altered((xml) =>
        xml.replace('</w:tbl>', `</w:tbl><w:p><w:del><w:r><w:delText>${id}</w:delText></w:r></w:del></w:p>`),
      ),
    ],
    ['in a comment', altered((xml) => xml, { 'word/comments.xml': comments })],
    ['in the properties', altered((xml) => xml, { 'docProps/core.xml': `<?xml version="1.0"?><a><b>${id}</b></a>` })],
    [
      'as the words for a picture',
      altered((xml) => xml.replace('<w:tbl>', `<w:bookmarkStart w:name="${id}"/><w:tbl>`)),
    ],
  ])('gives an ID number away %s', (_, bytes) => {
    expect(found(bytes)).toContain('idNumber');
  });

  it('names what nobody can read', () => {
    expect(textsOfFile(altered((xml) => xml, { 'word/media/1.png': 'PNG' })).unread).toEqual(['word/media/1.png']);
  });
});
