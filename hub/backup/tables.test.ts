import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedPostgres, type TestPostgres } from '../../tests/support/postgres.ts';
import { sql } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/index.ts';
import { tableNames, tableOf } from './tables.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await embeddedPostgres();
});
afterAll(() => postgres.stop());

test('every table the migrations make is here, with its columns, their types and its key', async () => {
  const database = await postgres.open();
  await migrate(database, migrations);
  const columns = await database.transact((t) =>
    t.all(sql<{ table_name: string; column_name: string; data_type: string }>`SELECT table_name, column_name, data_type
      FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY table_name, ordinal_position`),
  );
  const keys = await database.transact((t) =>
    t.all(sql<{ table_name: string; column_name: string }>`SELECT k.table_name, k.column_name
      FROM information_schema.table_constraints c JOIN information_schema.key_column_usage k
        ON k.constraint_name = c.constraint_name AND k.table_schema = c.table_schema
      WHERE c.constraint_type = 'PRIMARY KEY' AND c.table_schema = current_schema()
      ORDER BY k.table_name, k.ordinal_position`),
  );
  await database.close();
  const made = Map.groupBy(columns, (row) => row.table_name);
  const keyOf = Map.groupBy(keys, (row) => row.table_name);
  // Written by the migration that is run before a restore.
  made.delete('hub_migration');
  expect([...made.keys()].sort()).toEqual([...tableNames].sort());
  for (const name of tableNames) {
    const { columns: ours, key } = tableOf(name);
    const theirs = made.get(name)?.map((row) => [row.column_name, row.data_type]);
    expect(Object.entries(ours).map(([column, { type }]) => [column, type])).toEqual(theirs);
    expect(key).toEqual(keyOf.get(name)?.map((row) => row.column_name));
    for (const [column, { at }] of Object.entries(ours)) expect(at.text).toBe(column);
  }
});
