/**
 * Registries that a desk brought with it: offered to the township with a preview, taken over row by row. A stream that is taken over keeps
 * its id, so that what the desk's cases say of it (who, which matter) stays true; it leaves the desk's own scope for everybody's.
 */
import { canonical } from '#shared/journal/entry.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import type { RecordRow } from '#shared/kinds/mechanism/rows.ts';
import { isEnded } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Hub } from './hub.ts';
import { lockStreams } from './growing.ts';
import { visit } from './order.ts';
import { loadStreams } from './stored.ts';

export interface Proposal {
  readonly stream: string;
  readonly desk: string;
  readonly kind: string;
  readonly key: string;
  readonly label: string;
  /** new: nobody has it. same, differs: the township has a row of that key (or of that other name that must be one's own). */
  readonly is: 'new' | 'same' | 'differs';
}

interface Row extends RecordRow {
  readonly stream: string;
  readonly kind: string;
  readonly owner: string;
}

/** Everything that waits, by desk and kind. */
export async function proposals(hub: Hub, transaction: Transaction): Promise<Proposal[]> {
  const rows = await registryRows(hub, transaction);
  const ours = new Map(rows.filter(({ owner }) => owner === '').flatMap((row) => keysOf(row).map((key) => [key, row])));
  return rows
    .filter(({ owner }) => owner !== '')
    .map((row) => {
      const there = keysOf(row).flatMap((key) => ours.get(key) ?? [])[0];
      const { stream, owner: desk, kind, key, label } = row;
      // Two people of one login name are two, whatever else is the same.
      const isSame = there?.key === key && canonical(there.value) === canonical(row.value);
      return { stream, desk, kind, key, label, is: there === undefined ? 'new' : isSame ? 'same' : 'differs' };
    });
}

const keysOf = ({ kind, key, alias }: Row): string[] => [
  `${kind} ${key}`,
  ...(alias === undefined ? [] : [`${kind} = ${alias}`]),
];

async function registryRows(hub: Hub, transaction: Transaction): Promise<Row[]> {
  const streams = await transaction.all(
    sql<{ id: string; kind: string; owner: string }>`SELECT id, kind, owner FROM stream
      WHERE scopes = 'r' OR owner <> '' ORDER BY owner, kind, id`,
  );
  const entries = await loadStreams(
    hub,
    transaction,
    streams.map(({ id }) => id),
  );
  return streams.flatMap(({ id, kind: name, owner }) => {
    const kind = hub.findKind(name);
    const state = fold(hub.findKind, entries.get(id) ?? []);
    if (kind?.record === undefined || state === undefined || state.core.status === '' || isEnded(state)) return [];
    return [{ ...kind.record(state), stream: id, kind: name, owner }];
  });
}

/** Only what is new: of two rows of one key the township's stays. Answers how many were taken over. */
export async function takeOver(hub: Hub, streams: readonly string[]): Promise<number> {
  const taken = await hub.database.transact(async (transaction) => {
    const offered = await proposals(hub, transaction);
    const chosen = offered
      .filter(({ stream, is }) => is === 'new' && streams.includes(stream))
      .map(({ stream }) => stream);
    await transaction.run(sql`UPDATE stream SET owner = '' WHERE id = ANY(${chosen}::text[])`);
    await visit(hub, transaction, await lockStreams(transaction, chosen));
    return chosen.length;
  });
  hub.bell.ring();
  return taken;
}
