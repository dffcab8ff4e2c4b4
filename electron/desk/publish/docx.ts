/** A list as .docx (ECMA-376): heading, one table with its head repeated on each page, and lines below. Nothing else goes in: no author, no date. */
import PizZip from 'pizzip';
import { forXml } from '../catalogue/workbook.ts';
import type { PublicList } from './list-shape.ts';

const escape = (text: string): string =>
  forXml(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** GB/T 9704: headings in 小标宋, text in 仿宋, each with what most machines have behind it. `size` in half points. */
const run = (text: string, size: number, font = '仿宋', isBold = false): string =>
  `<w:r><w:rPr><w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}"/>${isBold ? '<w:b/>' : ''}<w:sz w:val="${String(size)}"/></w:rPr><w:t xml:space="preserve">${escape(text)}</w:t></w:r>`;
const paragraph = (content: string, align = 'left'): string =>
  `<w:p><w:pPr><w:jc w:val="${align}"/></w:pPr>${content}</w:p>`;

const cell = (text: string, isHead: boolean): string =>
  `<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>${paragraph(run(text, 24, isHead ? '黑体' : '仿宋', isHead), 'center')}</w:tc>`;
const row = (cells: readonly string[], isHead = false): string =>
  `<w:tr>${isHead ? '<w:trPr><w:tblHeader/></w:trPr>' : '<w:trPr><w:cantSplit/></w:trPr>'}${cells.map((text) => cell(text, isHead)).join('')}</w:tr>`;

const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((edge) => `<w:${edge} w:val="single" w:sz="4" w:color="000000"/>`)
  .join('');

export function docxOf({ title, heads, rows, notes }: PublicList): Uint8Array {
  const table = `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:jc w:val="center"/><w:tblBorders>${edges}</w:tblBorders></w:tblPr>${row(heads, true)}${rows.map((one) => row(one)).join('')}</w:tbl>`;
  const below = notes.map((note) => paragraph(run(note, 28))).join('');
  const section =
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>';
  const body = paragraph(run(title, 44, '方正小标宋简体'), 'center') + table + below + section;
  const zip = new PizZip();
  const type = 'application/vnd.openxmlformats';
  zip.file(
    '[Content_Types].xml',
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="${type}-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  zip.file('word/document.xml', `${head}<w:document xmlns:w="${namespace}"><w:body>${body}</w:body></w:document>`);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}
