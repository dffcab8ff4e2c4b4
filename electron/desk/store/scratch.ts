/** A store in memory that no file ever sees, with the SQLite of the program: for comparing rows with rows made anew. */
import { ok, type Result } from '#shared/kernel/result.ts';
import { connectionOn, link, type StoreLog } from './connection.ts';
import { loadDriver } from './driver.ts';
import type { ReadHandle, WriteHandle } from './handles.ts';

export interface Scratch {
  readonly read: ReadHandle;
  readonly write: WriteHandle;
  readonly close: () => void;
}

/** One connection behind both handles: what is read outside a transaction is what the last one wrote. */
export async function openScratch(log: StoreLog, elapsed: () => number): Promise<Result<Scratch>> {
  const driver = await loadDriver();
  if (!driver.ok) return driver;
  const database = new driver.value(':memory:');
  const connection = connectionOn(database, log, elapsed);
  return ok({
    read: { kind: 'read', [link]: connection },
    write: { kind: 'write', [link]: connection },
    close: () => void database.close(),
  });
}
