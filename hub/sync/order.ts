/**
 * Ordering: what was judged good gets its rev, the hub adds what is its own to say, feeds and chain follow; all in the caller's
 * transaction. Locks are taken in one order everywhere: the writer's row, stream heads sorted, feed heads sorted, series, the hub's head.
 */
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { chainOn } from '#shared/sync/hub-chain.ts';
import type { Arrival } from '#shared/sync/judge.ts';
import { scopesOfStream } from '#shared/sync/scopes.ts';
import { sql, type Transaction } from '../store/database.ts';
import { keepRefs } from './blob-refs.ts';
import { destroyedAmong, destroyingType, eraseBodies, eraseContents } from './erase.ts';
import { oweDues } from './dues-owed.ts';
import { appendToFeeds, type Move } from './feeds.ts';
import { add, begunBy, grow, listOf, ownersOf, stateOf, type Growing, type StreamRow } from './growing.ts';
import { lockHead, type Hub } from './hub.ts';
import { keepNumbers } from './numbers.ts';
import { dismissedAmong, keepActors } from './actors.ts';
import { sayOwn, type Asked } from './own-entries.ts';
import { keepAllKeys } from './record-keys.ts';
import { insertEntries, type Ordered } from './stored.ts';
import { keepStreams } from './stream-rows.ts';

export interface Manner {
  /** What the hub adds of its own: everything; only doubts, while a desk hands over what it wrote alone; nothing, while it collects. */
  readonly says: 'everything' | 'doubts' | 'nothing';
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
  const doubted = new Set(
    arrivals.flatMap(({ header }) =>
      dismissed.has(header.by) || header.type === destroyingType ? [header.stream] : [],
    ),
  );
  const growing = await grow(
    hub,
    transaction,
    begunBy(hub, arrivals, known, await ownersOf(transaction, arrivals)),
    doubted,
  );
  for (const arrival of arrivals) add(growing, arrival);
  await keepNumbers(hub, transaction, arrivals);
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
  const moves = streams.map((stream) => moveOf(stream, states.get(stream.id)));
  await appendToFeeds(transaction, moves);
  await keepRefs(
    transaction,
    streams.flatMap(({ added }) => added),
  );
  const destroyed = destroyedAmong(streams, states);
  await eraseContents(transaction, destroyed);
  await keepStreams(transaction, streams, moves, states);
  await oweDues(transaction, streams);
  await keepActors(transaction, streams, states);
  await keepAllKeys(hub, transaction, streams, states);
  await insertInOrder(
    hub,
    transaction,
    streams.flatMap(({ added }) => added),
  );
  await eraseBodies(transaction, destroyed);
}

/** A kind this hub does not know goes to nobody until a newer hub does: it could be a sealed part. */
const moveOf = (stream: Growing, state: StreamState | undefined): Move => ({
  stream: stream.id,
  from: listOf(stream.row?.scopes ?? ''),
  to: placesOf(stream, state),
  head: stream.head,
  revs: stream.added.map(({ rev }) => rev),
});

/** What it cannot make out (a type of a newer desk, or this is the older program) it calls back from nobody. */
function placesOf({ row, kind, station, owner }: Growing, state: StreamState | undefined): readonly string[] {
  const now = listOf(row?.scopes ?? '');
  if (kind === undefined) return now;
  const scopes = scopesOfStream(kind, station, owner, state);
  return state?.needsUpgrade === undefined ? scopes : [...new Set([...now, ...scopes])].sort();
}

/** The hub's head is locked last, and says which place in the hub's chain each entry gets. */
async function insertInOrder(hub: Hub, transaction: Transaction, added: readonly Ordered[]): Promise<void> {
  const head = await lockHead(hub, transaction);
  await insertEntries(hub, transaction, added, head.n);
  const ordered = added.map(({ header, rev, hash }) => ({ stream: header.stream, rev, hash }));
  const next = chainOn(hub.ports.sm3, head, ordered);
  await transaction.run(sql`UPDATE hub_head SET n = ${next.n}, chain = ${next.chain} WHERE id = 1`);
}
