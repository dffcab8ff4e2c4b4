/** The queue on disk: acts that the hub has not answered yet, in writing order; former lives of this desk first. */
import type { PushRequest, WireEntry } from '#shared/sync/messages.ts';
import { nextBatch, type QueuedAct } from '#shared/sync/batch.ts';
import { pushLimit } from '#shared/sync/protocol.ts';
import { toWire } from '#shared/sync/wire.ts';
import { headerFromRow, type EntryRow } from '../journal/entries.ts';
import { all, get, run, sql, type ReadHandle, type Transaction } from '../store/handles.ts';

interface OutboxRow {
  readonly act: string;
  readonly writer: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly bytes: number;
}

export interface Batch {
  readonly request: Omit<PushRequest, 'epoch'>;
  readonly lastSeq: number;
}

/** A place in the queue: behind the act that ends there. */
export interface QueuePlace {
  readonly writer: string;
  readonly lastSeq: number;
}
const queueBegin: QueuePlace = { writer: '', lastSeq: 0 };

/** What to send next; undefined where nothing waits. `alone`: one act only. `after`: as if everything up to there were settled. */
export function nextPush(read: ReadHandle, alone: boolean, after = queueBegin): Batch | undefined {
  const first = get(
    read,
    sql<{ writer: string; first_seq: number }>`SELECT writer, first_seq FROM outbox
      WHERE (writer, first_seq) > (${after.writer}, ${after.lastSeq}) ORDER BY writer, first_seq LIMIT 1`,
  );
  if (first === undefined) return undefined;
  const { writer } = first;
  const queue = all(
    read,
    sql<OutboxRow>`SELECT o.act, o.writer, o.first_seq, o.last_seq, (SELECT sum(length(e.body)) + 700 * count(*) FROM entry e
        WHERE e.writer = o.writer AND e.writer_seq BETWEEN o.first_seq AND o.last_seq) AS bytes
      FROM outbox o WHERE o.writer = ${writer} AND o.first_seq >= ${first.first_seq} ORDER BY o.first_seq LIMIT ${pushLimit.entries}`,
  );
  const acts = queue.map(
    ({ act, first_seq: firstSeq, last_seq: lastSeq, bytes }): QueuedAct => ({ act, firstSeq, lastSeq, bytes }),
  );
  const batch = nextBatch(acts, alone);
  const from = batch[0]?.firstSeq ?? 0;
  const lastSeq = batch.at(-1)?.lastSeq ?? 0;
  return {
    request: { writer, entries: wireEntries(read, writer, from, lastSeq), head: headOf(read, writer) },
    lastSeq,
  };
}

export function wireEntries(read: ReadHandle, writer: string, from: number, to: number): WireEntry[] {
  const rows = all(
    read,
    sql<EntryRow>`SELECT * FROM entry WHERE writer = ${writer} AND writer_seq BETWEEN ${from} AND ${to} ORDER BY writer_seq`,
  );
  return rows.map((row) => toWire(headerFromRow(row), row.salt, row.body));
}

function headOf(read: ReadHandle, writer: string): { seq: number; hash: string } {
  const row = get(
    read,
    sql<{ last_seq: number; last_hash: string }>`SELECT last_seq, last_hash FROM writer WHERE id = ${writer}`,
  );
  if (row === undefined) throw new Error('bug: a queue without its writer');
  return { seq: row.last_seq, hash: row.last_hash };
}

/** What is settled leaves the queue, in the transaction that writes down how. */
export function acknowledge(transaction: Transaction, writer: string, upto: number): void {
  run(transaction, sql`UPDATE writer SET acked_seq = max(acked_seq, ${upto}) WHERE id = ${writer}`);
  run(transaction, sql`DELETE FROM outbox WHERE writer = ${writer} AND last_seq <= ${upto}`);
}

/** The hub has less than we thought (it was restored, or a message was lost): what it lacks waits again. */
export function queueFrom(transaction: Transaction, writer: string, from: number): void {
  run(transaction, sql`UPDATE writer SET acked_seq = ${from - 1} WHERE id = ${writer}`);
  run(transaction, sql`DELETE FROM outbox WHERE writer = ${writer}`);
  run(
    transaction,
    sql`INSERT INTO outbox (act, first_seq, last_seq, writer)
      SELECT act, min(writer_seq), max(writer_seq), ${writer} FROM entry
      WHERE writer = ${writer} AND writer_seq >= ${from} GROUP BY act`,
  );
}
