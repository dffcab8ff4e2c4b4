/** Prints pages of HTML through Chromium, as the shell and the browser do, and reads the PDF back with poppler. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { rollPageCss } from '#shared/documents/render-html.ts';
import { findBrowser, testFlags } from '../../build/browser.mjs';

export function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no Chromium, Chrome or Edge here to print with');
  return chromium.launch({ executablePath, args: testFlags() });
}

export interface MadePdf {
  readonly pdf: Buffer;
  /** Addresses the page asked for, `data:` apart: a paper asks nobody. */
  readonly requests: readonly string[];
  /** Elements whose content is wider than they are, or that leave their sheet. */
  readonly overflowing: readonly string[];
}

/** Runs in the page: what sticks out of its box or of the paper. */
function findOverflow(): string[] {
  const found: string[] = [];
  for (const paper of document.querySelectorAll('.paper')) {
    const box = paper.getBoundingClientRect();
    for (const element of paper.querySelectorAll('*')) {
      const own = element.getBoundingClientRect();
      const isOutside = own.right > box.right + 1 || own.left < box.left - 1;
      const isCut =
        element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 2 && element.clientWidth > 0;
      const isTooTall = element.matches('.half') && element.scrollHeight > element.clientHeight + 1;
      if (isOutside || isCut || isTooTall)
        found.push(`${element.tagName}.${element.getAttribute('class') ?? ''} ${element.textContent.slice(0, 30)}`);
    }
  }
  return found;
}

/** `isRoll`: measures first and gives the page its length, as `render-html.ts` asks of whoever prints. */
export async function makePdf(browser: Browser, html: string, isRoll: boolean): Promise<MadePdf> {
  const page = await browser.newPage({ viewport: { width: isRoll ? 303 : 1000, height: 800 } });
  const requests: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url());
  });
  await page.emulateMedia({ media: 'print' });
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  if (isRoll) {
    const height = await page.evaluate(() => document.querySelector('.paper')?.getBoundingClientRect().height ?? 0);
    await page.addStyleTag({ content: rollPageCss(height) });
  }
  const overflowing = await page.evaluate(findOverflow);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.close();
  return { pdf, requests, overflowing };
}

/** Poppler reads the PDF back; it is there on every Linux that runs these tests, elsewhere they are left out and say so. */
export const hasPoppler = process.platform === 'linux' || spawnSync('pdftotext', ['-v']).error === undefined;

function poppler(tool: 'pdftotext' | 'pdfinfo' | 'pdffonts', pdf: Buffer, ...more: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-pdf-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    return execFileSync(tool, [file, ...more], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What copy, search and a screen reader get out of it. */
export const textOfPdf = (pdf: Buffer): string => poppler('pdftotext', pdf, '-');

export interface PdfSheet {
  readonly pages: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export function sheetOfPdf(pdf: Buffer): PdfSheet {
  const info = poppler('pdfinfo', pdf);
  const [, width = '0', height = '0'] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
  const millimetres = (points: string): number => Math.round((Number(points) * 25.4) / 72);
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1] ?? 0),
    widthMm: millimetres(width),
    heightMm: millimetres(height),
  };
}

/** The rows of `pdffonts`: every face in the file must be one of ours. */
export const fontsOfPdf = (pdf: Buffer): string[] =>
  poppler('pdffonts', pdf)
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => row.trim());
