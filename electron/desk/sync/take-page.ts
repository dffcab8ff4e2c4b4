/**
 * Taking a page of PULL: entries, their places, what left, the cursor and the rows that follow, in one transaction; and only if the page
 * starts where this desk stands. A row that does not fit what is here stops nothing: its stream is fetched whole.
 */
import { hashBody, hashHeader } from '#shared/journal/entry.ts';
import { fromHex } from '#shared/kernel/hex.ts';
import { hlcOf, maxAhead, wallOf } from '#shared/journal/hlc.ts';
import type { FeedRow, PullAnswer, WireEntry } from '#shared/sync/messages.ts';
import { fateOf, isTooMany, readRows, startsHere, type UnreadableRow } from '#shared/sync/page.ts';
import type { DeskCore } from '../core.ts';
import { insertForeign } from '../journal/entries.ts';
import { refold } from '../journal/refold.ts';
import { refoldLater } from '../journal/refold-later.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { hasGoneBack, keepHead } from './hub-head.ts';
import { metHub } from './met.ts';
import {
  heardSetting,
  readCursor,
  readSetting,
  removalSetting,
  stopSetting,
  writeCursor,
  writeSetting,
  type Stop,
} from './link-state.ts';

export type Taken =
  | { readonly is: 'taken'; readonly streams: readonly string[]; readonly more: boolean }
  /** It was for another moment: asked again from where we stand. */
  | { readonly is: 'elsewhere' }
  /** A person has to look first; nothing was taken. */
  | { readonly is: 'stopped'; readonly stop: Stop };

export function takePage(core: DeskCore, page: PullAnswer): Taken {
  return takePageOf(core, page, core.ports.clock.now());
}

/** One that was written down then (milliseconds since 1970, by this desk's clock). */
export function takePageOf(core: DeskCore, page: PullAnswer, saidAt: number): Taken {
  return transact(core.store.write, function take(transaction): Taken {
    if (!startsHere(page, readCursor(transaction))) return { is: 'elsewhere' };
    if (hasGoneBack(transaction, page.hubHead)) return stop(transaction, 'hubWentBack');
    const { rows, unreadable } = readRows(page.rows);
    if (isTooMuch(transaction, rows)) return stop(transaction, 'tooManyGone');
    const touched = new Set<string>();
    for (const row of rows) takeRow(core, transaction, row, touched);
    for (const row of unreadable) keepUnread(core, transaction, row, touched);
    // What left must not be shown any longer; other cases may wait for the last page.
    const left = new Set(rows.flatMap((row) => (row.is === 'revoke' ? [row.stream] : [])));
    const folded: string[] = [];
    for (const stream of touched) {
      if (page.more && !left.has(stream) && refoldLater(core, transaction, stream)) continue;
      refold(core, transaction, stream);
      folded.push(stream);
    }
    writeCursor(transaction, page.cursor);
    keepHead(transaction, page.hubHead);
    metHub(transaction, saidAt);
    if (!page.more) writeSetting(transaction, removalSetting, { removed: 0, isAllowed: false });
    hear(core, transaction, rows);
    return { is: 'taken', streams: folded, more: page.more };
  });
}

/** Until a person has looked. */
export function stop(transaction: Transaction, why: Stop): Taken {
  writeSetting(transaction, stopSetting, why);
  return { is: 'stopped', stop: why };
}

/** Counted over all pages of one round: what is here and leaves, not what a desk that comes later hears of having left before. */
export function isTooMuch(transaction: Transaction, rows: readonly FeedRow[]): boolean {
  const leaving = rows.filter((row) => row.is === 'revoke' && isIn(transaction, row.stream, row.scope)).length;
  if (leaving === 0) return false;
  const { removed, isAllowed } = readSetting(transaction, removalSetting);
  writeSetting(transaction, removalSetting, { removed: removed + leaving, isAllowed });
  return !isAllowed && isTooMany(removed + leaving, heldNow(transaction) + removed);
}

const isIn = (transaction: Transaction, stream: string, scope: string): boolean =>
  get(
    transaction,
    sql<{ one: number }>`SELECT 1 AS one FROM stream_scope WHERE stream = ${stream} AND scope = ${scope}`,
  ) !== undefined;

/** Cases, with those that no list shows yet (`refoldLater`). */
const heldNow = (transaction: Transaction): number =>
  get(
    transaction,
    sql<{ n: number }>`SELECT (SELECT count(*) FROM live_case) + (SELECT count(*) FROM stale_stream s
      JOIN stream_link l ON l.stream = s.stream AND l.state <> 'gone'
      WHERE NOT EXISTS (SELECT 1 FROM live_case c WHERE c.stream = s.stream)) AS n`,
  )?.n ?? 0;

interface StreamLink {
  readonly upto: number;
  readonly state: 'here' | 'gone' | 'refetch' | 'damaged';
}

export const linkOf = (handle: ReadHandle | Transaction, stream: string): StreamLink | undefined =>
  get(handle, sql<StreamLink>`SELECT upto, state FROM stream_link WHERE stream = ${stream}`);

export function setLink(transaction: Transaction, stream: string, { upto, state }: StreamLink): void {
  run(
    transaction,
    sql`INSERT INTO stream_link (stream, upto, state) VALUES (${stream}, ${upto}, ${state})
      ON CONFLICT (stream) DO UPDATE SET upto = excluded.upto, state = excluded.state`,
  );
}

export function takeRow(core: DeskCore, transaction: Transaction, row: FeedRow, touched: Set<string>): void {
  const stream = row.is === 'entry' ? row.entry.header.stream : row.stream;
  if (row.is === 'revoke') {
    leave(transaction, stream, row.scope, touched);
    return;
  }
  if (enter(transaction, stream, row.scope, row.pos)) touched.add(stream);
  const found = linkOf(transaction, stream);
  // One that had left and comes again begins anew; what is own of it is here already, under its old rev.
  const link: StreamLink = found === undefined || found.state === 'gone' ? { upto: 0, state: 'here' } : found;
  if (link.state === 'refetch') return;
  const fate = fateOf(row.rev, link.upto);
  const isPut =
    fate === 'hole' ? false : fate === 'known' ? isSame(transaction, row, stream) : put(core, transaction, row, stream);
  if (!isPut) setLink(transaction, stream, { ...link, state: 'refetch' });
  else if (fate === 'new') {
    setLink(transaction, stream, { upto: row.rev, state: link.state });
    touched.add(stream);
  }
}

/** True where it was not of this scope before: what is shown of it may depend on that. */
export function enter(transaction: Transaction, stream: string, scope: string, pos: number): boolean {
  const kept = run(
    transaction,
    sql`UPDATE stream_scope SET pos = max(pos, ${pos}) WHERE stream = ${stream} AND scope = ${scope}`,
  );
  if (kept.changes > 0) return false;
  run(transaction, sql`INSERT INTO stream_scope (stream, scope, pos) VALUES (${stream}, ${scope}, ${pos})`);
  return true;
}

type Placed = Extract<FeedRow, { readonly rev: number }>;

const idOf = (row: Placed): string => (row.is === 'own' ? row.id : row.entry.header.id);

/** A row that comes again must be the entry that stands there. */
const isSame = (transaction: Transaction, row: Placed, stream: string): boolean =>
  get(transaction, sql<{ id: string }>`SELECT id FROM entry WHERE stream = ${stream} AND rev = ${row.rev}`)?.id ===
  idOf(row);

/** False where it cannot stand there: ours that we do not have, or another entry in its place. */
export function put(core: DeskCore, transaction: Transaction, row: Placed, stream: string): boolean {
  const id = idOf(row);
  const there = get(
    transaction,
    sql<{ id: string }>`SELECT id FROM entry WHERE stream = ${stream} AND rev = ${row.rev}`,
  );
  if (there !== undefined && there.id !== id) return false;
  const here = get(transaction, sql<{ hash: string }>`SELECT hash FROM entry WHERE id = ${id}`);
  if (here === undefined && !(row.is === 'entry' && bring(core, transaction, row.entry))) return false;
  run(transaction, sql`UPDATE entry SET rev = ${row.rev}, tag = ${row.tag}, refused = NULL WHERE id = ${id}`);
  return true;
}

/** From elsewhere into the table, if it is what was hashed. */
export function bring(core: DeskCore, transaction: Transaction, wire: WireEntry): boolean {
  const { header } = wire;
  const salt = wire.salt === null ? null : fromHex(wire.salt);
  const body = wire.body === null ? null : new TextEncoder().encode(wire.body);
  if (salt !== null && body !== null && hashBody(core.ports.sm3, salt, body) !== header.bodyHash) return false;
  if ((salt === null) !== (body === null)) return false;
  insertForeign(transaction, header, hashHeader(core.ports.sm3, header), { salt, body });
  return true;
}

/** Left one scope; left them all, it is gone from here: what others wrote is deleted whole, what is own stays in the chain. */
function leave(transaction: Transaction, stream: string, scope: string, touched: Set<string>): void {
  run(transaction, sql`DELETE FROM stream_scope WHERE stream = ${stream} AND scope = ${scope}`);
  const other = get(
    transaction,
    sql<{ scope: string }>`SELECT scope FROM stream_scope WHERE stream = ${stream} LIMIT 1`,
  );
  touched.add(stream);
  if (other !== undefined || linkOf(transaction, stream) === undefined) return;
  run(transaction, sql`DELETE FROM entry WHERE stream = ${stream} AND writer NOT IN (SELECT id FROM writer)`);
  setLink(transaction, stream, { upto: 0, state: 'gone' });
}

/** Scopes this desk is not granted any more: everything of them leaves, as if each stream had been called back. */
export function dropScopes(core: DeskCore, scopes: readonly string[]): Taken {
  return transact(core.store.write, function drop(transaction): Taken {
    const streams = scopes.flatMap((scope) =>
      all(transaction, sql<{ stream: string }>`SELECT stream FROM stream_scope WHERE scope = ${scope}`).map(
        ({ stream }): FeedRow => ({ is: 'revoke', scope, pos: 0, stream }),
      ),
    );
    if (isTooMuch(transaction, streams)) return stop(transaction, 'tooManyGone');
    const touched = new Set<string>();
    for (const row of streams) takeRow(core, transaction, row, touched);
    for (const stream of touched) refold(core, transaction, stream);
    for (const scope of scopes) run(transaction, sql`DELETE FROM link_cursor WHERE scope = ${scope}`);
    return { is: 'taken', streams: [...touched], more: false };
  });
}

/** Kept as it came, once; its stream, where that can be told, is shown as damaged (数据异常). The rest goes on. */
export function keepUnread(
  core: DeskCore,
  transaction: Transaction,
  { text, stream, place }: UnreadableRow,
  touched: Set<string>,
): void {
  const at = new Date(core.ports.clock.now()).toISOString();
  run(
    transaction,
    sql`INSERT INTO unread_row (at, text) SELECT ${at}, ${text} WHERE NOT EXISTS (SELECT 1 FROM unread_row WHERE text = ${text})`,
  );
  if (stream === undefined) return;
  if (place !== undefined) enter(transaction, stream, place.scope, place.pos);
  setLink(transaction, stream, { upto: linkOf(transaction, stream)?.upto ?? 0, state: 'damaged' });
  touched.add(stream);
}

/** The hybrid clock follows what it hears, by ten minutes at most: somebody's wrong clock is not followed into next year. */
function hear(core: DeskCore, transaction: Transaction, rows: readonly FeedRow[]): void {
  const latest = rows.reduce(
    (at, row) => (row.is === 'entry' && row.entry.header.at > at ? row.entry.header.at : at),
    '',
  );
  if (latest === '') return;
  const most = core.ports.clock.now() + maxAhead;
  const heard = wallOf(latest) > most ? hlcOf(most, 0) : latest;
  if (heard > readSetting(transaction, heardSetting)) writeSetting(transaction, heardSetting, heard);
}

/** How many streams one FETCH asks for. */
export const fetchAtOnce = 50;

export const streamsToFetch = (read: ReadHandle): { readonly stream: string; readonly scope: string }[] =>
  all(
    read,
    sql<{ stream: string; scope: string }>`SELECT l.stream, min(s.scope) AS scope FROM stream_link l
      JOIN stream_scope s ON s.stream = l.stream WHERE l.state = 'refetch' GROUP BY l.stream ORDER BY scope, l.stream LIMIT ${fetchAtOnce}`,
  );
