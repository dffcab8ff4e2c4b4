/**
 * Where a data directory lies, and the small file beside the store that remembers how far its writer came.
 *
 * A copied or moved directory, or yesterday's `desk.db` laid over today's, looks to the program exactly like the one it came from,
 * and would print the numbers of the original again. So the writer's row (inside the encrypted file) holds the place it was begun
 * in, and `desk.place` (outside the store, so that an old store does not bring its own) holds the last sequence number reached.
 *
 * What this cannot see: a disk cloned sector by sector, and a directory whose every file, `desk.place` too, was put back into the
 * same files. Both are known only to who sees two writers go on from one: the hub.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, realpathSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../store/durable.ts';
import { errorCode, failureOf } from '../store/failures.ts';
import { storeName } from '../store/open.ts';

export const placeName = 'desk.place';

const placeSchema = z.strictObject({
  /** Hashes, because a path holds the name of an account and a machine's id is nobody's business. */
  path: z.string(),
  machine: z.string(),
  /** One run of the machine; '' where it cannot be told. */
  boot: z.string(),
  device: z.string(),
  /** Inode (Windows: file index) of the directory and of the store. */
  folder: z.string(),
  file: z.string(),
});
export type Place = z.infer<typeof placeSchema>;

/** Where the store of `dir` lies now. Best effort: what the system does not tell is ''. */
export function readPlace(dir: string): Place {
  const real = realpathSync.native(dir);
  const folder = statSync(real, { bigint: true });
  const file = statSync(join(real, storeName), { bigint: true });
  return {
    path: hashed(real),
    machine: hashed(machineId()),
    boot: hashed(textOf('/proc/sys/kernel/random/boot_id')),
    device: folder.dev.toString(),
    folder: folder.ino.toString(),
    file: file.ino.toString(),
  };
}

/** Linux numbers devices anew at each start, so the device tells two disks apart only within one run of the machine. */
export function isSamePlace(a: Place, b: Place): boolean {
  const same = (name: keyof Place): boolean => a[name] === b[name];
  return same('path') && same('machine') && same('folder') && same('file') && (same('device') || !same('boot'));
}

export const placeToText = (place: Place): string => JSON.stringify(place);

/** Null for text this program did not write: then it is another place. */
export function placeFromText(text: string): Place | null {
  try {
    return placeSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const hashed = (text: string): string =>
  text === '' ? '' : createHash('sha256').update(`tongban place ${text}`).digest('base64url').slice(0, 22);

function machineId(): string {
  const id = process.platform === 'win32' ? machineGuid() : textOf('/etc/machine-id');
  return id === '' ? hostname() : id;
}

function machineGuid(): string {
  try {
    const key = 'HKLM\\SOFTWARE\\Microsoft\\Cryptography';
    const said = execFileSync('reg', ['query', key, '/v', 'MachineGuid'], { timeout: 3000, windowsHide: true });
    return /REG_SZ\s+(\S+)/u.exec(said.toString('latin1'))?.[1] ?? '';
  } catch {
    return '';
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

/** `lastSeq` may lag behind the store after a power cut, never lead: it is written after each commit and not synced. */
export interface Remembered {
  readonly writer: string;
  readonly lastSeq: number;
  /** Writer codes known to be used by this desk and its copies; more than the store knows when the store was put back. */
  readonly codes: readonly string[];
}

const rememberedSchema = z.strictObject({
  writer: z.uuid(),
  lastSeq: z.int().min(0),
  codes: z.array(z.string().regex(/^[0-9A-HJKMNP-TV-Z]{2}$/)).max(1024),
});

/** Undefined where there is none, or it is torn: not synced, it may be anything after a power cut. */
export function recall(dir: string): Remembered | undefined {
  try {
    const [sum, text = ''] = readFileSync(join(dir, placeName), 'utf8').split('\n');
    return sum === sumOf(text) ? rememberedSchema.parse(JSON.parse(text)) : undefined;
  } catch (error) {
    if (errorCode(error) === undefined && !(error instanceof SyntaxError) && !(error instanceof z.ZodError))
      throw error;
    return undefined;
  }
}

/** Durable: when a writer begins, its code must be remembered before it prints a number. */
export function remember(dir: string, remembered: Remembered): void {
  writeDurably(join(dir, placeName), bytesOf(remembered));
}

/** After each commit: one small write in place, not synced. False where the disk refuses: that must not stop the desk, it lags, no more. */
export function keepUp(dir: string, remembered: Remembered): boolean {
  try {
    const handle = openSync(join(dir, placeName), 'r+');
    try {
      writeSync(handle, bytesOf(remembered), 0, undefined, 0);
    } finally {
      closeSync(handle);
    }
    return true;
  } catch (error) {
    if (failureOf(error) === undefined && errorCode(error) === undefined) throw error;
    return false;
  }
}

/** The sequence number is padded, so that a write in place always has the length of the one before. */
function bytesOf({ writer, lastSeq, codes }: Remembered): Buffer {
  const text = JSON.stringify({ writer, lastSeq, codes }).padEnd(80 + 5 * codes.length + 40);
  return Buffer.from(`${sumOf(text)}\n${text}\n`, 'utf8');
}

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
