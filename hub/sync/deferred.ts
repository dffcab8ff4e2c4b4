/**
 * Entries that this hub could not digest (poison) lie beside the journal as they came, until a newer hub takes them. What the same writer
 * says later in that stream waits with them, and so does all of a stream of which they are the beginning: taken alone it would be out of
 * order, or about nothing. Acts are put aside whole.
 */
import { arrivalOf, type Arrival, type Verdict } from '#shared/sync/judge.ts';
import { wireEntrySchema } from '#shared/sync/messages.ts';
import { DatabaseGone, sql, type Transaction } from '../store/database.ts';
import { lockStreams, type StreamRow } from './growing.ts';
import { Fenced, type Hub } from './hub.ts';
import { order } from './order.ts';

/** The acts among the verdicts that are put aside now. `isPoison`: all that would be taken. */
export async function actsToDefer(
  transaction: Transaction,
  verdicts: readonly Verdict[],
  known: ReadonlyMap<string, StreamRow>,
  isPoison: boolean,
): Promise<ReadonlySet<string>> {
  const headers = verdicts.flatMap(({ is, arrival }) => (is === 'take' ? [arrival.header] : []));
  if (isPoison) return new Set(headers.map(({ act }) => act));
  const rows = await transaction.all(
    sql<{ stream: string; writer: string }>`SELECT DISTINCT stream, writer FROM aside WHERE result = 'deferred'
      AND stream = ANY(${[...new Set(headers.map(({ stream }) => stream))]}::text[])`,
  );
  const writers = new Set(headers.map(({ writer }) => writer));
  const stuck = new Set(
    rows.flatMap(({ stream, writer }) => (writers.has(writer) || !known.has(stream) ? [stream] : [])),
  );
  const acts = new Set<string>();
  for (const [act, entries] of Map.groupBy(headers, (header) => header.act)) {
    if (!entries.some(({ stream }) => stuck.has(stream))) continue;
    acts.add(act);
    for (const { stream } of entries) stuck.add(stream);
  }
  return acts;
}

interface DeferredRow {
  readonly act: string;
  readonly stream: string;
  readonly raw: Uint8Array;
}

/** Tries again, at each start: what still makes the hub fail stays where it lies, with what waits for it. */
export async function takeDeferred(hub: Hub): Promise<void> {
  const rows = await hub.database.transact((transaction) =>
    transaction.all(
      sql<DeferredRow>`SELECT act, stream, raw FROM aside WHERE result = 'deferred' ORDER BY writer, writer_seq`,
    ),
  );
  const stuck = new Set<string>();
  for (const [act, entries] of Map.groupBy(rows, (row) => row.act)) {
    const isTaken = !entries.some(({ stream }) => stuck.has(stream)) && (await takeAct(hub, act, entries));
    if (!isTaken) for (const { stream } of entries) stuck.add(stream);
  }
}

async function takeAct(hub: Hub, act: string, rows: readonly DeferredRow[]): Promise<boolean> {
  const arrivals = rows.map(({ raw }) => readRaw(hub, raw));
  try {
    await hub.database.transact(async (transaction) => {
      const known = await lockStreams(
        transaction,
        arrivals.map(({ header }) => header.stream),
      );
      await order(hub, transaction, arrivals, known, { says: 'everything' });
      await transaction.run(sql`DELETE FROM aside WHERE act = ${act} AND result = 'deferred'`);
    });
    return true;
  } catch (error) {
    if (error instanceof Fenced || error instanceof DatabaseGone) throw error;
    hub.log.warn({ act, error: error instanceof Error ? error.name : 'unknown' }, 'an act still cannot be taken');
    return false;
  }
}

/** Put aside only after it was read by this very schema. */
const readRaw = (hub: Hub, raw: Uint8Array): Arrival =>
  arrivalOf(hub.ports.sm3, wireEntrySchema.parse(JSON.parse(new TextDecoder().decode(raw))));
