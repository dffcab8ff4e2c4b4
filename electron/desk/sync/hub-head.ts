/**
 * The head of the hub's chain as it comes with every page: signed by the hub this desk has joined, and never behind the one before. What a
 * hub says beyond its head cannot be taken back unseen: the head stands in this desk's own chain (`witness.ts`), backups and papers bear it.
 */
import { hubHeadBytes } from '#shared/sync/call.ts';
import type { HubHead, PullAnswer } from '#shared/sync/messages.ts';
import { startsHere } from '#shared/sync/page.ts';
import type { ReadHandle, Transaction } from '../store/handles.ts';
import {
  epochSetting,
  hubHeadSetting,
  hubKeysSetting,
  readCursor,
  readSetting,
  writeSetting,
  type Stop,
} from './link-state.ts';
import type { LinkParts } from './link-parts.ts';

/** A page for another moment is not taken, so that its head says nothing. */
export const isRightlySigned = ({ core, ed25519 }: LinkParts, page: PullAnswer): boolean => {
  const { read } = core.store;
  if (!startsHere(page, readCursor(read))) return true;
  const key = readSetting(read, hubKeysSetting)?.sign ?? '';
  const { n, chain, signature } = page.hubHead;
  const bytes = hubHeadBytes(readSetting(read, epochSetting), n, chain);
  return ed25519.verify(keyBytes(key), bytes, new Uint8Array(Buffer.from(signature, 'base64')));
};

const keyBytes = (key: string): Uint8Array => new Uint8Array(Buffer.from(key, 'base64url'));

/** Fewer entries than before, or as many and others: the hub is not where it was. */
export function hasGoneBack(handle: ReadHandle | Transaction, { n, chain }: HubHead): boolean {
  const before = readSetting(handle, hubHeadSetting);
  return n < before.n || (n === before.n && before.n > 0 && chain !== before.chain);
}

export const keepHead = (transaction: Transaction, head: HubHead): void => {
  writeSetting(transaction, hubHeadSetting, head);
};

export const noHead = { n: 0, chain: '', signature: '' };

/**
 * A person has looked and says it may go on: what did not fit is learnt anew. What was seen before stays where it was witnessed, and in the
 * audit chain with who said so.
 */
export function learnAnew(transaction: Transaction, stop: Stop): void {
  if (stop === 'hubWentBack' || stop === 'hubSignature') writeSetting(transaction, hubHeadSetting, noHead);
  if (stop === 'hubSignature') writeSetting(transaction, hubKeysSetting, null);
}
