import {
  closeSync,
  cpSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { openTestStore, storeOptions, temporaryFolder, testKey, thingMigration } from '../../../tests/support/store.ts';
import { copyInto } from './copy.ts';
import { loadDriver, refuseOldNode } from './driver.ts';
import { all, run, sql, transact } from './handles.ts';
import { openCopy, openReader, openStore } from './open.ts';
import { unlock } from './settings.ts';

const things = sql<{ word: string }>`SELECT word FROM thing ORDER BY id`;
const otherKey = new Uint8Array(32).fill(0xcd);

/** A closed store with some rows, enough for several pages. */
async function filledFolder(): Promise<string> {
  const dir = temporaryFolder();
  const store = unwrap(await openStore(storeOptions(dir)));
  transact(store.write, (transaction) => {
    for (let id = 1; id <= 200; id += 1)
      run(transaction, sql`INSERT INTO thing (word) VALUES (${`thing ${String(id)} `.repeat(20)})`);
  });
  store.close();
  return dir;
}

const refusalFor = async (dir: string, changes: Parameters<typeof storeOptions>[1] = {}) => {
  const opened = await openStore(storeOptions(dir, changes));
  if (opened.ok) opened.value.close();
  return opened.ok ? 'opened' : opened.refusal;
};

describe('opening', () => {
  test('creates the folder and finds everything again', async () => {
    const dir = join(temporaryFolder(), 'deep', 'data');
    const first = unwrap(await openStore(storeOptions(dir)));
    transact(first.write, (transaction) => run(transaction, sql`INSERT INTO thing (word) VALUES ('kept')`));
    first.close();
    const again = await openTestStore(dir);
    expect(all(again.read, things)).toEqual([{ word: 'kept' }]);
    expect(again.schema).toBe(1);
  });

  test('leaves nothing readable in any file', async () => {
    const store = await openTestStore();
    transact(store.write, (transaction) => run(transaction, sql`INSERT INTO thing (word) VALUES ('findable words')`));
    const files = readdirSync(store.dir).filter(
      (name) => statSync(join(store.dir, name)).size > 0 && name !== 'desk.lock',
    );
    expect(files).toContain('desk.db-wal');
    const found = files.filter((name) => {
      const text = readFileSync(join(store.dir, name), 'latin1');
      return text.includes('findable') || text.includes('CREATE TABLE') || text.includes('SQLite format 3');
    });
    expect(found).toEqual([]);
  });

  test('uses the key as it is: a cipher told of any number of derivation rounds opens the file', async () => {
    const dir = await filledFolder();
    const driver = unwrap(await loadDriver());
    for (const key of ['raw', 'hex'] as const) {
      const database = new driver(join(dir, 'desk.db'));
      database.pragma("cipher='chacha20'");
      database.pragma('kdf_iter=7');
      if (key === 'raw') unlock(database, testKey);
      else database.pragma('key="x\'abababababababababababababababababababababababababababababababab\'"');
      expect(database.prepare('SELECT count(*) AS n FROM thing').get()).toEqual({ n: 200 });
      database.close();
    }
  });

  test('a key of another length is a bug', async () => {
    await expect(openStore(storeOptions(temporaryFolder(), { key: new Uint8Array(31) }))).rejects.toThrow('32 bytes');
  });
});

describe('refused', () => {
  test('a wrong key, with and without the key check beside the file', async () => {
    const dir = await filledFolder();
    expect(await refusalFor(dir, { key: otherKey })).toEqual({ code: 'store.wrongKey' });
    const alone = temporaryFolder();
    cpSync(join(dir, 'desk.db'), join(alone, 'desk.db'));
    expect(await refusalFor(alone, { key: otherKey })).toEqual({ code: 'store.wrongKey' });
    expect(await refusalFor(dir)).toBe('opened');
  });

  test('a damaged first page under the right key, and a file that vanished or was emptied', async () => {
    const dir = await filledFolder();
    const file = join(dir, 'desk.db');
    const handle = openSync(file, 'r+');
    writeSync(handle, new Uint8Array([readFileSync(file)[100] === 7 ? 8 : 7]), 0, 1, 100);
    closeSync(handle);
    expect(await refusalFor(dir)).toMatchObject({ code: 'store.damaged' });
    truncateSync(file, 0);
    expect(await refusalFor(dir)).toMatchObject({ code: 'store.damaged', details: { cause: 'empty' } });
    expect(statSync(file).size).toBe(0);
  });

  test('a file of something else', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'desk.db'), 'not a database at all '.repeat(1000));
    expect(await refusalFor(dir)).toMatchObject({ code: 'store.wrongKey' });
  });

  test('a file where the folder should be', async () => {
    const file = join(temporaryFolder(), 'data');
    writeFileSync(file, 'x');
    expect(await refusalFor(file)).toMatchObject({ code: 'store.notAFolder' });
    expect(await refusalFor(join(file, 'below'))).toMatchObject({ code: 'store.notAFolder' });
  });

  test('a second opening while the first lives, and not after', async () => {
    const dir = await filledFolder();
    const first = unwrap(await openStore(storeOptions(dir)));
    expect(await refusalFor(dir)).toEqual({ code: 'store.inUse' });
    first.close();
    expect(await refusalFor(dir)).toBe('opened');
  });

  test('a refused opening frees the lock', async () => {
    const dir = await filledFolder();
    expect(await refusalFor(dir, { key: otherKey })).toEqual({ code: 'store.wrongKey' });
    expect(await refusalFor(dir)).toBe('opened');
  });

  test('a file of a newer program, unchanged, with both versions named', async () => {
    const dir = temporaryFolder();
    const newer = { version: 2, name: 'later', up: () => undefined };
    const opened = unwrap(
      await openStore(storeOptions(dir, { migrations: [thingMigration, newer], appBuild: '9.9.9' })),
    );
    opened.close();
    const before = readFileSync(join(dir, 'desk.db'));
    expect(await refusalFor(dir, { appBuild: '0.1.0' })).toEqual({
      code: 'store.fromFuture',
      details: { fileVersion: 2, fileBuild: '9.9.9', ourVersion: 1, ourBuild: '0.1.0' },
    });
    expect(readFileSync(join(dir, 'desk.db')).equals(before)).toBe(true);
  });

  test('a Node without Node-API 10, before the native module is loaded', async () => {
    expect(refuseOldNode('9', '20.20.2')).toEqual({
      code: 'store.nodeTooOld',
      details: { found: '20.20.2', needed: '22.14' },
    });
    expect(refuseOldNode(undefined, '0.1.0')?.code).toBe('store.nodeTooOld');
    expect(refuseOldNode('10', '24.0.0')).toBeUndefined();
    expect(await loadDriver({ napi: '9', node: '20.20.2' })).toMatchObject({ ok: false });
  });
});

describe('the settings', () => {
  test('hold on the write and read handles, after reopening, in a reader beside them and in a restored copy', async () => {
    const store = await openTestStore(await filledFolder());
    expect(store.refuseSettings()).toBeUndefined();
    unwrap(store.reopen());
    expect(store.refuseSettings()).toBeUndefined();
    const access = { key: testKey, log: { warn: () => undefined }, elapsed: () => 0 };
    const reader = unwrap(await openReader({ ...access, dir: store.dir }));
    expect(reader.refuseSettings()).toBeUndefined();
    const restored = temporaryFolder();
    unwrap(copyInto(reader.read, join(restored, 'desk.db')));
    const copy = unwrap(await openCopy({ ...access, file: join(restored, 'desk.db') }));
    expect(copy.refuseSettings()).toBeUndefined();
    expect(all(copy.read, things)).toHaveLength(200);
    for (const each of [copy, reader]) each.close();
    const again = await openTestStore(restored);
    expect(again.refuseSettings()).toBeUndefined();
    expect(again.read.kind).toBe('read');
  });
});

describe('a store that is reopened', () => {
  test('keeps its handles and its lock', async () => {
    const store = await openTestStore(await filledFolder());
    const before = all(store.read, things);
    unwrap(store.reopen());
    expect(all(store.read, things)).toEqual(before);
    transact(store.write, (transaction) => run(transaction, sql`INSERT INTO thing (word) VALUES ('after')`));
    expect(all(store.read, things)).toHaveLength(201);
    expect(await refusalFor(store.dir)).toEqual({ code: 'store.inUse' });
  });

  test('a damaged page breaks the store until it is reopened', async () => {
    const dir = await filledFolder();
    const store = await openTestStore(dir);
    // Written by another process's hand, as a failing disk would. Page 1 stays, so opening succeeds.
    const handle = openSync(join(dir, 'desk.db'), 'r+');
    writeSync(handle, new Uint8Array(4096 * 4).fill(1), 0, 4096 * 4, 4096 * 4);
    expect(() => all(store.read, things)).toThrow('store.damaged');
    expect(store.failure()).toMatchObject({ code: 'store.damaged' });
    expect(() => transact(store.write, () => 1)).toThrow('store.damaged');
    expect(store.reopen().ok).toBe(true);
    expect(store.failure()).toBeUndefined();
    expect(() => all(store.read, things)).toThrow('store.damaged');
    closeSync(handle);
  });
});
