import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { openTestStore, storeOptions, temporaryFolder, testKey, thingMigration } from '../../../tests/support/store.ts';
import { checkPages } from './copy.ts';
import { all, get, run, sql, transact } from './handles.ts';
import { appliedMigrations, assertNumbered, schemaOf, type Migration } from './migrate.ts';
import { copyNameBefore, openCopy, openStore } from './open.ts';

const colour: Migration = {
  version: 2,
  name: 'colour',
  up(write, transaction) {
    const { n } = get(transaction, sql<{ n: number }>`SELECT count(*) AS n FROM thing`) ?? { n: 0 };
    write(sql`ALTER TABLE thing ADD COLUMN colour TEXT NOT NULL DEFAULT ''`);
    write(sql`UPDATE thing SET colour = ${`one of ${String(n)}`}`);
  },
};

const failing: Migration = {
  version: 2,
  name: 'failing',
  up(write) {
    write(sql`DROP TABLE part`);
    write(sql`INSERT INTO nowhere VALUES (1)`);
  },
};

async function oneThing(dir: string): Promise<void> {
  const store = unwrap(await openStore(storeOptions(dir)));
  transact(store.write, (transaction) => run(transaction, sql`INSERT INTO thing (word) VALUES ('old')`));
  store.close();
}

describe('migrating', () => {
  test('a new file runs all, writes down who did, and keeps no copy of nothing', async () => {
    const store = await openTestStore(undefined, { migrations: [thingMigration, colour] });
    expect(schemaOf(store.read)).toBe(2);
    expect(appliedMigrations(store.read)).toEqual([
      { version: 1, name: 'things', app_build: 'test 1' },
      { version: 2, name: 'colour', app_build: 'test 1' },
    ]);
    expect(readdirSync(store.dir).filter((name) => name.startsWith('desk-before'))).toEqual([]);
  });

  test('a file with data is copied first, and the old program opens the copy', async () => {
    const dir = temporaryFolder();
    await oneThing(dir);
    const store = await openTestStore(dir, { migrations: [thingMigration, colour], appBuild: 'test 2' });
    expect(all(store.read, sql`SELECT word, colour FROM thing`)).toEqual([{ word: 'old', colour: 'one of 1' }]);
    expect(appliedMigrations(store.read).map((one) => one.app_build)).toEqual(['test 1', 'test 2']);
    const file = join(dir, copyNameBefore(2));
    const copy = unwrap(await openCopy({ file, key: testKey, log: { warn: () => undefined }, elapsed: () => 0 }));
    expect(checkPages(copy.read).ok).toBe(true);
    expect(schemaOf(copy.read)).toBe(1);
    expect(all(copy.read, sql`SELECT * FROM thing`)).toEqual([{ id: 1, word: 'old', bytes: null }]);
    copy.close();
    expect(readdirSync(dir).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('one that fails leaves the old, number and all', async () => {
    const dir = temporaryFolder();
    await oneThing(dir);
    await expect(openStore(storeOptions(dir, { migrations: [thingMigration, failing] }))).rejects.toThrow('nowhere');
    expect(existsSync(join(dir, copyNameBefore(2)))).toBe(true);
    const store = await openTestStore(dir);
    expect(schemaOf(store.read)).toBe(1);
    expect(all(store.read, sql`SELECT * FROM part`)).toEqual([]);
  });

  test('nothing is done twice', async () => {
    const dir = temporaryFolder();
    for (const build of ['a', 'b']) {
      const store = unwrap(await openStore(storeOptions(dir, { appBuild: build })));
      expect(appliedMigrations(store.read)).toEqual([{ version: 1, name: 'things', app_build: 'a' }]);
      store.close();
    }
  });

  test('a gap in the numbers is a bug', () => {
    expect(() => assertNumbered([thingMigration, { ...colour, version: 3 }])).toThrow('has number 3, expected 2');
  });
});
