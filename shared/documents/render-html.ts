/**
 * Issued blocks to one complete page of HTML, for the screen, the printer and PDF alike.
 *
 * Who prints on a roll of 80 mm must measure first, because a roll has no page height and a wrong one scales or cuts the slip:
 *   1. load the page at a width of 80 mm and wait for `document.fonts.ready`;
 *   2. read `.paper`'s `getBoundingClientRect().height` (CSS pixels, with `@media print` in force);
 *   3. append a <style> with `rollPageCss(height)` and print with `preferCSSPageSize: true`, giving no height of its own.
 * A roll takes one paper a print; sheets take as many as wanted, each beginning a page.
 */
import type { Block, IssuedBlocks, PaperSize } from './blocks.ts';
import { leavesOf } from './blocks.ts';
import { copyLineText } from './copies.ts';
import { cssString, element, escapeHtml } from './html-text.ts';
import { type Beside, type DrawnSignature, type Pictures, renderBlock } from './render-blocks.ts';
import { namedFields } from './signing.ts';
import { bundledFamilies, measuresOf, styleSheet } from './sheet-style.ts';

export interface PaperToDraw {
  readonly issued: IssuedBlocks;
  /** `补打 第2份 …` on every print after the first; the only words on a paper that are not in its blocks. */
  readonly copyMark?: string;
  /** Of a paper made in several copies the one to draw, from 0; absent: all, one after the other. */
  readonly only?: number;
  readonly pictures?: Pictures;
  /** 签名件: by the place (`namedFields`) each was written on. */
  readonly signatures?: ReadonlyMap<number, DrawnSignature>;
}

export interface DrawOptions {
  readonly size: PaperSize;
  /** `@font-face` rules of the bundled faces. Without them the machine's own fonts are used: never for print. */
  readonly faces: string;
  /** Where the faces come from, for the page's own policy: `data:` or `'self'` or an origin. */
  readonly fontSource: string;
}

const pixelsPerMillimetre = 96 / 25.4;

/** The page of a roll as long as its slip. `height` in CSS pixels; 2 mm more, so that rounding never starts a second page. */
export const rollPageCss = (height: number): string =>
  `@page{size:80mm ${String(Math.ceil(height / pixelsPerMillimetre) + 2)}mm;margin:0}`;

function splitAtCuts(blocks: readonly Block[]): Block[][] {
  const parts: Block[][] = [[]];
  for (const block of blocks) {
    if (block.type === 'cut') parts.push([]);
    else parts.at(-1)?.push(block);
  }
  return parts;
}

const markOf = (copyMark: string | undefined): string =>
  copyMark === undefined ? '' : element('div', 'marker copy', element('b', '', escapeHtml(copyMark)));

const copyLine = (copies: readonly string[], index: number): string =>
  element('div', 'copy-of', escapeHtml(copyLineText(copies, index)));

/** One paper as an element for each copy asked for. On a sheet its cuts divide the height into equal parts. */
export function renderPaper(paper: PaperToDraw): string {
  const { copies = [] } = paper.issued;
  if (copies.length === 0) return renderCopy(paper, '');
  return copies
    .map((_, index) =>
      paper.only === undefined || paper.only === index ? renderCopy(paper, copyLine(copies, index)) : '',
    )
    .join('');
}

function besideOf({ issued, pictures = new Map(), signatures }: PaperToDraw): Beside {
  const fields = namedFields(issued);
  const drawn = [...(signatures ?? [])].flatMap(([at, one]) => {
    const field = fields[at];
    return field === undefined ? [] : [[field, one] as const];
  });
  return { pictures, signatures: new Map(drawn) };
}

function renderCopy(paper: PaperToDraw, whose: string): string {
  const { issued, copyMark } = paper;
  const beside = besideOf(paper);
  const look = issued.isFormal ? ' formal' : '';
  const head = whose + markOf(copyMark);
  const drawn = (block: Block): string => renderBlock(block, beside);
  const cuts = issued.blocks.filter((block) => block.type === 'cut');
  if (cuts.length === 0) return element('article', `paper${look}`, head + issued.blocks.map(drawn).join(''));
  const halves = splitAtCuts(issued.blocks).map((blocks, index) =>
    element('section', 'half', (index === 0 ? head : '') + blocks.map(drawn).join('')),
  );
  const parts = halves.flatMap((half, index) => {
    const cut = cuts[index];
    return cut === undefined ? [half] : [half, drawn(cut)];
  });
  return element('article', `paper halves${look}`, parts.join(''));
}

/** Title and number, for the file's name, the printer's queue and the foot of each page: never a person's name, queues are public. */
export function nameOf(issued: IssuedBlocks): string {
  const leaves = leavesOf(issued);
  const title = leaves.find((block) => block.type === 'title')?.text;
  const number = leaves.find((block) => block.type === 'number')?.value;
  return [title, number].filter((part) => part !== undefined).join(' ');
}

const isSeveral = ({ issued, only }: PaperToDraw): boolean => issued.copies !== undefined && only === undefined;

/** A second sheet must say which paper it belongs to: names at the foot, page numbers where there is one paper, or one copy of it, only. */
function pageRules(papers: readonly PaperToDraw[], size: PaperSize): string {
  const first = papers[0];
  if (first === undefined) return '';
  const { width, height, margin } = measuresOf(size, first.issued.orientation);
  if (height === null) return '@page{size:80mm 297mm;margin:0}';
  const sheet = `size:${String(width)}mm ${String(height)}mm;margin:${String(margin)}mm`;
  const isCut = first.issued.blocks.some((block) => block.type === 'cut');
  if (papers.length > 1 || isCut || isSeveral(first)) return `@page{${sheet}}`;
  const foot = `font:8pt ${bundledFamilies};content:${cssString(`${nameOf(first.issued)}　第 `)} counter(page) ${cssString(' 页 共 ')} counter(pages) ${cssString(' 页')}`;
  return `@page{${sheet};@bottom-center{${foot}}}`;
}

/** The papers of one print as a complete page that asks nobody for anything but the faces. All have one orientation. */
export function renderHtml(papers: readonly PaperToDraw[], { size, faces, fontSource }: DrawOptions): string {
  const orientation = papers[0]?.issued.orientation ?? 'portrait';
  const title = papers[0] === undefined ? '' : nameOf(papers[0].issued);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src ${fontSource}`;
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">`,
    `<title>${escapeHtml(title)}</title>`,
    `<style>${faces}${pageRules(papers, size)}${styleSheet(size, orientation, papers[0]?.issued.isLarge)}</style></head><body>`,
    ...papers.map(renderPaper),
    '</body></html>',
  ].join('');
}
