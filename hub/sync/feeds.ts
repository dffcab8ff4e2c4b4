/**
 * Feeds: one for each scope, gapless by `pos`, taken under a lock of the scope's head. A stream that enters a scope is appended whole;
 * one that leaves gets a row that says so. The feed is a transport cursor; no fold reads it.
 */
import { sql, type Transaction } from '../store/database.ts';

export interface Move {
  readonly stream: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** The newest rev. */
  readonly head: number;
  /** Revs that are new. */
  readonly revs: readonly number[];
}

interface Row {
  readonly scope: string;
  readonly stream: string;
  /** 0: it leaves. */
  readonly rev: number;
}

const whole = (head: number): number[] => Array.from({ length: head }, (_, index) => index + 1);

function rowsOf({ stream, from, to, head, revs }: Move): Row[] {
  const left = from.filter((scope) => !to.includes(scope)).map((scope) => ({ scope, stream, rev: 0 }));
  const here = to.flatMap((scope) =>
    (from.includes(scope) ? revs : whole(head)).map((rev) => ({ scope, stream, rev })),
  );
  return [...left, ...here];
}

export async function appendToFeeds(transaction: Transaction, moves: readonly Move[]): Promise<void> {
  const rows = moves.flatMap(rowsOf);
  if (rows.length === 0) return;
  const heads = await lockFeeds(transaction, [...new Set(rows.map(({ scope }) => scope))].sort());
  const placed = rows.map((row) => {
    const pos = (heads.get(row.scope) ?? 0) + 1;
    heads.set(row.scope, pos);
    return { ...row, pos };
  });
  await transaction.run(
    sql`INSERT INTO feed (scope, pos, stream, rev) SELECT * FROM unnest(${placed.map(({ scope }) => scope)}::text[],
      ${placed.map(({ pos }) => pos)}::bigint[], ${placed.map(({ stream }) => stream)}::text[],
      ${placed.map(({ rev }) => rev)}::bigint[])`,
  );
  await transaction.run(
    sql`UPDATE feed_head SET pos = new.pos FROM unnest(${[...heads.keys()]}::text[], ${[...heads.values()]}::bigint[])
      AS new (scope, pos) WHERE feed_head.scope = new.scope`,
  );
  await keepMembers(transaction, moves, placed);
}

async function lockFeeds(transaction: Transaction, scopes: readonly string[]): Promise<Map<string, number>> {
  await transaction.run(
    sql`INSERT INTO feed_head (scope, pos) SELECT scope, 0 FROM unnest(${scopes}::text[]) AS new (scope)
      ON CONFLICT (scope) DO NOTHING`,
  );
  const rows = await transaction.all(
    sql<{ scope: string; pos: number }>`SELECT scope, pos FROM feed_head WHERE scope = ANY(${scopes}::text[])
      ORDER BY scope FOR UPDATE`,
  );
  return new Map(rows.map(({ scope, pos }) => [scope, pos]));
}

/** Where each stream belongs now, and from which row on it does. */
async function keepMembers(
  transaction: Transaction,
  moves: readonly Move[],
  placed: readonly (Row & { readonly pos: number })[],
): Promise<void> {
  const pairs = (pick: (move: Move) => readonly string[]) =>
    moves.flatMap((move) => pick(move).map((scope) => ({ stream: move.stream, scope })));
  const left = pairs(({ from, to }) => from.filter((scope) => !to.includes(scope)));
  if (left.length > 0)
    await transaction.run(
      sql`DELETE FROM stream_scope USING unnest(${left.map(({ stream }) => stream)}::text[], ${left.map(({ scope }) => scope)}::text[])
        AS gone (stream, scope) WHERE stream_scope.stream = gone.stream AND stream_scope.scope = gone.scope`,
    );
  const begins = new Map(placed.filter(({ rev }) => rev === 1).map((row) => [`${row.scope} ${row.stream}`, row.pos]));
  const entered = pairs(({ from, to }) => to.filter((scope) => !from.includes(scope))).map((pair) => ({
    ...pair,
    since: begins.get(`${pair.scope} ${pair.stream}`) ?? 0,
  }));
  if (entered.length > 0)
    await transaction.run(
      sql`INSERT INTO stream_scope (stream, scope, since) SELECT * FROM unnest(${entered.map(({ stream }) => stream)}::text[],
        ${entered.map(({ scope }) => scope)}::text[], ${entered.map(({ since }) => since)}::bigint[])`,
    );
}
