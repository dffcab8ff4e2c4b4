/**
 * A paper as PDF where the program has no window of its own: the browser that is here draws it, unseen, and gives it back over a
 * pipe. The paper is never in an address or a file; the profile it runs with is empty, private and goes when it is done.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Machine } from '#desk/data-dir.ts';
import { inInches, type Paper } from '#desk/print/page-size.ts';
import { findChromium, leavingNothing, quiet } from './browser.ts';
import { talkTo, type DevTools } from './devtools-pipe.ts';
import { layOut, openPage } from './lay-out.ts';
import { startBrowser, type OwnBrowser } from './own-browser.ts';

export interface PdfNeeds {
  /** Chromium, Chrome or Edge. */
  readonly program: string;
  /** Where the profile lies while a paper is drawn: beside the data, never in a folder that others read. */
  readonly folder: string;
  /** Chromium does not run as root with its sandbox. What is drawn is our own paper, whose policy forbids every script. */
  readonly isRoot: boolean;
  /** After this long the browser is ended and the paper given up. */
  readonly patienceMs: number;
}

const patienceMs = 30_000;

/** How papers become PDF on this machine; without a browser that can, they do not. `folder`: the data directory. */
export function findPdfDrawer(
  { machine, exists, userId }: { machine: Machine; exists: (file: string) => boolean; userId: number | undefined },
  folder: string,
): { readonly drawPdf?: (html: string, paper: Paper) => Promise<Uint8Array> } {
  const program = findChromium(machine, exists);
  if (program === undefined) return {};
  const needs = { program, folder: join(folder, 'browser-pdf'), isRoot: userId === 0, patienceMs };
  let ready: Promise<unknown> | undefined;
  return {
    drawPdf: async (html, paper) => {
      // By now the desk is open, so the directory is ours alone: what a killed program left there goes first.
      ready ??= rm(needs.folder, { recursive: true, force: true }).then(() => mkdir(needs.folder, { mode: 0o700 }));
      await ready;
      return drawPdf(needs, html, paper);
    },
  };
}

/** Rejects when the browser cannot be started, ends, or does not answer in time. */
export async function drawPdf(needs: PdfNeeds, html: string, paper: Paper): Promise<Uint8Array> {
  const profile = await mkdtemp(join(needs.folder, 'pdf-'));
  const browser = start(needs, profile);
  const patience = setTimeout(() => void browser.end(), needs.patienceMs);
  try {
    const tools = talkTo(browser.process);
    const pdf = await printPage(tools, html, paper);
    await tools.send('Browser.close', {}, z.unknown());
    return pdf;
  } finally {
    clearTimeout(patience);
    await browser.end();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const start = ({ program, isRoot }: PdfNeeds, profile: string): OwnBrowser =>
  startBrowser(program, [
    ...['--headless=new', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--incognito', '--disable-gpu'],
    ...(isRoot ? ['--no-sandbox'] : []),
    ...[...quiet, ...leavingNothing, 'about:blank'],
  ]);

async function printPage(tools: DevTools, html: string, paper: Paper): Promise<Uint8Array> {
  const ask = await openPage(tools);
  const { width: paperWidth, height: paperHeight } = inInches(await layOut(ask, html, paper));
  const wish = { paperWidth, paperHeight, preferCSSPageSize: true, printBackground: true };
  const { data } = await ask('Page.printToPDF', wish, pdfSchema);
  return Buffer.from(data, 'base64');
}

const pdfSchema = z.object({ data: z.base64() });
