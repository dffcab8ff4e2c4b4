/**
 * A call as it travels, whatever carries it: HTTPS, the link of the simulator, a file on a stick. The writer signs method, path,
 * time, nonce and the hash of the body with its Ed25519 key; `time` is the hub's, as the desk learnt it, so that a wrong clock shuts nobody out.
 */
import { z } from 'zod';
import { idSchema, instantSchema, toHex } from '../journal/entry.ts';
import type { Sm3 } from '../kernel/ports.ts';
import type { MessageName } from './messages.ts';

export const callHeadSchema = z.strictObject({
  writer: idSchema,
  time: instantSchema,
  nonce: z.string().regex(/^[0-9A-Za-z_-]{16,64}$/),
  signature: z.base64().max(200),
});
export type CallHead = z.infer<typeof callHeadSchema>;

export interface Call {
  readonly name: MessageName;
  readonly head: CallHead;
  readonly body: Uint8Array;
}

export interface Reply {
  /** As HTTP counts: 200, 4xx for what will not do, 5xx for what may do later. */
  readonly status: number;
  readonly body: Uint8Array;
  /** Seconds, from `Retry-After`. */
  readonly retryAfter?: number;
}

export const pathOf = (name: MessageName): string => `/sync/1/${name.toLowerCase()}`;

/** The bytes that are signed. */
export function signedBytes(
  sm3: Sm3,
  name: MessageName,
  head: Omit<CallHead, 'signature'>,
  body: Uint8Array,
): Uint8Array {
  const lines = ['tongban call 1', 'POST', pathOf(name), head.writer, head.time, head.nonce, toHex(sm3(body))];
  return new TextEncoder().encode(lines.join('\n'));
}

/** What a former writer's key signs when a desk begins a new life. */
export const introductionBytes = (from: string, writer: string, publicKey: string): Uint8Array =>
  new TextEncoder().encode(['tongban writer 1', from, writer, publicKey].join('\n'));

/** What the hub signs with every page. */
export const hubHeadBytes = (epoch: string, n: number, chain: string): Uint8Array =>
  new TextEncoder().encode(['tongban hub head 1', epoch, String(n), chain].join('\n'));
