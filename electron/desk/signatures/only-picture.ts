/** Whether a page of a PDF is one picture and nothing else that can be seen, and how that one is turned. */
import { getResolvedPDFJS, type getDocumentProxy } from 'unpdf';
import type { PageTrouble } from '#shared/contract/signature.ts';
import type { Picture } from '#shared/documents/picture.ts';

export type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

export interface Painted {
  /** Its name among the page's objects, or what stands in the page itself. */
  readonly image: unknown;
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise, until it stands as the page shows it. */
  readonly turn: Picture['turn'];
}

type Matrix = readonly [number, number, number, number, number, number];
const plain: Matrix = [1, 0, 0, 1, 0, 0];
/** What is drawn within it is drawn by `inner` first. */
const within = (outer: Matrix, inner: Matrix): Matrix => {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

/** Part of the page's area: less is a letterhead or a stamp, and no scan. */
const coversFrom = 0.5;

interface Walk {
  readonly painted: { readonly image: unknown; readonly size: readonly unknown[]; readonly at: Matrix }[];
  /** Something else that can be seen. */
  other: boolean;
  hasText: boolean;
}

export async function onlyPicture(page: PdfPage): Promise<Painted | { readonly trouble: PageTrouble }> {
  const { painted, other, hasText } = await walk(page);
  const [only, ...more] = painted;
  if (only === undefined) return { trouble: 'noPicture' };
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = page.view;
  const [a, b, c, d] = only.at;
  const covers = Math.abs(a * d - b * c) / Math.abs((x2 - x1) * (y2 - y1));
  if (more.length > 0 || other || (hasText && covers >= coversFrom)) return { trouble: 'several' };
  if (!(covers >= coversFrom)) return { trouble: 'noPicture' };
  const turn = turnOf(only.at, page.rotate);
  const [width, height] = only.size.map(Number);
  if (turn === undefined || width === undefined || height === undefined) return { trouble: 'unreadable' };
  return { image: only.image, width, height, turn };
}

/** Undefined where it is laid on askew or mirrored. */
function turnOf([a, b, c, d]: Matrix, rotate: number): Picture['turn'] | undefined {
  if (a * d - b * c <= 0) return undefined;
  const counter = (Math.atan2(b, a) * 180) / Math.PI;
  const quarter = Math.round(counter / 90) * 90;
  if (Math.abs(counter - quarter) > 2) return undefined;
  const turn = (((rotate - quarter) % 360) + 360) % 360;
  return turn === 0 || turn === 90 || turn === 180 || turn === 270 ? turn : undefined;
}

async function walk(page: PdfPage): Promise<Walk> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const seen: Walk = { painted: [], other: false, hasText: false };
  const saved: { readonly at: Matrix; readonly mode: number }[] = [];
  let now = { at: plain, mode: 0 };
  const names = new Map(Object.entries(OPS).map(([name, code]) => [code, name]));
  fnArray.forEach((code, index) => {
    const name = names.get(code) ?? '';
    const args = (argsArray[index] ?? []) as readonly unknown[];
    if (name === 'save' || name === 'paintFormXObjectBegin') saved.push(now);
    if (name === 'restore' || name === 'paintFormXObjectEnd') now = saved.pop() ?? now;
    const by = name === 'transform' ? args : name === 'paintFormXObjectBegin' ? args[0] : undefined;
    if (by !== undefined && by !== null)
      now = { ...now, at: within(now.at, Array.from(by as ArrayLike<number>) as unknown as Matrix) };
    if (name === 'setTextRenderingMode') now = { ...now, mode: Number(args[0]) };
    // What a scanner's program read on the page is laid over it, where nobody sees it (mode 3).
    if (texts.has(name) && now.mode !== 3) seen.hasText = true;
    if (name === 'paintImageXObject') seen.painted.push({ image: args[0], size: args.slice(1, 3), at: now.at });
    else if (name === 'paintInlineImageXObject') {
      const { width, height } = Object(args[0]) as Record<string, unknown>;
      seen.painted.push({ image: args[0], size: [width, height], at: now.at });
    } else if (isSeen(name, args, OPS)) seen.other = true;
  });
  return seen;
}

const texts = new Set(['showText', 'showSpacedText', 'nextLineShowText', 'nextLineSetSpacingShowText']);
const drawn = new Set(['stroke', 'closeStroke', 'fill', 'eoFill', 'fillStroke', 'eoFillStroke']);
const alsoDrawn = new Set(['closeFillStroke', 'closeEOFillStroke', 'shadingFill', 'rawFillPath']);

/** Lines, shades, pictures of other sorts, and what was written on the sheet with a pen of the screen (annotations). */
function isSeen(name: string, args: readonly unknown[], OPS: Readonly<Record<string, number>>): boolean {
  if (name === 'constructPath') return Number(args[0]) !== OPS['endPath'];
  return (
    drawn.has(name) ||
    alsoDrawn.has(name) ||
    name === 'beginAnnotation' ||
    (name.startsWith('paint') && !name.startsWith('paintForm'))
  );
}
