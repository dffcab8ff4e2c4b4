/**
 * What the hub itself says in a stream, as the authority: the official number of a case, that an entry came from somebody who might
 * not act any more, and what becomes of a request. Its entries are chained like anybody's, under its own writer.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import { apply } from '#shared/kinds/mechanism/fold.ts';
import { pendingIn } from '#shared/kinds/mechanism/requests.ts';
import type { Request, StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import { answer, type Said } from './answers.ts';
import type { Growing } from './growing.ts';
import type { Hub } from './hub.ts';
import { heldAmong } from './held.ts';
import { takeNumbers } from './numbers.ts';
import { after, entryOf, keepOwnWriter, lockOwnWriter, type HubWriter } from './own-writer.ts';
import { foldEntryOf } from './stored.ts';

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
  readonly request?: Request;
}

/** Adds the hub's entries to the growing streams, and to their states. */
export async function sayOwn(
  hub: Hub,
  transaction: Transaction,
  streams: readonly Growing[],
  states: Map<string, StreamState | undefined>,
  dismissed: ReadonlySet<string>,
  asked: readonly Asked[],
  saysAll: boolean,
): Promise<void> {
  const owing = saysAll ? streams.filter(({ id }) => owes(states.get(id))) : [];
  const held = await heldAmong(transaction, owing);
  const free = owing.filter(({ id }) => !held.has(id));
  const waiting = free.filter(({ id }) => awaitsNumber(states.get(id)));
  const numbers = await takeNumbers(hub, transaction, waiting.length);
  const sayings: Saying[] = waiting.map((stream, index) => ({
    stream,
    type: 'officialNumber',
    data: { number: numbers[index] ?? '' },
  }));
  const doubts = streams.flatMap((stream) => doubtsIn(stream, dismissed));
  const said = streams.flatMap((stream) =>
    asked.filter((one) => one.stream === stream.id).map(({ type, data }) => ({ stream, type, data })),
  );
  const answers = free.flatMap((stream) => requestsIn(stream, states.get(stream.id)));
  await say(hub, transaction, [...sayings, ...doubts, ...said, ...answers], states);
}

const owes = (state: StreamState | undefined): boolean => awaitsNumber(state) || pendingIn(state).length > 0;

const requestsIn = (stream: Growing, state: StreamState | undefined): readonly Saying[] =>
  pendingIn(state).map((request) => ({ stream, type: request.type, data: request.data, request }));

/** A case that was begun, has its receipt number and no official one yet. */
const awaitsNumber = (state: StreamState | undefined): boolean =>
  state?.number !== undefined &&
  state.core.status !== '' &&
  state.core.officialNumber === undefined &&
  state.needsUpgrade === undefined;

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
  for (const saying of sayings) {
    const { stream } = saying;
    const state = states.get(stream.id);
    const said =
      state === undefined || state.needsUpgrade !== undefined
        ? undefined
        : await sayOne(hub, transaction, writer, saying, state);
    if (said === undefined) {
      if (saying.type === 'doubted') await oweDoubt(transaction, stream.id, saying.data);
      continue;
    }
    states.set(stream.id, said.state);
    stream.added.push(said.entry);
    stream.head = said.entry.rev;
    writer = after(writer, said.entry);
  }
  await keepOwnWriter(transaction, writer);
}

async function sayOne(
  hub: Hub,
  transaction: Transaction,
  writer: HubWriter,
  { stream, type, data, request }: Saying,
  state: StreamState,
): Promise<Said | undefined> {
  if (request !== undefined) return answer(hub, transaction, writer, stream, state, request);
  const known = stream.kind?.typesByRules.get(state.rules)?.get(type);
  if (known === undefined) return undefined;
  const body = { data, facts: { may: known.permission, isAuthority: true } };
  const entry = entryOf(hub, writer, stream, state, { type, v: known.v, body });
  const next = apply(hub.findKind, state, foldEntryOf(entry));
  if (next.history.at(-1)?.mark !== undefined) throw new Error(`bug: the hub's own ${type} is not allowed`);
  return { entry, state: next };
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
