/** Deleting for good. Usually SQLite leaves what was deleted in free pages and in its log, encrypted with a key that is still in use. */
import { link } from './connection.ts';
import type { Transaction, WriteHandle } from './handles.ts';

/** What `work` deletes is overwritten with zeros in the pages it stood in. */
export function overwriting<T>(transaction: Transaction, work: () => T): T {
  const { database } = transaction[link];
  database.pragma('secure_delete=ON');
  try {
    return work();
  } finally {
    database.pragma('secure_delete=OFF');
  }
}

/** Older states of these pages stand in the log till it is folded back; a reader that is at work keeps it from being emptied until next time. */
export function emptyLog(write: WriteHandle): void {
  write[link].database.pragma('wal_checkpoint(TRUNCATE)');
}
