import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newPhrase, phraseGroups } from '#shared/identity/recovery-phrase.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { makeWorld, type World } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { createDesk, type Desk } from '../desk.ts';
import { openResources } from '../desk-resources.ts';
import { createKeys } from '../keys/key-slots.ts';
import { enter } from '../login.ts';
import { openCore } from '../opening.ts';
import { backupFolder, lastBackupOf, writeSetting } from '../settings.ts';
import { all, sql, transact } from '../store/handles.ts';
import { backUp, backUpIfDue, restoreHere } from './of-desk.ts';

const cheap = { n: 2 ** 4, r: 1, p: 1 };
const typed = { login: 'wang', password: 'correct horse battery' };

async function openDesk(dir: string, world: World): Promise<Desk> {
  const desk = unwrap(
    await createDesk({
      dir,
      ports: world,
      elapsed: () => 0,
      log: { warn: () => undefined },
      build: { version: '0.1.0', date: '2026-11-01T00:00:00.000Z' },
      resources: openResources(join(import.meta.dirname, '../../../resources'), ''),
      isDemo: false,
      printing: 'dialog',
      worksAtIdle: false,
      costs: { password: cheap, recovery: cheap },
    }),
  );
  onTestFinished(desk.close);
  return desk;
}

async function setUp(world: World) {
  const root = temporaryFolder();
  const place = join(root, 'stick');
  mkdirSync(place);
  const { runtime } = await openDesk(join(root, 'data'), world);
  const phrase = newPhrase(world.random);
  const rootKey = unwrap(await createKeys(runtime.keys, { phrase, password: typed }));
  const core = unwrap(await openCore(runtime, rootKey, { station: '360732108201', desk: '一号窗口' }));
  return { runtime, core, place, phrase };
}

test('the daily backup: only where a place was chosen, once a day, not again and again while the stick is away', async () => {
  const world = makeWorld(1);
  const { runtime, core, place } = await setUp(world);
  const audits = (): string[] =>
    all(core.store.read, sql<{ data: string }>`SELECT data FROM audit WHERE type = 'backup' ORDER BY seq`).map(
      ({ data }) => data,
    );
  await backUpIfDue(runtime, core);
  expect(audits()).toEqual([]);
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, backupFolder, place);
  });
  renameSync(place, `${place}-away`);
  await backUpIfDue(runtime, core);
  await backUpIfDue(runtime, core);
  expect(audits()).toHaveLength(1);
  expect(runtime.backupProblem).toEqual({ code: 'backup.folderMissing' });
  renameSync(`${place}-away`, place);
  world.clock.advance(3_600_000);
  await backUpIfDue(runtime, core);
  expect(runtime.backupProblem).toBeNull();
  const first = lastBackupOf(core.store.read);
  expect(first).not.toBeNull();
  world.clock.advance(3_600_000);
  await backUpIfDue(runtime, core);
  expect(lastBackupOf(core.store.read)).toEqual(first);
  world.clock.advance(24 * 3_600_000);
  await backUpIfDue(runtime, core);
  expect(lastBackupOf(core.store.read)).not.toEqual(first);
});

test('restored on another machine with the phrase, the desk waits for a login that the old password gives', async () => {
  const world = makeWorld(2);
  const { runtime, core, place, phrase } = await setUp(world);
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, backupFolder, place);
  });
  const { file } = unwrap(await backUp(runtime, core, 'somebody'));
  expect(await restoreHere(runtime, { folder: place, file, phrase: phraseGroups(phrase) })).toMatchObject({
    refusal: { code: 'desk.alreadySetUp' },
  });
  const other = await openDesk(join(temporaryFolder(), 'data'), world);
  const wrong = phraseGroups(newPhrase(world.random));
  expect(await restoreHere(other.runtime, { folder: place, file, phrase: wrong })).toMatchObject({
    refusal: { code: 'recovery.wrong' },
  });
  expect(await restoreHere(other.runtime, { folder: place, file, phrase: ['1'] })).toMatchObject({
    refusal: { code: 'recovery.length' },
  });
  expect(other.runtime.state).toBe('new');
  const report = unwrap(await restoreHere(other.runtime, { folder: place, file, phrase: phraseGroups(phrase) }));
  expect(report).toMatchObject({ entries: 1, cases: 0 });
  expect(other.runtime.state).toBe('locked');
  // Nobody is in the registry of this small desk, but the password's slot has opened the file.
  await enter(other.runtime, 'connection', typed);
  expect(other.runtime.state).toBe('open');
  expect(other.runtime.core?.writer.id).not.toBe(core.writer.id);
  expect(all(other.runtime.core?.store.read ?? core.store.read, sql`SELECT id FROM writer`)).toHaveLength(2);
});
