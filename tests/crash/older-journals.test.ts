/**
 * trust.md row 28: upgrades never lose data. Two made-up older schemas of the journal come to today's tables with every entry, killed
 * at each statement on the way; what the streams fold to is the same; the copy kept before opens in the program of before.
 */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadEntries } from '#desk/journal/entries.ts';
import { beginRebuild, needsRebuild, rebuildSome } from '#desk/journal/rebuild.ts';
import type { EntryRow } from '#desk/journal/entries.ts';
import { checkPages } from '#desk/store/copy.ts';
import { all, get, sql, type ReadHandle } from '#desk/store/handles.ts';
import { schemaOf } from '#desk/store/migrate.ts';
import { copyNameBefore, openCopy, storeName, type Store } from '#desk/store/open.ts';
import { canonical, toHex } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { makeWorld, openJournalDesk, publishMatter, step, takeCase } from '../support/journal-desk.ts';
import { nativeSm3 } from '../support/store.ts';
import { keepAsWholeHeaders, linesOf, openAs, type LifeRow } from './older-journals.ts';
import { beside, isLong, scratchFolder, start } from './processes.ts';
import { crashKey } from './small-store.ts';

/** SM3 of what all streams fold to, in RFC 8785 form. */
function foldHash(read: ReadHandle): string {
  const streams = all(read, sql<{ stream: string }>`SELECT DISTINCT stream FROM entry ORDER BY stream`);
  const states = streams.map(({ stream }) => fold(findKind, loadEntries(read, stream)) as unknown as JsonObject);
  return toHex(nativeSm3(new TextEncoder().encode(canonical(states))));
}

/** A morning at a desk of today: its rows, and what they fold to. */
async function morning() {
  const world = makeWorld(28);
  const desk = await openJournalDesk(scratchFolder(), world);
  publishMatter(desk);
  const cases = [0, 1, 2, 3, 4].map((steps) => takeCase(desk, world, steps).stream);
  step(desk, cases[2] ?? '', 'corrected', { set: { request: '听错了 𠮷䶮' }, reason: '更正' });
  step(desk, cases[0] ?? '', 'voided', { cause: 'trial', reason: '试录' });
  const { read } = desk.core.store;
  const rows = all(read, sql<EntryRow>`SELECT * FROM entry ORDER BY seq`);
  const lives = all(read, sql<LifeRow>`SELECT * FROM writer`);
  const picture = { hash: foldHash(read), cases: casesOf(read), entries: rows.length };
  desk.close();
  return { rows, lives, picture };
}

const casesOf = (read: ReadHandle) =>
  all(read, sql`SELECT stream, number, status, title, petitioner, next_due FROM live_case ORDER BY stream`);

/** A directory as the program of an older version left it. */
async function leftBy(version: 1 | 2, { rows, lives }: Awaited<ReturnType<typeof morning>>): Promise<string> {
  const dir = scratchFolder();
  const first = unwrap(await openAs(1, dir));
  keepAsWholeHeaders(first, rows, lives);
  first.close();
  if (version === 2) unwrap(await openAs(2, dir)).close();
  rmSync(join(dir, copyNameBefore(2)), { force: true });
  return dir;
}

function copyOf(dir: string): string {
  const copy = scratchFolder();
  rmSync(copy, { recursive: true });
  cpSync(dir, copy, { recursive: true });
  return copy;
}

const migrateAt = (dir: string, killAt: number) =>
  start([process.execPath, '--import', beside('kill-at.ts'), beside('older-journal-process.ts'), dir], {
    TONGBAN_KILL_AT: String(killAt),
  }).ended;

/** The oldest program that opens what was left: it says which version the file has. */
async function versionLeft(dir: string): Promise<{ version: number; lines: readonly string[] }> {
  for (const version of [1, 2, 3]) {
    const opened = await openAs(version, dir);
    if (opened.ok) {
      const found = { version: schemaOf(opened.value.read), lines: linesOf(opened.value) };
      opened.value.close();
      return found;
    }
    expect(opened.refusal.code).toBe('store.fromFuture');
  }
  throw new Error('no program opens it');
}

function assertWhole(store: Store, { hash, cases, entries }: Awaited<ReturnType<typeof morning>>['picture']): void {
  expect(checkPages(store.read).ok).toBe(true);
  expect(get(store.read, sql`SELECT count(*) AS n FROM entry`)).toEqual({ n: entries });
  expect(foldHash(store.read)).toBe(hash);
  expect(needsRebuild(store)).toBe(true);
  const core = { store, findKind };
  beginRebuild(core);
  while (!rebuildSome(core, () => 0).isDone);
  expect(casesOf(store.read)).toEqual(cases);
}

/** The copy kept before the first change, opened by the program that wrote it. */
async function assertCopy(dir: string, version: 1 | 2, lines: readonly string[]): Promise<void> {
  const file = join(dir, copyNameBefore(version + 1));
  expect(readFileSync(file).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
  const alone = unwrap(await openCopy({ file, key: crashKey, log: { warn: () => undefined }, elapsed: () => 0 }));
  expect(schemaOf(alone.read)).toBe(version);
  alone.close();
  const old = scratchFolder();
  cpSync(file, join(old, storeName));
  const store = unwrap(await openAs(version, old));
  expect(linesOf(store)).toEqual(lines);
  store.close();
}

test.each([1, 2] as const)(
  'a file of version %i, killed at each statement of its way to today, loses nothing',
  async (version) => {
    const before = await morning();
    const dir = await leftBy(version, before);
    const { lines: held } = await versionLeft(copyOf(dir));
    expect(held).toHaveLength(before.rows.length);
    const counted = copyOf(dir);
    const { lines } = await migrateAt(counted, 0);
    const statements = Number(/^statements (\d+)$/u.exec(lines.at(-1) ?? '')?.[1]);
    expect(statements).toBeGreaterThan(40);
    const whole = unwrap(await openAs(3, counted));
    assertWhole(whole, before.picture);
    whole.close();
    const left = new Set<number>();
    // From the last one, which leaves the new tables; in CI every eighth, `test:long` takes all.
    for (let killAt = statements; killAt >= 1; killAt -= isLong ? 1 : 8) {
      const killed = copyOf(dir);
      expect((await migrateAt(killed, killAt)).signal).toBe('SIGKILL');
      const found = await versionLeft(killed);
      expect(found.lines, `killed at ${String(killAt)}`).toEqual(held);
      left.add(found.version);
      const store = unwrap(await openAs(3, killed));
      assertWhole(store, before.picture);
      store.close();
      await assertCopy(killed, version, held);
    }
    expect([...left].toSorted()).toEqual(version === 1 ? [1, 2, 3] : [2, 3]);
  },
);

test('a file of a later program is refused with both versions named, and not touched', async () => {
  const before = await morning();
  const dir = await leftBy(2, before);
  const bytes = readFileSync(join(dir, storeName));
  const refused = await openAs(1, dir);
  expect(refused).toMatchObject({
    ok: false,
    refusal: {
      code: 'store.fromFuture',
      details: { fileVersion: 2, fileBuild: 'made-up 2', ourVersion: 1, ourBuild: 'made-up 1' },
    },
  });
  expect(readFileSync(join(dir, storeName)).equals(bytes)).toBe(true);
  unwrap(await openAs(2, dir)).close();
});
