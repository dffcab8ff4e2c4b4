/** Issued blocks to a page, for the screen and for print. Who has a window (shell or browser) turns the page into paper or PDF. */
import type { IssuedBlocks, PaperSize } from '#shared/documents/blocks.ts';
import { boldText } from '#shared/documents/drawn-text.ts';
import { checkGlyphs } from '#shared/documents/hand-blanks.ts';
import { type PaperToDraw, nameOf, renderHtml } from '#shared/documents/render-html.ts';
import { type Result, ok, refuse } from '#shared/kernel/result.ts';
import type { CommonFamily, FontFaces } from './font-faces.ts';

/** `address`: the page is served beside `<base>/<file>`. `inside`: the page carries its faces, for a file that stands alone. */
export type FacesFrom = { readonly from: 'address'; readonly base: string } | { readonly from: 'inside' };

export interface DrawRequest {
  readonly papers: readonly PaperToDraw[];
  readonly size: PaperSize;
  /** Sizes the paper's form allows. */
  readonly sizes: readonly PaperSize[];
  readonly faces: FacesFrom;
}

export interface DrawnPaper {
  readonly html: string;
  /** For the print queue and the file: never a person's name. */
  readonly name: string;
  readonly size: PaperSize;
  readonly orientation: IssuedBlocks['orientation'];
  /** A roll's page is as long as its slip: measure and add `rollPageCss`. */
  readonly isRoll: boolean;
}

const familiesOf = (papers: readonly PaperToDraw[]): CommonFamily[] =>
  papers.some(({ issued }) => issued.isFormal) ? ['Tongban Song', 'Tongban Sans'] : ['Tongban Sans'];

function facesFor(
  fonts: FontFaces,
  from: FacesFrom,
  papers: readonly PaperToDraw[],
): { faces: string; fontSource: string } {
  if (from.from === 'address') return { faces: fonts.byAddress(from.base), fontSource: `'self'` };
  // Digits and signs are drawn by the style sheet too (page numbers, list marks).
  const drawnBySheet = '0123456789 .,:/第页共组年月日指印一二三四五六七八九两式份：√';
  const marks = papers.flatMap(({ signatures }) => [...(signatures?.values() ?? [])].map(({ mark }) => mark)).join('');
  const bold = papers.map(({ issued, copyMark = '' }) => boldText(issued) + copyMark).join('');
  const drawn = {
    plain: JSON.stringify(papers.map(({ issued }) => issued)) + marks + drawnBySheet,
    bold: bold + drawnBySheet,
    families: familiesOf(papers),
  };
  return { faces: fonts.inside(drawn), fontSource: 'data:' };
}

/** The page for the screen: a name that cannot be printed is still shown, so that it can be seen what is wrong. */
export function drawForScreen(fonts: FontFaces, { papers, size, faces }: DrawRequest): string {
  return renderHtml(papers, { size, ...facesFor(fonts, faces, papers) });
}

/**
 * The page for print. Refusals: `paper.size` (this form is not made for it), `paper.glyphMissing` (a character would come out as a
 * box: issue the variant of `handBlanksFor` instead). Throws on an empty print, papers of different lie, or two on a roll: bugs.
 */
export function drawForPrint(fonts: FontFaces, request: DrawRequest): Result<DrawnPaper> {
  const { papers, size, sizes } = request;
  const [first] = papers;
  if (first === undefined) throw new Error('nothing to print');
  const { orientation } = first.issued;
  const isRoll = size === '80mm';
  if (papers.some(({ issued }) => issued.orientation !== orientation))
    throw new Error('papers of one print lie one way');
  if (isRoll && papers.length > 1) throw new Error('a roll takes one paper a print');
  if (!sizes.includes(size)) return refuse('paper.size', { size, sizes: sizes.join(' ') });
  for (const { issued } of papers) {
    const checked = checkGlyphs(issued);
    if (!checked.ok) return checked;
  }
  return ok({ html: drawForScreen(fonts, request), name: nameOf(first.issued), size, orientation, isRoll });
}
