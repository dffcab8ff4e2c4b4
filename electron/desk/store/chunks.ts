/**
 * Encryption of a file in chunks of 64 KiB, each with its own authentication tag over its number and whether it is the last, so
 * that a file cut short, or with chunks swapped or doubled, is found, and not only one with changed bytes.
 *
 * AES-256-GCM and not ChaCha20-Poly1305: Electron's `node:crypto` stands on BoringSSL, which has the second one only behind an
 * interface Node does not use (`createCipheriv` throws there). The key belongs to one content (`blobs.ts`), so the chunk number
 * is a nonce that never meets another text under the same key.
 *
 *     file  = "TBB1" chunk+          chunk = ciphertext (65,536 bytes; the last 0 to 65,536) tag (16 bytes)
 *     nonce = 0 (8 bytes) number (4, big endian)        associated data = "TBB1" context number (4) last (1)
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { fstatSync, readSync } from 'node:fs';

const magic = Buffer.from('TBB1', 'latin1');
const chunkBytes = 64 * 1024;
const tagBytes = 16;

/** `context` is bound into every chunk: the content's name, so one file cannot stand in for another. */
export function encryptChunks(key: Uint8Array, context: Uint8Array, plain: Uint8Array): Uint8Array {
  const count = Math.max(1, Math.ceil(plain.byteLength / chunkBytes));
  const parts: Uint8Array[] = [magic];
  for (let number = 0; number < count; number += 1) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number), { authTagLength: tagBytes });
    cipher.setAAD(associated(context, number, number === count - 1));
    parts.push(
      cipher.update(plain.subarray(number * chunkBytes, (number + 1) * chunkBytes)),
      cipher.final(),
      cipher.getAuthTag(),
    );
  }
  return Buffer.concat(parts);
}

/** The plain bytes, or undefined when anything about the file is not as it was written. */
export function decryptChunks(key: Uint8Array, context: Uint8Array, file: Uint8Array): Uint8Array | undefined {
  if (Buffer.compare(file.subarray(0, magic.byteLength), magic) !== 0) return undefined;
  const body = file.subarray(magic.byteLength);
  const count = Math.ceil(body.byteLength / (chunkBytes + tagBytes));
  const parts: Uint8Array[] = [];
  for (let number = 0; number < count; number += 1) {
    const chunk = body.subarray(number * (chunkBytes + tagBytes), (number + 1) * (chunkBytes + tagBytes));
    const plain = decryptChunk(key, chunk, nonceOf(number), associated(context, number, number === count - 1));
    if (!plain) return undefined;
    parts.push(plain);
  }
  return count === 0 ? undefined : Buffer.concat(parts);
}

/** Plain bytes from a place on, of a file that is open; undefined when a chunk of them is not as it was written. */
export function decryptPiece(
  key: Uint8Array,
  context: Uint8Array,
  handle: number,
  from: number,
  bytes: number,
): Uint8Array | undefined {
  const { size } = fstatSync(handle);
  const begin = Buffer.alloc(magic.byteLength);
  readSync(handle, begin, 0, begin.byteLength, 0);
  const count = Math.ceil((size - magic.byteLength) / (chunkBytes + tagBytes));
  if (!begin.equals(magic) || count < 1) return undefined;
  const first = Math.floor(from / chunkBytes);
  const last = Math.min(count, Math.ceil((from + bytes) / chunkBytes));
  const parts: Uint8Array[] = [];
  for (let number = first; number < last; number += 1) {
    const at = magic.byteLength + number * (chunkBytes + tagBytes);
    const chunk = Buffer.alloc(Math.min(chunkBytes + tagBytes, size - at));
    readSync(handle, chunk, 0, chunk.byteLength, at);
    const plain = decryptChunk(key, chunk, nonceOf(number), associated(context, number, number === count - 1));
    if (!plain) return undefined;
    parts.push(plain);
  }
  return Buffer.concat(parts).subarray(from - first * chunkBytes, from - first * chunkBytes + bytes);
}

function decryptChunk(key: Uint8Array, chunk: Uint8Array, nonce: Uint8Array, data: Uint8Array): Uint8Array | undefined {
  if (chunk.byteLength < tagBytes) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(data);
  decipher.setAuthTag(chunk.subarray(-tagBytes));
  const plain = decipher.update(chunk.subarray(0, -tagBytes));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}

function nonceOf(number: number): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(number, 8);
  return nonce;
}

function associated(context: Uint8Array, number: number, isLast: boolean): Uint8Array {
  const place = Buffer.alloc(5);
  place.writeUInt32BE(number, 0);
  place.writeUInt8(isLast ? 1 : 0, 4);
  return Buffer.concat([magic, context, place]);
}
