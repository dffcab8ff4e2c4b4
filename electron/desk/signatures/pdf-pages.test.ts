/** Scanned PDFs as a feeder makes them, and those that are none, through the door of a real desk. */
import { degrees, PDFDocument, StandardFonts, TextRenderingMode, type PDFPage } from '@cantoo/pdf-lib';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { mostScanPages, type PageOfPdf, type SheetReading } from '#shared/contract/signature.ts';
import { pictureOf } from '#shared/documents/picture.ts';
import { intake, setUpDesk } from '../../../tests/support/desk.ts';
import { madeJpeg, madePng } from '../../../tests/support/made-picture.ts';
import { madeSheet } from '../../../tests/support/made-sheet.ts';
import { codesOf } from '../../../tests/support/paper-codes.ts';
import { pagesIn as takeApart, type PageIn } from './pages-in.ts';

async function openHall(seed: number) {
  const desk = await setUpDesk({ seed });
  const hold = async (content: Uint8Array): Promise<string> => {
    const upload = desk.newId();
    const part = 2 * 1024 * 1024;
    for (let index = 0; index * part < content.length; index += 1) {
      const data = Buffer.from(content.subarray(index * part, (index + 1) * part)).toString('base64');
      await desk.chief.ask('attachment.part', { upload, index, data });
    }
    return (await desk.chief.ask<{ blob: string }>('attachment.hold', { upload })).blob;
  };
  const notice = async () => {
    const { stream } = await desk.chief.ask<{ stream: string }>('case.begin', intake(desk.newId()));
    const data = { gaps: [{ material: '经营场所证明', standard: '' }] };
    const step = { act: desk.newId(), stream, type: 'correctionNoticed', data };
    const told = await desk.chief.ask<{ issued: { id: string; spec: string }[] }>('case.step', step);
    const paper = told.issued.find(({ spec }) => spec === 'correctionNotice')?.id ?? '';
    return { stream, paper, code: codesOf(desk.core(), stream)[paper] ?? '' };
  };
  const pagesOf = async (pdf: Uint8Array) =>
    (await desk.chief.ask<{ pages: PageOfPdf[] }>('signature.pagesOf', { blob: await hold(pdf) })).pages;
  const refused = async (pdf: Uint8Array) => desk.chief.refused('signature.pagesOf', { blob: await hold(pdf) });
  return { ...desk, notice, pagesOf, refused };
}

/** Without a desk: what the thread makes of the pages. */
async function pagesIn(pdf: Uint8Array): Promise<readonly PageIn[]> {
  const pages = await takeApart({ pdf });
  if (!pages.ok) throw new Error(pages.refusal.code);
  return pages.value;
}
const contentOf = (page: PageIn | undefined): Uint8Array => {
  if (page === undefined || !('picture' in page)) throw new Error('no picture');
  return page.picture;
};
const troubleOf = (page: PageIn): string => ('trouble' in page ? page.trouble : '');

type Draw = (page: PDFPage, pdf: PDFDocument) => Promise<unknown>;

async function madePdf(draws: readonly Draw[], password?: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  for (const draw of draws) await draw(pdf.addPage([595, 842]), pdf);
  if (password !== undefined) pdf.encrypt({ userPassword: password, ownerPassword: 'owner' });
  return pdf.save({ useObjectStreams: password === undefined });
}

const whole = { x: 0, y: 0, width: 595, height: 842 };
const scanned =
  (picture: Uint8Array, turned = 0): Draw =>
  async (page, pdf) => {
    const isPng = pictureOf(picture)?.type === 'png';
    page.drawImage(isPng ? await pdf.embedPng(picture) : await pdf.embedJpg(picture), whole);
    page.setRotation(degrees(turned));
  };
const typed: Draw = async (page, pdf) => {
  page.drawText('no scan', { x: 50, y: 500, font: await pdf.embedFont(StandardFonts.Helvetica) });
};
const withLogo: Draw = async (page, pdf) => {
  page.drawImage(await pdf.embedPng(madePng(20, 20)), { x: 20, y: 700, width: 60, height: 60 });
};
const inTwo: Draw = async (page, pdf) => {
  page.drawImage(await pdf.embedPng(madePng(30, 20)), { ...whole, y: 421, height: 421 });
  page.drawImage(await pdf.embedPng(madePng(30, 21)), { ...whole, height: 421 });
};
/** A name that was written over the scan on a tablet: a picture without it would be a paper nobody signed. */
const writtenOver: Draw = async (page, pdf) => {
  await scanned(madeJpeg(1))(page, pdf);
  page.drawLine({ start: { x: 100, y: 100 }, end: { x: 200, y: 120 } });
};

describe('扫描归位 of a PDF', () => {
  it('makes a picture of each page, and each is laid to the paper its code names', async () => {
    const hall = await openHall(421);
    const [one, other] = [await hall.notice(), await hall.notice()];
    const pdf = await madePdf([one, other].map(({ code }, index) => scanned(madeSheet([code]), index * 90)));
    const pages = await hall.pagesOf(pdf);
    expect(pages.map(({ trouble }) => trouble)).toEqual([null, null]);
    for (const [index, { stream, paper }] of [one, other].entries()) {
      const blob = pages[index]?.blob ?? '';
      const reading = await hall.chief.ask<SheetReading>('signature.read', { blob });
      expect(reading).toMatchObject({ verdict: 'known', paper: { paper } });
      const bring = { act: hall.newId(), stream, paper, code: reading.code, pages: [{ blob, name: '1.png' }] };
      await hall.chief.ask('signature.bring', bring);
    }
    expect(await hall.chief.ask('signature.awaited', {})).toMatchObject({ lines: [] });
  });

  it('takes a JPEG as it lies in the file; how the page turned it is written into it, and nothing it said before', async () => {
    // As a camera that was turned writes it, and the PDF does not heed.
    const camera = madeJpeg(6);
    const pages = await pagesIn(await madePdf([scanned(camera), scanned(camera, 90), scanned(camera, 270)]));
    const turns = pages.map((page) => pictureOf(contentOf(page))?.turn);
    expect(turns).toEqual([0, 90, 270]);
    const pixels = (jpeg: Uint8Array) => Buffer.from(jpeg).subarray(Buffer.from(jpeg).indexOf('ffdb', 'hex'));
    expect(pixels(contentOf(pages[1]))).toEqual(pixels(madeJpeg(1)));
  });

  it('what is packed otherwise becomes a PNG that stands upright', async () => {
    const two = new PNG({ width: 2, height: 1 });
    two.data.set([255, 0, 0, 255, 0, 0, 255, 255]);
    const red = [255, 0, 0];
    const blue = [0, 0, 255];
    const pages = await pagesIn(await madePdf([0, 90, 180, 270].map((turn) => scanned(PNG.sync.write(two), turn))));
    const seen = pages.map((page) => {
      const { width, data } = PNG.sync.read(Buffer.from(contentOf(page)));
      return [width, [...data.subarray(0, 3)], [...data.subarray(4, 7)]];
    });
    expect(seen).toEqual([
      [2, red, blue],
      [1, red, blue],
      [2, blue, red],
      [1, blue, red],
    ]);
  });

  it('names the page that is no scan or would lose something, and keeps the others', async () => {
    const pages = await pagesIn(await madePdf([typed, scanned(madeJpeg(1)), withLogo, inTwo, writtenOver]));
    expect(pages.map(troubleOf)).toEqual(['noPicture', '', 'noPicture', 'several', 'several']);
  });

  it('a page whose text nobody sees, as programs of scanners lay it over, is a scan', async () => {
    const searchable: Draw = async (page, pdf) => {
      await scanned(madeJpeg(1))(page, pdf);
      page.drawText('read by machine', {
        x: 50,
        y: 50,
        renderMode: TextRenderingMode.Invisible,
        font: await pdf.embedFont(StandardFonts.Helvetica),
      });
    };
    expect((await pagesIn(await madePdf([searchable]))).map(troubleOf)).toEqual(['']);
  });

  it('refuses what is locked, broken, cut off or too long, and says so', async () => {
    const hall = await openHall(426);
    expect(await hall.refused(await madePdf([scanned(madeJpeg(1))], 'secret'))).toMatchObject({
      code: 'signature.pdfLocked',
    });
    for (const content of ['%PDF-1.7 nothing', 'garbage', '%PDF-1.7\n%%EOF'])
      expect(await hall.refused(Buffer.from(content))).toMatchObject({ code: 'signature.pdfBroken' });
    const many = async (count: number) => {
      const pdf = await PDFDocument.create();
      const picture = await pdf.embedJpg(madeJpeg(1));
      for (let page = 0; page < count; page += 1) pdf.addPage([595, 842]).drawImage(picture, whole);
      return pdf.save();
    };
    expect(await hall.pagesOf(await many(mostScanPages))).toHaveLength(mostScanPages);
    expect(await hall.refused(await many(mostScanPages + 1))).toMatchObject({
      code: 'signature.pdfTooLong',
      details: { most: mostScanPages, pages: mostScanPages + 1 },
    });
    const cut = (await many(3)).subarray(0, 900);
    const answer = await hall.chief.refused('signature.pagesOf', { blob: '0'.repeat(64) });
    expect(answer.code).toBe('attachment.gone');
    expect((await hall.refused(cut)).code).toBe('signature.pdfBroken');
  });

  it('a PDF that only forbids changes, with no password to open it, is read', async () => {
    expect((await pagesIn(await madePdf([scanned(madeJpeg(1))], ''))).map(troubleOf)).toEqual(['']);
  });
});
