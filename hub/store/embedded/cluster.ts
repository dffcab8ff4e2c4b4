/** A new PostgreSQL data directory: made beside its place and moved there whole, so that a power cut leaves none or all of it. */
import { execFile } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Account } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';

export interface Cluster {
  readonly binaries: PostgresBinaries;
  /** The data directory. */
  readonly dir: string;
  readonly account: Account | undefined;
  readonly user: string;
  readonly password: string;
}

const run = promisify(execFile);

/** What child processes get of our environment: not the hub's key, not the address of a database. */
export const environmentOf = ({ env }: PostgresBinaries): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  ),
  ...env,
  LC_ALL: 'C',
  TZ: 'UTC',
});
const inherited = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];

export const runOptions = ({ binaries, account }: Pick<Cluster, 'binaries' | 'account'>) => ({
  env: environmentOf(binaries),
  ...(account ?? {}),
});

/**
 * By Chinese rules where PostgreSQL brings ICU, else by code point. The C library's part is C.UTF-8 either way: under `C` trigrams see no
 * Chinese letter.
 */
const locales = [
  ['--locale-provider=icu', '--icu-locale=zh-CN', '--locale=C.UTF-8'],
  ['--locale-provider=icu', '--icu-locale=zh-CN', '--locale=C'],
  ['--locale=C.UTF-8'],
] as const;

const freshOf = ({ dir }: Cluster): string => `${dir}.new`;

/** What a failed `initialise` left, which may be what fills the disk. */
export const discardFresh = (cluster: Cluster): void => {
  rmSync(freshOf(cluster), { recursive: true, force: true });
};

/** Rejects with what `initdb` said. */
export async function initialise(cluster: Cluster, flags: readonly string[] = []): Promise<void> {
  const fresh = freshOf(cluster);
  const secret = `${cluster.dir}.secret`;
  try {
    writeOwned(secret, cluster.password, cluster.account);
    await initialiseIn(fresh, secret, cluster, flags);
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(fresh, cluster.dir);
  syncFolder(dirname(cluster.dir));
}

async function initialiseIn(fresh: string, secret: string, cluster: Cluster, flags: readonly string[]): Promise<void> {
  let said: unknown;
  for (const locale of locales) {
    makeOwned(fresh, cluster.account);
    const all = [
      '-D',
      fresh,
      '-U',
      cluster.user,
      '-A',
      'scram-sha-256',
      `--pwfile=${secret}`,
      '-E',
      'UTF8',
      '-k',
      ...locale,
      ...flags,
    ];
    try {
      await run(cluster.binaries.initdb, all, { ...runOptions(cluster), cwd: fresh });
      return;
    } catch (error) {
      said = error;
    }
  }
  throw said;
}

function makeOwned(dir: string, account: Account | undefined): void {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { mode: 0o700 });
  if (account) chownSync(dir, account.uid, account.gid);
}

function writeOwned(file: string, text: string, account: Account | undefined): void {
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  if (account) chownSync(file, account.uid, account.gid);
}

/** A folder cannot be synced on Windows, where the file system does it. */
function syncFolder(dir: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(dir, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** The major version that wrote a data directory; undefined where there is none. */
export function majorOf(dir: string): string | undefined {
  const file = join(dir, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

export async function majorOfProgram(cluster: Pick<Cluster, 'binaries' | 'account'>): Promise<string | undefined> {
  const { stdout } = await run(cluster.binaries.postgres, ['--version'], runOptions(cluster));
  return /(\d+)(\.|devel|beta|rc|\s|$)/.exec(stdout)?.[1];
}
