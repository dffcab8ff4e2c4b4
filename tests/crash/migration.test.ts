/** trust.md row 28 (the store's part): a migration killed at any statement leaves the old tables or the new, and every row. */
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkPages } from '#desk/store/copy.ts';
import { all, get, sql } from '#desk/store/handles.ts';
import { schemaOf } from '#desk/store/migrate.ts';
import { copyNameBefore, openCopy, type Store } from '#desk/store/open.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { beside, isLong, scratchFolder, start } from './processes.ts';
import { threeVersions } from './migrations.ts';
import { crashKey, openSmallStore, putSmallAct } from './small-store.ts';

const migrateAt = (dir: string, killAt: number) =>
  start([process.execPath, '--import', beside('kill-at.ts'), beside('migrate-process.ts'), dir], {
    TONGBAN_KILL_AT: String(killAt),
  }).ended;

async function oldFolder(): Promise<string> {
  const dir = scratchFolder();
  const store = unwrap(await openSmallStore(dir));
  for (let i = 0; i < 20; i += 1) putSmallAct(store, i);
  store.close();
  return dir;
}

/** What the tables look like and hold, told apart by the number in the file alone. */
function shapeOf({ read }: Store): { schema: number; tables: unknown; rows: number } {
  const tables = all(read, sql<{ name: string }>`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`);
  const acts = tables.some(({ name }) => name === 'deed')
    ? sql<{ n: number }>`SELECT count(*) AS n FROM deed`
    : sql<{ n: number }>`SELECT count(*) AS n FROM act`;
  return { schema: schemaOf(read), tables: tables.map(({ name }) => name), rows: get(read, acts)?.n ?? -1 };
}

const base = ['part', 'store_migration', 'total'];
const shapes = new Map([
  [1, { schema: 1, tables: ['act', ...base], rows: 20 }],
  [2, { schema: 2, tables: ['act', 'note', ...base].toSorted(), rows: 20 }],
  [3, { schema: 3, tables: ['deed', 'note', ...base].toSorted(), rows: 20 }],
]);

test('killed at each statement it leaves one of the versions whole, and the next start finishes', async () => {
  const old = await oldFolder();
  const counting = await oldFolder();
  const { lines } = await migrateAt(counting, 0);
  const statements = Number(/^statements (\d+)$/u.exec(lines.at(-1) ?? '')?.[1]);
  expect(statements).toBeGreaterThan(12);
  const left = new Map<number, number>();
  const step = isLong ? 1 : 2;
  for (let killAt = statements; killAt >= 1; killAt -= step) {
    const dir = scratchFolder();
    rmSync(dir, { recursive: true });
    cpSync(old, dir, { recursive: true });
    expect((await migrateAt(dir, killAt)).signal).toBe('SIGKILL');
    // The program of each version opens the file it left: the version it stopped at is found, whole.
    const found = await versionLeft(dir);
    left.set(found, (left.get(found) ?? 0) + 1);
    const store = unwrap(await openSmallStore(dir, threeVersions));
    expect(shapeOf(store)).toEqual(shapes.get(3));
    expect(checkPages(store.read).ok).toBe(true);
    store.close();
    await assertCopy(dir, 2);
  }
  console.log(`migration killed at ${String(statements)} statements; versions left: ${JSON.stringify([...left])}`);
  expect([...left.keys()].toSorted()).toEqual([1, 2, 3]);
});

async function versionLeft(dir: string): Promise<number> {
  for (const version of [1, 2, 3]) {
    const opened = await openSmallStore(dir, threeVersions.slice(0, version));
    if (!opened.ok) {
      expect(opened.refusal.code).toBe('store.fromFuture');
      continue;
    }
    expect(shapeOf(opened.value)).toEqual(shapes.get(version));
    opened.value.close();
    return version;
  }
  throw new Error('no program opens it');
}

/** The copy kept before the first change opens in the program of before. */
async function assertCopy(dir: string, version: number): Promise<void> {
  const file = join(dir, copyNameBefore(version));
  expect(existsSync(file)).toBe(true);
  const copy = unwrap(await openCopy({ file, key: crashKey, log: { warn: () => undefined }, elapsed: () => 0 }));
  expect(schemaOf(copy.read)).toBe(version - 1);
  expect(get(copy.read, sql`SELECT count(*) AS n FROM act`)).toEqual({ n: 20 });
  copy.close();
}
