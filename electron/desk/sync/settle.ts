/** The answer to a PUSH: the queue moves on, and what the hub refused leaves the fold and waits for a person (待核对). */
import type { PushAnswer, PushResult } from '#shared/sync/messages.ts';
import type { DeskCore } from '../core.ts';
import { refold } from '../journal/refold.ts';
import { get, run, sql, transact, type Transaction } from '../store/handles.ts';
import { acknowledge, queueFrom } from './queue.ts';

/** Answers the streams whose rows changed. */
export function settlePush(core: DeskCore, writer: string, lastSeq: number, answer: PushAnswer): string[] {
  return transact(core.store.write, function settle(transaction) {
    const streams = new Set<string>();
    for (const result of answer.results) {
      const stream = settleOne(transaction, result);
      if (stream !== undefined) streams.add(stream);
    }
    for (const stream of streams) refold(core, transaction, stream);
    // A gap: the hub lacks what we thought it had. Otherwise all that was sent is settled.
    if (answer.gap === true) queueFrom(transaction, writer, answer.nextSeq);
    else acknowledge(transaction, writer, Math.min(lastSeq, answer.nextSeq - 1));
    return [...streams];
  });
}

/** The stream, where the fold of it changes. A deferred entry stays: a newer hub takes it from where it lies. */
export function settleOne(transaction: Transaction, { id, result, code }: PushResult): string | undefined {
  const refused = result === 'refused' ? (code ?? 'act') : null;
  const changed = get(
    transaction,
    sql<{ stream: string }>`SELECT stream FROM entry WHERE id = ${id} AND refused IS NOT ${refused}`,
  );
  if (changed === undefined) return undefined;
  run(transaction, sql`UPDATE entry SET refused = ${refused} WHERE id = ${id}`);
  return changed.stream;
}
