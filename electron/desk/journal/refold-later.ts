/**
 * Lists of cases during a long catch-up: made when the pages are in, some streams at a time. The entries of one case lie on many pages, and
 * folding it at each would be most of the work; and between two pieces the clerk's own acts have their turn. Whoever opens or continues
 * such a case sees it folded from its entries all the same; only lists and search are behind, and not beyond the next rest of the link.
 */
import { setImmediate } from 'node:timers/promises';
import type { DeskCore } from '../core.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { refold } from './refold.ts';

/** Streams of one piece: some tens of milliseconds. */
const atOnce = 60;

/** Of a page that is not the last; answers false for what has to be seen at once: registries, and what has no entry here any more. */
export function refoldLater(core: DeskCore, transaction: Transaction, stream: string): boolean {
  const first = get(transaction, sql<{ kind: string }>`SELECT kind FROM entry WHERE stream = ${stream} LIMIT 1`);
  if (first === undefined || core.findKind(first.kind)?.form !== 'case') return false;
  run(transaction, sql`INSERT OR IGNORE INTO stale_stream (stream) VALUES (${stream})`);
  // A folded state that was kept holds the order of before.
  run(transaction, sql`DELETE FROM live_state WHERE stream = ${stream}`);
  return true;
}

/** Lists of it may be behind. */
export const isStale = (read: ReadHandle, stream: string): boolean =>
  get(read, sql<{ stream: string }>`SELECT stream FROM stale_stream WHERE stream = ${stream}`) !== undefined;

/** One piece, one transaction; answers the streams whose lists changed, none where nothing was left. */
export async function refoldSome(core: DeskCore): Promise<readonly string[]> {
  const { read, write } = core.store;
  const next = sql<{ stream: string }>`SELECT stream FROM stale_stream ORDER BY stream LIMIT ${atOnce}`;
  if (get(read, next) === undefined) return [];
  const streams = transact(write, function refoldSome(transaction) {
    const piece = all(transaction, next).map(({ stream }) => stream);
    for (const stream of piece) {
      refold(core, transaction, stream);
      run(transaction, sql`DELETE FROM stale_stream WHERE stream = ${stream}`);
    }
    return piece;
  });
  await setImmediate();
  return streams;
}
