/** Streams while entries are added to them: locked, with what their row or their first entry says, folded where the hub has to know. */
import { bodyFromBytes, type FoldEntry } from '#shared/journal/entry.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { isOfTownship } from '#shared/kinds/mechanism/requests.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import type { Arrival } from '#shared/sync/judge.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Hub } from './hub.ts';
import { foldEntryOf, loadStreams, orderedOf, type Ordered } from './stored.ts';

export interface StreamRow {
  readonly id: string;
  readonly kind: string;
  readonly rules: number;
  readonly station: string;
  readonly head: number;
  readonly scopes: string;
  readonly owner: string;
  readonly owes_word: boolean;
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
    sql<StreamRow>`SELECT id, kind, rules, station, head, scopes, owner, owes_word FROM stream WHERE id = ANY(${sorted}::text[])
      ORDER BY id FOR UPDATE`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Begun {
  readonly id: string;
  readonly row: StreamRow | undefined;
  readonly kind: string;
  readonly station: string;
  readonly owner: string;
}

/** Each stream once, with what its row or its first entry says. */
export function begunBy(
  hub: Hub,
  arrivals: readonly Arrival[],
  known: ReadonlyMap<string, StreamRow>,
  owners: ReadonlyMap<string, string>,
): readonly Begun[] {
  const first = new Map<string, Begun>();
  for (const arrival of arrivals) {
    const { header } = arrival;
    if (first.has(header.stream)) continue;
    const row = known.get(header.stream);
    const { kind, station } = row ?? header;
    const isBrought = isRegistryOfTownship(hub.findKind(kind)) && isWrittenAlone(arrival);
    const owner = row?.owner ?? (isBrought ? (owners.get(header.writer) ?? '') : '');
    first.set(header.stream, { id: header.stream, row, kind, station, owner });
  }
  return [...first.values()];
}

const isRegistryOfTownship = (kind: Kind | undefined): boolean => kind !== undefined && isOfTownship(kind);

/** By a desk that was its own authority then. */
function isWrittenAlone({ body }: Arrival): boolean {
  try {
    return body !== null && bodyFromBytes(body).facts['isAuthority'] === true;
  } catch {
    return false;
  }
}

/** Of each writer the desk whose registries are not the township's; '' for the founder, whose are. */
export async function ownersOf(
  transaction: Transaction,
  arrivals: readonly Arrival[],
): Promise<ReadonlyMap<string, string>> {
  const writers = [...new Set(arrivals.map(({ header }) => header.writer))];
  const rows = await transaction.all(
    sql<{
      id: string;
      owner: string;
    }>`SELECT w.id, CASE WHEN s.value IS NULL OR s.value = w.desk THEN '' ELSE w.desk END AS owner
      FROM writer w LEFT JOIN hub_setting s ON s.key = 'founder' WHERE w.id = ANY(${writers}::text[])`,
  );
  return new Map(rows.map(({ id, owner }) => [id, owner]));
}

export async function grow(
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

/**
 * Most streams need no fold here: only the township's registries, those of kinds that say whom else they concern or who may act, and
 * cases without their number.
 */
const isFolded = (kind: Kind | undefined, row: StreamRow | undefined): boolean =>
  kind !== undefined &&
  (isOfTownship(kind) ||
    kind.concerns !== undefined ||
    kind.mayAct !== undefined ||
    (row?.owes_word ?? kind.form === 'case'));

export function add(growing: ReadonlyMap<string, Growing>, arrival: Arrival): void {
  const stream = growing.get(arrival.header.stream);
  if (stream === undefined) throw new Error('bug: a stream that was not locked');
  stream.head += 1;
  const ordered = orderedOf(arrival, stream.head);
  stream.added.push(ordered);
  stream.entries?.push(foldEntryOf(ordered));
}

export const stateOf = (hub: Hub, { entries }: Growing): StreamState | undefined =>
  entries === undefined ? undefined : fold(hub.findKind, entries);
