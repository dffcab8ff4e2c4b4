/**
 * A paper from the blocks as they are stored to a PDF, as the host makes it (a browser of its own, started and ended for it), beside what
 * Chromium takes for the same finished page: started anew in the same way, and running already.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { drawForPrint } from '#desk/print/render/paper-html.ts';
import { openFontFaces, type FontFaces } from '#desk/print/render/font-faces.ts';
import { blocksSchema, type PaperSize } from '#shared/documents/blocks.ts';
import { correctionNotice } from '#shared/documents/correction-notice.ts';
import { receipt } from '#shared/documents/receipt.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { findBrowser, testFlags } from '../build/browser.mjs';
import { findPdfDrawer } from '../electron/host/draw-pdf.ts';
import { root } from './support/bench-desk.ts';
import { figuresOf, milliseconds, table, type Figures, type Report } from './support/figures.ts';

const turns = 15;

interface PdfPaper {
  readonly name: string;
  readonly stored: string;
  readonly size: PaperSize;
  readonly sizes: readonly PaperSize[];
}

const papers = (): readonly PdfPaper[] => [
  {
    name: '收件凭证, 80 mm',
    stored: JSON.stringify(unwrap(receipt.issue(receipt.samples['plain'] as never))),
    size: '80mm',
    sizes: receipt.sizes,
  },
  {
    name: '一次性告知书, A4',
    stored: JSON.stringify(unwrap(correctionNotice.issue(Object.values(correctionNotice.samples)[0] as never))),
    size: 'A4',
    sizes: correctionNotice.sizes,
  },
];

type Draw = (html: string, size: PaperSize) => Promise<Uint8Array>;

export interface PdfFigures {
  readonly name: string;
  readonly ours: Figures;
  /** The finished page, a browser started for it. */
  readonly fresh: Figures;
  /** The finished page, in a browser that runs. */
  readonly running: Figures;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const htmlOf = (fonts: FontFaces, { stored, size, sizes }: PdfPaper): string =>
  unwrap(
    drawForPrint(fonts, {
      papers: [{ issued: blocksSchema.parse(JSON.parse(stored)) }],
      size,
      sizes,
      faces: { from: 'inside' },
    }),
  ).html;

/** Side by side in each turn, so that what else the machine does falls on all three. */
async function measureOne(fonts: FontFaces, draw: Draw, inRunning: Draw, paper: PdfPaper): Promise<PdfFigures> {
  const finished = htmlOf(fonts, paper);
  const [ours, fresh, running]: number[][] = [[], [], []];
  for (let turn = 0; turn < turns; turn += 1) {
    ours?.push(await timed(() => draw(htmlOf(fonts, paper), paper.size)));
    fresh?.push(await timed(() => draw(finished, paper.size)));
    running?.push(await timed(() => inRunning(finished, paper.size)));
  }
  return {
    name: paper.name,
    ours: figuresOf(ours ?? []),
    fresh: figuresOf(fresh ?? []),
    running: figuresOf(running ?? []),
  };
}

export async function measurePdfs(): Promise<PdfFigures[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-bench-pdf-'));
  const machine = { platform: process.platform, env: process.env, home: homedir() };
  const { drawPdf } = findPdfDrawer({ machine, exists: existsSync, userId: process.getuid?.() }, folder);
  const executablePath = findBrowser();
  if (drawPdf === undefined || executablePath === undefined) throw new Error('no browser was found');
  const browser = await chromium.launch({ executablePath, args: testFlags() });
  const inRunning: Draw = async (html) => {
    const page = await browser.newPage();
    await page.setContent(html);
    await page.evaluate(() => document.fonts.ready);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await page.close();
    return pdf;
  };
  const fonts = openFontFaces({ rare: join(root, 'resources/fonts'), common: join(root, 'node_modules/@fontsource') });
  try {
    const figures: PdfFigures[] = [];
    for (const paper of papers()) figures.push(await measureOne(fonts, drawPdf, inRunning, paper));
    return figures;
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const ratio = (a: Figures, b: Figures): string => `${(a.median / b.median).toFixed(2)}×`;

export const reportPdfs = (figures: readonly PdfFigures[]): Report => ({
  title: 'A paper as PDF: from the stored blocks, beside Chromium printing the same finished page',
  text: table(
    ['paper', 'median', 'p95', 'finished page, browser started', 'ours / that', 'browser running', 'ours / that'],
    figures.map(({ name, ours, fresh, running }) => [
      name,
      milliseconds(ours.median),
      milliseconds(ours.p95),
      milliseconds(fresh.median),
      ratio(ours, fresh),
      milliseconds(running.median),
      ratio(ours, running),
    ]),
  ),
});
