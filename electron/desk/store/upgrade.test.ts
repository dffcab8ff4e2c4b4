import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  chief,
  intake,
  openDesk,
  setUpDesk,
  testMorning,
  type DeskWishes,
  type TestDesk,
  type Window,
} from '../../../tests/support/desk.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import type { SecretStore } from '../keys/slot-boxes.ts';
import type { Sql } from 'sql-template-tag';
import { run, sql, transact } from './handles.ts';
import { schemaOf } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { copyNameBefore } from './open.ts';

/** What takes a change of the tables back; whoever adds one says it here. */
const undo: Readonly<Record<number, readonly Sql[]>> = {
  10: [sql`DROP INDEX g0_trips_by_day`],
  11: [
    sql`ALTER TABLE print_job DROP COLUMN done`,
    sql`ALTER TABLE print_job DROP COLUMN pieces`,
    sql`ALTER TABLE print_job DROP COLUMN printer`,
  ],
  12: [sql`DROP INDEX audit_looks`, sql`DROP TABLE live_ledger`],
  13: [
    sql`ALTER TABLE print_job DROP COLUMN by_hand`,
    sql`ALTER TABLE print_job DROP COLUMN papers`,
    sql`ALTER TABLE print_job DROP COLUMN spec`,
  ],
};
const previous = 9;
const copyOf = (dir: string): string => join(dir, copyNameBefore(previous + 1));
const enter = { login: chief.login, password: chief.password };

/** The data of a desk with one case, as the program left them that knew the migrations up to `previous`. */
async function olderDesk(wishes: DeskWishes = {}): Promise<{ readonly dir: string; readonly number: string }> {
  const desk = await setUpDesk(wishes);
  const { number } = await desk.chief.ask<{ number: string }>('case.begin', intake(desk.newId()));
  transact(desk.core().store.write, (transaction) => {
    for (const { version } of migrations.slice(previous).reverse()) {
      for (const statement of undo[version] ?? [sql`no undo of this migration`]) run(transaction, statement);
      run(transaction, sql`DELETE FROM store_migration WHERE version = ${version}`);
    }
    run(transaction, sql`PRAGMA user_version = 9`);
  });
  await desk.close();
  return { dir: desk.dir, number };
}

async function expectWhole(desk: TestDesk, window: Window, number: string): Promise<void> {
  expect(schemaOf(desk.core().store.read)).toBe(migrations.length);
  expect(existsSync(copyOf(desk.dir))).toBe(true);
  expect(JSON.stringify(await window.ask('case.list', { filter: 'all', search: number, limit: 5 }))).toContain(number);
}

it('whoever logs in meanwhile waits, is told how far it is, and finds the old data in the new tables and a copy beside', async () => {
  const { dir, number } = await olderDesk();
  const desk = await openDesk({ dir });
  const [first, second, onlooker] = [await desk.connect(), await desk.connect(), await desk.connect()];
  const entering = [first, second].map((window) => window.ask('login.enter', enter));
  const told: unknown[] = [];
  const looking = new Promise<void>((resolve) => {
    desk.desk.runtime.listeners.add(() => {
      if (desk.desk.runtime.core !== null) return;
      void onlooker.ask<{ upgrade: number | null }>('desk.status', {}).then(({ upgrade }) => {
        told.push(upgrade);
        resolve();
      });
    });
  });
  await looking;
  expect(told[0]).toEqual(expect.any(Number));
  await Promise.all(entering);
  expect(await onlooker.ask('desk.status', {})).toMatchObject({ state: 'open', upgrade: null });
  await expectWhole(desk, second, number);
});

it('a program that is closed meanwhile leaves the file free and whole for the next start', async () => {
  const { dir, number } = await olderDesk();
  const desk = await openDesk({ dir });
  const window = await desk.connect();
  const begun = new Promise<void>((resolve) => {
    desk.desk.runtime.listeners.add(() => {
      resolve();
    });
  });
  const refused = window.refused('login.enter', enter);
  await begun;
  await desk.close();
  expect(await refused).toMatchObject({ code: 'work.cancelled' });
  const again = await openDesk({ dir });
  const back = await again.connect();
  await back.ask('login.enter', enter);
  await expectWhole(again, back, number);
});

it('of a file that opens by itself does not hold up the window', async () => {
  const world = makeWorld(7, testMorning);
  const secrets: SecretStore = {
    available: () => Promise.resolve(true),
    protect: (bytes) => Promise.resolve(bytes.map((byte) => byte ^ 0x5a)),
    unprotect: (bytes) => Promise.resolve(bytes.map((byte) => byte ^ 0x5a)),
  };
  const { dir, number } = await olderDesk({ world, options: { secrets } });
  const desk = await openDesk({ dir, world, options: { secrets } });
  expect(desk.desk.runtime.upgrade).not.toBeNull();
  const window = await desk.connect();
  await window.ask('login.enter', enter);
  await expectWhole(desk, window, number);
});
