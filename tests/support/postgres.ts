/** A PostgreSQL of its own for one test file: the packaged one as the hub starts it, or the one Debian brings. Syncing is off for speed. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { findAccount } from '../../hub/store/embedded/account.ts';
import { binariesIn } from '../../hub/store/embedded/binaries.ts';
import { startEmbedded, type EmbeddedOptions } from '../../hub/store/embedded.ts';
import { openDatabase, type DatabaseOptions, type DatabasePlace, type HubDatabase } from '../../hub/store/pg.ts';
import type { HubLog } from '../../hub/ports.ts';

export interface TestPostgres {
  readonly place: DatabasePlace;
  readonly dataDir: string;
  /** A new, empty database of this server. */
  readonly newPlace: () => Promise<DatabasePlace>;
  /** Opens `place`, or a new database where `place` is left out. The caller closes it. */
  readonly open: (options?: Partial<DatabaseOptions>) => Promise<HubDatabase>;
  /** The postmaster's number, as the running server wrote it. */
  readonly pid: () => number;
  readonly stop: () => Promise<void>;
}

export interface LogLine {
  readonly level: keyof HubLog;
  readonly facts: object;
  readonly text: string;
}

/** A log that keeps its lines. */
export function keptLog(): HubLog & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  const keep = (level: keyof HubLog) => (facts: object, text: string) => void lines.push({ level, facts, text });
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}

export const testRandom = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
export const testElapsed = (): number => performance.now();

/** In memory where there is room for that; a folder of its own each time. */
export const temporaryFolder = (name: string): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), `tongban-${name}-`));

// synchronous_commit stays on: without it a killed server, not only a power cut, loses what it said was stored. No autovacuum: tables that
// are emptied all the time are counted at the wrong moment, and the plans for empty ones are bad.
const quick = {
  settings: { fsync: 'off', full_page_writes: 'off', deadlock_timeout: '50ms', autovacuum: 'off' },
  initialiseFlags: ['--no-sync'],
};

export const embeddedPostgres = (options: Partial<EmbeddedOptions> = {}): Promise<TestPostgres> => start(options);

/** Throws where the package `postgresql` is not installed (`build/system-packages.mjs`). */
export async function debianPostgres(options: Partial<EmbeddedOptions> = {}): Promise<TestPostgres> {
  const all = '/usr/lib/postgresql';
  const majors = (existsSync(all) ? readdirSync(all) : []).filter((name) => existsSync(join(all, name, 'bin/initdb')));
  const major = majors.sort((a, b) => Number(a) - Number(b)).at(-1);
  if (major === undefined) throw new Error('no PostgreSQL of Debian here: apt-get install postgresql');
  const account = process.getuid?.() === 0 ? await findAccount('postgres') : undefined;
  return start({ ...options, programs: { binaries: binariesIn(join(all, major, 'bin'), process.platform), account } });
}

async function start(options: Partial<EmbeddedOptions>): Promise<TestPostgres> {
  const dataDir = temporaryFolder('pg');
  const parts = { log: keptLog(), random: testRandom, elapsed: testElapsed };
  const started = await startEmbedded({ dataDir, ...parts, ...quick, ...options });
  if (!started.ok) throw new Error(`PostgreSQL did not start: ${JSON.stringify(started.refusal)}`);
  const { place, stop } = started.value;
  let made = 0;
  const newPlace = async (): Promise<DatabasePlace> => {
    made += 1;
    const database = `test_${String(made)}`;
    const client = new Client({ ...place });
    await client.connect();
    await client.query(`CREATE DATABASE ${database}`);
    await client.end();
    return { ...place, database };
  };
  return {
    place,
    dataDir,
    newPlace,
    open: async (wishes = {}) => openDatabase({ ...parts, ...wishes, at: wishes.at ?? (await newPlace()) }),
    pid: () => Number(readFileSync(join(dataDir, 'pg/postmaster.pid'), 'utf8').split('\n')[0]),
    stop: async () => {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
