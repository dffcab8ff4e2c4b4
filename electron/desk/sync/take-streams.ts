/** The answer to FETCH: these streams' ordered part becomes exactly the hub's; what it lacks is unordered again and stays. */
import type { FeedRow, FetchAnswer } from '#shared/sync/messages.ts';
import { readRows } from '#shared/sync/page.ts';
import type { DeskCore } from '../core.ts';
import { refold } from '../journal/refold.ts';
import { run, sql, transact, type Transaction } from '../store/handles.ts';
import { enter, isTooMuch, keepUnread, put, setLink, stop, takeRow, type Taken } from './take-page.ts';

/** What the hub does not know in that scope (any more: it may have been put back since) leaves it, as if the feed had said so. */
export function takeStreams(core: DeskCore, asked: readonly string[], scope: string, answer: FetchAnswer): Taken {
  return transact(core.store.write, function take(transaction): Taken {
    const { rows, unreadable } = readRows(answer.rows);
    const left = asked
      .filter((stream) => !answer.streams.includes(stream))
      .map((stream): FeedRow => ({ is: 'revoke', scope, pos: 0, stream }));
    if (isTooMuch(transaction, left)) return stop(transaction, 'tooManyGone');
    const touched = new Set(asked);
    for (const stream of asked.filter((one) => answer.streams.includes(one))) {
      const own = rows.filter(
        (row) => row.is !== 'revoke' && (row.is === 'own' ? row.stream : row.entry.header.stream) === stream,
      );
      replace(core, transaction, stream, own);
    }
    for (const row of left) takeRow(core, transaction, row, touched);
    for (const row of unreadable) keepUnread(core, transaction, row, touched);
    for (const stream of touched) refold(core, transaction, stream);
    return { is: 'taken', streams: [...touched], more: false };
  });
}

function replace(
  core: DeskCore,
  transaction: Transaction,
  stream: string,
  rows: ReturnType<typeof readRows>['rows'],
): void {
  run(transaction, sql`UPDATE entry SET rev = NULL WHERE stream = ${stream}`);
  let upto = 0;
  for (const row of rows) {
    // How far it reaches in the feed: a hub that is put back before that is given it again (RETURN).
    if (row.is !== 'revoke') enter(transaction, stream, row.scope, row.pos);
    if (row.is === 'revoke' || row.rev !== upto + 1 || !put(core, transaction, row, stream)) break;
    upto = row.rev;
  }
  // Asked again at once it would be answered the same: it is shown as damaged, and asked for at the next HELLO.
  setLink(transaction, stream, { upto, state: upto === rows.length ? 'here' : 'damaged' });
}
