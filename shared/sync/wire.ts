/** Stored entries to wire entries. */
import { toHex, type EntryHeader } from '../journal/entry.ts';
import type { WireEntry } from './messages.ts';

/** Where bytes rotted they decode into something whose hash does not fit, which the receiver finds. */
const decoder = new TextDecoder();

export const toWire = (header: EntryHeader, salt: Uint8Array | null, body: Uint8Array | null): WireEntry => ({
  header,
  salt: salt === null ? null : toHex(salt),
  body: body === null ? null : decoder.decode(body),
});
