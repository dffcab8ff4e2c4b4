/** What a township ended with, in words that do not depend on chance or on a clock: what two runs of one day are compared by. */
import { createHash } from 'node:crypto';
import { canonical, type EntryHeader } from '#shared/journal/entry.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { readOfficialNumber } from '#shared/documents/official-number.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { readHub, type HubRow, type Ordered } from '../simulation/ordered.ts';
import type { ClockDay } from './clock-day.ts';

export interface Ended {
  /** Of everything below. */
  readonly hash: string;
  /** By stream: `1 two#3 received`, in the hub's order. */
  readonly order: Readonly<Record<string, readonly string[]>>;
  /** By stream, folded, without what the wrong clock wrote into it. */
  readonly states: Readonly<Record<string, Json>>;
  /** Official numbers in the order they were given, with their stream. */
  readonly officialNumbers: readonly string[];
  /** By entry, for what is asked of times themselves. */
  readonly times: ReadonlyMap<string, { readonly who: string; readonly at: string; readonly on: string }>;
  readonly ordered: Ordered;
}

export async function ended(day: ClockDay): Promise<Ended> {
  const ordered = await readHub(day.town.hub);
  const names = nameAll(day, ordered);
  const order: Record<string, string[]> = {};
  const states: Record<string, Json> = {};
  for (const [stream, rows] of Map.groupBy(ordered.entries, (row) => row.stream)) {
    const name = names.of(stream);
    order[name] = rows.map(({ rev, id, type, act }) => `${String(rev)} ${names.of(id)} ${type} of ${names.of(act)}`);
    const state = fold(day.town.hub.running.hub.findKind, ordered.streams.get(stream) ?? []);
    if (state === undefined) throw new Error(`bug: ${name} has no state`);
    const isTouched = rows.some(({ id }) => names.of(id).startsWith('two'));
    states[name] = plain(state, names, isTouched);
  }
  const officialNumbers = numbersIn(ordered, names);
  const text = canonical({ order, states, officialNumbers });
  const hash = createHash('sha256').update(text).digest('hex');
  return { hash, order, states, officialNumbers, times: timesOf(ordered, names), ordered };
}

interface Names {
  /** Throws for an id nobody wrote: nothing is left out unseen. */
  readonly of: (id: string) => string;
  readonly has: (text: string) => boolean;
}

/** An entry is called by its writer and its number there; a stream, an act and a paper by the entry they came with. */
function nameAll({ desks }: ClockDay, { entries, streams }: Ordered): Names {
  const writers = new Map([...desks].map(([who, desk]) => [desk.core.writer.id, who as string]));
  const names = new Map<string, string>();
  const call = (id: unknown, name: string): void => {
    if (typeof id === 'string' && !names.has(id)) names.set(id, name);
  };
  for (const { id, writer, seq, stream, act } of [...entries].sort(bySeq)) {
    const name = `${writers.get(writer) ?? 'hub'}#${String(seq)}`;
    call(id, name);
    call(stream, `stream of ${name}`);
    call(act, `act of ${name}`);
  }
  for (const { id, type, body } of [...streams.values()].flat())
    if (type === 'paperIssued') call(body?.data['paper'], `paper of ${names.get(id) ?? ''}`);
  const of = (id: string): string => {
    const name = names.get(id);
    if (name === undefined) throw new Error(`bug: ${id} has no name`);
    return name;
  };
  return { of, has: (text) => names.has(text) };
}

const bySeq = (a: HubRow, b: HubRow): number => (a.writer === b.writer ? a.seq - b.seq : a.writer < b.writer ? -1 : 1);

const clockFields = new Set(['number', 'token', 'estimated', 'digest']);
const hybrid = /^\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-f]{4}$/u;
const time = /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/u;

/**
 * What is left out, and why nothing else is:
 * - the hybrid clock (`at`) everywhere: it follows what it hears by up to ten minutes, and is asked about by itself;
 * - in streams the wrong clock wrote in, every other instant and day: when it happened, limits counted from there, and `estimated`, which
 *   says whether the calendar of that year is published;
 * - the receipt number, which holds its day, the digest of a paper that has both on it, and the token of a paper, which is drawn.
 * That a time is there stays, so does its place: `list[3].on` that is missing, or a list in another order, is another state.
 */
function plain(state: StreamState, names: Names, isTouched: boolean): Json {
  const read = (value: Json, key: string): Json => {
    if (clockFields.has(key) && (isTouched || key === 'token')) return `a ${key}`;
    if (Array.isArray(value)) return value.map((one) => read(one as Json, key));
    if (typeof value === 'object' && value !== null) return object(value as JsonObject);
    if (typeof value !== 'string') return value;
    if (names.has(value)) return names.of(value);
    if (hybrid.test(value)) return 'a hybrid time';
    return isTouched && time.test(value) ? 'a time' : value;
  };
  const object = (value: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(value).map(([key, one]) => [names.has(key) ? names.of(key) : key, read(one ?? null, key)]),
    );
  return object(state as unknown as JsonObject);
}

/** The hub's chain of its own entries is the order in which it gave them. */
function numbersIn({ entries, streams }: Ordered, names: Names): string[] {
  const given = entries.filter(({ type }) => type === 'officialNumber').toSorted((a, b) => a.seq - b.seq);
  return given.map(({ id, stream }) => {
    const said = streams.get(stream)?.find((entry) => entry.id === id)?.body?.data['number'];
    const number = readOfficialNumber(typeof said === 'string' ? said : '');
    return `${number?.series ?? ''} ${String(number?.year)} ${String(number?.n)}: ${names.of(stream)}`;
  });
}

const timesOf = ({ entries }: Ordered, names: Names): Ended['times'] =>
  new Map(
    entries.map(({ id, header }) => {
      const { at, on } = JSON.parse(header) as EntryHeader;
      const name = names.of(id);
      return [name, { who: name.split('#')[0] ?? '', at, on }];
    }),
  );
