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
  for (const stream of streams) {
    const state = states.get(stream.id);
    if (state !== undefined) await keepActor(transaction, stream, state);
  }
}

export async function keepActor(transaction: Transaction, stream: Growing, state: StreamState): Promise<void> {
  const { id, kind } = stream;
  if (kind?.mayAct === undefined) return;
  // Who is only asked for may write meanwhile: nobody has said no.
  const isActive = state.core.status === '' ? pendingIn(state).length > 0 : kind.mayAct(state);
  await transaction.run(
    sql`INSERT INTO actor (id, is_active, is_kept) VALUES (${id}, ${isActive}, ${isKept(stream, state)})
      ON CONFLICT (id) DO UPDATE SET is_active = excluded.is_active, is_kept = excluded.is_kept`,
  );
}

/** Of the township's own people: those a desk brought along are not taken over. */
const isKept = ({ kind, owner }: Growing, state: StreamState): boolean =>
  owner === '' && kind?.mustRemain?.holds(state) === true;

/**
 * The last one of whom one must remain would go. A desk asks the same, of what it knows: two chiefs at two desks may each give up the role
 * and believe in the other.
 */
export async function isLastGoing(
  transaction: Transaction,
  stream: Growing,
  before: StreamState,
  after: StreamState,
): Promise<boolean> {
  if (!isKept(stream, before) || isKept(stream, after)) return false;
  const other = await transaction.get(
    sql<{ id: string }>`SELECT id FROM actor WHERE is_kept AND id <> ${stream.id} LIMIT 1`,
  );
  return other === undefined;
}
