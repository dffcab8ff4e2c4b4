/**
 * The pages of a scanned PDF as pictures, one each: a scanner puts the whole stack into one file. What such a page holds is one picture that
 * covers it. A JPEG is taken as it lies in the file; what is packed otherwise (fax, PNG) is unpacked and written as PNG. A page that is
 * anything else (text, several pictures laid over each other, something drawn on top) would lose part of what was signed, so it is named and
 * left out: nothing here draws pages.
 */
import { PDFDocument } from '@cantoo/pdf-lib';
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';
import { mostScanPages, type PageTrouble } from '#shared/contract/signature.ts';
import { pictureOf } from '#shared/documents/picture.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { jpegTurned } from './jpeg-turn.ts';
import { onlyPicture, type Painted, type PdfPage } from './only-picture.ts';
import { plainJpegOf } from './plain-jpeg.ts';
import { pngOf, type Decoded } from './png-of.ts';
import { mostPixels } from './sheet-limits.ts';

export interface PagesJob {
  readonly pdf: Uint8Array;
}

export type PageIn = { readonly picture: Uint8Array } | { readonly trouble: PageTrouble };

/** Refusals: signature.pdfLocked, signature.pdfBroken, signature.pdfTooLong. */
export async function pagesIn({ pdf: bytes }: PagesJob): Promise<Result<readonly PageIn[]>> {
  const opened = await open(bytes);
  if (!opened.ok) return opened;
  const pdf = opened.value;
  try {
    if (pdf.numPages > mostScanPages)
      return refuse('signature.pdfTooLong', { most: mostScanPages, pages: pdf.numPages });
    const plain = await PDFDocument.load(bytes, { updateMetadata: false }).catch(() => undefined);
    const pages: PageIn[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1)
      pages.push(await pageIn(() => pdf.getPage(number), plain, number - 1));
    return ok(pages);
  } finally {
    await pdf.cleanup();
  }
}

async function open(bytes: Uint8Array): Promise<Result<Awaited<ReturnType<typeof getDocumentProxy>>>> {
  try {
    // The reader takes the bytes for itself. A picture larger than this is left out by it before it is unpacked.
    return ok(await getDocumentProxy(new Uint8Array(bytes), { maxImageSize: mostPixels, verbosity: 0 }));
  } catch (error) {
    const isLocked = Reflect.get(Object(error), 'name') === 'PasswordException';
    return refuse(isLocked ? 'signature.pdfLocked' : 'signature.pdfBroken');
  }
}

/** Whatever a foreign file makes the libraries throw means that this page cannot be read; the others can. */
async function pageIn(getPage: () => Promise<PdfPage>, plain: PDFDocument | undefined, index: number): Promise<PageIn> {
  try {
    const page = await getPage();
    const found = await onlyPicture(page);
    if ('trouble' in found) return found;
    const jpeg = plain && plainJpegOf(plain, index);
    const whole = jpeg && asItIs(jpeg, found);
    const picture = whole ?? (await unpacked(page, found));
    return picture === undefined ? { trouble: 'unreadable' } : { picture };
  } catch {
    return { trouble: 'unreadable' };
  }
}

function asItIs(jpeg: Uint8Array, { width, height, turn }: Painted): Uint8Array | undefined {
  const picture = pictureOf(jpeg);
  const isSame = picture?.type === 'jpeg' && picture.width === width && picture.height === height;
  return isSame ? jpegTurned(jpeg, turn) : undefined;
}

async function unpacked(page: PdfPage, { image, turn }: Painted): Promise<Uint8Array | undefined> {
  const decoded = await decodedOf(page, image);
  return decoded === undefined ? undefined : pngOf(decoded, turn);
}

async function decodedOf(page: PdfPage, image: unknown): Promise<Decoded | undefined> {
  const { ImageKind } = await getResolvedPDFJS();
  const channels = { [ImageKind.GRAYSCALE_1BPP]: 'bits', [ImageKind.RGB_24BPP]: 3, [ImageKind.RGBA_32BPP]: 4 } as const;
  const object: unknown = typeof image === 'string' ? await objectOf(page, image) : image;
  const { data, width, height, kind } = Object(object) as Record<string, unknown>;
  const layout = channels[kind as number];
  if (!(data instanceof Uint8Array || data instanceof Uint8ClampedArray) || layout === undefined) return undefined;
  return { data, width: Number(width), height: Number(height), layout };
}

const objectOf = (page: PdfPage, name: string): Promise<unknown> =>
  new Promise((resolve) => {
    (name.startsWith('g_') ? page.commonObjs : page.objs).get(name, resolve);
  });
