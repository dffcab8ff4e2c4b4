/** A store on the real disk for tests that stand beside its code. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from '#desk/store/open.ts';
import { sql } from '#desk/store/handles.ts';
import type { Migration } from '#desk/store/migrate.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { nativeSm3 } from './sm3.ts';

/** A key for tests: not random, so a failing file can be opened again by hand. */
export const testKey = new Uint8Array(32).fill(0xab);

export { nativeSm3 };

export const thingMigration: Migration = {
  version: 1,
  name: 'things',
  up(write) {
    write(sql`CREATE TABLE thing (id INTEGER PRIMARY KEY, word TEXT NOT NULL, bytes BLOB) STRICT`);
    write(sql`CREATE TABLE part (id INTEGER PRIMARY KEY, thing INTEGER NOT NULL REFERENCES thing (id)) STRICT`);
  },
};

/** A folder of its own, removed after the test. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tongban-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

export interface LoggedCall {
  readonly fields: Readonly<Record<string, string | number>>;
  readonly message: string;
}

export const storeOptions = (dir: string, changes: Partial<StoreOptions> = {}): StoreOptions => ({
  dir,
  key: testKey,
  migrations: [thingMigration],
  appBuild: 'test 1',
  log: { warn: () => undefined },
  elapsed: () => 0,
  ...changes,
});

/** A new store, closed after the test. */
export async function openTestStore(dir = temporaryFolder(), changes: Partial<StoreOptions> = {}): Promise<Store> {
  const store = unwrap(await openStore(storeOptions(dir, changes)));
  onTestFinished(() => store.close());
  return store;
}
