/** RETURN, the desk's side: after the hub was restored, every ordered entry beyond the restored position goes back to it. */
import type { HelloAnswer, ReturnRequest } from '#shared/sync/messages.ts';
import { pullLimit } from '#shared/sync/protocol.ts';
import { returnPlace } from '#shared/sync/return-place.ts';
import { toWire } from '#shared/sync/wire.ts';
import type { DeskCore } from '../core.ts';
import { forgetHubContents } from '../journal/contents.ts';
import { headerFromRow, type EntryRow } from '../journal/entries.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { oweComparison } from './compare.ts';
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
import { noHead } from './hub-head.ts';
import { queueFrom } from './queue.ts';
import { setLink } from './take-page.ts';

export function beginReturn(core: DeskCore, { epoch, restored = {} }: HelloAnswer): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, returningSetting, { epoch, restored, after: '', afterRev: 0 });
  });
}

const placeOf = ({ after, afterRev }: Pick<Returning, 'after' | 'afterRev'>): string => returnPlace(after, afterRev);

/** Whether the hub that asks for it has what was returned so far: one that was put back while it collected has not. */
export const goesOn = (returning: Returning | null, { epoch, returned }: HelloAnswer): boolean =>
  returning?.epoch === epoch && (returned === undefined || placeOf(returning) <= returned);

export function endReturning({ store }: DeskCore): void {
  if (returningOf(store.read) === null) return;
  transact(store.write, (transaction) => {
    writeSetting(transaction, returningSetting, null);
  });
}

export interface ReturnBatch {
  readonly request: ReturnRequest;
  /** The last entry in it. */
  readonly upto: Pick<Returning, 'after' | 'afterRev'>;
}

/** The next entries of streams beyond the restored position, each from its first: what the hub still has it knows by its id. */
export function nextReturn(read: ReadHandle, returning: Returning): ReturnBatch {
  const { epoch } = returning;
  const entries: ReturnRequest['entries'] = [];
  let { after, afterRev } = returning;
  const place = placeOf(returning);
  for (const stream of streamsBeyond(read, returning)) {
    const rows = all(
      read,
      sql<EntryRow>`SELECT * FROM entry WHERE stream = ${stream} AND rev > ${stream === after ? afterRev : 0}
        AND tag IS NOT NULL ORDER BY rev LIMIT ${pullLimit - entries.length}`,
    );
    for (const row of rows) {
      entries.push({ entry: toWire(headerFromRow(row), row.salt, row.body), rev: row.rev ?? 0, tag: row.tag ?? '' });
      [after, afterRev] = [stream, row.rev ?? 0];
    }
    if (entries.length >= pullLimit)
      return { request: { epoch, after: place, entries, isLast: false }, upto: { after, afterRev } };
  }
  return { request: { epoch, after: place, entries, isLast: true }, upto: { after, afterRev } };
}

/**
 * Beyond the restored position, and all that wait to be fetched whole: their position is not known any more, as where the hub is put back a
 * second time before they came.
 */
function streamsBeyond(read: ReadHandle | Transaction, { restored, after }: Returning): string[] {
  const rows = all(
    read,
    sql<{ stream: string; scope: string; pos: number; isAwaited: number }>`SELECT s.stream, s.scope, s.pos,
        coalesce(l.state = 'refetch', 0) AS isAwaited
      FROM stream_scope s LEFT JOIN stream_link l ON l.stream = s.stream WHERE s.stream >= ${after} ORDER BY s.stream`,
  );
  const beyond = rows.filter(({ scope, pos, isAwaited }) => isAwaited === 1 || pos > (restored[scope] ?? 0));
  return [...new Set(beyond.map(({ stream }) => stream))];
}

export function keepReturned(core: DeskCore, returning: Returning, upto: ReturnBatch['upto']): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, returningSetting, { ...returning, ...upto });
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
      const own = get(transaction, sql<{ acked_seq: number }>`SELECT acked_seq FROM writer WHERE id = ${writer}`);
      // What the hub has and has never answered us is asked again: it may have refused it.
      if (own !== undefined) queueFrom(transaction, writer, Math.min(nextSeq, own.acked_seq + 1));
    }
    forgetHubContents(transaction);
    oweComparison(transaction);
    writeSetting(transaction, hubHeadSetting, noHead);
    writeSetting(transaction, returningSetting, null);
    writeSetting(transaction, epochSetting, returning.epoch);
  });
}

export const returningOf = (read: ReadHandle): Returning | null => readSetting(read, returningSetting);
