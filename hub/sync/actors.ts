/** Who may act (staff), as the hub keeps it beside the entries. */
import { pendingIn } from '#shared/kinds/mechanism/requests.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Growing } from './growing.ts';

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

export async function keepActors(
  transaction: Transaction,
  streams: readonly Growing[],
  states: ReadonlyMap<string, StreamState | undefined>,
): Promise<void> {
  for (const { id, kind } of streams) {
    const state = states.get(id);
    if (kind?.mayAct === undefined || state === undefined) continue;
    // Who is only asked for may write meanwhile: nobody has said no.
    const isActive = state.core.status === '' ? pendingIn(state).length > 0 : kind.mayAct(state);
    await transaction.run(
      sql`INSERT INTO actor (id, is_active) VALUES (${id}, ${isActive})
        ON CONFLICT (id) DO UPDATE SET is_active = excluded.is_active`,
    );
  }
}
