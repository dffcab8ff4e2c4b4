import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, writeFileSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/store.ts';
import { deviceWay } from './device.ts';
import { usualPatience } from './way.ts';

const hasty = { ...usualPatience, stillMs: 300 };
const never = new AbortController().signal;
const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);

const pipe = (): string => {
  const path = join(temporaryFolder(), 'lp0');
  execFileSync('mkfifo', [path]);
  return path;
};

describe.runIf(existsSync('/dev/full'))('a printer behind a device file', () => {
  it('gets exactly the bytes, however slowly they are taken', async () => {
    const path = pipe();
    const taken: Buffer[] = [];
    const reader = createReadStream(path, { highWaterMark: 4096 });
    reader.on('data', (part) => {
      taken.push(Buffer.from(part));
    });
    await expect.poll(() => deviceWay(path, hasty).send(bytes, never)).toEqual({ state: 'printed' });
    await expect.poll(() => Buffer.concat(taken).length).toBe(bytes.length);
    expect(Buffer.compare(Buffer.concat(taken), bytes)).toBe(0);
  });

  it('that is not there, not to be opened, or has no paper has printed nothing', async () => {
    const send = (path: string) => deviceWay(path, hasty).send(bytes, never);
    expect(await send('/dev/usb/lp99')).toEqual({ state: 'failed', reason: 'missing' });
    // Nobody holds the other end: the printer is not plugged in.
    expect(await send(pipe())).toEqual({ state: 'failed', reason: 'missing' });
    expect(await send('/dev/full')).toEqual({ state: 'failed', reason: 'paperOut' });
    expect(await send('/dev/null')).toEqual({ state: 'printed' });
    expect(await deviceWay('/dev/usb/lp99', hasty).state(never)).toBe('offline');
  });

  it('that takes no more leaves the fate open, and is not waited for without end', async () => {
    const path = pipe();
    // Holds the other end open and reads nothing.
    const holder = createReadStream(path, { highWaterMark: 1 });
    holder.pause();
    await expect
      .poll(() => deviceWay(path, hasty).send(bytes, never), { timeout: 5_000 })
      .toEqual({ state: 'unknown', reason: 'silent' });
    holder.destroy();
  });

  it('is never a file or a folder, whatever the setting says', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'diary.txt');
    writeFileSync(file, 'dear diary');
    await mkdir(join(folder, 'lp0'));
    for (const path of [file, join(folder, 'lp0')])
      expect(await deviceWay(path, hasty).send(bytes, never)).toEqual({ state: 'failed', reason: 'notDevice' });
    expect(await readFile(file, 'utf8')).toBe('dear diary');
  });
});
