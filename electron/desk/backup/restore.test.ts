import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newPhrase } from '#shared/identity/recovery-phrase.ts';
import { unwrap } from '#shared/kernel/result.ts';
import {
  backupDeskOf,
  foldHashes,
  numbersOf,
  openBackedUp,
  restoreParts,
  storeKeyOf,
  type BackedUp,
} from '../../../tests/support/backup-desk.ts';
import { makeWorld, openJournalDesk, takeCase, type JournalDesk } from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import { nativeSm3, temporaryFolder } from '../../../tests/support/store.ts';
import { verifyInWorker } from '../journal/verify-run.ts';
import { openWithPassword } from '../keys/key-slots.ts';
import { backupFolder, readSetting } from '../settings.ts';
import { openBlobs } from '../store/blobs.ts';
import { all, get, sql } from '../store/handles.ts';
import { lockName } from '../store/lock.ts';
import { codesKnownAt, keepCode } from './codes.ts';
import { makeBackup } from './make.ts';
import { readManifest, manifestToBytes, sealManifest } from './manifest.ts';
import { attachmentsName } from './names.ts';
import { restoreBackup, type RestoreJob } from './restore.ts';
import { runBackup, backupWitnesses } from './run.ts';

const freshDir = (): string => join(temporaryFolder(), 'new machine');

/** Made in this thread, which starts quicker than one of its own. */
async function withBackup(chance: number, cases = 6) {
  const backed = await openBackedUp(makeWorld(chance), cases);
  const { crypto, random } = backed.world;
  const job = { ...backed.backup, place: backed.place, at: new Date(backed.world.clock.now()).toISOString() };
  const done = unwrap(await makeBackup({ crypto, random, log: { warn: () => undefined }, elapsed: () => 0 }, job));
  return { backed, done, folder: join(backed.place, done.file) };
}

const restore = (
  backed: BackedUp,
  file: string,
  changes: Partial<RestoreJob> = {},
  parts = restoreParts(backed.world),
) => restoreBackup(parts, { dir: freshDir(), place: backed.place, file, phrase: backed.phrase, ...changes });

const reopen = (backed: BackedUp, dir: string): Promise<JournalDesk> => openJournalDesk(dir, backed.world, backed.keys);

describe('the drill (row 30)', () => {
  test('make cases, back up, lose everything, restore elsewhere with the phrase alone: nothing differs', async () => {
    const { backed, done } = await withBackup(1, 20);
    const before = foldHashes(backed.desk);
    const printed = numbersOf(backed.desk);
    const at = backed.world.clock.now();
    backed.desk.close();
    rmSync(backed.dir, { recursive: true });
    backed.world.clock.advance(3 * 3_600_000);
    const dir = freshDir();
    const start = performance.now();
    const report = unwrap(await restore(backed, done.file, { dir }));
    console.log(
      `drill: ${String(report.cases)} cases restored in ${((performance.now() - start) / 60_000).toFixed(3)} minutes`,
    );
    expect(report).toEqual({
      cases: 20,
      entries: done.entries,
      upTo: new Date(at).toISOString(),
      missingSince: done.at,
      attachmentsMissing: 0,
    });
    const home = await reopen(backed, dir);
    const { [home.core.writer.id]: own, ...after } = foldHashes(home);
    expect(own).toBeDefined();
    expect(after).toEqual(before);
    expect(home.core.writer.code).not.toBe(backed.desk.core.writer.code);
    expect(unwrap(openBlobs(dir, backed.keys.rootKey, nativeSm3).read(backed.blob)).byteLength).toBe(450_000);
    expect(readSetting(home.core.store.read, backupFolder)).toBe(backed.place);
    expect(all(home.core.store.read, sql`SELECT type, data FROM audit ORDER BY seq DESC LIMIT 1`)).toMatchObject([
      { type: 'restore', data: expect.stringContaining('"why":"restored"') as string },
    ]);
    const fresh = Array.from({ length: 20 }, () => takeCase(home, backed.world).number);
    expect(new Set([...printed, ...fresh]).size).toBe(40);
    expect(readdirSync(dir)).not.toContain('restore.part');
    home.close();
    const keys = { directory: dir, crypto: backed.world.crypto };
    expect((await openWithPassword(keys, { login: 'wang', password: 'correct horse battery' })).ok).toBe(true);
    const { desk } = unwrap(readManifest(join(backed.place, done.file)));
    const witnesses = backupWitnesses(backed.place, desk);
    const verified = unwrap(await verifyInWorker({ dir, ...backed.keys, isDeep: true, ...witnesses }));
    expect(verified.found).toEqual([]);
    expect(verified.witnesses).toBe(1);
  });

  test('the restored desk backs up and is restored again', async () => {
    const { backed, done } = await withBackup(2);
    backed.desk.close();
    const dir = freshDir();
    unwrap(await restore(backed, done.file, { dir }));
    const home = await reopen(backed, dir);
    takeCase(home, backed.world);
    const hashes = foldHashes(home);
    backed.world.clock.advance(86_400_000);
    const second = unwrap(await runBackup(backupDeskOf(home, backed.world, backed.keys), 'desk'));
    home.close();
    const third = freshDir();
    unwrap(await restore(backed, second.file, { dir: third }));
    const last = await reopen(backed, third);
    expect(foldHashes(last)).toMatchObject(hashes);
    expect(all(last.core.store.read, sql`SELECT code FROM writer`)).toHaveLength(3);
  });

  test('two desks restored from one backup draw different codes, because the place remembers', async () => {
    const { backed, done } = await withBackup(3);
    const { desk } = unwrap(readManifest(join(backed.place, done.file)));
    for (let count = 1; count <= 12; count += 1) {
      const dir = freshDir();
      unwrap(await restore(backed, done.file, { dir }));
      const home = await reopen(backed, dir);
      expect(codesKnownAt(backed.place, desk)).toHaveLength(count + 1);
      expect(codesKnownAt(backed.place, desk)).toContain(home.core.writer.code);
      home.close();
    }
    keepCode(join(backed.place, 'gone'), desk, 'ZZ');
    writeFileSync(
      join(backed.place, readdirSync(backed.place).find((name) => name.startsWith('tongban-codes')) ?? ''),
      '{',
    );
    expect(codesKnownAt(backed.place, desk)).toEqual([backed.desk.core.writer.code]);
  });
});

describe('is refused, and leaves neither half a desk here nor a changed backup there:', () => {
  const expectNothing = (dir: string): void => {
    expect(existsSync(dir) ? readdirSync(dir).filter((name) => name !== lockName) : []).toEqual([]);
  };

  test('a wrong phrase', async () => {
    const { backed, done } = await withBackup(11);
    const dir = freshDir();
    const phrase = newPhrase(backed.world.random);
    expect(await restore(backed, done.file, { dir, phrase })).toEqual({
      ok: false,
      refusal: { code: 'recovery.wrong' },
    });
    expectNothing(dir);
  });

  test('a directory that holds data', async () => {
    const { backed, done } = await withBackup(12);
    const before = numbersOf(backed.desk);
    expect(await restore(backed, done.file, { dir: backed.dir })).toMatchObject({
      refusal: { code: 'restore.notEmpty' },
    });
    expect(numbersOf(backed.desk)).toEqual(before);
    for (const name of ['desk.db', 'keys.json', 'blobs', 'desk.check', 'desk.place']) {
      const dir = freshDir();
      mkdirSync(dir);
      writeFileSync(join(dir, name), 'x');
      expect(await restore(backed, done.file, { dir })).toMatchObject({ refusal: { code: 'restore.notEmpty' } });
      expect(readFileSync(join(dir, name), 'utf8')).toBe('x');
    }
  });

  test('what is no backup', async () => {
    const { backed, folder } = await withBackup(13);
    cpSync(folder, join(backed.place, 'copy'), { recursive: true });
    mkdirSync(join(backed.place, 'tongban-360732108201-20200101-000000.tbk'));
    for (const file of [
      'copy',
      '.',
      '..',
      attachmentsName,
      'tongban-360732108201-20200101-000000.tbk',
      'tongban-360732108201-20200101-000001.tbk',
    ]) {
      expect(await restore(backed, file), file).toMatchObject({ refusal: { code: 'restore.notABackup' } });
    }
  });

  const damages: Readonly<Record<string, readonly [what: string, (folder: string, backed: BackedUp) => void]>> = {
    'one bit of the store': [
      'desk.db',
      (folder) => {
        flip(join(folder, 'desk.db'));
      },
    ],
    'the store cut short': [
      'desk.db',
      (folder) => {
        writeFileSync(join(folder, 'desk.db'), readFileSync(join(folder, 'desk.db')).subarray(0, 8192));
      },
    ],
    'the store gone': [
      'desk.db',
      (folder) => {
        rmSync(join(folder, 'desk.db'));
      },
    ],
    'one bit of the keys': [
      'keys.json',
      (folder) => {
        flip(join(folder, 'keys.json'));
      },
    ],
    'the keys gone': [
      'keys.json',
      (folder) => {
        rmSync(join(folder, 'keys.json'));
      },
    ],
    'a manifest that is none': [
      'manifest.json',
      (folder) => {
        writeFileSync(join(folder, 'manifest.json'), '{}');
      },
    ],
    'a manifest somebody changed': [
      'manifest.json',
      (folder) => {
        const manifest = unwrap(readManifest(folder));
        writeFileSync(join(folder, 'manifest.json'), manifestToBytes({ ...manifest, at: '2027-01-01T00:00:00.000Z' }));
      },
    ],
    'a manifest of other heads, well sealed': [
      'desk.db',
      (folder, backed) => {
        const { mac: _, ...content } = unwrap(readManifest(folder));
        const heads = content.heads.map((head) => ({ ...head, seq: head.seq + 1 }));
        const sealed = sealManifest(backed.world.crypto, backed.keys.rootKey, { ...content, heads });
        writeFileSync(join(folder, 'manifest.json'), manifestToBytes(sealed));
      },
    ],
  };
  test.each(Object.entries(damages))('damage: %s', async (_, [what, damage]) => {
    const { backed, done, folder } = await withBackup(14, 2);
    damage(folder, backed);
    const dir = freshDir();
    expect(await restore(backed, done.file, { dir })).toEqual({
      ok: false,
      refusal: { code: 'restore.damaged', details: { what } },
    });
    expectNothing(dir);
  });

  test('any byte of store or keys changed at random', async () => {
    const { backed, done, folder } = await withBackup(15, 2);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('desk.db', 'keys.json'),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (name, at, by) => {
          const whole = readFileSync(join(folder, name));
          const bytes = Buffer.from(whole);
          bytes.writeUInt8(bytes.readUInt8(at % bytes.length) ^ by, at % bytes.length);
          writeFileSync(join(folder, name), bytes);
          const result = await restore(backed, done.file);
          writeFileSync(join(folder, name), whole);
          expect(result).toMatchObject({ refusal: { code: 'restore.damaged', details: { what: name } } });
        },
      ),
      { seed: seed(), numRuns: 60 },
    );
    expect((await restore(backed, done.file)).ok).toBe(true);
  });

  test('one of a newer program', async () => {
    const { backed, done, folder } = await withBackup(16, 2);
    const older = { ...restoreParts(backed.world), migrations: restoreParts(backed.world).migrations.slice(0, 1) };
    expect(await restore(backed, done.file, {}, older)).toMatchObject({ refusal: { code: 'restore.newer' } });
    const manifest = unwrap(readManifest(folder));
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ ...manifest, version: 2, more: {} }));
    expect(await restore(backed, done.file)).toMatchObject({ refusal: { code: 'restore.newer' } });
  });
});

test('lost attachments are counted and keep nothing else from coming back', async () => {
  const { backed, done } = await withBackup(21);
  rmSync(join(backed.place, attachmentsName), { recursive: true });
  const dir = freshDir();
  expect(unwrap(await restore(backed, done.file, { dir }))).toMatchObject({ cases: 6, attachmentsMissing: 1 });
  const home = await reopen(backed, dir);
  expect(get(home.core.store.read, sql`SELECT count(*) AS count FROM live_case`)).toEqual({ count: 6 });
});

test('a restore cut off before the key file came is begun again; after that it is not', async () => {
  const { backed, done } = await withBackup(22);
  const dir = freshDir();
  mkdirSync(join(dir, 'restore.part'), { recursive: true });
  writeFileSync(join(dir, 'restore.part', 'keys.json'), 'half');
  writeFileSync(join(dir, 'desk.db'), 'half');
  expect((await restore(backed, done.file, { dir })).ok).toBe(true);
  mkdirSync(join(dir, 'restore.part'));
  expect(await restore(backed, done.file, { dir })).toMatchObject({ refusal: { code: 'restore.notEmpty' } });
});

test('a restored directory that is copied or moved before it is opened prints under yet another code', async () => {
  const { backed, done } = await withBackup(23);
  const dir = freshDir();
  unwrap(await restore(backed, done.file, { dir }));
  cpSync(dir, `${dir}-copy`, { recursive: true });
  renameSync(dir, `${dir}-moved`);
  const desks = [await reopen(backed, `${dir}-copy`), await reopen(backed, `${dir}-moved`), backed.desk];
  const codes = desks.map(({ core }) => core.writer.code);
  expect(new Set(codes).size).toBe(3);
  expect(storeKeyOf(backed.world, backed.keys.rootKey)).toEqual(backed.keys.storeKey);
});

function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 4, bytes.length >> 1);
  writeFileSync(file, bytes);
}
