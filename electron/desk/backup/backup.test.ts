import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { unwrap } from '#shared/kernel/result.ts';
import { backupDeskOf, openBackedUp, type BackedUp } from '../../../tests/support/backup-desk.ts';
import { makeWorld, openJournalDesk, takeCase } from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import { nativeSm3, temporaryFolder } from '../../../tests/support/store.ts';
import { lastBackupOf } from '../settings.ts';
import { all, get, sql } from '../store/handles.ts';
import { openCopy } from '../store/open.ts';
import { sumFile } from './digest.ts';
import { isBackupDue, listBackups, manifestsIn, superfluous } from './keep.ts';
import { makeBackup, type BackupJob } from './make.ts';
import { isSealedBy, readManifest, sealManifest } from './manifest.ts';
import { attachmentsName, backupName, isBackupName } from './names.ts';
import { backupWitnesses, runBackup, setBackupFolder } from './run.ts';

const parts = (backed: BackedUp) => ({
  crypto: backed.world.crypto,
  random: backed.world.random,
  log: { warn: () => undefined },
  elapsed: () => 0,
});

const jobOf = ({ dir, place, keys, world }: BackedUp, changes: Partial<BackupJob> = {}): BackupJob => ({
  dir,
  place,
  ...keys,
  at: new Date(world.clock.now()).toISOString(),
  build: 'test 1',
  ...changes,
});

const make = (backed: BackedUp, changes: Partial<BackupJob> = {}, onProgress?: (progress: { done: number }) => void) =>
  makeBackup(parts(backed), jobOf(backed, changes), onProgress);

const shown = (place: string): string[] => readdirSync(place).filter(isBackupName);
const hidden = (place: string): string[] => readdirSync(place).filter((name) => name.startsWith('.'));

describe('a backup', () => {
  test('is made on a thread of its own while work goes on, and stands alone', async () => {
    const backed = await openBackedUp(makeWorld(1));
    const seen: number[] = [];
    const making = runBackup(backed.backup, 'desk', { onProgress: ({ done }) => seen.push(done) });
    for (let count = 0; count < 5; count += 1) {
      takeCase(backed.desk, backed.world);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const done = unwrap(await making);
    expect(seen.at(-1)).toBe(100);
    expect([...seen].sort((a, b) => a - b)).toEqual(seen);
    expect(shown(backed.place)).toEqual([done.file]);
    expect(done.file).toMatch(/^tongban-360732108201-20261122-0900\d\d\.tbk$/u);
    const folder = join(backed.place, done.file);
    expect(readdirSync(folder).sort()).toEqual(['desk.db', 'keys.json', 'manifest.json']);
    const copy = unwrap(
      await openCopy({
        file: join(folder, 'desk.db'),
        key: backed.keys.storeKey,
        log: { warn: () => undefined },
        elapsed: () => 0,
      }),
    );
    onTestFinished(copy.close);
    const head = get(copy.read, sql<{ last_hash: string }>`SELECT last_hash FROM writer WHERE is_current = 1`);
    expect(done.head).toBe(head?.last_hash);
    expect(get(copy.read, sql`SELECT count(*) AS count FROM entry`)).toEqual({ count: done.entries });
    expect(lastBackupOf(backed.desk.core.store.read)).toEqual(done);
    expect(all(backed.desk.core.store.read, sql`SELECT type, by_staff FROM audit`)).toEqual([
      { type: 'backup', by_staff: 'desk' },
    ]);
  });

  test('holds nothing readable: no name, no number, no key', async () => {
    const backed = await openBackedUp(makeWorld(2));
    unwrap(await make(backed));
    const { person, number } = {
      person: get(
        backed.desk.core.store.read,
        sql<{ name: string; id_number: string }>`SELECT name, id_number FROM live_person`,
      ),
      number: get(backed.desk.core.store.read, sql<{ number: string }>`SELECT number FROM live_case`)?.number,
    };
    const secrets = [person?.name, person?.id_number, number, '一号窗口', '户口簿照片', 'wang'].map((text) =>
      Buffer.from(text ?? '?'),
    );
    secrets.push(Buffer.from(backed.keys.rootKey), Buffer.from(backed.keys.storeKey));
    const files = readdirSync(backed.place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.length).toBe(4);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      for (const secret of secrets) expect(bytes.includes(secret), `${file.name} ${secret.toString()}`).toBe(false);
    }
  });

  test('says of itself what it holds, sealed by the key', async () => {
    const backed = await openBackedUp(makeWorld(3));
    const { file, entries } = unwrap(await make(backed));
    const manifest = unwrap(readManifest(join(backed.place, file)));
    expect(manifest).toMatchObject({
      station: '360732108201',
      entries,
      cases: 6,
      attachments: { count: 1, missing: 0 },
      writer: backed.desk.core.writer.id,
      heads: [{ writer: backed.desk.core.writer.id, code: backed.desk.core.writer.code }],
    });
    expect(manifest.files.database).toEqual(await sumFile(nativeSm3, join(backed.place, file, 'desk.db')));
    expect(isSealedBy(backed.world.crypto, backed.keys.rootKey, manifest)).toBe(true);
    expect(isSealedBy(backed.world.crypto, backed.keys.rootKey, { ...manifest, entries: entries - 1 })).toBe(false);
    expect(isSealedBy(backed.world.crypto, new Uint8Array(32), manifest)).toBe(false);
    const { mac: _, ...content } = manifest;
    expect(sealManifest(backed.world.crypto, backed.keys.rootKey, content)).toEqual(manifest);
    const [{ seq, hash } = { seq: 0, hash: '' }] = manifest.heads;
    expect(backupWitnesses(backed.place, manifest.desk).witnesses).toEqual([{ writer: manifest.writer, seq, hash }]);
    expect(backupWitnesses(backed.place, 'another')).toEqual({ witnesses: [] });
    expect(backupWitnesses(join(backed.place, 'gone'), manifest.desk)).toEqual({ witnesses: [] });
  });

  test('copies an attachment once, heals a short one, and counts one that is lost', async () => {
    const backed = await openBackedUp(makeWorld(4));
    const there = join(backed.place, attachmentsName, 'blobs', backed.blob.slice(0, 2), backed.blob);
    unwrap(await make(backed));
    const first = statSync(there);
    backed.world.clock.advance(60_000);
    unwrap(await make(backed));
    expect(statSync(there).ino).toBe(first.ino);
    writeFileSync(there, 'short');
    backed.world.clock.advance(60_000);
    expect(unwrap(await make(backed)).attachmentsMissing).toBe(0);
    expect(statSync(there).size).toBe(first.size);
    rmSync(join(backed.dir, 'blobs'), { recursive: true });
    backed.world.clock.advance(60_000);
    expect(unwrap(await make(backed)).attachmentsMissing).toBe(0);
    rmSync(there);
    backed.world.clock.advance(60_000);
    expect(unwrap(await make(backed)).attachmentsMissing).toBe(1);
    expect(shown(backed.place)).toHaveLength(5);
  });

  test('of the same second gets a name of its own', async () => {
    const backed = await openBackedUp(makeWorld(5));
    const names = [unwrap(await make(backed)).file, unwrap(await make(backed)).file];
    expect(new Set(names).size).toBe(2);
  });
});

describe('a backup that cannot be made leaves the one before as it was:', () => {
  /** What every file below holds, to be compared. */
  const picture = (place: string): Record<string, string> =>
    Object.fromEntries(
      readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [
          join(entry.parentPath, entry.name),
          readFileSync(join(entry.parentPath, entry.name)).toString('base64'),
        ]),
    );

  async function withOne(chance: number) {
    const backed = await openBackedUp(makeWorld(chance));
    const first = unwrap(await runBackup(backed.backup, 'desk'));
    backed.world.clock.advance(3_600_000);
    takeCase(backed.desk, backed.world);
    return { backed, first, before: picture(backed.place) };
  }

  test('no folder, a missing one, a file, one inside the data', async () => {
    const { backed, first, before } = await withOne(11);
    const inside = join(backed.dir, 'backups');
    mkdirSync(inside);
    const link = join(backed.place, '..', 'link');
    symlinkSync(backed.dir, link);
    const file = join(backed.place, '..', 'file');
    writeFileSync(file, '');
    for (const [place, code] of [
      ['', 'backup.noFolder'],
      [join(backed.place, 'nowhere'), 'backup.folderMissing'],
      [file, 'backup.notAFolder'],
      [backed.dir, 'backup.insideData'],
      [inside, 'backup.insideData'],
      [link, 'backup.insideData'],
    ] as const) {
      expect(await make(backed, { place })).toMatchObject({ ok: false, refusal: { code } });
      expect(setBackupFolder(backed.backup, place)).toMatchObject({ ok: false, refusal: { code } });
    }
    renameSync(backed.place, `${backed.place}-away`);
    expect(await runBackup(backed.backup, 'desk')).toMatchObject({ refusal: { code: 'backup.folderMissing' } });
    renameSync(`${backed.place}-away`, backed.place);
    expect(lastBackupOf(backed.desk.core.store.read)).toEqual(first);
    expect(picture(backed.place)).toEqual(before);
    expect(all(backed.desk.core.store.read, sql`SELECT data FROM audit WHERE seq = 2`)).toEqual([
      { data: '{"code":"backup.folderMissing","ok":false}' },
    ]);
  });

  test('the stick is pulled out at any moment', async () => {
    const { backed, before } = await withOne(12);
    const moments = new Set<number>();
    unwrap(await make(backed, { at: '2026-11-22T03:00:00.000Z' }, ({ done }) => moments.add(done)));
    rmSync(join(backed.place, 'tongban-360732108201-20261122-110000.tbk'), { recursive: true });
    moments.delete(100);
    expect(moments.size).toBeGreaterThan(4);
    for (const moment of moments) {
      const result = await make(backed, {}, ({ done }) => {
        if (done === moment) renameSync(backed.place, `${backed.place}-pulled`);
      });
      expect(result, String(moment)).toMatchObject({ ok: false, refusal: { code: 'backup.interrupted' } });
      rmSync(backed.place, { recursive: true, force: true });
      renameSync(`${backed.place}-pulled`, backed.place);
      expect(shown(backed.place)).toHaveLength(1);
    }
    const after = unwrap(await make(backed));
    expect(hidden(backed.place)).toEqual([]);
    rmSync(join(backed.place, after.file), { recursive: true });
    expect(picture(backed.place)).toEqual(before);
  });

  test('the copy rots between writing and reading it again', async () => {
    const { backed, before } = await withOne(13);
    const part = () => join(backed.place, hidden(backed.place)[0] ?? '', 'desk.db');
    for (const damage of [
      (file: string) => {
        const bytes = readFileSync(file);
        bytes.writeUInt8(bytes.readUInt8(5 * 4096 + 99) ^ 1, 5 * 4096 + 99);
        writeFileSync(file, bytes);
      },
      (file: string) => {
        writeFileSync(file, readFileSync(file).subarray(0, 8192));
      },
      (file: string) => {
        writeFileSync(file, '');
      },
      (file: string) => {
        rmSync(file);
      },
      (file: string) => {
        writeFileSync(file, Buffer.alloc(4096 * 20, 7));
      },
    ]) {
      const result = await make(backed, {}, ({ done }) => {
        if (done === 40) damage(part());
      });
      expect(result).toMatchObject({ ok: false });
      expect(['backup.notProven', 'backup.interrupted']).toContain(result.ok ? '' : result.refusal.code);
      expect(picture(backed.place)).toEqual(before);
    }
  });

  test('the copy is whole, but not of this moment', async () => {
    const { backed, first, before } = await withOne(14);
    const old = readFileSync(join(backed.place, first.file, 'desk.db'));
    const result = await make(backed, {}, ({ done }) => {
      if (done === 40) writeFileSync(join(backed.place, hidden(backed.place)[0] ?? '', 'desk.db'), old);
    });
    expect(result).toEqual({ ok: false, refusal: { code: 'backup.notProven', details: { what: 'head' } } });
    expect(picture(backed.place)).toEqual(before);
  });

  test('the place is read-only or full', async () => {
    const { backed, before } = await withOne(15);
    for (const [options, code] of [
      ['ro', 'backup.folderNotWritable'],
      ['size=64k', 'backup.full'],
      ['size=400k', 'backup.full'],
    ] as const) {
      const place = mounted(options);
      if (place === undefined) continue;
      expect(await make(backed, { place }), options).toMatchObject({ ok: false, refusal: { code } });
      if (options !== 'ro') expect(shown(place)).toEqual([]);
    }
    if (process.getuid?.() !== 0) {
      chmodSync(backed.place, 0o500);
      expect(await make(backed)).toMatchObject({ ok: false, refusal: { code: 'backup.folderNotWritable' } });
      chmodSync(backed.place, 0o700);
    }
    expect(picture(backed.place)).toEqual(before);
  });

  test('it is stopped, and what was begun is gone', async () => {
    const { backed, before } = await withOne(16);
    const stop = new AbortController();
    const result = runBackup(backed.backup, 'desk', {
      onProgress: () => {
        stop.abort();
      },
      signal: stop.signal,
    });
    expect(await runBackup(backed.backup, 'desk')).toMatchObject({ refusal: { code: 'backup.running' } });
    expect(await result).toEqual({ ok: false, refusal: { code: 'work.cancelled' } });
    expect(picture(backed.place)).toEqual(before);
    expect(hidden(backed.place)).toEqual([]);
    expect((await runBackup(backed.backup, 'desk')).ok).toBe(true);
  });

  test('the keys are missing or another desk’s', async () => {
    const { backed, before } = await withOne(17);
    expect(await make(backed, { rootKey: new Uint8Array(32) })).toMatchObject({ refusal: { code: 'keys.otherRoot' } });
    rmSync(join(backed.dir, 'keys.json'));
    expect(await make(backed)).toMatchObject({ refusal: { code: 'keys.missing' } });
    expect(picture(backed.place)).toEqual(before);
  });
});

/** A small file system of its own; undefined where this process may not mount one (the other tests stand for it there). */
function mounted(options: string): string | undefined {
  const place = temporaryFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', [place]);
  });
  return place;
}

describe('which are kept', () => {
  const at = (day: number, hour = 2) => new Date(Date.UTC(2026, 0, 1 + day, hour)).toISOString();
  const named = (instants: readonly string[]) =>
    [...instants]
      .sort()
      .reverse()
      .map((instant) => ({ file: backupName('360732108201', instant), at: instant, bytes: 1 }));

  test('one a day for seven days, one a week for four weeks, all of the newest day', () => {
    const daily = named(Array.from({ length: 60 }, (_, day) => at(day)));
    const gone = new Set(superfluous(daily));
    const kept = daily.filter((backup) => !gone.has(backup)).map((backup) => backup.at.slice(5, 10));
    // 2026-03-01 is a Sunday: the week from 02-23 is the first of the four, its newest day among the seven.
    expect(kept).toEqual(['03-01', '02-28', '02-27', '02-26', '02-25', '02-24', '02-23', '02-22', '02-15', '02-08']);
    const often = named([at(5, 1), at(5, 2), at(5, 3), at(4, 1), at(4, 2)]);
    expect(superfluous(often).map((backup) => backup.at)).toEqual([at(4, 1)]);
    expect(superfluous([])).toEqual([]);
  });

  test('the newest always, never more than needed, whatever there is', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { minLength: 1, maxLength: 60 }), (hours) => {
        const backups = named(hours.map((hour) => at(0, hour)));
        const gone = superfluous(backups);
        const kept = backups.filter((backup) => !gone.includes(backup));
        expect(kept[0]).toBe(backups[0]);
        expect(new Set(kept.map((backup) => backup.at.slice(0, 10))).size).toBeLessThanOrEqual(13);
        // Once thrown out, thrown out of what is left too: nothing more goes on a second look.
        expect(superfluous(kept)).toEqual([]);
      }),
      { seed: seed() },
    );
  });

  test('another desk’s in the same place are left alone', async () => {
    const one = await openBackedUp(makeWorld(21));
    const other = await openBackedUp(makeWorld(22));
    const days = 16;
    unwrap(await makeBackup(parts(other), jobOf(other, { place: one.place, at: at(0) })));
    unwrap(await makeBackup(parts(other), jobOf(other, { place: one.place, at: at(0, 1) })));
    for (let day = 1; day <= days; day += 1) unwrap(await make(one, { at: at(day) }));
    const others = manifestsIn(one.place).filter(({ manifest }) => manifest.writer === other.desk.core.writer.id);
    expect(others).toHaveLength(2);
    // The last seven days, 11 to 17 January, hold the newest of two weeks; 4 January is that of the first.
    const own = manifestsIn(one.place).filter(({ manifest }) => manifest.writer === one.desk.core.writer.id);
    expect(own.map(({ manifest }) => manifest.at.slice(8, 10))).toEqual([
      '17',
      '16',
      '15',
      '14',
      '13',
      '12',
      '11',
      '04',
    ]);
    expect(hidden(one.place)).toEqual([]);
    expect(unwrap(listBackups(one.place))[0]?.at).toBe(at(days));
    expect(listBackups(join(one.place, 'none'))).toMatchObject({ refusal: { code: 'backup.folderMissing' } });
  });
});

test('one is due on each Beijing day, and after a clock that was ahead', () => {
  expect(isBackupDue(null, '2026-11-22T01:00:00.000Z')).toBe(true);
  expect(isBackupDue('2026-11-21T16:00:00.000Z', '2026-11-22T15:59:59.000Z')).toBe(false);
  expect(isBackupDue('2026-11-21T15:59:59.000Z', '2026-11-21T16:00:00.000Z')).toBe(true);
  expect(isBackupDue('2027-11-21T15:59:59.000Z', '2026-11-21T16:00:00.000Z')).toBe(true);
});

test('the name tells Beijing time, and what is no backup is not taken for one', () => {
  expect(backupName('360732108201', '2026-11-22T16:30:05.000Z')).toBe('tongban-360732108201-20261123-003005.tbk');
  for (const name of [
    'tongban-attachments',
    '.tongban-x-now.part',
    '../tongban-360732108201-20261123-003005.tbk',
    'x.tbk',
  ]) {
    expect(isBackupName(name)).toBe(false);
  }
});

test('a second life in the same directory backs up under its own head', async () => {
  const backed = await openBackedUp(makeWorld(31));
  const first = unwrap(await make(backed));
  backed.desk.close();
  renameSync(backed.dir, `${backed.dir}-moved`);
  const again = await openJournalDesk(`${backed.dir}-moved`, backed.world, backed.keys);
  backed.world.clock.advance(1000);
  const second = unwrap(await runBackup(backupDeskOf(again, backed.world, backed.keys), 'desk'));
  const manifest = unwrap(readManifest(join(backed.place, second.file)));
  expect(manifest.writer).toBe(again.core.writer.id);
  expect(manifest.heads).toHaveLength(2);
  expect(manifest.heads.map(({ hash }) => hash)).toContain(first.head);
});
