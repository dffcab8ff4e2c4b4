/**
 * The file behind its first line: a stream of bytes cut into chunks, each `length (4 bytes) ‖ cipher text ‖ tag (16)` under AES-256-GCM. The
 * nonce is the number of the chunk and whether it is the last: a chunk that is changed, lost, doubled or moved does not open, and neither
 * does a file that ends early. The first line is bound into each.
 */
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync } from 'node:fs';
import { writeAll } from '../durable.ts';
import { chunkKey, readHead, writeHead, type BackupHead } from './head.ts';

const algorithm = 'aes-256-gcm';
const tagBytes = 16;
const chunkBytes = 256 * 1024;

/** What lies in the file is not what was written. */
export class BackupDamaged extends Error {}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 0);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

const boundTo = (head: BackupHead): Buffer => createHash('sha256').update(writeHead(head)).digest();

export interface ChunkWriter {
  readonly write: (text: string) => void;
  /** The last chunk, and everything on the disk. */
  readonly end: () => void;
  /** Whatever is there stays there, half. */
  readonly abandon: () => void;
}

/** Makes the file anew. Throws what the disk says. */
export function openChunkWriter(file: string, head: BackupHead, root: Uint8Array): ChunkWriter {
  const handle = openSync(file, 'w', 0o600);
  const key = chunkKey(root, head);
  const bound = boundTo(head);
  let number = 0;
  let waiting: Buffer[] = [];
  let bytes = 0;
  const seal = (plain: Buffer, isLast: boolean): void => {
    const cipher = createCipheriv(algorithm, key, nonceOf(number, isLast)).setAAD(bound);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(plain.length);
    writeAll(handle, Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
    number += 1;
  };
  const flush = (isLast: boolean): void => {
    let plain = Buffer.concat(waiting);
    for (; plain.length > chunkBytes; plain = plain.subarray(chunkBytes)) seal(plain.subarray(0, chunkBytes), false);
    if (isLast) seal(plain, true);
    waiting = isLast ? [] : [plain];
    bytes = isLast ? 0 : plain.length;
  };
  writeAll(handle, writeHead(head));
  return {
    write: (text) => {
      const part = Buffer.from(text);
      waiting.push(part);
      bytes += part.length;
      if (bytes > chunkBytes) flush(false);
    },
    end: () => {
      flush(true);
      fsyncSync(handle);
      closeSync(handle);
    },
    abandon: () => {
      closeSync(handle);
    },
  };
}

/** Reads the first line; undefined where the file is none of ours. Throws what the disk says. */
export function readFileHead(file: string): BackupHead | undefined {
  const handle = openSync(file, 'r');
  try {
    return headIn(handle);
  } finally {
    closeSync(handle);
  }
}

const longestHead = 1024;

function headIn(handle: number): BackupHead | undefined {
  const start = Buffer.alloc(longestHead);
  const read = readSync(handle, start, 0, longestHead, 0);
  const end = start.subarray(0, read).indexOf('\n');
  const head = end < 0 ? undefined : readHead(start.toString('utf8', 0, end));
  // Byte by byte as we write it: it is bound into every chunk.
  return head !== undefined && writeHead(head).equals(start.subarray(0, end + 1)) ? head : undefined;
}

/** Chunk by chunk, opened. Throws `BackupDamaged` at the first that is not what was written, also at the end where the last is missing. */
export function* readChunks(file: string, root: Uint8Array): Generator<Buffer> {
  const handle = openSync(file, 'r');
  try {
    const head = headIn(handle);
    if (head === undefined) throw new BackupDamaged('no first line');
    const key = chunkKey(root, head);
    const bound = boundTo(head);
    let at = writeHead(head).length;
    for (let number = 0; ; number += 1) {
      const length = takeBytes(handle, at, 4).readUInt32BE();
      if (length > chunkBytes) throw new BackupDamaged('a chunk of no size of ours');
      const sealed = takeBytes(handle, at + 4, length + tagBytes);
      at += 4 + sealed.length;
      const isLast = readSync(handle, Buffer.alloc(1), 0, 1, at) === 0;
      yield open(key, nonceOf(number, isLast), bound, sealed);
      if (isLast) return;
    }
  } finally {
    closeSync(handle);
  }
}

function takeBytes(handle: number, at: number, count: number): Buffer {
  const bytes = Buffer.alloc(count);
  for (let done = 0; done < count; ) {
    const read = readSync(handle, bytes, done, count - done, at + done);
    if (read === 0) throw new BackupDamaged('ends early');
    done += read;
  }
  return bytes;
}

function open(key: Uint8Array, nonce: Buffer, bound: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(bound)
    .setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const plain = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    throw new BackupDamaged('a chunk does not open');
  }
}
