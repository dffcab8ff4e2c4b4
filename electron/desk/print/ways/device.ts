/**
 * A printer behind a device file (`/dev/usb/lp0`, `\\.\LPT1`). It is opened so that no write ever blocks: a device that takes nothing
 * says so, and is asked again until patience ends. Nothing but a device is written to, whatever the setting says.
 */
import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { codeOf } from './network.ts';
import { failed, printed, unknown, type Patience, type Sent, type Trouble, type Way } from './way.ts';

const chunk = 4096;

/** As the printer drivers of Linux say it: ENOSPC is no paper, EIO a printer that is switched off or has a fault. */
const troubleByCode: Readonly<Record<string, Trouble>> = {
  ENOENT: 'missing',
  ENXIO: 'missing',
  ENODEV: 'missing',
  EACCES: 'notAllowed',
  EPERM: 'notAllowed',
  EBUSY: 'busy',
  ENOSPC: 'paperOut',
  EPIPE: 'cut',
};
const troubleOf = (error: unknown): Trouble => troubleByCode[codeOf(error) ?? ''] ?? 'io';

const isWindowsDevice = (path: string): boolean => path.startsWith('\\\\.\\');

async function openDevice(path: string): Promise<FileHandle | Trouble> {
  try {
    if (!isWindowsDevice(path)) {
      const there = await stat(path);
      if (!there.isCharacterDevice() && !there.isFIFO()) return 'notDevice';
    }
    // Windows knows no such flag.
    const nonBlocking = (constants as { O_NONBLOCK?: number }).O_NONBLOCK ?? 0;
    return await open(path, constants.O_WRONLY | nonBlocking);
  } catch (error) {
    return troubleOf(error);
  }
}

/** How many bytes it took, and what stopped it. */
async function pour(
  device: FileHandle,
  bytes: Uint8Array,
  { stillMs }: Patience,
  signal: AbortSignal,
): Promise<{ readonly taken: number; readonly trouble?: Trouble }> {
  const pauseMs = 50;
  let taken = 0;
  let waitedMs = 0;
  while (taken < bytes.length) {
    if (signal.aborted || waitedMs >= stillMs) return { taken, trouble: 'silent' };
    try {
      const { bytesWritten } = await device.write(bytes.subarray(taken, taken + chunk));
      taken += bytesWritten;
      waitedMs = bytesWritten > 0 ? 0 : waitedMs;
    } catch (error) {
      if (codeOf(error) !== 'EAGAIN') return { taken, trouble: troubleOf(error) };
      await wait(pauseMs);
      waitedMs += pauseMs;
    }
  }
  return { taken };
}

export function deviceWay(path: string, patience: Patience): Way {
  const send = async (bytes: Uint8Array, signal: AbortSignal): Promise<Sent> => {
    const device = await openDevice(path);
    if (typeof device === 'string') return failed(device);
    const { taken, trouble } = await pour(device, bytes, patience, signal).finally(() => device.close());
    if (trouble === undefined) return printed;
    return taken === 0 ? failed(trouble) : unknown(trouble);
  };
  return {
    send,
    // Its driver tells more only to programs that may ask it directly.
    state: async () => {
      if (isWindowsDevice(path)) return 'unknown';
      const isThere = await stat(path).then(
        () => true,
        () => false,
      );
      return isThere ? 'unknown' : 'offline';
    },
  };
}
