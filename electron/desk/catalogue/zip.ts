/**
 * A look into a zip file before a library unpacks it: what it holds and how large that is, counted by unpacking, because what a directory
 * says of sizes is the sender's word (zip bombs). PKWARE APPNOTE 4.3.
 */
import { inflateRawSync } from 'node:zlib';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
const endBytes = 22;
const entryBytes = 46;
const localBytes = 30;
const longestComment = 0xffff;
const mostEntries = 2000;

export const isZip = (bytes: Uint8Array): boolean =>
  bytes.length > endBytes && Buffer.from(bytes.buffer, bytes.byteOffset, 4).readUInt32LE(0) === localMark;

/** Names of what it holds. Refusals: catalogue.damaged; catalogue.tooLarge where it unpacks to more than `limitBytes`. */
export function lookIntoZip(bytes: Uint8Array, limitBytes: number): Result<readonly string[]> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    return unpacked(file, limitBytes);
  } catch (error) {
    // Offsets that point outside the file, and streams that are none.
    if (error instanceof RangeError || isOfZlib(error)) {
      const isTooLarge = Reflect.get(error, 'code') === 'ERR_BUFFER_TOO_LARGE';
      return isTooLarge ? tooLarge(limitBytes) : refuse('catalogue.damaged');
    }
    throw error;
  }
}

const isOfZlib = (error: unknown): error is Error =>
  error instanceof Error && /^(Z_|ERR_)/.test(String(Reflect.get(error, 'code')));

export const tooLarge = (limitBytes: number): Result<never> =>
  refuse('catalogue.tooLarge', { limitMb: limitBytes / 1024 / 1024 });

function unpacked(file: Buffer, limitBytes: number): Result<readonly string[]> {
  const end = findEnd(file);
  if (end === undefined) return refuse('catalogue.damaged');
  const count = file.readUInt16LE(end + 10);
  if (count > mostEntries) return tooLarge(limitBytes);
  const names: string[] = [];
  let at = file.readUInt32LE(end + 16);
  let left = limitBytes;
  for (let index = 0; index < count; index += 1) {
    if (file.readUInt32LE(at) !== entryMark) return refuse('catalogue.damaged');
    const nameLength = file.readUInt16LE(at + 28);
    names.push(file.toString('utf8', at + entryBytes, at + entryBytes + nameLength));
    left -= sizeOf(file, at, left);
    if (left < 0) return tooLarge(limitBytes);
    at += entryBytes + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return ok(names);
}

function findEnd(file: Buffer): number | undefined {
  for (let at = file.length - endBytes; at >= Math.max(0, file.length - endBytes - longestComment); at -= 1)
    if (file.readUInt32LE(at) === endMark) return at;
  return undefined;
}

/** Bytes of one entry once it is unpacked; throws where that is more than `left`. */
function sizeOf(file: Buffer, at: number, left: number): number {
  const method = file.readUInt16LE(at + 10);
  const packed = file.readUInt32LE(at + 20);
  if (method === 0) return packed;
  const local = file.readUInt32LE(at + 42);
  const begin = local + localBytes + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  if (begin + packed > file.length) throw new RangeError('an entry outside the file');
  return inflateRawSync(file.subarray(begin, begin + packed), { maxOutputLength: Math.max(1, left) }).length;
}
