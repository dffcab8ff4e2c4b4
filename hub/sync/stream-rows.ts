/** What the hub keeps of streams beside their entries. */
import { isOfTownship, pendingIn } from '#shared/kinds/mechanism/requests.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Move } from './feeds.ts';
import type { Growing } from './growing.ts';

export async function keepStreams(
  transaction: Transaction,
  streams: readonly Growing[],
  moves: readonly Move[],
  states: ReadonlyMap<string, StreamState | undefined>,
): Promise<void> {
  const begun = streams.filter(({ row }) => row === undefined);
  const scopesOf = new Map(moves.map(({ stream, to }) => [stream, to.join(' ')]));
  const isOwed = (stream: Growing): boolean => owesWord(stream, states.get(stream.id));
  const first = (stream: Growing) => stream.added[0]?.header;
  await transaction.run(
    sql`INSERT INTO stream (id, kind, rules, station, owner, head, scopes, owes_word)
      SELECT id, kind, rules, station, owner, 0, '', false FROM unnest(${begun.map(({ id }) => id)}::text[],
        ${begun.map((stream) => first(stream)?.kind ?? '')}::text[],
        ${begun.map((stream) => first(stream)?.rules ?? 1)}::integer[], ${begun.map(({ station }) => station)}::text[],
        ${begun.map(({ owner }) => owner)}::text[]) AS new (id, kind, rules, station, owner)`,
  );
  await transaction.run(
    sql`UPDATE stream SET head = new.head, scopes = new.scopes, owes_word = new.needs
      FROM unnest(${streams.map(({ id }) => id)}::text[], ${streams.map(({ head }) => head)}::bigint[],
        ${streams.map(({ id }) => scopesOf.get(id) ?? '')}::text[], ${streams.map(isOwed)}::boolean[])
        AS new (id, head, scopes, needs) WHERE stream.id = new.id`,
  );
}

/** The hub has still something to say there: the official number of a case, or what becomes of a request. */
function owesWord({ row, kind }: Growing, state: StreamState | undefined): boolean {
  if (kind !== undefined && isOfTownship(kind)) return pendingIn(state).length > 0;
  return (row?.owes_word ?? kind?.form === 'case') && state?.core.officialNumber === undefined;
}
