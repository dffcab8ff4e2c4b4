/**
 * RETURN: after the hub was restored, the desks bring back every ordered entry beyond the restored position, of any author, with its rev
 * and the hub's own tag over it. While the hub collects, an entry goes back to its old rev. A desk that comes after the collection was
 * closed brings what the others may have overtaken: what is not there yet is ordered anew, for nothing that was acknowledged is lost.
 */
import { ok } from '#shared/kernel/result.ts';
import { arrivalOf, type Arrival } from '#shared/sync/judge.ts';
import type { ReturnAnswer, ReturnRequest } from '#shared/sync/messages.ts';
import { returnPlace } from '#shared/sync/return-place.ts';
import { sql, type Transaction } from '../store/database.ts';
import { raiseAlarm } from './alarms.ts';
import { catchUp } from './catch-up.ts';
import { closeIfAllAnswered } from './collection.ts';
import { readHead, type Hub } from './hub.ts';
import { lockStreams } from './growing.ts';
import { order } from './order.ts';
import { sayOwed } from './owed-words.ts';
import { no, type Served } from './served.ts';
import { tagOf } from './stored.ts';
import { noteAuthors } from './strangers.ts';
import { lockWriter, type Signer } from './writers.ts';

interface Returned {
  readonly arrival: Arrival;
  readonly rev: number;
}

export async function takeBack(hub: Hub, signer: Signer, request: ReturnRequest): Promise<Served<ReturnAnswer>> {
  const returned = request.entries
    .map(({ entry, rev, tag }) => ({ arrival: arrivalOf(hub.ports.sm3, entry), rev, tag }))
    .filter(({ arrival, rev, tag }) => arrival.isBodyRight && tag === tagOfArrival(hub, arrival, rev));
  const served = await hub.database.transact<Served<ReturnAnswer>>(async (transaction) => {
    const head = await readHead(transaction);
    if (head.epoch !== request.epoch || !(await hasComeTo(transaction, signer, request))) return no('epoch');
    const isCollecting = head.state === 'collecting';
    if (isCollecting) await noteAuthors(transaction, arrivalsOf(returned));
    await keepCut(transaction, signer, request);
    const kept = await putBack(hub, transaction, returned, isCollecting);
    if (request.isLast) {
      await transaction.run(sql`UPDATE writer SET returned_in = ${head.epoch} WHERE id = ${signer.writer.id}`);
      await closeIfAllAnswered(hub, transaction);
      if (!isCollecting) await sayOwed(hub, transaction);
    }
    return ok({ kept, state: (await readHead(transaction)).state });
  });
  // What only a newer program makes out was left alone while the hub collected.
  if (request.isLast && served.ok && served.value.state === 'open') await catchUp(hub);
  hub.bell.ring();
  return served;
}

/** A backup that was made between two messages and put back has not what the first brought: the desk begins anew. */
async function hasComeTo(transaction: Transaction, { writer }: Signer, request: ReturnRequest): Promise<boolean> {
  const now = await lockWriter(transaction, writer.id, writer.desk);
  return now !== undefined && (now.returned_in === request.epoch || request.after <= now.returns_on);
}

/** In the stream this message ends with the next may go on: what the hub said there before may stand in that one. One that comes late says nothing. */
function keepCut(
  transaction: Transaction,
  { writer }: Signer,
  { epoch, after, entries, isLast }: ReturnRequest,
): Promise<number> {
  const last = entries.at(-1);
  const cut = last === undefined ? after : returnPlace(last.entry.header.stream, last.rev);
  return transaction.run(
    sql`UPDATE writer SET returns_on = ${isLast ? '' : cut} WHERE id = ${writer.id} AND returned_in <> ${epoch}`,
  );
}

const arrivalsOf = (returned: readonly Returned[]): Arrival[] => returned.map(({ arrival }) => arrival);

const tagOfArrival = (hub: Hub, { header, hash }: Arrival, rev: number): string =>
  tagOf(hub, { stream: header.stream, rev, hash });

async function putBack(
  hub: Hub,
  transaction: Transaction,
  returned: readonly Returned[],
  isCollecting: boolean,
): Promise<number> {
  const ids = arrivalsOf(returned).map(({ header }) => header.id);
  const here = await transaction.all(sql<{ id: string }>`SELECT id FROM entry WHERE id = ANY(${ids}::text[])`);
  const isHere = new Set(here.map(({ id }) => id));
  const known = await lockStreams(
    transaction,
    arrivalsOf(returned).map(({ header }) => header.stream),
  );
  const heads = new Map([...known].map(([stream, { head }]) => [stream, head]));
  const back: Arrival[] = [];
  const sorted = [...returned].sort((a, b) => compare(a, b));
  for (const { arrival, rev } of sorted) {
    const { id, stream } = arrival.header;
    if (isHere.has(id)) continue;
    const head = heads.get(stream) ?? 0;
    if (isCollecting && rev !== head + 1) {
      await raiseAlarm(hub, transaction, 'returnHole', { stream, rev, head });
      continue;
    }
    isHere.add(id);
    heads.set(stream, head + 1);
    back.push(arrival);
  }
  await order(hub, transaction, back, known, { says: isCollecting ? 'nothing' : 'everything' });
  // Of what the backup still had aside, because an older hub could not take it.
  await transaction.run(
    sql`DELETE FROM aside WHERE result = 'deferred' AND id = ANY(${back.map(({ header }) => header.id)}::text[])`,
  );
  return back.length;
}

const compare = (a: Returned, b: Returned): number => {
  const [one, other] = [a.arrival.header.stream, b.arrival.header.stream];
  return one === other ? a.rev - b.rev : one < other ? -1 : 1;
};
