/**
 * Beginning a writer (写入者): one life of one data directory, with an id, a key and a two-character code of its own in every number
 * it prints. A restored, copied or moved directory, and one whose store was put back, begins a new one, so no number returns.
 */
import { firstPrev } from '#shared/journal/entry.ts';
import { instantOf, nextHlc } from '#shared/journal/hlc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Clock, Random, Sm3 } from '#shared/kernel/ports.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { introductionBytes } from '#shared/sync/call.ts';
import { findKind } from '#shared/kinds/registry.ts';
import type { Command } from '#shared/kinds/mechanism/decide.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';
import type { WriterFacts } from '../core.ts';
import { newId } from '../ids.ts';
import type { Ed25519 } from '../keys/ed25519.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import type { Store } from '../store/open.ts';
import { writeAudit } from './audit.ts';
import {
  isSamePlace,
  keepUp,
  placeFromText,
  placeToText,
  readPlace,
  recall,
  remember,
  type Remembered,
} from './place.ts';
import { loadState } from './projections.ts';
import { markProjections } from './rebuild.ts';
import { drawCode, isCodeTaken } from './writer-codes.ts';
import { writeFirst } from './writer-entry.ts';

/** The part of the running desk that writers need. */
export interface WriterParts {
  readonly options: { readonly dir: string; readonly ports: { readonly clock: Clock; readonly random: Random } };
  readonly crypto: { readonly sm3: Sm3; readonly ed25519: Ed25519 };
}

/** What a first writer is told: 12-digit code of its station, and what the desk is called. */
export interface FirstWriter {
  readonly station: string;
  readonly desk: string;
}

/** `codeTaken`: another desk of the station has the same code. */
export type WhyResumed = 'restored' | 'copied' | 'movedBack' | 'codeTaken';

export interface WriterRow {
  readonly id: string;
  readonly code: string;
  readonly station: string;
  readonly place: string;
  readonly last_seq: number;
  readonly last_hash: string;
}

/** What the place says about the store that lies in it. `codes`: used elsewhere, as far as is known here. */
export type Fit =
  | { readonly is: 'new' }
  | { readonly is: 'fits'; readonly writer: WriterRow }
  | { readonly is: 'copied' | 'movedBack'; readonly codes: readonly string[] };

/** Does the current writer belong here? Reads two files and a row or two. */
export function writerFits(dir: string, read: ReadHandle): Fit {
  const writer = currentRow(read);
  if (writer === undefined) return { is: 'new' };
  const remembered = recall(dir);
  const codes = remembered?.codes ?? [];
  if (remembered !== undefined && remembered.lastSeq > lastSeqOf(read, remembered.writer))
    return { is: 'movedBack', codes };
  const begunIn = placeFromText(writer.place);
  if (begunIn === null || !isSamePlace(begunIn, readPlace(dir))) return { is: 'copied', codes };
  return { is: 'fits', writer };
}

const currentRow = (read: ReadHandle | Transaction): WriterRow | undefined =>
  get(read, sql<WriterRow>`SELECT id, code, station, place, last_seq, last_hash FROM writer WHERE is_current = 1`);

/** -1 for a writer the store does not know: it was begun after the store was copied away. */
const lastSeqOf = (read: ReadHandle, writer: string): number =>
  get(read, sql<{ last_seq: number }>`SELECT last_seq FROM writer WHERE id = ${writer}`)?.last_seq ?? -1;

/** The writer to go on with: the one that fits this place, or a new one. Refusal: desk.notSetUp (no writer, and no `first`). */
export function currentWriter(parts: WriterParts, store: Store, first?: FirstWriter): Result<WriterFacts> {
  const fit = writerFits(parts.options.dir, store.read);
  if (fit.is === 'new') return first === undefined ? refuse('desk.notSetUp') : ok(beginFirst(parts, store, first));
  if (fit.is !== 'fits') return ok(resumeWriter(parts, store, fit.is, fit.codes));
  if (isCodeTaken(store.read, fit.writer)) return ok(resumeWriter(parts, store, 'codeTaken'));
  const { id, code, station } = fit.writer;
  rememberCurrent(parts, store);
  return ok({ id, code, station });
}

export const beginFirst = (parts: WriterParts, store: Store, first: FirstWriter): WriterFacts =>
  beginWriter(parts, store, [], (transaction) => {
    markProjections(transaction);
    return { ...first, begin: (set) => ({ type: 'begun', data: { set } }) };
  });

/** Goes on from the current writer under a new id, key and code; logged. `codes` are not drawn though the store has not seen them. */
export const resumeWriter = (
  parts: WriterParts,
  store: Store,
  why: WhyResumed,
  codes: readonly string[] = [],
): WriterFacts =>
  beginWriter(parts, store, codes, (transaction) => {
    const before = currentRow(transaction);
    if (before === undefined) throw new Error('bug: nothing to go on from');
    const oldKey = keyOf(transaction, before.id);
    retire(transaction, before.id);
    const { id: writer, last_seq: lastSeq, last_hash: lastHash, station } = before;
    return {
      station,
      desk: deskOf(transaction, before),
      begin: (set) => ({ type: 'resumed', data: { set, writer, lastSeq, lastHash, why } }),
      resumed: { why, writer, lastSeq },
      introduce: (id, publicKey) =>
        oldKey === undefined
          ? null
          : JSON.stringify({
              from: writer,
              signature: base64(parts.crypto.ed25519.sign(oldKey, introductionBytes(writer, id, publicKey))),
            }),
    };
  });

interface Beginning extends FirstWriter {
  readonly begin: (set: JsonObject) => Command;
  /** For the audit chain. */
  readonly resumed?: JsonObject;
  /** The former life vouches for the new one, so that the hub knows it: its key is gone afterwards. */
  readonly introduce?: (writer: string, publicKey: string) => string | null;
}

function beginWriter(
  parts: WriterParts,
  store: Store,
  codes: readonly string[],
  prepare: (transaction: Transaction) => Beginning,
): WriterFacts {
  const { dir, ports } = parts.options;
  const place = placeToText(readPlace(dir));
  const facts = transact(store.write, function begin(transaction): WriterFacts {
    const beginning = prepare(transaction);
    const id = newId(ports);
    const code = drawCode(ports.random, transaction, beginning.station, codes);
    const keys = parts.crypto.ed25519.newKeyPair(ports.random);
    const publicKey = text64(keys.publicKey);
    const at = nextHlc(lastAt(transaction), ports.clock.now());
    run(
      transaction,
      sql`INSERT INTO writer (id, code, station, public_key, place, last_seq, last_hash, last_at, is_current,
          introduced)
        VALUES (${id}, ${code}, ${beginning.station}, ${publicKey}, ${place}, 0, ${firstPrev}, ${at}, 1,
          ${beginning.introduce?.(id, publicKey) ?? null})`,
    );
    run(
      transaction,
      sql`INSERT INTO credential (owner, form, value) VALUES (${id}, 'writerKey', ${text64(keys.privateKey)})`,
    );
    const facts = { id, code, station: beginning.station };
    const command = beginning.begin({ code, publicKey, desk: beginning.desk });
    writeFirst({ sm3: parts.crypto.sm3, ports }, transaction, facts, at, command);
    if (beginning.resumed) {
      const event = { writer: id, at: instantOf(at), by: 'desk', type: 'restore', data: beginning.resumed } as const;
      writeAudit(transaction, parts.crypto.sm3, event);
    }
    return facts;
  });
  rememberCurrent(parts, store, codes);
  return facts;
}

const text64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The private key of a writer, 32 bytes; undefined once it was retired. */
export function keyOf(handle: ReadHandle | Transaction, writer: string): Uint8Array | undefined {
  const row = get(
    handle,
    sql<{ value: string }>`SELECT value FROM credential WHERE owner = ${writer} AND form = 'writerKey'`,
  );
  return row && new Uint8Array(Buffer.from(row.value, 'base64url'));
}

/** The key goes with the writer: whoever still holds a copy of the directory could sign with it. */
function retire(transaction: Transaction, writer: string): void {
  run(transaction, sql`UPDATE writer SET is_current = 0 WHERE id = ${writer}`);
  run(transaction, sql`DELETE FROM credential WHERE owner = ${writer} AND form = 'writerKey'`);
}

function deskOf(transaction: Transaction, { id, code }: WriterRow): string {
  const state = loadState(transaction, findKind, id);
  const desk = state && valueOf(state, 'desk');
  return typeof desk === 'string' ? desk : code;
}

const lastAt = (transaction: Transaction): string | undefined =>
  get(transaction, sql<{ at: string | null }>`SELECT max(last_at) AS at FROM writer`)?.at ?? undefined;

/** What `desk.place` holds as far as this process wrote it; nobody else writes there while the desk is locked. */
const kept = new WeakMap<Store, Remembered>();

/** To be called after each commit: the small file beside the store follows. */
export function afterCommit(parts: Pick<WriterParts, 'options'>, store: Store): void {
  const { dir } = parts.options;
  const writer = currentRow(store.read);
  const before = kept.get(store) ?? recall(dir);
  if (writer === undefined) return;
  if (before?.writer !== writer.id) {
    rememberCurrent(parts, store);
    return;
  }
  if (before.lastSeq >= writer.last_seq) return;
  const now = { writer: writer.id, lastSeq: writer.last_seq, codes: before.codes };
  if (keepUp(dir, now)) {
    kept.set(store, now);
    return;
  }
  kept.delete(store);
  if (recall(dir) === undefined) rememberCurrent(parts, store);
}

/** Brings `desk.place` up to the store, keeping every code it knew. */
function rememberCurrent(parts: Pick<WriterParts, 'options'>, store: Store, elsewhere: readonly string[] = []): void {
  const { dir } = parts.options;
  const writer = currentRow(store.read);
  kept.delete(store);
  if (writer === undefined) return;
  const own = all(store.read, sql<{ code: string }>`SELECT code FROM writer`).map(({ code }) => code);
  const before = recall(dir);
  const codes = [...new Set([...own, ...elsewhere, ...(before?.codes ?? [])])].sort();
  const now = { writer: writer.id, lastSeq: writer.last_seq, codes };
  // Nothing new to remember is not written: a start on a full disk must not need room for it.
  if (JSON.stringify(before) !== JSON.stringify(now)) remember(dir, now);
}
