/**
 * Making a backup: everything the hub's tables held at one moment, written as it is read, then opened again and compared. Only through the
 * database port and only in SQL that every server speaks, so that what one kind of server held can be put into another.
 */
import { rmSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import { sql, type Transaction } from '../store/database.ts';
import type { HubDatabase } from '../store/pg.ts';
import type { HubPorts } from '../ports.ts';
import { openChunkWriter, type ChunkWriter } from './chunks.ts';
import { makeHead, passphraseCost, type Cost } from './head.ts';
import { readRecords, writeRecord, writeRow, type End } from './records.ts';
import { countOf, pageOf, tableNames, tableOf, type Row, type TableName } from './tables.ts';

export interface BackupParts {
  readonly database: HubDatabase;
  readonly rootKey: Uint8Array;
  readonly ports: HubPorts;
  /** Key of the hub's certificate, PEM. */
  readonly tlsKey: string;
  readonly passphrase: string;
  readonly cost?: Cost;
}

export interface Backup {
  readonly file: string;
  readonly end: End;
  /** Each writer with the last number that is in the backup. */
  readonly safe: readonly { readonly writer: string; readonly seq: number }[];
}

/** The file, opened again, is not what the database held; it was removed. */
export class BackupUnproven extends Error {}

const rowsAtOnce = 200;

/** Makes `file` whole or not at all. Throws what the disk says, `DatabaseGone`, `BackupUnproven`. */
export async function makeBackup(parts: BackupParts, file: string): Promise<Backup> {
  const { database, rootKey, passphrase, ports, cost = passphraseCost } = parts;
  const head = await makeHead(rootKey, passphrase, ports.random, cost);
  const part = join(dirname(file), `.${basename(file)}.part`);
  try {
    const made = await database.snapshot(async (transaction) => {
      // Begun anew where the database asks for it, with the file.
      const out = openChunkWriter(part, head, rootKey);
      try {
        const end = await writeAll(parts, transaction, out);
        out.end();
        return { end, safe: await readSafe(transaction) };
      } catch (error) {
        out.abandon();
        throw error;
      }
    });
    prove(part, rootKey, made.end);
    renameSync(part, file);
    syncFolder(dirname(file));
    return { file, ...made };
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

async function writeAll({ ports, tlsKey }: BackupParts, transaction: Transaction, out: ChunkWriter): Promise<End> {
  const at = new Date(ports.clock.now()).toISOString();
  const row = await transaction.get(sql<{ version: number }>`SELECT max(version) AS version FROM hub_migration`);
  out.write(writeRecord({ is: 'begin', version: row?.version ?? 0, at, tls: tlsKey }));
  const counts: Record<string, number> = {};
  for (const table of tableNames) {
    out.write(writeRecord({ is: 'table', name: table, columns: Object.keys(tableOf(table).columns) }));
    await writeTable(transaction, table, out);
    counts[table] = (await transaction.get(countOf(tableOf(table))))?.n ?? 0;
  }
  const end: End = { is: 'end', counts, ...(await readChain(transaction)) };
  out.write(writeRecord(end));
  return end;
}

async function writeTable(transaction: Transaction, table: TableName, out: ChunkWriter): Promise<void> {
  const limit = tableOf(table).rowsAtOnce ?? rowsAtOnce;
  for (let last: Row | undefined; ; ) {
    const rows: Row[] = await transaction.all(pageOf(tableOf(table), last, limit));
    for (const row of rows) out.write(writeRow(table, row));
    last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
  }
}

async function readChain(transaction: Transaction): Promise<Pick<End, 'epoch' | 'n' | 'chain'>> {
  const head = await transaction.get(
    sql<Pick<End, 'epoch' | 'n' | 'chain'>>`SELECT epoch, n, chain FROM hub_head WHERE id = 1`,
  );
  if (head === undefined) throw new Error('bug: a hub without a head');
  return head;
}

async function readSafe(transaction: Transaction): Promise<Backup['safe']> {
  return transaction.all(sql<{ writer: string; seq: number }>`SELECT id AS writer, next_seq - 1 AS seq FROM writer`);
}

/** Counted anew from the file: rows of each table, and that every entry the chain counts is there. Throws `BackupUnproven`. */
function prove(file: string, rootKey: Uint8Array, expected: End): void {
  const { counts, end, head } = countBackup(file, rootKey);
  const isWhole =
    end !== undefined &&
    JSON.stringify(end) === JSON.stringify(expected) &&
    tableNames.every((table) => (counts.get(table) ?? 0) === expected.counts[table]);
  const isChain =
    head?.['n'] === expected.n && head['chain'] === expected.chain && (counts.get('entry') ?? 0) === expected.n;
  if (!isWhole || !isChain) throw new BackupUnproven('the backup is not what the database held');
}

/** Throws `BackupDamaged`. */
export function countBackup(file: string, rootKey: Uint8Array) {
  const counts = new Map<TableName, number>();
  let end: End | undefined;
  let head: Row | undefined;
  for (const record of readRecords(file, rootKey)) {
    if (record.is === 'row') counts.set(record.table, (counts.get(record.table) ?? 0) + 1);
    if (record.is === 'row' && record.table === 'hub_head') head = record.row;
    if (record.is === 'end') end = record;
  }
  return { counts, end, head };
}

/** What the backup holds is safe from now on; desks hear of it when they next greet. Answers for how many lives it moved. */
export function keepSafe({ database }: Pick<BackupParts, 'database'>, { end, safe }: Backup): Promise<number> {
  return database.transact((transaction) =>
    transaction.run(
      sql`UPDATE writer SET safe_seq = new.seq FROM unnest(${safe.map(({ writer }) => writer)}::text[],
          ${safe.map(({ seq }) => seq)}::bigint[]) AS new (id, seq)
        WHERE writer.id = new.id AND writer.safe_seq < new.seq
          AND EXISTS (SELECT 1 FROM hub_head WHERE id = 1 AND epoch = ${end.epoch})`,
    ),
  );
}
