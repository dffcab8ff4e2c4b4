/**
 * The parts of a case's file as one PDF: pages of papers and PDFs as they are, pictures upright on sheets of their own, one running number in
 * the upper right corner (DA/T 22: 页号), a bookmark for each part. A PDF that cannot be read or is locked is left out and said, never a
 * reason to fail.
 */
import {
  degrees,
  PageSizes,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFRef,
  StandardFonts,
  type PDFFont,
  type PDFImage,
  type PDFPage,
} from '@cantoo/pdf-lib';
import { pictureOf, type Picture } from '#shared/documents/picture.ts';

export interface PartToBind {
  readonly title: string;
  readonly bytes: Uint8Array;
}
export interface BoundBody {
  readonly pdf: Uint8Array;
  /** For each part how many pages it became; 0 of one that could not be bound in. */
  readonly pages: readonly number[];
}

const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
export const isBindable = (bytes: Uint8Array): boolean => isPdf(bytes) || pictureOf(bytes) !== undefined;

export async function bindBody(
  parts: readonly PartToBind[],
  onProgress: (done: number) => void = () => undefined,
): Promise<BoundBody> {
  const body = await PDFDocument.create();
  const pages: number[] = [];
  for (const { bytes } of parts) {
    pages.push(await addPart(body, bytes));
    onProgress(pages.length);
  }
  return { pdf: await body.save({ addDefaultPage: false }), pages };
}

/** What it was made of decides; whatever a foreign file makes the library throw means that it cannot be bound in. */
async function addPart(body: PDFDocument, bytes: Uint8Array): Promise<number> {
  const picture = pictureOf(bytes);
  try {
    if (picture !== undefined) return await addPicture(body, bytes, picture);
    return isPdf(bytes) ? await addPages(body, bytes) : 0;
  } catch {
    return 0;
  }
}

async function addPages(body: PDFDocument, bytes: Uint8Array): Promise<number> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: true });
  if (source.isEncrypted) return 0;
  const copied = await body.copyPages(source, source.getPageIndices());
  for (const page of copied) body.addPage(page);
  return copied.length;
}

const margin = 28;

async function addPicture(body: PDFDocument, bytes: Uint8Array, { type, turn }: Picture): Promise<number> {
  const image = type === 'png' ? await body.embedPng(bytes) : await body.embedJpg(bytes);
  const isTurned = turn === 90 || turn === 270;
  const [wide, high] = isTurned ? [image.height, image.width] : [image.width, image.height];
  const [short, long] = PageSizes.A4;
  const page = body.addPage(wide > high ? [long, short] : [short, long]);
  const { width, height } = page.getSize();
  const scale = Math.min((width - 2 * margin) / wide, (height - 2 * margin) / high);
  const left = (width - wide * scale) / 2;
  const bottom = (height - high * scale) / 2;
  drawTurned(page, image, turn, { left, bottom, width: image.width * scale, height: image.height * scale });
  return 1;
}

interface Box {
  readonly left: number;
  readonly bottom: number;
  /** Of the picture as it lies in the file. */
  readonly width: number;
  readonly height: number;
}

/** Turned clockwise about its own corner, so that the upright picture begins at `left`, `bottom`. */
function drawTurned(page: PDFPage, image: PDFImage, turn: Picture['turn'], { left, bottom, width, height }: Box): void {
  const corner = {
    0: { x: left, y: bottom },
    90: { x: left, y: bottom + width },
    180: { x: left + width, y: bottom + height },
    270: { x: left + height, y: bottom },
  }[turn];
  page.drawImage(image, { ...corner, width, height, rotate: degrees(-turn) });
}

export interface BoundFile {
  /** Cover and contents: their pages have no number. */
  readonly front: readonly PartToBind[];
  readonly body: Uint8Array;
  /** Of the body, in their order; `pages` 0 has no bookmark. */
  readonly parts: readonly { readonly title: string; readonly pages: number }[];
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export async function bindFile({ front, body, parts, title, at }: BoundFile): Promise<Uint8Array> {
  const whole = await PDFDocument.create();
  const marks: Mark[] = [];
  for (const { title: name, bytes } of front) {
    marks.push({ title: name, page: whole.getPageCount() });
    await addPages(whole, bytes);
  }
  const before = whole.getPageCount();
  await addPages(whole, body);
  let next = before;
  for (const part of parts) {
    if (part.pages > 0) marks.push({ title: part.title, page: next });
    next += part.pages;
  }
  const font = await whole.embedFont(StandardFonts.Helvetica);
  whole.getPages().forEach((page, index) => {
    if (index >= before) stamp(page, String(index - before + 1), font);
  });
  setMarks(whole, marks, before);
  describe(whole, title, new Date(at));
  return whole.save({ addDefaultPage: false });
}

function describe(whole: PDFDocument, title: string, at: Date): void {
  whole.setTitle(title, { showInWindowTitleBar: true });
  whole.setLanguage('zh-CN');
  whole.setProducer('Tongban');
  whole.setCreator('Tongban');
  whole.setCreationDate(at);
  whole.setModificationDate(at);
}

const edge = 12;
const size = 9;

/** In the upper right corner as it is looked at, whichever way the page is turned. */
function stamp(page: PDFPage, text: string, font: PDFFont): void {
  const { x, y, width, height } = page.getCropBox();
  const along = edge + font.widthOfTextAtSize(text, size);
  const across = edge + size;
  const turn = ((page.getRotation().angle % 360) + 360) % 360;
  const corners: Readonly<Record<number, { readonly x: number; readonly y: number }>> = {
    90: { x: x + across, y: y + height - along },
    180: { x: x + along, y: y + across },
    270: { x: x + width - across, y: y + along },
  };
  const corner = corners[turn] ?? { x: x + width - along, y: y + height - across };
  page.drawText(text, { ...corner, font, size, rotate: degrees(turn) });
}

interface Mark {
  readonly title: string;
  /** From 0. */
  readonly page: number;
}

/** Outlines by ISO 32000-1, 12.3.3, and labels, so that a viewer numbers pages as they are stamped. */
function setMarks(whole: PDFDocument, marks: readonly Mark[], before: number): void {
  const { context, catalog } = whole;
  const root = context.nextRef();
  const items = marks.map(() => context.nextRef());
  marks.forEach(({ title, page }, at) => {
    const [prev, next] = [items[at - 1], items[at + 1]];
    const item = context.obj({
      Parent: root,
      Dest: [whole.getPage(page).ref, 'Fit'],
      ...(prev ? { Prev: prev } : {}),
      ...(next ? { Next: next } : {}),
    });
    item.set(PDFName.of('Title'), PDFHexString.fromText(title));
    context.assign(items[at] as PDFRef, item);
  });
  const [first, last] = [items.at(0), items.at(-1)];
  if (first === undefined || last === undefined) return;
  context.assign(root, context.obj({ Type: 'Outlines', First: first, Last: last, Count: items.length }));
  catalog.set(PDFName.of('Outlines'), root);
  catalog.set(PDFName.of('PageMode'), PDFName.of('UseOutlines'));
  const labels = [0, context.obj({ S: 'r' }), ...(before > 0 ? [before, context.obj({ S: 'D', St: 1 })] : [])];
  catalog.set(PDFName.of('PageLabels'), context.obj({ Nums: labels }));
}

export interface ReadMarks {
  readonly pages: number;
  /** Each with the page it leads to, from 1; 0 where it leads to none. */
  readonly marks: readonly { readonly title: string; readonly page: number }[];
}

/** Reads a bound file back, for the check before it leaves. Rejects where it cannot be opened. */
export async function readMarks(pdf: Uint8Array): Promise<ReadMarks> {
  const whole = await PDFDocument.load(pdf, { updateMetadata: false });
  const numbers = new Map(whole.getPages().map(({ ref }, index) => [ref.toString(), index + 1]));
  const marks: { title: string; page: number }[] = [];
  const outlines = whole.catalog.lookupMaybe(PDFName.of('Outlines'), PDFDict);
  const total = outlines?.lookupMaybe(PDFName.of('Count'), PDFNumber)?.asNumber() ?? 0;
  let item = outlines?.lookupMaybe(PDFName.of('First'), PDFDict);
  while (item !== undefined && marks.length < total) {
    const target = item.lookupMaybe(PDFName.of('Dest'), PDFArray)?.get(0);
    marks.push({
      title: item.lookup(PDFName.of('Title'), PDFHexString).decodeText(),
      page: numbers.get(target?.toString() ?? '') ?? 0,
    });
    item = item.lookupMaybe(PDFName.of('Next'), PDFDict);
  }
  return { pages: whole.getPageCount(), marks };
}
