/** An issued paper as .docx, with the same words and tables as the page the program prints: for Word and WPS, where a formal paper has to go on. */
import { AlignmentType, Document, Footer, Packer, PageNumber, Paragraph, TextRun, type ISectionOptions } from 'docx';
import type { IssuedBlocks } from '#shared/documents/blocks.ts';
import { copyLineText } from '#shared/documents/copies.ts';
import { nameOf } from '#shared/documents/render-html.ts';
import { faces, withFaceChains } from './faces.ts';
import { drawBlock, type WordPart, type WordSheet } from './word-blocks.ts';
import { textRuns } from './word-text.ts';

const inTwips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

/** GB/T 9704-2012 §5.2: A4 with 37 mm above and 28 mm left of a type area of 156 × 225 mm. */
const sheet = { width: 210, height: 297, top: 37, left: 28, right: 26, bottom: 35 } as const;

/** Half points: 三号 (16 pt), 二号 (22 pt), 小四 (12 pt); 适老: 小二 (18 pt). */
const sizes = { text: 32, heading: 32, title: 44, small: 24 } as const;
const largeSizes = { text: 36, heading: 40, title: 52, small: 32 } as const;

export interface ToWord {
  readonly issued: IssuedBlocks;
  /** 补打 第 2 份 …; absent on the first. */
  readonly copyMark?: string;
  readonly pictures?: WordSheet['pictures'];
}

/** Bytes of the .docx; a paper of several copies has a section for each, with page numbers of its own. */
export async function paperDocx({ issued, copyMark, pictures = new Map() }: ToWord): Promise<Uint8Array> {
  const isLying = issued.orientation === 'landscape';
  const width = isLying ? sheet.height - sheet.top - sheet.bottom : sheet.width - sheet.left - sheet.right;
  const look: WordSheet = { ...(issued.isLarge ? largeSizes : sizes), width: inTwips(width), pictures };
  const heads = issued.copies?.map((_, index) => copyLineText(issued.copies ?? [], index)) ?? [undefined];
  const document = new Document({
    title: nameOf(issued),
    creator: '',
    styles: { default: { document: { run: { font: faces.text, size: look.text, language: { eastAsia: 'zh-CN' } } } } },
    sections: heads.map((head) => section(issued, look, [head, copyMark])),
  });
  return withFaceChains(await Packer.toBuffer(document));
}

function section(issued: IssuedBlocks, look: WordSheet, heads: readonly (string | undefined)[]): ISectionOptions {
  const isLying = issued.orientation === 'landscape';
  const margin = isLying
    ? { top: sheet.left, bottom: sheet.right, left: sheet.top, right: sheet.bottom }
    : { top: sheet.top, bottom: sheet.bottom, left: sheet.left, right: sheet.right };
  const above = heads.flatMap((head) =>
    head === undefined
      ? []
      : [new Paragraph({ alignment: AlignmentType.RIGHT, children: textRuns(head, { size: look.small }) })],
  );
  return {
    properties: {
      page: {
        size: {
          width: inTwips(sheet.width),
          height: inTwips(sheet.height),
          ...(isLying ? { orientation: 'landscape' as const } : {}),
        },
        margin: Object.fromEntries(Object.entries(margin).map(([side, value]) => [side, inTwips(value)])),
        pageNumbers: { start: 1 },
      },
    },
    footers: { default: foot(issued, look) },
    children: [...above, ...apart(issued.blocks.flatMap((block) => drawBlock(block, look)))],
  };
}

/** Two tables that touch become one in Word: an empty line of a hair's height stands between. */
function apart(parts: readonly WordPart[]): WordPart[] {
  const isTable = (part: WordPart | undefined): boolean => part !== undefined && !(part instanceof Paragraph);
  return parts.flatMap((part, index) => (isTable(part) && isTable(parts[index + 1]) ? [part, hair()] : [part]));
}

const hair = (): Paragraph => new Paragraph({ spacing: { before: 0, after: 0, line: 120 }, children: [] });

/** 第 x 页 共 y 页, of this copy. */
function foot(issued: IssuedBlocks, look: WordSheet): Footer {
  const children = [`${nameOf(issued)}　第 `, PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES_IN_SECTION, ' 页'];
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children, size: Math.min(look.small, 18), font: faces.text })],
      }),
    ],
  });
}
