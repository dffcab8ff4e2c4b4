/**
 * Numbered, forward-only changes of the tables. Each runs in one transaction together with `PRAGMA user_version` (which SQLite
 * keeps in the file's header and rolls back like a row) and its line in `store_migration`, so a kill leaves the old or the new.
 */
import type { Sql } from 'sql-template-tag';
import {
  all,
  get,
  run,
  sql,
  sqlInteger,
  transact,
  type ReadHandle,
  type Transaction,
  type WriteHandle,
} from './handles.ts';

export interface Migration {
  /** 1, 2, 3 … without a gap. */
  readonly version: number;
  readonly name: string;
  /** Runs each statement through `write`; what it must read first it reads through the transaction. */
  readonly up: (write: (statement: Sql) => void, transaction: Transaction) => void;
}

/** Throws when the list has a gap or a double: a bug of the program, found by the catalogue test. */
export function assertNumbered(migrations: readonly Migration[]): void {
  for (const [index, { version, name }] of migrations.entries()) {
    if (version !== index + 1)
      throw new Error(`bug: migration ${name} has number ${String(version)}, expected ${String(index + 1)}`);
  }
}

/** The number of the newest change in a file; 0 for a new file. */
export function schemaOf(handle: ReadHandle | Transaction): number {
  return get(handle, sql<{ user_version: number }>`PRAGMA user_version`)?.user_version ?? 0;
}

/** Applies what the file has not seen. `current` is the file's number. */
export function migrate(write: WriteHandle, migrations: readonly Migration[], appBuild: string, current: number): void {
  assertNumbered(migrations);
  for (const migration of migrations.slice(current))
    transact(write, (transaction) => apply(transaction, migration, appBuild));
}

function apply(transaction: Transaction, migration: Migration, appBuild: string): void {
  run(
    transaction,
    sql`CREATE TABLE IF NOT EXISTS store_migration (
    version INTEGER PRIMARY KEY, name TEXT NOT NULL, app_build TEXT NOT NULL) STRICT`,
  );
  assertFollows(transaction, migration);
  migration.up((statement) => void run(transaction, statement), transaction);
  run(
    transaction,
    sql`INSERT INTO store_migration (version, name, app_build) VALUES (${migration.version}, ${migration.name}, ${appBuild})`,
  );
  run(transaction, sql`PRAGMA user_version = ${sqlInteger(migration.version)}`);
}

function assertFollows(transaction: Transaction, migration: Migration): void {
  const before = schemaOf(transaction);
  if (before !== migration.version - 1)
    throw new Error(`bug: migration ${migration.name} after number ${String(before)}`);
}

/** Which changes a file has had, by which builds. */
export const appliedMigrations = (
  handle: ReadHandle | Transaction,
): { version: number; name: string; app_build: string }[] =>
  all(
    handle,
    sql<{
      version: number;
      name: string;
      app_build: string;
    }>`SELECT version, name, app_build FROM store_migration ORDER BY version`,
  );
