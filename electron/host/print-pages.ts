/**
 * A page to a printer of the system without a dialog, where the program has no window of its own: a Chromium, Chrome or Edge is
 * started for it with `--kiosk-printing`, lays the page out, prints it and ends. The paper reaches it over a pipe; the profile lies
 * beside the data and goes when it is done.
 *
 * Seen of a Chromium 156: it prints only with a window (`--headless` drops the page without a word), so its window is opened in the
 * background, outside of the screen; `window.print()` comes back when the pages are handed over; asked to close, it ends only after
 * they were written. Without any printer it "prints" into a PDF: that goes into the profile, and is known as such.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Machine } from '#desk/data-dir.ts';
import type { Paper } from '#desk/print/page-size.ts';
import { failed, unknown, type Sent } from '#desk/print/ways/way.ts';
import type { PagePrinter } from '#desk/runtime.ts';
import { findChromium, leavingNothing, quiet } from './browser.ts';
import { talkTo, type DevTools } from './devtools-pipe.ts';
import { layOut, openPage } from './lay-out.ts';
import { startBrowser, type OwnBrowser } from './own-browser.ts';

export interface PageNeeds {
  /** Chromium, Chrome or Edge. */
  readonly program: string;
  /** Where the profile lies while a page is printed: beside the data, never in a folder that others read. */
  readonly folder: string;
  /** Chromium does not run as root with its sandbox. What is printed is our own paper, whose policy forbids every script. */
  readonly isRoot: boolean;
  /** After this long the browser is ended. */
  readonly patienceMs: number;
  /** Added to the environment of the browser. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What the browser's own dialog calls the PDF it makes where there is no printer. */
export const saveAsPdf = 'Save as PDF';
const patienceMs = 60_000;

/** How pages are printed on this machine; without a browser that can, they are not. `folder`: the data directory. */
export function findPagePrinter(
  { machine, exists, userId }: { machine: Machine; exists: (file: string) => boolean; userId: number | undefined },
  folder: string,
): { readonly pages?: PagePrinter } {
  const program = findChromium(machine, exists);
  if (program === undefined) return {};
  const needs = { program, folder: join(folder, 'browser-print'), isRoot: userId === 0, patienceMs };
  let ready: Promise<unknown> | undefined;
  const print = async (html: string, paper: Paper, printer: string): Promise<Sent> => {
    // By now the desk is open, so the directory is ours alone: what a killed program left there goes first.
    ready ??= rm(needs.folder, { recursive: true, force: true }).then(() => mkdir(needs.folder, { mode: 0o700 }));
    await ready;
    return (await printPage(needs, html, paper, printer)).sent;
  };
  return { pages: { print: (...page) => print(...page).catch(() => failed('noProgram')) } };
}

export interface PrintedPage {
  readonly sent: Sent;
  /** Went into a file because there was no printer, and the file is gone again. */
  readonly saved: Uint8Array | undefined;
}

/** Rejects where the folder cannot be written; the browser leaves no process and no file behind, however it ends. */
export async function printPage(needs: PageNeeds, html: string, paper: Paper, printer: string): Promise<PrintedPage> {
  const profile = await mkdtemp(join(needs.folder, 'print-'));
  try {
    await prepare(profile, paper, printer);
    const sent = await printWith(needs, profile, html, paper);
    const saved = await savedIn(profile);
    // The page is in no printer, whatever the browser thinks.
    return { sent: saved === undefined ? sent : failed('missing'), saved };
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

const mediaOf = {
  A4: { name: 'ISO_A4', width_microns: 210_000, height_microns: 297_000 },
  A5: { name: 'ISO_A5', width_microns: 148_000, height_microns: 210_000 },
} as const;

/** Where the page goes and how, as the browser's own dialog would have remembered it. */
async function prepare(profile: string, paper: Paper, printer: string): Promise<void> {
  const chosen = { id: printer, origin: 'local', account: '', displayName: printer, capabilities: {} };
  const appState = {
    version: 2,
    ...(printer === '' ? {} : { selectedDestinationId: printer, recentDestinations: [chosen] }),
    ...(paper === '80mm' ? {} : { mediaSize: mediaOf[paper] }),
    isHeaderFooterEnabled: false,
    isCssBackgroundEnabled: true,
    // As large as it is: never fitted to the page.
    scalingType: 0,
    scaling: '100',
  };
  const folder = savedFolder(profile);
  const preferences = {
    printing: {
      print_preview_sticky_settings: { appState: JSON.stringify(appState) },
      use_system_default_printer: printer === '',
    },
    savefile: { default_directory: folder },
    download: { default_directory: folder, prompt_for_download: false },
  };
  await mkdir(folder);
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

const savedFolder = (profile: string): string => join(profile, 'saved');

async function savedIn(profile: string): Promise<Uint8Array | undefined> {
  const [name] = await readdir(savedFolder(profile));
  return name === undefined ? undefined : readFile(join(savedFolder(profile), name));
}

async function printWith(needs: PageNeeds, profile: string, html: string, paper: Paper): Promise<Sent> {
  const browser = start(needs, profile);
  const patience = setTimeout(() => void browser.end(), needs.patienceMs);
  const tools = talkTo(browser.process);
  try {
    const page = await readyPage(tools, html, paper).catch(() => undefined);
    if (page === undefined) return failed('noProgram');
    await page('Runtime.evaluate', { expression: 'window.print()' }, z.unknown());
    // It ends by itself, after the pages are out of its hands: killed now, it would take them along.
    await tools.send('Browser.close', {}, z.unknown()).catch(() => undefined);
    await browser.ended;
    return unknown('browser');
  } catch {
    return unknown('silent');
  } finally {
    clearTimeout(patience);
    await browser.end();
  }
}

const contextSchema = z.object({ browserContextId: z.string() });

/** In a private context, so that the page is in no history or cache; in a window that neither shows nor takes the keyboard. */
async function readyPage(tools: DevTools, html: string, paper: Paper) {
  const { browserContextId } = await tools.send('Target.createBrowserContext', {}, contextSchema);
  const unseen = { newWindow: true, background: true, left: -32_000, top: -32_000, width: 400, height: 300 };
  const page = await openPage(tools, { browserContextId, ...unseen });
  await layOut(page, html, paper);
  return page;
}

const start = ({ program, isRoot, env }: PageNeeds, profile: string): OwnBrowser =>
  startBrowser(
    program,
    [
      ...['--kiosk-printing', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--no-startup-window'],
      ...(isRoot ? ['--no-sandbox'] : []),
      ...['--disable-gpu', ...quiet, ...leavingNothing],
    ],
    env,
  );
