/**
 * Faces of a formal paper after GB/T 9704-2012: 仿宋 for what is said, 黑体 for headings, 小标宋 for the title. A .docx names one face for a
 * run; what a computer takes that has it under another name, or not at all, stands in its font table (`w:altName`), in this order.
 */
import PizZip from 'pizzip';
import { escapeHtml } from '#shared/documents/html-text.ts';

export const faces = {
  text: '仿宋',
  heading: '黑体',
  title: '方正小标宋简体',
} as const;

/** Written fallback chains: Windows, WPS on Linux, then what is bundled with this program or free. */
const chains: Readonly<Record<string, readonly string[]>> = {
  [faces.text]: ['FangSong', '仿宋_GB2312', '方正仿宋_GBK', 'STFangsong', 'Noto Serif SC', 'Noto Serif CJK SC', '宋体'],
  [faces.heading]: ['SimHei', '方正黑体_GBK', 'Noto Sans SC', 'Noto Sans CJK SC'],
  [faces.title]: [
    'FZXiaoBiaoSong-B05S',
    '方正小标宋_GBK',
    '华文中宋',
    'STZhongsong',
    'Noto Serif SC',
    'Noto Serif CJK SC',
    '宋体',
  ],
};

const font = (name: string): string =>
  `<w:font w:name="${escapeHtml(name)}"><w:altName w:val="${escapeHtml((chains[name] ?? []).join(';'))}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`;

/** The same file with the chains in its font table. */
export function withFaceChains(docx: Uint8Array): Uint8Array {
  const zip = new PizZip(docx);
  const table = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${Object.keys(chains).map(font).join('')}</w:fonts>`;
  zip.file('word/fontTable.xml', table);
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}
