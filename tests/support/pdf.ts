/** Prints pages of HTML through Chromium, as the shell and the browser do, and reads the PDF back with poppler. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { rollPageCss } from '#shared/documents/render-html.ts';

const installed = [
  process.env['TONGBAN_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium-browser',
];

export function openBrowser(): Promise<Browser> {
  const executablePath = installed.find((path) => path !== undefined && existsSync(path));
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
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

function withPoppler(tool: string, pdf: Buffer, args: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-pdf-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    execFileSync(tool, [join(folder, 'paper.pdf'), ...args.map((arg) => arg.replace('{folder}', folder))], {
      stdio: 'pipe',
    });
    return args.length > 0 ? readFileSync(join(folder, 'out'), 'utf8') : '';
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What copy, search and a screen reader get out of it. */
export const textOfPdf = (pdf: Buffer): string => withPoppler('pdftotext', pdf, ['{folder}/out']);

export interface PdfSheet {
  readonly pages: number;
  readonly widthMm: number;
  readonly heightMm: number;
}

export function sheetOfPdf(pdf: Buffer): PdfSheet {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-pdf-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    const info = execFileSync('pdfinfo', [join(folder, 'paper.pdf')], { encoding: 'utf8' });
    const [, width = '0', height = '0'] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
    const millimetres = (points: string): number => Math.round((Number(points) * 25.4) / 72);
    return {
      pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1] ?? 0),
      widthMm: millimetres(width),
      heightMm: millimetres(height),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `pdffonts`' table: every face in the file must be one of ours. */
export function fontsOfPdf(pdf: Buffer): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'tongban-pdf-'));
  try {
    writeFileSync(join(folder, 'paper.pdf'), pdf);
    const lines = execFileSync('pdffonts', [join(folder, 'paper.pdf')], { encoding: 'utf8' })
      .trim()
      .split('\n')
      .slice(2);
    return lines.map((text) => text.trim());
  } finally {
    rmSync(folder, { recursive: true });
  }
}
