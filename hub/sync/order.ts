/**
 * Ordering: what was judged good gets its rev, the hub adds what is its own to say, feeds and chain follow; all in the caller's
 * transaction. Locks are taken in one order everywhere: the writer's row, stream heads sorted, feed heads sorted, series, the hub's head.
 */
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { bodyFromBytes, type FoldEntry } from '#shared/journal/entry.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { chainOn } from '#shared/sync/hub-chain.ts';
import type { Arrival } from '#shared/sync/judge.ts';
import { scopesOfStream } from '#shared/sync/scopes.ts';
import { sql, type Transaction } from '../store/database.ts';
import { appendToFeeds, type Move } from './feeds.ts';
import { lockHead, type Hub } from './hub.ts';
import { keepNumbers } from './numbers.ts';
import { dismissedAmong, sayOwn, type Asked } from './own-entries.ts';
import { foldEntryOf, insertEntries, loadStreams, orderedOf, type Ordered } from './stored.ts';

export interface StreamRow {
  readonly id: string;
  readonly kind: string;
  readonly rules: number;
  readonly station: string;
  readonly head: number;
  readonly scopes: string;
  readonly owner: string;
  readonly needs_number: boolean;
}

/** A stream while it is being added to. */
export interface Growing {
  readonly id: string;
  readonly row: StreamRow | undefined;
  readonly kind: Kind | undefined;
  readonly station: string;
  readonly owner: string;
  head: number;
  /** Everything of it, for kinds that must be folded here; undefined otherwise. */
  entries: FoldEntry[] | undefined;
  readonly added: Ordered[];
}

export const listOf = (scopes: string): readonly string[] => (scopes === '' ? [] : scopes.split(' '));

export async function lockStreams(
  transaction: Transaction,
  streams: readonly string[],
): Promise<Map<string, StreamRow>> {
  const sorted = [...new Set(streams)].sort();
  const rows = await transaction.all(
    sql<StreamRow>`SELECT id, kind, rules, station, head, scopes, owner, needs_number FROM stream WHERE id = ANY(${sorted}::text[])
      ORDER BY id FOR UPDATE`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Manner {
  /** What the hub adds of its own: everything; only doubts, while a desk hands over what it wrote alone; nothing, while it collects. */
  readonly says: 'everything' | 'doubts' | 'nothing';
  /** The desk whose registries, begun while it stood alone, are not the township's; '' = they are. */
  readonly owner: string;
}

/** Gives revs to new entries, in their order; answers each by its id. `known` are the locked rows of their streams. */
export async function order(
  hub: Hub,
  transaction: Transaction,
  arrivals: readonly Arrival[],
  known: ReadonlyMap<string, StreamRow>,
  manner: Manner,
): Promise<ReadonlyMap<string, number>> {
  if (arrivals.length === 0) return new Map();
  const dismissed = await dismissedAmong(
    transaction,
    arrivals.map(({ header }) => header.by),
  );
  const doubted = new Set(arrivals.flatMap(({ header }) => (dismissed.has(header.by) ? [header.stream] : [])));
  const growing = await grow(hub, transaction, begunBy(arrivals, known, manner.owner), doubted);
  for (const arrival of arrivals) add(growing, arrival);
  await keepNumbers(transaction, arrivals);
  await keep(hub, transaction, growing, dismissed, manner.says);
  return new Map(arrivals.map(({ header }) => [header.id, revOf(growing, header.id, header.stream)]));
}

const revOf = (growing: ReadonlyMap<string, Growing>, id: string, stream: string): number =>
  growing.get(stream)?.added.find(({ header }) => header.id === id)?.rev ?? 0;

/** What the authority still has to say in streams that get no new entry now. */
export async function visit(
  hub: Hub,
  transaction: Transaction,
  known: ReadonlyMap<string, StreamRow>,
  asked: readonly Asked[] = [],
): Promise<void> {
  const growing = await grow(
    hub,
    transaction,
    [...known.values()].map((row) => ({ ...row, row })),
    new Set(asked.map(({ stream }) => stream)),
  );
  await keep(hub, transaction, growing, new Set(), 'everything', asked);
}

interface Begun {
  readonly id: string;
  readonly row: StreamRow | undefined;
  readonly kind: string;
  readonly station: string;
  readonly owner: string;
}

/** Each stream once, with what its row or its first entry says. */
function begunBy(arrivals: readonly Arrival[], known: ReadonlyMap<string, StreamRow>, owner: string): readonly Begun[] {
  const first = new Map<string, Begun>();
  for (const arrival of arrivals) {
    const { header } = arrival;
    if (first.has(header.stream)) continue;
    const row = known.get(header.stream);
    const { kind, station } = row ?? header;
    const ownedBy = row?.owner ?? (isWrittenAlone(arrival) ? owner : '');
    first.set(header.stream, { id: header.stream, row, kind, station, owner: ownedBy });
  }
  return [...first.values()];
}

/** By a desk that was its own authority then. */
function isWrittenAlone({ body }: Arrival): boolean {
  try {
    return body !== null && bodyFromBytes(body).facts['isAuthority'] === true;
  } catch {
    return false;
  }
}

async function grow(
  hub: Hub,
  transaction: Transaction,
  streams: readonly Begun[],
  doubted: ReadonlySet<string>,
): Promise<Map<string, Growing>> {
  const growing = new Map(
    streams.map(({ id, row, kind, station, owner }): [string, Growing] => [
      id,
      { id, row, kind: hub.findKind(kind), station, owner, head: row?.head ?? 0, entries: undefined, added: [] },
    ]),
  );
  const folded = [...growing.values()].filter(({ id, kind, row }) => doubted.has(id) || isFolded(kind, row));
  const before = await loadStreams(
    hub,
    transaction,
    folded.flatMap(({ id, row }) => (row === undefined ? [] : [id])),
  );
  for (const stream of folded) stream.entries = [...(before.get(stream.id) ?? [])];
  return growing;
}

/** Most streams need no fold here: only those of kinds that say whom else they concern or who may act, and cases without their number. */
const isFolded = (kind: Kind | undefined, row: StreamRow | undefined): boolean =>
  kind !== undefined &&
  (kind.concerns !== undefined || kind.mayAct !== undefined || (row?.needs_number ?? kind.form === 'case'));

export function add(growing: ReadonlyMap<string, Growing>, arrival: Arrival): void {
  const stream = growing.get(arrival.header.stream);
  if (stream === undefined) throw new Error('bug: a stream that was not locked');
  stream.head += 1;
  const ordered = orderedOf(arrival, stream.head);
  stream.added.push(ordered);
  stream.entries?.push(foldEntryOf(ordered));
}

/** Everything that follows from the new entries, and the entries themselves. */
async function keep(
  hub: Hub,
  transaction: Transaction,
  growing: ReadonlyMap<string, Growing>,
  dismissed: ReadonlySet<string>,
  says: Manner['says'],
  asked: readonly Asked[] = [],
): Promise<void> {
  const streams = [...growing.values()];
  const states = new Map(streams.map((stream) => [stream.id, stateOf(hub, stream)]));
  if (says !== 'nothing') await sayOwn(hub, transaction, streams, states, dismissed, asked, says === 'everything');
  const numbered = new Set(
    [...states].flatMap(([id, state]) => (state?.core.officialNumber === undefined ? [] : [id])),
  );
  const moves = streams.map((stream) => moveOf(stream, states.get(stream.id)));
  await appendToFeeds(transaction, moves);
  await insertEntries(
    hub,
    transaction,
    streams.flatMap(({ added }) => added),
  );
  await keepStreams(transaction, streams, moves, numbered);
  await keepActors(transaction, streams, states);
  await chain(
    hub,
    transaction,
    streams.flatMap(({ added }) => added),
  );
}

const stateOf = (hub: Hub, { entries }: Growing): StreamState | undefined =>
  entries === undefined ? undefined : fold(hub.findKind, entries);

/** A kind this hub does not know goes to nobody until a newer hub does: it could be a sealed part. */
const moveOf = ({ id, row, kind, station, owner, head, added }: Growing, state: StreamState | undefined): Move => ({
  stream: id,
  from: listOf(row?.scopes ?? ''),
  to: kind === undefined ? [] : scopesOfStream(kind, station, kind.isOfDesk ? '' : owner, state),
  head,
  revs: added.map(({ rev }) => rev),
});

async function keepStreams(
  transaction: Transaction,
  streams: readonly Growing[],
  moves: readonly Move[],
  numbered: ReadonlySet<string>,
): Promise<void> {
  const begun = streams.filter(({ row }) => row === undefined);
  const scopesOf = new Map(moves.map(({ stream, to }) => [stream, to.join(' ')]));
  const needs = ({ id, row, kind }: Growing): boolean =>
    (row?.needs_number ?? kind?.form === 'case') && !numbered.has(id);
  const first = (stream: Growing) => stream.added[0]?.header;
  await transaction.run(
    sql`INSERT INTO stream (id, kind, rules, station, owner, head, scopes, needs_number)
      SELECT id, kind, rules, station, owner, 0, '', false FROM unnest(${begun.map(({ id }) => id)}::text[],
        ${begun.map((stream) => first(stream)?.kind ?? '')}::text[],
        ${begun.map((stream) => first(stream)?.rules ?? 1)}::integer[], ${begun.map(({ station }) => station)}::text[],
        ${begun.map(({ owner }) => owner)}::text[]) AS new (id, kind, rules, station, owner)`,
  );
  await transaction.run(
    sql`UPDATE stream SET head = new.head, scopes = new.scopes, needs_number = new.needs
      FROM unnest(${streams.map(({ id }) => id)}::text[], ${streams.map(({ head }) => head)}::bigint[],
        ${streams.map(({ id }) => scopesOf.get(id) ?? '')}::text[], ${streams.map(needs)}::boolean[])
        AS new (id, head, scopes, needs) WHERE stream.id = new.id`,
  );
}

async function keepActors(
  transaction: Transaction,
  streams: readonly Growing[],
  states: ReadonlyMap<string, StreamState | undefined>,
): Promise<void> {
  for (const { id, kind } of streams) {
    const state = states.get(id);
    if (kind?.mayAct === undefined || state === undefined) continue;
    const isActive = kind.mayAct(state);
    await transaction.run(
      sql`INSERT INTO actor (id, is_active) VALUES (${id}, ${isActive})
        ON CONFLICT (id) DO UPDATE SET is_active = excluded.is_active`,
    );
  }
}

async function chain(hub: Hub, transaction: Transaction, added: readonly Ordered[]): Promise<void> {
  const head = await lockHead(hub, transaction);
  const ordered = added.map(({ header, rev, hash }) => ({ stream: header.stream, rev, hash }));
  const next = chainOn(hub.ports.sm3, head, ordered);
  await transaction.run(sql`UPDATE hub_head SET n = ${next.n}, chain = ${next.chain} WHERE id = 1`);
}
