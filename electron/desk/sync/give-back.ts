/** RETURN, the desk's side: after the hub was restored, every ordered entry beyond the restored position goes back to it. */
import type { HelloAnswer, ReturnRequest } from '#shared/sync/messages.ts';
import { pullLimit } from '#shared/sync/protocol.ts';
import { toWire } from '#shared/sync/wire.ts';
import type { DeskCore } from '../core.ts';
import { headerFromRow, type EntryRow } from '../journal/entries.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import {
  epochSetting,
  hubHeadSetting,
  readCursor,
  readSetting,
  returningSetting,
  writeCursor,
  writeSetting,
  type Returning,
} from './link-state.ts';
import { queueFrom } from './queue.ts';
import { setLink } from './take-page.ts';

export function beginReturn(core: DeskCore, { epoch, restored = {} }: HelloAnswer): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, returningSetting, { epoch, restored, after: '' });
  });
}

export interface ReturnBatch {
  readonly request: ReturnRequest;
  /** The last stream in it. */
  readonly after: string;
}

/** The next streams beyond the restored position, each whole: what the hub still has it knows by its id. */
export function nextReturn(read: ReadHandle, returning: Returning): ReturnBatch {
  const entries: ReturnRequest['entries'] = [];
  let { after } = returning;
  for (const stream of streamsBeyond(read, returning)) {
    const rows = all(
      read,
      sql<EntryRow>`SELECT * FROM entry WHERE stream = ${stream} AND rev IS NOT NULL AND tag IS NOT NULL ORDER BY rev`,
    );
    if (entries.length > 0 && entries.length + rows.length > pullLimit)
      return { request: { epoch: returning.epoch, entries, isLast: false }, after };
    for (const row of rows.slice(0, pullLimit)) {
      const entry = toWire(headerFromRow(row), row.salt, row.body);
      entries.push({ entry, rev: row.rev ?? 0, tag: row.tag ?? '' });
    }
    after = stream;
  }
  return { request: { epoch: returning.epoch, entries, isLast: true }, after };
}

function streamsBeyond(read: ReadHandle | Transaction, { restored, after }: Returning): string[] {
  const rows = all(
    read,
    sql<{
      stream: string;
      scope: string;
      pos: number;
    }>`SELECT stream, scope, pos FROM stream_scope WHERE stream > ${after}
      ORDER BY stream`,
  );
  return [...new Set(rows.flatMap(({ stream, scope, pos }) => (pos > (restored[scope] ?? 0) ? [stream] : [])))];
}

export function keepReturned(core: DeskCore, returning: Returning, after: string): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, returningSetting, { ...returning, after });
  });
}

/**
 * All is returned: from here on the new epoch holds. What the restored hub does not have of ours waits again, and every stream beyond
 * the restored position is fetched whole, because it may have been ordered otherwise meanwhile. Nothing is deleted.
 */
export function endReturn(core: DeskCore, returning: Returning, writers: HelloAnswer['writers']): void {
  transact(core.store.write, function endReturn(transaction) {
    const cursor = readCursor(transaction);
    const { restored } = returning;
    for (const stream of streamsBeyond(transaction, { ...returning, after: '' }))
      setLink(transaction, stream, { upto: 0, state: 'refetch' });
    writeCursor(
      transaction,
      Object.fromEntries(Object.entries(cursor).map(([scope, pos]) => [scope, Math.min(pos, restored[scope] ?? 0)])),
    );
    run(
      transaction,
      sql`UPDATE stream_scope SET pos = 0 WHERE stream IN (SELECT stream FROM stream_link WHERE state = 'refetch')`,
    );
    for (const { writer, nextSeq } of writers) {
      // A copy of this desk has lives of its own.
      const isOurs = get(transaction, sql<{ id: string }>`SELECT id FROM writer WHERE id = ${writer}`) !== undefined;
      if (isOurs) queueFrom(transaction, writer, nextSeq);
    }
    writeSetting(transaction, hubHeadSetting, { n: 0, chain: '' });
    writeSetting(transaction, returningSetting, null);
    writeSetting(transaction, epochSetting, returning.epoch);
  });
}

export const returningOf = (read: ReadHandle): Returning | null => readSetting(read, returningSetting);
