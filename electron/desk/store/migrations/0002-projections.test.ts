import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { openTestStore, storeOptions, temporaryFolder, testKey } from '../../../../tests/support/store.ts';
import { checkPages } from '../copy.ts';
import { all, get, run, sql, transact, type ReadHandle } from '../handles.ts';
import { schemaOf } from '../migrate.ts';
import { copyNameBefore, openCopy, openStore } from '../open.ts';
import { beginRebuild, rebuildSome } from '../../journal/rebuild.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { journal } from './0001-journal.ts';
import { migrations } from './index.ts';

/** Tables and indexes with their columns; index names carry the number of the rebuild. */
const shapeOf = (read: ReadHandle) =>
  all(
    read,
    sql<{ name: string; tbl_name: string; sql: string | null }>`SELECT name, tbl_name, sql FROM sqlite_schema
      WHERE tbl_name LIKE 'live_%' ORDER BY name`,
  )
    .map(({ name, tbl_name: table, sql: text }) => `${name} ${table} ${text ?? ''}`.replace(/g\d+_|["'\s]+/gu, ''))
    .sort();

const planOf = (read: ReadHandle, query: ReturnType<typeof sql>): string =>
  all(read, sql<{ detail: string }>`EXPLAIN QUERY PLAN ${query}`)
    .map(({ detail }) => detail)
    .join('; ');

describe('migration 2, the projections', () => {
  test('adds to a file of the journal alone, keeps every row of it and a copy for the program of before', async () => {
    const dir = temporaryFolder();
    const before = unwrap(await openStore(storeOptions(dir, { migrations: [journal] })));
    transact(before.write, (transaction) =>
      run(transaction, sql`INSERT INTO setting (key, value) VALUES ('kept', '1')`),
    );
    before.close();
    const { read } = await openTestStore(dir, { migrations });
    expect(schemaOf(read)).toBe(migrations.length);
    expect(get(read, sql`SELECT value FROM setting WHERE key = 'kept'`)).toEqual({ value: '1' });
    expect(get(read, sql`SELECT count(*) AS n FROM live_case`)).toEqual({ n: 0 });
    const file = join(dir, copyNameBefore(2));
    const copy = unwrap(await openCopy({ file, key: testKey, log: { warn: () => undefined }, elapsed: () => 0 }));
    expect([checkPages(copy.read).ok, schemaOf(copy.read)]).toEqual([true, 1]);
    expect(get(copy.read, sql`SELECT value FROM setting WHERE key = 'kept'`)).toEqual({ value: '1' });
    copy.close();
  });

  test('makes the tables that a rebuild makes', async () => {
    const store = await openTestStore(undefined, { migrations });
    const made = shapeOf(store.read);
    expect(made.length).toBeGreaterThan(15);
    const core = { store, findKind };
    beginRebuild(core);
    while (!rebuildSome(core, () => 0).isDone);
    expect(shapeOf(store.read)).toEqual(made);
  });

  test('finds by number and token without reading a whole table', async () => {
    const { read } = await openTestStore(undefined, { migrations });
    const plans = {
      by_number: sql`SELECT stream FROM live_case WHERE number = 'n'`,
      by_token: sql`SELECT stream FROM live_paper WHERE token = 't'`,
    };
    for (const [index, query] of Object.entries(plans)) expect(planOf(read, query)).toContain(index);
  });
});
