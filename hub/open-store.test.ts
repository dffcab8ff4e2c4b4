import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sm3 } from '#shared/kernel/sm3.ts';
import { keptLog, temporaryFolder, testElapsed, testRandom } from '../tests/support/postgres.ts';
import { databaseRefusal, openStore, type OpenStore, type StoreOptions } from './open-store.ts';
import { DatabaseGone, sql } from './store/database.ts';
import { FromFuture } from './store/migrate.ts';

let dataDir: string;
const open = (wishes: Partial<StoreOptions> = {}) =>
  openStore({
    dataDir,
    ports: { clock: { now: () => 0 }, random: testRandom, sm3 },
    elapsed: testElapsed,
    log: keptLog(),
    env: {},
    mayBeBeside: false,
    ...wishes,
  });
async function opened(wishes: Partial<StoreOptions> = {}): Promise<OpenStore> {
  const store = await open(wishes);
  if (!store.ok) throw new Error(store.refusal.code);
  return store.value;
}

beforeEach(() => {
  dataDir = temporaryFolder('open-store');
});
afterEach(() => {
  rmSync(dataDir, { recursive: true, force: true });
});

test('a command works beside a running hub, on its database and under its keys, and leaves it running', async () => {
  const hub = await opened();
  expect(await open()).toMatchObject({ refusal: { code: 'dataDir.inUse' } });
  await hub.database.transact((t) => t.run(sql`CREATE TABLE kept AS SELECT 7 AS n`));
  const beside = await opened({ mayBeBeside: true });
  expect([hub.isBeside, beside.isBeside]).toEqual([false, true]);
  expect(await beside.database.transact((t) => t.get(sql`SELECT n FROM kept`))).toEqual({ n: 7 });
  expect(beside.keys.open('x', hub.keys.seal('x', Uint8Array.of(1)))).toEqual(Uint8Array.of(1));
  await beside.close();
  await hub.database.ping();
  await hub.close();
  const alone = await opened({ mayBeBeside: true });
  expect(alone.isBeside).toBe(false);
  await alone.close();
});

test('closing does not wait for a transaction that waits for ever', async () => {
  const store = await opened();
  const begun = Promise.withResolvers<undefined>();
  const stuck = store.database.transact(async (t) => {
    await t.get(sql`SELECT 1`);
    begun.resolve(undefined);
    await t.get(sql`SELECT pg_sleep(600)`);
  });
  const given = expect(stuck).rejects.toBeInstanceOf(DatabaseGone);
  await begun.promise;
  await store.close();
  await given;
  await (await opened()).close();
});

test('what was opened is closed again where the next cannot be', async () => {
  expect(await open({ env: { TONGBAN_HUB_KEY: 'x' } })).toMatchObject({ refusal: { code: 'key.malformed' } });
  const env = { DATABASE_URL: 'postgres://tongban:x@127.0.0.1:1/tongban' };
  expect(await open({ env })).toEqual({
    ok: false,
    refusal: { code: 'database.gone', details: { code: 'ECONNREFUSED' } },
  });
  expect(await open({ env: { DATABASE_URL: 'not an address' } })).toMatchObject({ refusal: { code: 'database.url' } });
  await (await opened()).close();
});

test('a bug is not taken for a database that refuses', () => {
  expect(databaseRefusal(new TypeError('x'))).toBeUndefined();
  expect(databaseRefusal(Object.assign(new Error('x'), { code: '23505' }))).toBeUndefined();
  expect(databaseRefusal(new FromFuture(9, 1))).toMatchObject({ code: 'database.newer' });
  expect(databaseRefusal(new DatabaseGone('53100', undefined))).toMatchObject({ code: 'disk.full' });
  expect(databaseRefusal(Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }))).toMatchObject({
    code: 'database.gone',
  });
});
