/**
 * Taking a page, the pure part: does it start where we stand, what does each row do, and is what it would remove to be believed.
 * Everything here is decided before anything is written.
 */
import { z } from 'zod';
import { feedRowSchema, scopeSchema, type Cursor, type FeedRow, type PullAnswer } from './messages.ts';
import { removalShare } from './protocol.ts';

export interface ReadPage {
  readonly rows: readonly FeedRow[];
  /** Rows that cannot be read: kept raw, their stream (where it can be told) marked. */
  readonly unreadable: readonly UnreadableRow[];
}

export interface UnreadableRow {
  readonly text: string;
  readonly stream?: string;
  /** Where it stands in a feed, as far as that can be told. */
  readonly place?: { readonly scope: string; readonly pos: number };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** Rows one by one, so that one bad row stops no other. */
export function readRows(rows: readonly unknown[]): ReadPage {
  const read: FeedRow[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const row of rows) {
    const parsed = feedRowSchema.safeParse(row);
    if (parsed.success) read.push(parsed.data);
    else unreadable.push({ text: JSON.stringify(row), ...streamOf(row), ...placeOf(row) });
  }
  return { rows: read, unreadable };
}

function streamOf(row: unknown): { stream?: string } {
  const said = row as { stream?: unknown; entry?: { header?: { stream?: unknown } } } | null;
  const stream = said?.stream ?? said?.entry?.header?.stream;
  return typeof stream === 'string' && uuid.test(stream) ? { stream } : {};
}

const placeSchema = z.object({ scope: scopeSchema, pos: z.int().min(0) });

function placeOf(row: unknown): Pick<UnreadableRow, 'place'> {
  const place = placeSchema.safeParse(row);
  return place.success ? { place: place.data } : {};
}

/** A page is taken only where it starts exactly where we stand in every scope it speaks of. */
export const startsHere = (page: Pick<PullAnswer, 'from'>, cursor: Cursor): boolean =>
  Object.entries(page.from).every(([scope, pos]) => (cursor[scope] ?? 0) === pos);

/** What we hold of a stream: how far its ordered part reaches without a hole. */
export type Fate = 'new' | 'known' | 'hole';

export const fateOf = (rev: number, upto: number): Fate => (rev <= upto ? 'known' : rev === upto + 1 ? 'new' : 'hole');

/** More than a fifth of the cases gone at once, or all of few: asked, not done. Up to three may go without a question. */
export const isTooMany = (removed: number, held: number): boolean => removed > 3 && removed > held * removalShare;
