/**
 * What the hub itself says in a stream, as the authority: the official number of a case, and that an entry came from somebody who might
 * not act any more. Its entries are chained like anybody's, under its own writer.
 */
import { bodyToBytes, hashBody, hashHeader, saltLength, type EntryHeader } from '#shared/journal/entry.ts';
import { instantOf, nextHlc } from '#shared/journal/hlc.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { apply } from '#shared/kinds/mechanism/fold.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import { newId, type Hub } from './hub.ts';
import { takeNumbers } from './numbers.ts';
import type { Growing } from './growing.ts';
import { foldEntryOf, type Ordered } from './stored.ts';

export interface HubWriter {
  readonly id: string;
  readonly station: string;
  readonly next_seq: number;
  readonly head_hash: string;
  readonly last_at: string;
}

/** What somebody at the hub decided, to be said in a stream. */
export interface Asked {
  readonly stream: string;
  readonly type: string;
  readonly data: JsonObject;
}

interface Saying {
  readonly stream: Growing;
  readonly type: string;
  readonly data: JsonObject;
}

/** Adds the hub's entries to the growing streams, and to their states. */
export async function sayOwn(
  hub: Hub,
  transaction: Transaction,
  streams: readonly Growing[],
  states: Map<string, StreamState | undefined>,
  dismissed: ReadonlySet<string>,
  asked: readonly Asked[],
  hasNumbers: boolean,
): Promise<void> {
  const waiting = streams.flatMap((stream) => {
    const state = states.get(stream.id);
    return hasNumbers && state !== undefined && awaitsNumber(state) ? [{ stream, state }] : [];
  });
  const numbers = await takeNumbers(hub, transaction, waiting.length);
  const sayings: Saying[] = waiting.map(({ stream }, index) => ({
    stream,
    type: 'officialNumber',
    data: { number: numbers[index] ?? '' },
  }));
  const doubts = streams.flatMap((stream) => doubtsIn(stream, dismissed));
  const said = streams.flatMap((stream) =>
    asked.filter((one) => one.stream === stream.id).map(({ type, data }) => ({ stream, type, data })),
  );
  await say(hub, transaction, [...sayings, ...doubts, ...said], states);
}

/** A case that was begun, has its receipt number and no official one yet. */
const awaitsNumber = (state: StreamState): boolean =>
  state.number !== undefined &&
  state.core.status !== '' &&
  state.core.officialNumber === undefined &&
  state.needsUpgrade === undefined;

/** Of the authors of these entries, those who earlier in the hub's order were told that they may not act any more. */
export async function dismissedAmong(
  transaction: Transaction,
  authors: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await transaction.all(
    sql<{ id: string }>`SELECT id FROM actor WHERE id = ANY(${[...new Set(authors)]}::text[]) AND NOT is_active`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** Their entries are kept and marked: they may have been written before the desk could know. */
const doubtsIn = (stream: Growing, dismissed: ReadonlySet<string>): readonly Saying[] =>
  stream.added
    .filter(({ header }) => dismissed.has(header.by))
    .map(({ header }) => ({ stream, type: 'doubted', data: { entry: header.id, code: 'staff.suspended' } }));

/** Each is applied as everybody will: the hub says nothing that the fold would mark. */
async function say(
  hub: Hub,
  transaction: Transaction,
  sayings: readonly Saying[],
  states: Map<string, StreamState | undefined>,
): Promise<void> {
  if (sayings.length === 0) return;
  let writer = await lockOwnWriter(transaction);
  for (const { stream, type, data } of sayings) {
    const state = states.get(stream.id);
    const permission = state && stream.kind?.typesByRules.get(state.rules)?.get(type)?.permission;
    if (state === undefined || permission === undefined || state.needsUpgrade !== undefined) {
      if (type === 'doubted') await oweDoubt(transaction, stream.id, data);
      continue;
    }
    const entry = entryOf(
      hub,
      writer,
      stream,
      state,
      type,
      bodyToBytes({ data, facts: { may: permission, isAuthority: true } }),
    );
    const after = apply(hub.findKind, state, foldEntryOf(entry));
    if (after.history.at(-1)?.mark !== undefined) throw new Error(`bug: the hub's own ${type} is not allowed`);
    states.set(stream.id, after);
    stream.added.push(entry);
    stream.head = entry.rev;
    writer = { ...writer, next_seq: entry.header.writerSeq + 1, head_hash: entry.hash, last_at: entry.header.at };
  }
  await transaction.run(
    sql`UPDATE writer SET next_seq = ${writer.next_seq}, head_hash = ${writer.head_hash}, last_at = ${writer.last_at}
      WHERE id = ${writer.id}`,
  );
}

/** In a stream that this hub cannot fold nothing can be said; a newer one says it at its start (`catch-up.ts`). */
const oweDoubt = (transaction: Transaction, stream: string, data: JsonObject): Promise<number> =>
  transaction.run(
    sql`INSERT INTO doubt_owed (entry, stream) VALUES (${data['entry'] as string}, ${stream}) ON CONFLICT (entry) DO NOTHING`,
  );

/** What is owed in these streams, taken off the list: to be said, or owed again. */
export async function takeOwed(transaction: Transaction, streams: readonly string[]): Promise<readonly Asked[]> {
  const rows = await transaction.all(
    sql<{ entry: string; stream: string }>`DELETE FROM doubt_owed WHERE stream = ANY(${streams}::text[])
      RETURNING entry, stream`,
  );
  return rows.map(({ entry, stream }) => ({ stream, type: 'doubted', data: { entry, code: 'staff.suspended' } }));
}

async function lockOwnWriter(transaction: Transaction): Promise<HubWriter> {
  const writer = await transaction.get(
    sql<HubWriter>`SELECT id, station, next_seq, head_hash, last_at FROM writer
      WHERE id = (SELECT writer FROM hub_head WHERE id = 1) FOR UPDATE`,
  );
  if (writer === undefined) throw new Error('bug: a hub without a writer');
  return writer;
}

function entryOf(
  hub: Hub,
  writer: HubWriter,
  stream: Growing,
  state: StreamState,
  type: string,
  body: Uint8Array,
): Ordered {
  const at = nextHlc(writer.last_at === '' ? undefined : writer.last_at, hub.ports.clock.now());
  const salt = hub.ports.random.bytes(saltLength);
  const now = instantOf(at);
  const header: EntryHeader = {
    id: newId(hub.ports),
    stream: state.stream,
    kind: state.kind,
    type,
    v: stream.kind?.typesByRules.get(state.rules)?.get(type)?.v ?? 1,
    rules: state.rules,
    act: newId(hub.ports),
    seen: {},
    at,
    // A desk whose clock runs ahead began it "later": nothing happens to a case before it came in.
    on: now < state.beganOn ? state.beganOn : now,
    by: 'hub',
    station: writer.station,
    writer: writer.id,
    writerSeq: writer.next_seq,
    bodyHash: hashBody(hub.ports.sm3, salt, body),
    prev: writer.head_hash,
  };
  return { header, hash: hashHeader(hub.ports.sm3, header), salt, body, rev: stream.head + 1 };
}
