/** The smallest .docx there is, and what can be read in one: for tests. */
import PizZip from 'pizzip';
import { unwrap } from '#shared/kernel/result.ts';
import { escapeHtml } from '#shared/documents/html-text.ts';
import { openDocx, partText } from '#desk/print/docx/open-docx.ts';

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"';
const types =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const relations =
  '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';

/** `body`: the XML within w:body. `parts`: more parts of the file, whole. */
export function madeDocx(body: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const zip = new PizZip();
  zip.file('[Content_Types].xml', types);
  zip.file('_rels/.rels', relations);
  zip.file('word/document.xml', `<w:document ${namespaces}><w:body>${body}</w:body></w:document>`);
  for (const [name, content] of Object.entries(parts)) {
    zip.file(name, typeof content === 'string' ? content.replace('NAMESPACES', namespaces) : content);
  }
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

export const paragraphsOf = (...texts: readonly string[]): string =>
  texts.map((text) => `<w:p><w:r><w:t xml:space="preserve">${escapeHtml(text)}</w:t></w:r></w:p>`).join('');

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Paragraph behind paragraph, a line break as one. */
export function textOfDocx(docx: Uint8Array): string {
  const xml = partText(unwrap(openDocx(docx)), 'word/document.xml') ?? '';
  return [...xml.matchAll(/<w:br\/>|<w:t[ >](?:[^<]*>)?([^<]*)<\/w:t>/g)]
    .map(([whole, text = '']) => (whole === '<w:br/>' ? '\n' : text))
    .join('')
    .replace(/&(\w+);/g, (entity, name: string) => entities[name] ?? entity);
}
