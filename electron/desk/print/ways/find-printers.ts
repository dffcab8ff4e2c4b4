/** What could be a printer of this computer. Looks only: nothing is printed, and nothing in the network is tried by itself. */
import { stat } from 'node:fs/promises';
import type { PrinterWay } from '#shared/contract/printers.ts';
import { cupsQueues } from './cups.ts';
import { spoolerPrinters } from './spooler.ts';
import type { WayTools } from './way-to.ts';

export interface Found {
  readonly title: string;
  readonly way: PrinterWay;
}

const devicePaths = [0, 1, 2, 3].flatMap((n) => [`/dev/usb/lp${String(n)}`, `/dev/lp${String(n)}`]);

const isDevice = (path: string): Promise<boolean> =>
  stat(path).then(
    (there) => there.isCharacterDevice(),
    () => false,
  );

async function devices(): Promise<Found[]> {
  const there = await Promise.all(devicePaths.map(async (path) => ((await isDevice(path)) ? [path] : [])));
  return there.flat().map((path) => ({ title: path, way: { by: 'device', path } }));
}

/**
 * `hasPages`: a browser can be started for whole pages. In Windows it is the only way to a printer's driver. A system with CUPS has a
 * better one, which says what became of each paper, so it comes first and the browser last, for the printer the system chose.
 */
export async function findByWays({ platform, run }: WayTools, hasPages: boolean): Promise<Found[]> {
  if (platform === 'win32') {
    const names = await spoolerPrinters(run);
    return names.flatMap((name): Found[] => [
      ...(hasPages ? [{ title: name, way: { by: 'browser', name } } as const] : []),
      { title: name, way: { by: 'spooler', name } },
    ]);
  }
  const [queues, files] = await Promise.all([cupsQueues(run), devices()]);
  return [
    ...queues.map((queue): Found => ({ title: queue, way: { by: 'cups', queue } })),
    ...files,
    ...(hasPages && queues.length > 0 ? [{ title: '', way: { by: 'browser', name: '' } } as const] : []),
  ];
}
