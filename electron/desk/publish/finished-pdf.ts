/**
 * Every text of a finished .pdf, as it stands in the file and not as it was meant: the text of each page, notes, forms, links, bookmarks,
 * properties. The page gives its text in pieces in the order they were drawn: what stands beside or beneath in the same cell is put together
 * again, so that a number broken over two lines is still a number. Pictures and files within the file are named as unread.
 */
import { cellBreak, type PublicText } from '#shared/publish/scan.ts';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { z } from 'zod';
import type { Finished } from './finished.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

export async function textsOfPdf(bytes: Uint8Array): Promise<Finished> {
  // The reader takes the bytes for itself, and no Buffer.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  try {
    const texts: PublicText[] = await around(pdf);
    const unread: string[] = Object.keys(((await pdf.getAttachments()) as object | null) ?? {});
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const place = `第${String(number)}页`;
      texts.push(...(await linesOf(place, page)), ...(await notesOf(place, page)));
      if (await hasPicture(page)) unread.push(place);
    }
    return { texts, unread };
  } finally {
    await pdf.cleanup();
  }
}

/** One piece of text: left edge, base line, width and height, in points. */
const itemSchema = z.object({
  str: z.string(),
  transform: z.array(z.number()).length(6),
  width: z.number(),
  height: z.number(),
});
type Item = z.infer<typeof itemSchema>;

const edges = ({ transform, width, height }: Item) => {
  const [left = 0, base = 0] = transform.slice(4);
  return { left, right: left + width, base, height };
};

async function linesOf(place: string, page: Page): Promise<PublicText[]> {
  const { items } = await page.getTextContent({ disableNormalization: true });
  const pieces = items.flatMap((item) => {
    const read = itemSchema.safeParse(item);
    return read.success && read.data.str.trim() !== '' ? [read.data] : [];
  });
  return [
    { place, text: inOrderDrawn(pieces) },
    ...byLine(pieces).map((line, index) => ({ place: `${place}!${String(index + 1)}`, text: line })),
  ];
}

/** A piece beside the last one of its line, or beneath it within its cell, goes on with it. */
function inOrderDrawn(pieces: readonly Item[]): string {
  let text = '';
  let last: Item | undefined;
  for (const piece of pieces) {
    text += (last !== undefined && !goesOn(last, piece) ? cellBreak : '') + piece.str;
    last = piece;
  }
  return text;
}

function goesOn(last: Item, next: Item): boolean {
  const [from, to] = [edges(last), edges(next)];
  const em = Math.max(from.height, to.height, 1);
  if (Math.abs(from.base - to.base) < em / 3) return Math.abs(to.left - from.right) < em / 2;
  const isBeneath = from.base > to.base && from.base - to.base < em * 2.2;
  return isBeneath && to.left < from.right && from.left < to.right;
}

/** What stands at one height, from left to right, whatever the order it was drawn in. */
function byLine(pieces: readonly Item[]): string[] {
  const lines: Item[][] = [];
  for (const piece of pieces.toSorted((one, other) => edges(other).base - edges(one).base)) {
    const line = lines.at(-1);
    const [first] = line ?? [];
    const isSame = first !== undefined && edges(first).base - edges(piece).base < Math.max(first.height, 1) / 3;
    if (line !== undefined && isSame) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => inOrderDrawn(line.toSorted((one, other) => edges(one).left - edges(other).left)));
}

/** Every string within, under whatever name. */
function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Map) for (const inner of value.values()) yield* stringsIn(inner);
  else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value))
    for (const inner of Object.values(value)) yield* stringsIn(inner);
}

async function notesOf(place: string, page: Page): Promise<PublicText[]> {
  const notes: unknown = await page.getAnnotations();
  return [...stringsIn(notes)].map((text) => ({ place: `${place} 批注`, text }));
}

/** When it was made is a long number too, and nobody's. */
const madeOn = new Set(['CreationDate', 'ModDate']);

async function around(pdf: Pdf): Promise<PublicText[]> {
  const { info, metadata } = await pdf.getMetadata();
  const said = Object.entries(info).filter(([name]) => !madeOn.has(name));
  const raw: unknown = (metadata as { getRaw?: () => unknown } | null)?.getRaw?.();
  const texts = [...stringsIn(Object.fromEntries(said)), ...stringsIn(raw)];
  const marks: unknown = await pdf.getOutline();
  return [
    ...texts.map((text) => ({ place: '属性', text })),
    ...[...stringsIn(marks)].map((text) => ({ place: '书签', text })),
  ];
}

async function hasPicture(page: Page): Promise<boolean> {
  const { OPS } = await getResolvedPDFJS();
  const painted = new Set<number>([
    OPS.paintImageXObject,
    OPS.paintInlineImageXObject,
    OPS.paintImageMaskXObject,
    OPS.paintImageXObjectRepeat,
    OPS.paintImageMaskXObjectRepeat,
    OPS.paintImageMaskXObjectGroup,
    OPS.paintInlineImageXObjectGroup,
  ]);
  const { fnArray } = await page.getOperatorList();
  return fnArray.some((operator) => painted.has(operator));
}
