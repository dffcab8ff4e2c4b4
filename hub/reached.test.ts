import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  embeddedPostgres,
  keptLog,
  temporaryFolder,
  testRandom,
  type TestPostgres,
} from '../tests/support/postgres.ts';
import { nativeSm3 } from '../tests/support/sm3.ts';
import { createHubKeys } from './keys/hub-keys.ts';
import { openReached, reachedName } from './reached.ts';
import { sql } from './store/database.ts';
import type { HubDatabase } from './store/pg.ts';
import { readHead } from './sync/hub.ts';
import { createHub } from './sync/service.ts';

let postgres: TestPostgres;
let database: HubDatabase;
let folder: string;
beforeAll(async () => {
  postgres = await embeddedPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  folder = temporaryFolder('reached');
  database = await postgres.open();
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const log = keptLog();
const start = () =>
  createHub({
    database,
    keys: createHubKeys(new Uint8Array(32).fill(7), testRandom),
    ports: { clock: { now: () => 0 }, random: testRandom, sm3: nativeSm3 },
    log,
    reached: openReached(folder),
  });
const head = () => database.transact(readHead);
const turnBack = (n: number) => database.transact((t) => t.run(sql`UPDATE hub_head SET n = ${n}`));

test('a database that went on, or stands where it stood, is begun as usual', async () => {
  await start();
  const { epoch } = await head();
  await start();
  await turnBack(7);
  await start();
  expect(await head()).toMatchObject({ epoch, state: 'open', n: 7 });
  expect(openReached(folder).recall()).toEqual({ epoch, n: 7 });
});

test('one that has fewer entries than desks were told of collects under a new epoch, once', async () => {
  await start();
  const { epoch, writer } = await head();
  openReached(folder).keepUp({ epoch, n: 12 });
  await turnBack(11);
  log.lines.length = 0;
  await start();
  const after = await head();
  expect(after.epoch).not.toBe(epoch);
  expect(after.writer).not.toBe(writer);
  expect(log.lines).toMatchObject([{ level: 'warn', text: expect.stringContaining('put back') as string }]);
  await start();
  expect((await head()).epoch).toBe(after.epoch);
});

test('one of an epoch before the last restore collects too, however far it had come', async () => {
  await start();
  const { epoch } = await head();
  openReached(folder).remember({ epoch: 'later', n: 3 });
  await turnBack(100);
  await start();
  expect((await head()).epoch).not.toBe(epoch);
});

test('keeping up writes in place, only forward, only in its epoch; a torn or missing file is none', () => {
  const file = openReached(folder);
  expect(file.recall()).toBeUndefined();
  file.keepUp({ epoch: 'e', n: 5 });
  expect(openReached(folder).recall()).toBeUndefined();
  file.remember({ epoch: 'e', n: 1 });
  const size = statSync(join(folder, reachedName)).size;
  file.keepUp({ epoch: 'e', n: 1_234_567 });
  file.keepUp({ epoch: 'e', n: 9 });
  file.keepUp({ epoch: 'f', n: 2_000_000 });
  expect(openReached(folder).recall()).toEqual({ epoch: 'e', n: 1_234_567 });
  expect(statSync(join(folder, reachedName)).size).toBe(size);
  writeFileSync(join(folder, reachedName), readFileSync(join(folder, reachedName)).subarray(0, 12));
  expect(openReached(folder).recall()).toBeUndefined();
  rmSync(join(folder, reachedName));
  const gone = openReached(folder);
  gone.keepUp({ epoch: 'e', n: 7 });
  expect(gone.recall()).toBeUndefined();
});
