import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserWindow, WebContentsPrintOptions } from 'electron';
import type { PrintOutcome, Printer } from './messages.ts';
import { asItLies, inInches, liesAcross, measurePage, pageRule, pageSizeOf } from '#desk/print/page-size.ts';
import type { PageSize, Paper } from '#desk/print/page-size.ts';
import { frontPage } from './policy.ts';

/** A world of its own inside the page: the paper's policy forbids every script of the page itself. */
const measuringWorld = 1001;

export interface PrintingNeeds {
  /** A hidden window without a preload, from the one factory. */
  readonly openWindow: () => BrowserWindow;
  /** Where the protocol finds a paper while its window is open. */
  readonly papers: Map<string, string>;
  readonly newId: () => string;
  /** After this long without a word from the print system nobody can tell whether the paper came out. */
  readonly patienceMs: number;
}

export interface Printing {
  printers(): Promise<Printer[]>;
  /** Prints without asking on the printer of that system name. */
  print(html: string, paper: Paper, printer: string): Promise<PrintOutcome>;
  pdf(html: string, paper: Paper): Promise<Uint8Array>;
}

const listPrinters = async (window: BrowserWindow): Promise<Printer[]> =>
  (await window.webContents.getPrintersAsync()).map(({ name, displayName }) => ({ name, title: displayName || name }));

/** Fixes the page to the paper in CSS too, so that both sizes agree and nothing is scaled. */
const fitToPaper = async (window: BrowserWindow, html: string, paper: Paper): Promise<PageSize> => {
  const height: unknown = await window.webContents.executeJavaScriptInIsolatedWorld(measuringWorld, [
    { code: measurePage },
  ]);
  if (typeof height !== 'number' || !Number.isFinite(height)) throw new Error('paper could not be measured');
  const size = pageSizeOf(paper, height);
  await window.webContents.insertCSS(pageRule(paper, asItLies(size, liesAcross(html))));
  return size;
};

interface PrintJob {
  readonly printer: string;
  readonly paper: Paper;
  /** Upright, as the printer has it. */
  readonly size: PageSize;
  readonly isAcross: boolean;
}

/** A roll has no margins; a sheet keeps those its document sets in CSS, which an explicit margin would override. */
const printOptions = ({ printer, paper, size, isAcross }: PrintJob): WebContentsPrintOptions => ({
  silent: true,
  deviceName: printer,
  pageSize: size,
  ...(isAcross ? { landscape: true } : {}),
  printBackground: true,
  ...(paper === '80mm' ? { margins: { marginType: 'none' } } : {}),
});

/** Hands the page to the print system; what it does not answer in time, or dies over, is unknown, never failed. */
const handOver = (window: BrowserWindow, job: PrintJob, patienceMs: number): Promise<PrintOutcome> => {
  const answered = new Promise<PrintOutcome>((resolve) => {
    window.webContents.once('render-process-gone', () => resolve({ state: 'unknown' }));
    window.webContents.print(printOptions(job), (success, reason) =>
      resolve(success ? { state: 'printed' } : { state: 'failed', reason }),
    );
  });
  const late = wait<PrintOutcome>(patienceMs, { state: 'unknown' }, { ref: false });
  return Promise.race([answered, late]);
};

export const createPrinting = (needs: PrintingNeeds): Printing => {
  const withWindow = async <T>(use: (window: BrowserWindow) => Promise<T>): Promise<T> => {
    const window = needs.openWindow();
    try {
      return await use(window);
    } finally {
      if (!window.isDestroyed()) window.destroy();
    }
  };

  const withPaper = <T>(html: string, use: (window: BrowserWindow) => Promise<T>): Promise<T> =>
    withWindow(async (window) => {
      const id = needs.newId();
      needs.papers.set(id, html);
      try {
        await window.loadURL(`${frontPage}paper/${id}`);
        return await use(window);
      } finally {
        needs.papers.delete(id);
      }
    });

  const print = (html: string, paper: Paper, printer: string): Promise<PrintOutcome> =>
    withPaper(html, async (window) => {
      const known = await listPrinters(window);
      if (!known.some(({ name }) => name === printer)) return { state: 'failed', reason: 'printer-missing' };
      const size = await fitToPaper(window, html, paper);
      return handOver(window, { printer, paper, size, isAcross: liesAcross(html) }, needs.patienceMs);
    });

  return {
    printers: () => withWindow(listPrinters),
    // Before the hand-over nothing can have come out, so a page that does not load is a failure, not a riddle.
    print: (html, paper, printer) =>
      print(html, paper, printer).catch((): PrintOutcome => ({ state: 'failed', reason: 'page-not-ready' })),
    pdf: (html, paper) =>
      withPaper(html, async (window) => {
        const size = asItLies(await fitToPaper(window, html, paper), liesAcross(html));
        return window.webContents.printToPDF({
          pageSize: inInches(size),
          preferCSSPageSize: true,
          printBackground: true,
        });
      }),
  };
};
