/** The answer to FETCH: these streams' ordered part becomes exactly the hub's; what it lacks is unordered again and stays. */
import type { FetchAnswer } from '#shared/sync/messages.ts';
import { readRows } from '#shared/sync/page.ts';
import type { DeskCore } from '../core.ts';
import { refold } from '../journal/refold.ts';
import { run, sql, transact, type Transaction } from '../store/handles.ts';
import { enter, keepUnread, put, setLink } from './take-page.ts';

/** Answers the streams whose rows changed. */
export function takeStreams(core: DeskCore, asked: readonly string[], scope: string, answer: FetchAnswer): string[] {
  return transact(core.store.write, function take(transaction) {
    const { rows, unreadable } = readRows(answer.rows);
    for (const stream of asked) {
      const own = rows.filter(
        (row) => row.is !== 'revoke' && (row.is === 'own' ? row.stream : row.entry.header.stream) === stream,
      );
      if (answer.streams.includes(stream)) replace(core, transaction, stream, own);
      // Not of this scope any more: another may still have it, and the feed says so.
      else run(transaction, sql`DELETE FROM stream_scope WHERE stream = ${stream} AND scope = ${scope}`);
      refold(core, transaction, stream);
    }
    const touched = new Set<string>();
    for (const row of unreadable) keepUnread(core, transaction, row, touched);
    for (const stream of touched) refold(core, transaction, stream);
    return [...asked];
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
