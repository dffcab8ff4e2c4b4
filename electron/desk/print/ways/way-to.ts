/** The way to a printer as its setting describes it. Printers that get drawn pages have none (`pieces.ts`). */
import type { PrinterDraft } from '#shared/contract/printers.ts';
import type { PaperSize } from '#shared/documents/blocks.ts';
import { cupsWay } from './cups.ts';
import { deviceWay } from './device.ts';
import { networkWay } from './network.ts';
import { runProgram, type RunProgram } from './run-program.ts';
import { spoolerWay } from './spooler.ts';
import { usualPatience, type Patience, type Way } from './way.ts';

/** What the ways need of the machine. */
export interface WayTools {
  readonly platform: NodeJS.Platform;
  readonly run: RunProgram;
  readonly patience: Patience;
}

export const usualTools: WayTools = { platform: process.platform, run: runProgram, patience: usualPatience };

export function wayTo(
  { way, speaks }: Pick<PrinterDraft, 'way' | 'speaks'>,
  size: PaperSize,
  { run, patience }: WayTools,
): Way | undefined {
  switch (way.by) {
    case 'network':
      return networkWay({ host: way.host, port: way.port }, patience);
    case 'device':
      return deviceWay(way.path, patience);
    case 'cups':
      return cupsWay(
        way.queue,
        speaks === 'pdf' && size !== '80mm' ? { as: 'pdf', size } : { as: 'raw' },
        run,
        patience,
      );
    case 'spooler':
      return spoolerWay(way.name, run, patience);
    case 'driver':
    case 'browser':
      return undefined;
  }
}
