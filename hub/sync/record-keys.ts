/** Keys of the township's registries, and other names that must be one's own (a login): no two rows have one. Kept as tags, never in plain. */
import { isOfTownship } from '#shared/kinds/mechanism/requests.ts';
import { isEnded, type StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Growing } from './growing.ts';
import type { Hub } from './hub.ts';

/** None of a row that a desk brought along and that the township has not taken over. */
function keysOf(hub: Hub, { id, kind, owner }: Growing, state: StreamState): readonly string[] {
  if (kind?.record === undefined || !isOfTownship(kind) || owner !== '') return [];
  if (state.needsUpgrade !== undefined || state.core.status === '' || isEnded(state)) return [];
  const { key, alias } = kind.record(state);
  const said = [
    ...(key === id ? [] : [`record ${kind.kind} ${key}`]),
    ...(alias ? [`record ${kind.kind} = ${alias}`] : []),
  ];
  return said.map((text) => hub.keys.tag(text));
}

export async function isKeyFree(
  hub: Hub,
  transaction: Transaction,
  stream: Growing,
  state: StreamState,
): Promise<boolean> {
  const taken = await transaction.get(
    sql<{ stream: string }>`SELECT stream FROM record_key WHERE tag = ANY(${keysOf(hub, stream, state)}::text[])
      AND stream <> ${stream.id} LIMIT 1`,
  );
  return taken === undefined;
}

/** The keys of this row as it is now; one that another row has stays there. */
export async function keepKeys(hub: Hub, transaction: Transaction, stream: Growing, state: StreamState): Promise<void> {
  const keys = keysOf(hub, stream, state);
  await transaction.run(sql`DELETE FROM record_key WHERE stream = ${stream.id}`);
  await transaction.run(
    sql`INSERT INTO record_key (tag, stream) SELECT tag, ${stream.id} FROM unnest(${keys}::text[]) AS new (tag)
      ON CONFLICT (tag) DO NOTHING`,
  );
}

export async function keepAllKeys(
  hub: Hub,
  transaction: Transaction,
  streams: readonly Growing[],
  states: ReadonlyMap<string, StreamState | undefined>,
): Promise<void> {
  for (const stream of streams) {
    const state = states.get(stream.id);
    if (state !== undefined && stream.kind !== undefined && isOfTownship(stream.kind))
      await keepKeys(hub, transaction, stream, state);
  }
}
