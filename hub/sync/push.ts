/**
 * PUSH: judged in pure code, then ordered, with the result of each entry, in one transaction. What was not taken lies beside the journal as
 * it came; a repeat gets the stored result.
 */
import type { EntryHeader } from '#shared/journal/entry.ts';
import { ok } from '#shared/kernel/result.ts';
import { arrivalOf, judge, type Arrival, type Settled, type Verdict } from '#shared/sync/judge.ts';
import type { EntryRefusal, PushAnswer, PushRequest, PushResult } from '#shared/sync/messages.ts';
import { mayWrite } from '#shared/sync/scopes.ts';
import { sql, type Transaction } from '../store/database.ts';
import { raiseAlarm } from './alarms.ts';
import { actsToDefer } from './deferred.ts';
import { endHandOver } from './hand-over.ts';
import { readHead, type Hub } from './hub.ts';
import { listOf, lockStreams, type StreamRow } from './growing.ts';
import { order } from './order.ts';
import { no, type Served } from './served.ts';
import { grantedTo, lockWriter, type Signer, type WriterRow } from './writers.ts';

export async function push(hub: Hub, signer: Signer, request: PushRequest): Promise<Served<PushAnswer>> {
  const arrivals = request.entries.map((wire) => arrivalOf(hub.ports.sm3, wire));
  const served = await hub.database.transact((transaction) => take(hub, transaction, signer, request, arrivals));
  if (served.ok) hub.bell.ring();
  return served;
}

async function take(
  hub: Hub,
  transaction: Transaction,
  signer: Signer,
  request: PushRequest,
  arrivals: readonly Arrival[],
): Promise<Served<PushAnswer>> {
  const head = await readHead(transaction);
  if (head.epoch !== request.epoch) return no('epoch');
  if (head.state === 'collecting') return no('collecting');
  const writer = await lockWriter(transaction, request.writer, signer.desk.id);
  if (writer === undefined) return no('unknownWriter');
  const known = await lockStreams(
    transaction,
    arrivals.map(({ header }) => header.stream),
  );
  const facts = await factsOf(transaction, signer, writer, known, arrivals);
  const { verdicts, hasGap, isFork } = judge(facts, arrivals);
  if (isFork) {
    await raiseAlarm(hub, transaction, 'fork', { writer: writer.id });
    return no('clone');
  }
  const isPoison = request.isPoison === true;
  if (isPoison)
    await raiseAlarm(hub, transaction, 'poison', { writer: writer.id, seq: arrivals[0]?.header.writerSeq ?? 0 });
  const says = signer.desk.is_taken ? 'everything' : 'doubts';
  const deferred = await actsToDefer(transaction, verdicts, known, isPoison);
  const revs = await order(hub, transaction, takenOf(verdicts, deferred), known, { says });
  await putAside(transaction, verdicts, deferred);
  const nextSeq = await moveOn(hub, transaction, writer, verdicts, request);
  const isAll = request.writer === signer.writer.id && nextSeq > request.head.seq;
  if (!signer.desk.is_taken && isAll) await endHandOver(hub, transaction, signer.desk, writer.id);
  return ok({
    nextSeq,
    results: verdicts.map((verdict) => resultOf(verdict, revs, deferred)),
    ...(hasGap ? { gap: true } : {}),
  });
}

const takenOf = (verdicts: readonly Verdict[], deferred: ReadonlySet<string>): readonly Arrival[] =>
  verdicts.flatMap(({ is, arrival }) => (is === 'take' && !deferred.has(arrival.header.act) ? [arrival] : []));

async function factsOf(
  transaction: Transaction,
  { desk }: Signer,
  writer: WriterRow,
  known: ReadonlyMap<string, StreamRow>,
  arrivals: readonly Arrival[],
) {
  const granted = grantedTo(desk);
  const settled = await settledAmong(
    transaction,
    arrivals.map(({ header }) => header.id),
  );
  const people = await peopleAmong(
    transaction,
    arrivals.map(({ header }) => header),
  );
  return {
    writer: {
      id: writer.id,
      station: writer.station,
      nextSeq: writer.next_seq,
      headHash: writer.head_hash,
      lastAct: writer.last_act,
    },
    settled,
    // What the desk begins is its own to begin, also what it may not read afterwards (a sealed part).
    mayWrite: ({ stream }: EntryHeader) => {
      const row = known.get(stream);
      // Of a kind that this hub does not know yet it goes to nobody, and who began it goes on with it.
      if (row?.scopes === '') return row.station === desk.station;
      return row === undefined || mayWrite(granted, listOf(row.scopes));
    },
    isKnown: (by: string) => people.has(by),
  };
}

interface SettledRow {
  readonly id: string;
  readonly hash: string;
  readonly result: 'taken' | 'refused' | 'deferred';
  readonly code: string;
  readonly rev: number;
}

async function settledAmong(transaction: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, Settled>> {
  const rows = await transaction.all(
    sql<SettledRow>`SELECT id, hash, 'taken' AS result, '' AS code, rev FROM entry WHERE id = ANY(${ids}::text[])
      UNION ALL SELECT id, hash, result, code, 0 FROM aside WHERE id = ANY(${ids}::text[])`,
  );
  return new Map(rows.map(({ id, hash, result, code, rev }) => [id, settledOf(hash, result, code, rev)]));
}

const settledOf = (hash: string, result: Settled['result'], code: string, rev: number): Settled => ({
  hash,
  result,
  ...(code === '' ? {} : { code: code as EntryRefusal }),
  ...(rev === 0 ? {} : { rev }),
});

/** The desk itself, everybody who is in the registry, and who is begun in this very message. */
async function peopleAmong(transaction: Transaction, headers: readonly EntryHeader[]): Promise<ReadonlySet<string>> {
  const authors = [...new Set(headers.map(({ by }) => by))];
  const rows = await transaction.all(sql<{ id: string }>`SELECT id FROM actor WHERE id = ANY(${authors}::text[])`);
  return new Set(['desk', ...rows.map(({ id }) => id), ...headers.map(({ stream }) => stream)]);
}

/** What was not ordered lies beside the journal as it came: refused, or (`deferred`) what this hub cannot digest and a newer one may. */
async function putAside(
  transaction: Transaction,
  verdicts: readonly Verdict[],
  deferred: ReadonlySet<string>,
): Promise<void> {
  const aside = verdicts.flatMap(({ is, arrival, ...more }) => {
    if (is === 'refuse') return [{ arrival, result: 'refused', code: 'code' in more ? more.code : '' }];
    return is === 'take' && deferred.has(arrival.header.act) ? [{ arrival, result: 'deferred', code: '' }] : [];
  });
  if (aside.length === 0) return;
  const encoder = new TextEncoder();
  const column = <T>(pick: (one: (typeof aside)[number]) => T): T[] => aside.map(pick);
  await transaction.run(
    sql`INSERT INTO aside (writer, writer_seq, id, stream, act, hash, result, code, raw) SELECT * FROM unnest(
        ${column(({ arrival }) => arrival.header.writer)}::text[], ${column(({ arrival }) => arrival.header.writerSeq)}::bigint[],
        ${column(({ arrival }) => arrival.header.id)}::text[], ${column(({ arrival }) => arrival.header.stream)}::text[],
        ${column(({ arrival }) => arrival.header.act)}::text[], ${column(({ arrival }) => arrival.hash)}::text[],
        ${column(({ result }) => result)}::text[], ${column(({ code }) => code)}::text[],
        ${column(({ arrival }) => encoder.encode(JSON.stringify(arrival.wire)))}::bytea[])`,
  );
}

/** The writer's row follows what was settled; entries that came back by RETURN before may stand next, and are passed over. */
async function moveOn(
  hub: Hub,
  transaction: Transaction,
  writer: WriterRow,
  verdicts: readonly Verdict[],
  { head }: PushRequest,
): Promise<number> {
  const last = verdicts.findLast(({ is }) => is !== 'repeat')?.arrival;
  const settled =
    last === undefined ? undefined : { seq: last.header.writerSeq, hash: last.hash, act: last.header.act };
  const nextSeq = settled === undefined ? writer.next_seq : settled.seq + 1;
  const isOther = isOtherThanTold(writer, verdicts, head);
  if (isOther) await raiseAlarm(hub, transaction, 'toldOther', { writer: writer.id, seq: writer.told_seq });
  // A head that was told is kept until it has been met: a tail that is written anew before it was sent is found by it.
  const told = isOther || nextSeq > writer.told_seq ? head : { seq: writer.told_seq, hash: writer.told_hash };
  await transaction.run(
    sql`UPDATE writer SET next_seq = ${nextSeq}, head_hash = ${settled?.hash ?? writer.head_hash},
      last_act = ${settled?.act ?? writer.last_act}, told_seq = ${told.seq}, told_hash = ${told.hash},
      last_at = ${new Date(hub.ports.clock.now()).toISOString()} WHERE id = ${writer.id}`,
  );
  return nextSeq;
}

/** Another entry comes, or another head is told, where this one stood when the desk last said how far its chain reached. */
const isOtherThanTold = (
  { told_seq, told_hash }: WriterRow,
  verdicts: readonly Verdict[],
  head: PushRequest['head'],
): boolean =>
  told_seq > 0 &&
  ((head.seq === told_seq && head.hash !== told_hash) ||
    verdicts.some(({ arrival: { header, hash } }) => header.writerSeq === told_seq && hash !== told_hash));

function resultOf(verdict: Verdict, revs: ReadonlyMap<string, number>, deferred: ReadonlySet<string>): PushResult {
  const { id, act } = verdict.arrival.header;
  if (verdict.is === 'refuse') return { id, result: 'refused', code: verdict.code };
  if (verdict.is === 'take' && deferred.has(act)) return { id, result: 'deferred' };
  if (verdict.is === 'take') return { id, result: 'taken', rev: revs.get(id) ?? 0 };
  const { result, code, rev } = verdict.settled;
  return { id, result, isRepeat: true, ...(code === undefined ? {} : { code }), ...(rev === undefined ? {} : { rev }) };
}
