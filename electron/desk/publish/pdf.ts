/** The list as a sheet to hang out: drawn like any paper, with embedded faces, the head of the table on every page. */
import { blockModel, blocksSchema, type IssuedBlocks } from '#shared/documents/blocks.ts';
import { checkGlyphs } from '#shared/documents/hand-blanks.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { FontFaces } from '../print/render/font-faces.ts';
import { drawForScreen } from '../print/render/paper-html.ts';
import type { DeskOptions } from '../runtime.ts';
import type { PublicList } from './list-shape.ts';

export interface Drawing {
  readonly fonts: () => FontFaces;
  readonly drawPdf: DeskOptions['drawPdf'];
}

/** Refusals: publish.noPdf, paper.glyphMissing, save.failed. */
export async function pdfOf(list: PublicList, { fonts, drawPdf }: Drawing): Promise<Result<Uint8Array>> {
  if (drawPdf === undefined) return refuse('publish.noPdf');
  const sheet = checkGlyphs(sheetOf(list));
  if (!sheet.ok) return sheet;
  const html = drawForScreen(fonts(), {
    papers: [{ issued: sheet.value }],
    size: 'A4',
    sizes: ['A4'],
    faces: { from: 'inside' },
  });
  return drawPdf(html, 'A4').then(ok, () => refuse('save.failed', { reason: 'page-not-ready' }));
}

function sheetOf({ title, heads, rows, notes }: PublicList): IssuedBlocks {
  return blocksSchema.parse({
    ...{ model: blockModel, orientation: 'portrait', isFormal: true },
    blocks: [
      { type: 'title', text: title },
      { type: 'table', columns: widthsOf(heads, rows), rows: rows.map((row) => [...row]) },
      ...notes.map((text) => ({ type: 'paragraph', look: 'indented', text })),
    ],
  });
}

/** By the longest text of each column, so that a number stands on one line. */
function widthsOf(heads: PublicList['heads'], rows: PublicList['rows']) {
  const longest = heads.map((head, column) =>
    Math.min(20, Math.max(...[head, ...rows.map((row) => row[column] ?? '')].map(widthOf))),
  );
  const all = longest.reduce((sum, width) => sum + width, 0);
  return heads.map((header, column) => ({
    header,
    width: Math.max(1, Math.floor(((longest[column] ?? 1) * 100) / all)),
    align: 'center' as const,
  }));
}

/** In Chinese characters: letters and digits are half as wide. */
const widthOf = (text: string): number => 2 + [...text].reduce((sum, one) => sum + (/[ -~]/.test(one) ? 0.55 : 1), 0);
