/**
 * Whole pages through a browser that is started for it, unseen and without a dialog (`PagePrinter`), to a printer of the system. The
 * browser does not tell what became of a page, and prints on another printer when the one it was told is gone: so the system is
 * asked before whether it has that printer and how it is, and a person is asked afterwards.
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import type { PagePrinter, PrintOutcome } from '../../runtime.ts';
import { cupsQueues, cupsWay } from './cups.ts';
import { spoolerPrinters, spoolerWay } from './spooler.ts';
import { failed, troubleOf, type PrinterState } from './way.ts';
import type { WayTools } from './way-to.ts';

export interface BrowserWay {
  /** Never rejects. */
  readonly print: (html: string, size: PaperSize, signal: AbortSignal) => Promise<PrintOutcome>;
}

/** The system's own choice of a printer cannot be asked how it is: nobody says which one it is. */
export function stateInSystem(
  name: string,
  { platform, run, patience }: WayTools,
  signal: AbortSignal,
): Promise<PrinterState> {
  if (name === '') return Promise.resolve('unknown');
  const way = platform === 'win32' ? spoolerWay(name, run, patience) : cupsWay(name, { as: 'raw' }, run, patience);
  return way.state(signal);
}

const printersOf = ({ platform, run }: WayTools): Promise<string[]> =>
  platform === 'win32' ? spoolerPrinters(run) : cupsQueues(run);

export const browserWay = (name: string, pages: PagePrinter, tools: WayTools): BrowserWay => ({
  print: async (html, size, signal) => {
    if (name !== '' && !(await printersOf(tools)).includes(name)) return failed('missing');
    const trouble = troubleOf(await stateInSystem(name, tools, signal));
    return trouble === undefined ? pages.print(html, size, name) : failed(trouble);
  },
});
