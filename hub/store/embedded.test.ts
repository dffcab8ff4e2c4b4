import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { debianPostgres, keptLog, temporaryFolder, testElapsed, testRandom } from '../../tests/support/postgres.ts';
import { sql } from './database.ts';
import { chooseAccount, findClosedFolder } from './embedded/account.ts';
import { findEmbeddedBinaries } from './embedded/binaries.ts';
import { findRunningPlace } from './embedded/place.ts';
import { startEmbedded, type EmbeddedPostgres } from './embedded.ts';
import { openDatabase, type DatabasePlace } from './pg.ts';

const log = keptLog();
const parts = { log, random: testRandom, elapsed: testElapsed };
let dataDir: string;
let running: EmbeddedPostgres | undefined;

/** As the hub starts it, but for the syncing of a directory nobody keeps. */
async function begin(): Promise<EmbeddedPostgres> {
  const started = await startEmbedded({ dataDir, ...parts, initialiseFlags: ['--no-sync'] });
  if (!started.ok) throw new Error(JSON.stringify(started.refusal));
  running = started.value;
  return running;
}
const refused = async () => {
  const started = await startEmbedded({ dataDir, ...parts });
  if (started.ok) await started.value.stop();
  return started.ok ? 'started' : started.refusal;
};
async function ask<R>(place: DatabasePlace, query: ReturnType<typeof sql<R>>): Promise<R | undefined> {
  const database = await openDatabase({ at: place, ...parts, max: 1 });
  try {
    return await database.transact((t) => t.get(query));
  } finally {
    await database.close();
  }
}
const pidFile = () => join(dataDir, 'pg/postmaster.pid');
const pid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
const isAlive = (one: number): boolean => {
  try {
    process.kill(one, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${String(one)}/status`, 'utf8'));
  } catch {
    return false;
  }
};
/** Every postmaster at work in this data directory. */
const postmasters = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0');
        return args[1] === '-D' && args[2] === join(dataDir, 'pg');
      } catch {
        return false;
      }
    })
    .map(Number);

beforeEach(() => {
  dataDir = temporaryFolder('embedded');
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  rmSync(dataDir, { recursive: true, force: true });
});

test('started again after a fall; who waits longer each time begins anew once it has run for a while', async () => {
  let now = 0;
  const own = keptLog();
  const started = await startEmbedded({
    dataDir,
    ...parts,
    log: own,
    elapsed: () => now,
    initialiseFlags: ['--no-sync'],
  });
  if (!started.ok) throw new Error(JSON.stringify(started.refusal));
  running = started.value;
  const { place } = started.value;
  let starts = 0;
  for (const minutes of [1, 11, 1]) {
    const before = pid();
    now += minutes * 60_000;
    process.kill(before, 'SIGKILL');
    await expect.poll(() => existsSync(pidFile()) && pid() !== before, { timeout: 20_000 }).toBe(true);
    await expect
      .poll(() => ask(place, sql`SELECT 1 AS n`).catch(() => undefined), { timeout: 20_000 })
      .toEqual({ n: 1 });
    // It may answer before the hub knows that it does, and how long it ran counts from there.
    starts += 1;
    await expect
      .poll(() => own.lines.filter(({ facts }) => 'runsAgain' in facts).length, { timeout: 20_000 })
      .toBe(starts);
  }
  const falls = own.lines.flatMap(({ facts }) => ('falls' in facts ? [facts.falls] : []));
  expect(falls).toEqual([1, 1, 2]);
});

describe('a first start', () => {
  test('makes a database that keeps what it says it keeps, in Chinese', async () => {
    const { place } = await begin();
    const found = await ask(
      place,
      sql`SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
        current_setting('synchronous_commit') AS commits, current_setting('data_checksums') AS sums,
        current_setting('server_encoding') AS encoding, '张' > '李' AS pinyin, length('𠮷䶮')::integer AS length`,
    );
    expect(found).toEqual({
      fsync: 'on',
      pages: 'on',
      commits: 'on',
      sums: 'on',
      encoding: 'UTF8',
      pinyin: true,
      length: 2,
    });
  });

  test('sees Chinese in trigrams, where the locale "C" does not', async () => {
    const { place } = await begin();
    await ask(place, sql`CREATE EXTENSION pg_trgm`);
    expect(await ask(place, sql`SELECT array_length(show_trgm('永丰镇'), 1)::integer AS n`)).toEqual({ n: 4 });
  });

  test('listens on no network, and asks for the password', async () => {
    const { place } = await begin();
    expect(await ask(place, sql`SELECT current_setting('listen_addresses') AS addresses`)).toEqual({ addresses: '' });
    await expect(ask({ ...place, password: '' }, sql`SELECT 1`)).rejects.toThrow();
    expect(place.password).toMatch(/^[0-9a-f]{64}$/);
    expect(statSync(join(dataDir, 'pg.password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'pg')).mode & 0o777).toBe(0o700);
    expect(findRunningPlace(dataDir)).toEqual(place);
  });

  test('in a folder too deep for a socket: on a port of this machine alone, found by whoever works beside the hub', async () => {
    const top = dataDir;
    dataDir = join(top, 'deep'.repeat(20));
    mkdirSync(dataDir);
    chmodSync(top, 0o711);
    const { place } = await begin();
    expect(place.host).toBe('127.0.0.1');
    expect(await ask(place, sql`SELECT current_setting('listen_addresses') AS addresses`)).toEqual({
      addresses: '127.0.0.1',
    });
    expect(findRunningPlace(dataDir)).toEqual(place);
    await running?.stop();
    running = undefined;
    expect(findRunningPlace(dataDir)).toBeUndefined();
    dataDir = top;
  });

  test('runs as nobody who owns more than these files, and gives it none of our environment', async () => {
    process.env['TONGBAN_HUB_KEY'] = 'f'.repeat(64);
    await begin();
    delete process.env['TONGBAN_HUB_KEY'];
    expect(readFileSync(`/proc/${String(pid())}/environ`, 'utf8')).not.toContain('TONGBAN_HUB_KEY');
    const status = readFileSync(`/proc/${String(pid())}/status`, 'utf8');
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).toBe(String(statSync(join(dataDir, 'pg')).uid));
    expect(/^Uid:\s+0\b/m.test(status)).toBe(false);
    // A process group of its own (field 5): Ctrl+C at the hub's terminal does not reach it.
    expect(readFileSync(`/proc/${String(pid())}/stat`, 'utf8').split(' ')[4]).toBe(String(pid()));
  });

  test('writes no value of a statement into its log', async () => {
    log.lines.length = 0;
    const { place } = await begin();
    await ask(place, sql`CREATE TABLE person (id text PRIMARY KEY)`);
    await ask(place, sql`INSERT INTO person VALUES (${'360732198501010019'})`);
    await expect(ask(place, sql`INSERT INTO person VALUES (${'360732198501010019'})`)).rejects.toThrow();
    await expect(ask(place, sql`SELECT ${'张三'}::text::integer`)).rejects.toThrow();
    expect(log.lines.filter(({ text }) => text === 'postgres').length).toBeGreaterThan(2);
    expect(JSON.stringify(log.lines)).not.toMatch(/360732198501010019|张三/);
  });
});

describe('a second start', () => {
  test('finds what was there', async () => {
    const first = await begin();
    await ask(first.place, sql`CREATE TABLE kept AS SELECT 7 AS n`);
    await first.stop();
    expect(existsSync(pidFile())).toBe(false);
    const { place } = await begin();
    expect(await ask(place, sql`SELECT n FROM kept`)).toEqual({ n: 7 });
  });

  test('after a hub that was killed: its PostgreSQL is ended, ours begins, and never two', async () => {
    const hub = await killedHub();
    expect(isAlive(hub.postmaster)).toBe(true);
    const { place } = await begin();
    expect(isAlive(hub.postmaster)).toBe(false);
    expect(postmasters()).toEqual([pid()]);
    expect(await ask(place, sql`SELECT n FROM kept`)).toEqual({ n: 7 });
  });

  test('after everything was killed: recovers what was stored', async () => {
    const hub = await killedHub();
    process.kill(hub.postmaster, 'SIGKILL');
    const { place } = await begin();
    expect(postmasters()).toEqual([pid()]);
    expect(await ask(place, sql`SELECT n FROM kept`)).toEqual({ n: 7 });
  });

  test('after the machine started anew: the number of the old postmaster is a stranger’s, who lives on', async () => {
    const hub = await killedHub();
    process.kill(hub.postmaster, 'SIGKILL');
    while (isAlive(hub.postmaster)) await new Promise((done) => setTimeout(done, 10));
    const { uid, gid } = statSync(join(dataDir, 'pg'));
    const stranger = spawn('sleep', ['600'], { uid, gid, stdio: 'ignore' });
    const [, ...rest] = readFileSync(pidFile(), 'utf8').split('\n');
    writeFileSync(pidFile(), [stranger.pid, ...rest].join('\n'));
    const { place } = await begin();
    expect(await ask(place, sql`SELECT n FROM kept`)).toEqual({ n: 7 });
    expect(stranger.exitCode).toBeNull();
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    stranger.kill('SIGKILL');
  });

  /** A hub in a process of its own, killed when it had stored something. */
  async function killedHub(): Promise<{ readonly postmaster: number }> {
    const script = join(import.meta.dirname, '../../tests/hub/embedded-process.ts');
    const child = spawn(process.execPath, [script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', () => {
        resolve();
      });
      child.on('exit', () => {
        reject(new Error('the hub ended by itself'));
      });
    });
    const postmaster = pid();
    const ended = new Promise((done) => child.on('exit', done));
    child.kill('SIGKILL');
    await ended;
    return { postmaster };
  }
});

describe('what is refused in a sentence', () => {
  test('data of another major version', async () => {
    await (await begin()).stop();
    writeFileSync(join(dataDir, 'pg/PG_VERSION'), '15\n');
    expect(await refused()).toEqual({ code: 'postgres.otherMajor', details: { found: '15', program: '18' } });
  });

  test('a password that is not the one of the data', async () => {
    await (await begin()).stop();
    writeFileSync(join(dataDir, 'pg.password'), `${'0'.repeat(64)}\n`);
    expect(await refused()).toMatchObject({ code: 'database.login' });
    expect(postmasters()).toEqual([]);
  });

  test('a password that others can read', async () => {
    await (await begin()).stop();
    chmodSync(join(dataDir, 'pg.password'), 0o644);
    expect(await refused()).toMatchObject({ code: 'key.open' });
  });

  test('data that PostgreSQL cannot read: its own words', async () => {
    await (await begin()).stop();
    rmSync(join(dataDir, 'pg/global/pg_control'));
    expect(await refused()).toMatchObject({ code: 'postgres.failed', details: { said: /pg_control/ } });
  });

  test.each([
    ['could not write to file: No space left on device', { code: 'disk.full', details: {} }],
    ['initdb: error: the sky fell', { code: 'postgres.failed', details: { said: 'initdb: error: the sky fell' } }],
  ])('a first start that fails with "%s", and leaves nothing half made', async (said, refusal) => {
    const account = await chooseAccount(process.getuid?.());
    const real = findEmbeddedBinaries(join(dataDir, 'pg-libraries'), process.platform, process.arch);
    if (!account.ok || real === undefined) throw new Error('no packaged PostgreSQL here');
    const initdb = join(dataDir, 'initdb');
    writeFileSync(initdb, `#!/bin/sh\necho "${said}" >&2\nexit 1\n`, { mode: 0o755 });
    const programs = { binaries: { ...real, initdb }, account: account.value };
    expect(await startEmbedded({ dataDir, ...parts, programs })).toEqual({ ok: false, refusal });
    expect(readdirSync(dataDir).sort()).toEqual(['initdb', 'pg-libraries', 'pg.password']);
  });

  test('a folder its account cannot pass through is named', () => {
    chmodSync(dataDir, 0o700);
    const stranger = { uid: 54_321, gid: 54_321 };
    expect(findClosedFolder(dataDir, stranger)).toBe(dataDir);
    chmodSync(dataDir, 0o711);
    expect(findClosedFolder(dataDir, stranger)).toBeUndefined();
    const { uid, gid } = statSync(dataDir);
    chmodSync(dataDir, 0o700);
    expect(findClosedFolder(dataDir, { uid, gid })).toBeUndefined();
  });
});

describe('the PostgreSQL of Debian', () => {
  let debian: Awaited<ReturnType<typeof debianPostgres>>;
  beforeAll(async () => {
    debian = await debianPostgres();
  });
  afterAll(() => debian.stop());

  test('runs the same hub', async () => {
    const database = await debian.open();
    const row = await database.transact((t) =>
      t.get(sql`SELECT ${'𠮷'}::text AS text, ${[Uint8Array.of(1)]}::bytea[] AS bytes`),
    );
    await database.close();
    expect(row).toEqual({ text: '𠮷', bytes: [Buffer.of(1)] });
  });
});
