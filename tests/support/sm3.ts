import { createHash } from 'node:crypto';
import type { Sm3 } from '#shared/kernel/ports.ts';

/** Node's own SM3 (OpenSSL has it). */
export const nativeSm3: Sm3 = (bytes) => createHash('sm3').update(bytes).digest();
