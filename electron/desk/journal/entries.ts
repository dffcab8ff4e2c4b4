/** Entries in and out of the journal's table. What is written here is chained to the writer's entry before. */
import {
  bodyFromBytes,
  bodyToBytes,
  canonical,
  hashBody,
  hashHeader,
  saltLength,
  type EntryBody,
  type EntryHeader,
  type FoldEntry,
} from '#shared/journal/entry.ts';
import type { Random, Sm3 } from '#shared/kernel/ports.ts';
import { all, run, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { noteContent } from './contents.ts';

/** Where a writer's chain stands. */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
  readonly at: string;
}

export interface Sealer {
  readonly sm3: Sm3;
  readonly random: Random;
}

/** Chains and stores entries in writing order; answers the new head. The caller stores it in the same transaction. */
export function appendEntries(
  transaction: Transaction,
  sealer: Sealer,
  head: ChainHead,
  entries: readonly FoldEntry[],
): ChainHead {
  return entries.reduce((before, entry) => appendOne(transaction, sealer, before, entry), head);
}

function appendOne(transaction: Transaction, { sm3, random }: Sealer, head: ChainHead, entry: FoldEntry): ChainHead {
  const { body, rev: _rev, ...facts } = entry;
  if (body === null) throw new Error('bug: an erased entry cannot be written');
  const salt = random.bytes(saltLength);
  const bytes = bodyToBytes(body);
  const header: EntryHeader = {
    ...facts,
    writerSeq: head.seq + 1,
    bodyHash: hashBody(sm3, salt, bytes),
    prev: head.hash,
  };
  const hash = hashHeader(sm3, header);
  insert(transaction, header, hash, salt, bytes);
  if (header.type === 'attached') noteContent(transaction, bytes, true);
  return { seq: header.writerSeq, hash, at: header.at };
}

/** One that came from elsewhere, as it came; `rev` and `tag` are the hub's. */
export function insertForeign(
  transaction: Transaction,
  header: EntryHeader,
  hash: string,
  bytes: { readonly salt: Uint8Array | null; readonly body: Uint8Array | null },
): void {
  insert(transaction, header, hash, bytes.salt, bytes.body);
  if (header.type === 'attached' && bytes.body !== null) noteContent(transaction, bytes.body, false);
}

function insert(
  transaction: Transaction,
  header: EntryHeader,
  hash: string,
  salt: Uint8Array | null,
  body: Uint8Array | null,
): void {
  const { id, stream, kind, type, v, rules, act, at, on, by, station, writer, writerSeq, bodyHash, prev } = header;
  run(
    transaction,
    sql`INSERT INTO entry (id, stream, kind, type, v, rules, act, seen, at, on_at, by_staff, station, writer, writer_seq,
      body_hash, prev, hash, salt, body)
      VALUES (${id}, ${stream}, ${kind}, ${type}, ${v}, ${rules}, ${act}, ${canonical(header.seen)}, ${at}, ${on}, ${by},
      ${station}, ${writer}, ${writerSeq}, ${bodyHash}, ${prev}, ${hash}, ${salt}, ${body})`,
  );
}

export interface EntryRow {
  readonly seq: number;
  readonly id: string;
  readonly stream: string;
  readonly kind: string;
  readonly type: string;
  readonly v: number;
  readonly rules: number;
  readonly act: string;
  readonly seen: string;
  readonly at: string;
  readonly on_at: string;
  readonly by_staff: string;
  readonly station: string;
  readonly writer: string;
  readonly writer_seq: number;
  readonly body_hash: string;
  readonly prev: string;
  readonly hash: string;
  readonly salt: Uint8Array | null;
  readonly body: Uint8Array | null;
  readonly rev: number | null;
  /** The hub's proof that it gave this rev. */
  readonly tag: string | null;
  /** Why the hub did not take it. */
  readonly refused: string | null;
  /** Of a refused one: what a person did about it. */
  readonly settled: string | null;
}

/**
 * One stream's entries in folding order: those the hub has ordered, then this desk's own in writing order. What the hub refused takes no
 * part; of a stream that left this desk's scopes nothing does.
 */
export function loadEntries(handle: ReadHandle | Transaction, stream: string, afterSeq = 0): FoldEntry[] {
  const rows = all(
    handle,
    sql<EntryRow>`SELECT * FROM entry WHERE stream = ${stream} AND seq > ${afterSeq} AND refused IS NULL
      AND NOT EXISTS (SELECT 1 FROM stream_link l WHERE l.stream = ${stream} AND l.state = 'gone')
      ORDER BY rev IS NULL, rev, seq`,
  );
  return rows.map(entryFromRow);
}

export function entryFromRow(row: EntryRow): FoldEntry {
  return {
    id: row.id,
    stream: row.stream,
    kind: row.kind,
    type: row.type,
    v: row.v,
    rules: row.rules,
    act: row.act,
    seen: readSeen(row.seen),
    at: row.at,
    on: row.on_at,
    by: row.by_staff,
    station: row.station,
    writer: row.writer,
    rev: row.rev,
    body: row.body === null ? null : readBody(row.body),
  };
}

/** Written by this program as canonical JSON; where somebody changed it, `verify` names it, and it must not stop the others. */
function readSeen(text: string): Record<string, string> {
  try {
    return JSON.parse(text) as Record<string, string>;
  } catch {
    return {};
  }
}

/** A body that is not what this program writes folds as erased; `verify` names it. It must not stop the others. */
function readBody(bytes: Uint8Array): EntryBody | null {
  try {
    return bodyFromBytes(bytes);
  } catch {
    return null;
  }
}

/** The header as it was hashed. Throws where somebody changed `seen` into no JSON. */
export const headerFromRow = (row: EntryRow): EntryHeader => ({
  id: row.id,
  stream: row.stream,
  kind: row.kind,
  type: row.type,
  v: row.v,
  rules: row.rules,
  act: row.act,
  seen: JSON.parse(row.seen) as Record<string, string>,
  at: row.at,
  on: row.on_at,
  by: row.by_staff,
  station: row.station,
  writer: row.writer,
  writerSeq: row.writer_seq,
  bodyHash: row.body_hash,
  prev: row.prev,
});
