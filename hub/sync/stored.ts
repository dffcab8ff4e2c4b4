/** Entries in and out of the hub's table. Bodies lie there sealed; what comes out is what was hashed. */
import { bodyFromBytes, canonical, type EntryHeader, type FoldEntry } from '#shared/journal/entry.ts';
import type { Arrival } from '#shared/sync/judge.ts';
import type { WireEntry } from '#shared/sync/messages.ts';
import { toWire } from '#shared/sync/wire.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Hub } from './hub.ts';

export interface EntryRow {
  readonly id: string;
  readonly stream: string;
  readonly rev: number;
  readonly hash: string;
  readonly header: string;
  readonly salt: Uint8Array | null;
  readonly body: Uint8Array | null;
}

/** An entry with the rev it gets. */
export interface Ordered {
  readonly header: EntryHeader;
  readonly hash: string;
  readonly salt: Uint8Array | null;
  readonly body: Uint8Array | null;
  readonly rev: number;
}

export const orderedOf = ({ header, hash, salt, body }: Arrival, rev: number): Ordered => ({
  header,
  hash,
  salt,
  body,
  rev,
});

/** Bound into the seal, so that a body laid under another entry does not open. */
const contextOf = (id: string): string => `entry body ${id}`;

/** `from`: how many stand before them in the hub's own chain. */
export async function insertEntries(
  hub: Hub,
  transaction: Transaction,
  entries: readonly Ordered[],
  from: number,
): Promise<void> {
  if (entries.length === 0) return;
  const column = <T>(pick: (entry: Ordered) => T): T[] => entries.map(pick);
  await transaction.run(
    sql`INSERT INTO entry (id, n, stream, rev, writer, writer_seq, kind, type, act, hash, header, salt, body)
      SELECT * FROM unnest(${column(({ header }) => header.id)}::text[], ${entries.map((_, index) => from + index + 1)}::bigint[],
        ${column(({ header }) => header.stream)}::text[], ${column(({ rev }) => rev)}::bigint[], ${column(({ header }) => header.writer)}::text[],
        ${column(({ header }) => header.writerSeq)}::bigint[], ${column(({ header }) => header.kind)}::text[],
        ${column(({ header }) => header.type)}::text[], ${column(({ header }) => header.act)}::text[],
        ${column(({ hash }) => hash)}::text[], ${column(({ header }) => canonical(header))}::text[],
        ${column(({ salt }) => salt)}::bytea[],
        ${column(({ header, body }) => (body === null ? null : hub.keys.seal(contextOf(header.id), body)))}::bytea[])`,
  );
}

export const headerOf = (row: Pick<EntryRow, 'header'>): EntryHeader => JSON.parse(row.header) as EntryHeader;

export class BodyDamaged extends Error {}

/** Throws `BodyDamaged` where the sealed body does not open: changed in the database, or sealed with another key. */
export function bodyOf(hub: Hub, row: Pick<EntryRow, 'id' | 'body'>): Uint8Array | null {
  if (row.body === null) return null;
  const body = hub.keys.open(contextOf(row.id), row.body);
  if (body === undefined) throw new BodyDamaged(row.id);
  return body;
}

export const wireOf = (hub: Hub, row: EntryRow): WireEntry => toWire(headerOf(row), row.salt, bodyOf(hub, row));

/** Proves later that the hub gave this rev. */
export const tagOf = (hub: Hub, { stream, rev, hash }: { stream: string; rev: number; hash: string }): string =>
  hub.keys.tag(`order ${stream} ${String(rev)} ${hash}`);

export function foldEntryOf({ header, body, rev }: Ordered): FoldEntry {
  const { writerSeq: _seq, bodyHash: _hash, prev: _prev, ...rest } = header;
  return { ...rest, rev, body: body === null ? null : readBody(body) };
}

/** A body that is no JSON of ours folds as erased, here as at every desk. */
function readBody(bytes: Uint8Array) {
  try {
    return bodyFromBytes(bytes);
  } catch {
    return null;
  }
}

/** Streams whole, in the order of their revs. */
export async function loadStreams(
  hub: Hub,
  transaction: Transaction,
  streams: readonly string[],
): Promise<ReadonlyMap<string, readonly FoldEntry[]>> {
  if (streams.length === 0) return new Map();
  const rows = await transaction.all(
    sql<EntryRow>`SELECT id, stream, rev, hash, header, salt, body FROM entry WHERE stream = ANY(${streams}::text[])
      ORDER BY stream, rev`,
  );
  const entries = rows.map((row) =>
    foldEntryOf({ header: headerOf(row), hash: row.hash, salt: row.salt, body: bodyOf(hub, row), rev: row.rev }),
  );
  return Map.groupBy(entries, ({ stream }) => stream);
}
