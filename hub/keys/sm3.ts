/** SM3 (GB/T 32905-2016): OpenSSL's, or plain JavaScript where this Node was built without it. Not a certified product. */
import { getHashes, hash } from 'node:crypto';
import type { Sm3 } from '#shared/kernel/ports.ts';
import { sm3 as plain } from '#shared/kernel/sm3.ts';

export const sm3: Sm3 = getHashes().includes('sm3') ? (bytes) => new Uint8Array(hash('sm3', bytes, 'buffer')) : plain;
