/** A desk that was restored gets its own lost entries back before it sends anything (OWN): chains go on from what the hub has seen. */
import type { OwnAnswer } from '#shared/sync/messages.ts';
import type { DeskCore } from '../core.ts';
import { refold } from '../journal/refold.ts';
import { get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { acknowledge } from './queue.ts';
import { settleOne } from './settle.ts';
import { bring } from './take-page.ts';

interface Known {
  readonly last_seq: number;
  readonly acked_seq: number;
}

/** Of this desk's former lives, the first that the hub knows further than we do; from where on: also what it never answered us is asked. */
export function lostOwn(
  read: ReadHandle,
  current: string,
  writers: readonly { readonly writer: string; readonly nextSeq: number }[],
): { readonly writer: string; readonly fromSeq: number } | undefined {
  for (const { writer, nextSeq } of writers) {
    const row = get(read, sql<Known>`SELECT last_seq, acked_seq FROM writer WHERE id = ${writer}`);
    // A life that this file does not know is a copy's, or came after the backup: its entries are received as anybody's.
    if (row !== undefined && writer !== current && nextSeq > row.last_seq + 1)
      return { writer, fromSeq: row.acked_seq + 1 };
  }
  return undefined;
}

/** Answers the streams whose rows changed. */
export function takeOwn(core: DeskCore, writer: string, answer: OwnAnswer): string[] {
  return transact(core.store.write, function recover(transaction) {
    const streams = new Set<string>();
    for (const { entry, result, code } of answer.entries) {
      const { header } = entry;
      const isHere = get(transaction, sql<{ id: string }>`SELECT id FROM entry WHERE id = ${header.id}`) !== undefined;
      if (!isHere && !bring(core, transaction, entry)) throw new Error('bug: the hub gave back what we never wrote');
      settleOne(transaction, { id: header.id, result, ...(code === undefined ? {} : { code }) });
      keepWriter(transaction, writer, header);
      acknowledge(transaction, writer, header.writerSeq);
      streams.add(header.stream);
    }
    for (const stream of streams) refold(core, transaction, stream);
    return [...streams];
  });
}

/** The head of a former life follows. */
function keepWriter(
  transaction: Transaction,
  writer: string,
  header: { readonly writerSeq: number; readonly at: string; readonly id: string },
): void {
  const hash = get(transaction, sql<{ hash: string }>`SELECT hash FROM entry WHERE id = ${header.id}`)?.hash ?? '';
  run(
    transaction,
    sql`UPDATE writer SET last_seq = ${header.writerSeq}, last_hash = ${hash}, last_at = max(last_at, ${header.at})
      WHERE id = ${writer} AND last_seq < ${header.writerSeq}`,
  );
}
