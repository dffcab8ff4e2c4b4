/**
 * Putting a backup into an empty database, in one transaction: all of it or nothing. What follows, a new epoch and the collection of what
 * the desks hold beyond it, is the same as for a database that was put back by other means (`sync/put-back.ts`).
 */
import { z } from 'zod';
import { sql, type Transaction } from '../store/database.ts';
import type { HubDatabase } from '../store/pg.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import { BackupDamaged } from './chunks.ts';
import { readRecords, type Begin } from './records.ts';
import { insertInto, tableNames, tableOf, type Row, type TableName } from './tables.ts';
import { countBackup } from './write.ts';

/** Read whole before anything is touched. Throws `BackupDamaged`, and what the disk says. */
export function checkBackup(file: string, rootKey: Uint8Array): Begin {
  try {
    const { counts, end } = countBackup(file, rootKey);
    if (end === undefined || tableNames.some((table) => (counts.get(table) ?? 0) !== (end.counts[table] ?? 0)))
      throw new BackupDamaged('not all rows are there');
    const [begin] = readRecords(file, rootKey);
    if (begin?.is !== 'begin') throw new BackupDamaged('no beginning');
    return begin;
  } catch (error) {
    // It opened, and says what no program of ours wrote.
    if (error instanceof z.ZodError || error instanceof SyntaxError) throw new BackupDamaged('not what is known');
    throw error;
  }
}

/** True: there is nothing in it that a restore would mix with. */
export async function isEmpty(database: HubDatabase): Promise<boolean> {
  await migrate(database, migrations);
  return database.transact(async (transaction) => {
    const head = await transaction.get(sql`SELECT id FROM hub_head LIMIT 1`);
    const entry = await transaction.get(sql`SELECT id FROM entry LIMIT 1`);
    return head === undefined && entry === undefined;
  });
}

const rowsAtOnce = 200;
const bytesAtOnce = 4 * 1024 * 1024;

/** Into a database that is empty (`isEmpty`). */
export function putBack(database: HubDatabase, file: string, rootKey: Uint8Array): Promise<void> {
  return database.transact(async (transaction) => {
    const filling = fill(transaction);
    for (const record of readRecords(file, rootKey))
      if (record.is === 'row') await filling.add(record.table, record.row);
    await filling.flush();
  });
}

function fill(transaction: Transaction) {
  let table: TableName | undefined;
  let rows: Row[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (table !== undefined && rows.length > 0) await transaction.run(insertInto(tableOf(table), rows));
    rows = [];
    bytes = 0;
  };
  const add = async (into: TableName, row: Row): Promise<void> => {
    if (into !== table || rows.length >= rowsAtOnce || bytes > bytesAtOnce) await flush();
    table = into;
    rows.push(row);
    bytes += sizeOf(row);
  };
  return { add, flush };
}

const sizeOf = (row: Row): number =>
  Object.values(row).reduce<number>(
    (sum, value) => sum + (value instanceof Uint8Array || typeof value === 'string' ? value.length : 8),
    0,
  );
