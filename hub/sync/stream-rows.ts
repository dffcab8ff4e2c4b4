/** What the hub keeps of streams and of people beside their entries. */
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { Move } from './feeds.ts';
import type { Growing } from './growing.ts';

export async function keepStreams(
  transaction: Transaction,
  streams: readonly Growing[],
  moves: readonly Move[],
  numbered: ReadonlySet<string>,
): Promise<void> {
  const begun = streams.filter(({ row }) => row === undefined);
  const scopesOf = new Map(moves.map(({ stream, to }) => [stream, to.join(' ')]));
  const needs = ({ id, row, kind }: Growing): boolean =>
    (row?.needs_number ?? kind?.form === 'case') && !numbered.has(id);
  const first = (stream: Growing) => stream.added[0]?.header;
  await transaction.run(
    sql`INSERT INTO stream (id, kind, rules, station, owner, head, scopes, needs_number)
      SELECT id, kind, rules, station, owner, 0, '', false FROM unnest(${begun.map(({ id }) => id)}::text[],
        ${begun.map((stream) => first(stream)?.kind ?? '')}::text[],
        ${begun.map((stream) => first(stream)?.rules ?? 1)}::integer[], ${begun.map(({ station }) => station)}::text[],
        ${begun.map(({ owner }) => owner)}::text[]) AS new (id, kind, rules, station, owner)`,
  );
  await transaction.run(
    sql`UPDATE stream SET head = new.head, scopes = new.scopes, needs_number = new.needs
      FROM unnest(${streams.map(({ id }) => id)}::text[], ${streams.map(({ head }) => head)}::bigint[],
        ${streams.map(({ id }) => scopesOf.get(id) ?? '')}::text[], ${streams.map(needs)}::boolean[])
        AS new (id, head, scopes, needs) WHERE stream.id = new.id`,
  );
}

export async function keepActors(
  transaction: Transaction,
  streams: readonly Growing[],
  states: ReadonlyMap<string, StreamState | undefined>,
): Promise<void> {
  for (const { id, kind } of streams) {
    const state = states.get(id);
    if (kind?.mayAct === undefined || state === undefined) continue;
    const isActive = kind.mayAct(state);
    await transaction.run(
      sql`INSERT INTO actor (id, is_active) VALUES (${id}, ${isActive})
        ON CONFLICT (id) DO UPDATE SET is_active = excluded.is_active`,
    );
  }
}
