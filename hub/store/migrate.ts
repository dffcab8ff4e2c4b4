/** Bringing the hub's tables up: forward only, each migration in a transaction of its own with its line in `hub_migration`. */
import type { Sql } from 'sql-template-tag';
import { sql, type Database } from './database.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly Sql[];
}

/** The database was written by a newer program: opening it would lose what that one knows. */
export class FromFuture extends Error {
  constructor(found: number, ours: number) {
    super(`the database is of version ${String(found)}, this program knows ${String(ours)}`);
  }
}

/** Answers the version the tables had before. Throws `FromFuture`. */
export async function migrate(database: Database, migrations: readonly Migration[]): Promise<number> {
  await database.transact((transaction) =>
    transaction.run(sql`CREATE TABLE IF NOT EXISTS hub_migration (version integer PRIMARY KEY, name text NOT NULL)`),
  );
  const found = await database.transact(async (transaction) => {
    const row = await transaction.get(
      sql<{ version: number | null }>`SELECT max(version) AS version FROM hub_migration`,
    );
    return row?.version ?? 0;
  });
  if (found > migrations.length) throw new FromFuture(found, migrations.length);
  for (const { version, name, statements } of migrations.slice(found)) {
    await database.transact(async (transaction) => {
      for (const statement of statements) await transaction.run(statement);
      await transaction.run(sql`INSERT INTO hub_migration (version, name) VALUES (${version}, ${name})`);
    });
  }
  return found;
}
