/**
 * Attachments, one file each under `blobs/ab/<name>`. The name is a keyed SM3 of the content: the same content is kept once, and
 * nobody without the key can test whether a known file is here. File and folders are on the disk when `put` answers, so the
 * transaction that names a blob comes after it; a file that no transaction came to name is an orphan and swept when idle.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { toHex } from '#shared/journal/entry.ts';
import type { Sm3 } from '#shared/kernel/ports.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decryptChunks, decryptPiece, encryptChunks } from './chunks.ts';
import { makeFolder, syncFolder, writeDurably } from './durable.ts';
import { errorCode, failureOf } from './failures.ts';

export const blobsFolder = 'blobs';

export interface Blobs {
  /** Keeps a content and answers its name (64 hexadecimal digits). Putting it again keeps it young and heals a damaged file. */
  readonly put: (content: Uint8Array) => Result<string>;
  /**
   * Keeps what another desk named, under that name; only what is of the expected size and SM3 (hexadecimal): anything else would be
   * readable for good in its place. `blob.damaged` then.
   */
  readonly putAs: (name: string, content: Uint8Array, expected: { bytes: number; hash: string }) => Result<string>;
  readonly has: (name: string) => boolean;
  /** A piece of a content, its chunks verified; shorter or empty at its end. */
  readonly readPiece: (name: string, from: number, bytes: number) => Result<Uint8Array>;
  /** The content, every chunk verified; `blob.missing` or `blob.damaged` otherwise. */
  readonly read: (name: string) => Result<Uint8Array>;
  /** 销毁: the file is gone for good when it answers; one that is not there is gone already. */
  readonly remove: (name: string) => void;
  /**
   * Removes files no entry names and last put before `olderThan` (milliseconds since 1970; the caller passes now − 24 h, so an
   * attachment put for an act still being typed stays). For idle time.
   */
  readonly sweepOrphans: (
    namesInUse: ReadonlySet<string>,
    olderThan: number,
  ) => { readonly removed: number; readonly kept: number };
}

interface Keys {
  readonly naming: Uint8Array;
  readonly content: Uint8Array;
}

/** The attachments of a data directory. `rootKey` is 32 bytes; naming and content get keys of their own, derived from it. */
export function openBlobs(dir: string, rootKey: Uint8Array, sm3: Sm3): Blobs {
  if (rootKey.byteLength !== 32) throw new Error('bug: the root key is 32 bytes');
  const root = join(dir, blobsFolder);
  const keys: Keys = {
    naming: derived(rootKey, 'tongban blob name 1'),
    content: derived(rootKey, 'tongban blob content 1'),
  };
  return {
    put: (content) => put(root, keys, hmacSm3(sm3, keys.naming, content), content),
    putAs: (name, content, { bytes, hash }) =>
      isName(name) && content.byteLength === bytes && toHex(sm3(content)) === hash
        ? put(root, keys, Buffer.from(name, 'hex'), content)
        : refuse('blob.damaged', { name }),
    has: (name) => isName(name) && existsSync(fileOf(root, name)),
    readPiece: (name, from, bytes) => reading(name, () => readPiece(root, keys, name, from, bytes)),
    read: (name) => read(root, keys, name),
    remove: (name) => {
      if (isName(name)) remove(fileOf(root, name));
    },
    sweepOrphans: (namesInUse, olderThan) => sweep(root, namesInUse, olderThan),
  };
}

const derived = (rootKey: Uint8Array, info: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', rootKey, new Uint8Array(0), info, 32));

/** HMAC (RFC 2104) with SM3, whose block is 64 bytes, as SHA-256's. Exported for its test against a second implementation. */
export function hmacSm3(sm3: Sm3, key: Uint8Array, content: Uint8Array): Uint8Array {
  const block = new Uint8Array(64);
  block.set(key.byteLength > 64 ? sm3(key) : key);
  const inner = sm3(Buffer.concat([block.map((byte) => byte ^ 0x36), content]));
  return sm3(Buffer.concat([block.map((byte) => byte ^ 0x5c), inner]));
}

/** A key for one content, so that the chunk number is nonce enough. */
const contentKey = (keys: Keys, name: Uint8Array): Uint8Array =>
  createHmac('sha256', keys.content).update(name).digest();

const fileOf = (root: string, name: string): string => join(root, name.slice(0, 2), name);

function put(root: string, keys: Keys, nameBytes: Uint8Array, content: Uint8Array): Result<string> {
  const name = Buffer.from(nameBytes).toString('hex');
  const file = fileOf(root, name);
  try {
    // Written even where it is there already: that makes it young for the sweep, heals it if it rotted, and syncs its folder.
    makeFolder(dirname(file));
    writeDurably(file, encryptChunks(contentKey(keys, nameBytes), nameBytes, content));
    return ok(name);
  } catch (error) {
    rmSync(`${file}.part`, { force: true });
    return refusedFor(error);
  }
}

function read(root: string, keys: Keys, name: string): Result<Uint8Array> {
  return reading(name, () => {
    const nameBytes = Buffer.from(name, 'hex');
    return decryptChunks(contentKey(keys, nameBytes), nameBytes, readFileSync(fileOf(root, name)));
  });
}

/** Only the chunks the piece lies in are read. */
function readPiece(root: string, keys: Keys, name: string, from: number, bytes: number): Uint8Array | undefined {
  const nameBytes = Buffer.from(name, 'hex');
  const handle = openSync(fileOf(root, name), 'r');
  try {
    return decryptPiece(contentKey(keys, nameBytes), nameBytes, handle, from, bytes);
  } finally {
    closeSync(handle);
  }
}

function reading(name: string, work: () => Uint8Array | undefined): Result<Uint8Array> {
  if (!isName(name)) return refuse('blob.missing', { name });
  try {
    const plain = work();
    return plain ? ok(plain) : refuse('blob.damaged', { name });
  } catch (error) {
    return errorCode(error) === 'ENOENT' ? refuse('blob.missing', { name }) : refusedFor(error);
  }
}

function refusedFor(error: unknown): Result<never> {
  const failure = failureOf(error);
  if (!failure) throw error;
  return { ok: false, refusal: failure.refusal };
}

function remove(file: string): void {
  rmSync(`${file}.part`, { force: true });
  if (!existsSync(file)) return;
  rmSync(file, { force: true });
  syncFolder(dirname(file));
}

const isName = (name: string): boolean => /^[0-9a-f]{64}$/u.test(name);

function sweep(root: string, namesInUse: ReadonlySet<string>, olderThan: number): { removed: number; kept: number } {
  let removed = 0;
  let kept = 0;
  for (const file of blobFiles(root)) {
    if (namesInUse.has(file.name) || statSync(file.path).mtimeMs >= olderThan) {
      kept += 1;
    } else {
      rmSync(file.path, { force: true });
      removed += 1;
    }
  }
  return { removed, kept };
}

/** Blobs and halves of blobs (`.part`), nothing else that may lie there. */
function* blobFiles(root: string): Generator<{ name: string; path: string }> {
  if (!existsSync(root)) return;
  for (const folder of readdirSync(root)) {
    if (!/^[0-9a-f]{2}$/u.test(folder)) continue;
    for (const name of readdirSync(join(root, folder))) {
      if (isName(name.replace(/\.part$/u, ''))) yield { name, path: join(root, folder, name) };
    }
  }
}
