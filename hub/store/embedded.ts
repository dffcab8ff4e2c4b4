/**
 * The PostgreSQL that comes with the hub, in `<data-dir>/pg`: for a township that has nobody to run a database server. It listens where
 * only this machine reaches it, ends with the hub, is started again when it falls, and is taken over when a hub was killed. The caller
 * holds the lock of the data directory (`data-dir.ts`).
 */
import { chmodSync, existsSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '#shared/kernel/ports.ts';
import type { HubLog } from '../ports.ts';
import { codeOf, deny, type HubResult } from '../refusal.ts';
import { readSecret } from '../secret-file.ts';
import { chooseAccount, findClosedFolder, type Account } from './embedded/account.ts';
import { findEmbeddedBinaries, type PostgresBinaries } from './embedded/binaries.ts';
import { discardFresh, initialise, majorOf, majorOfProgram, type Cluster } from './embedded/cluster.ts';
import { choosePlace, passwordFile, user } from './embedded/place.ts';
import { clearLeftBehind, startPostmaster, stopPostmaster, type Postmaster } from './embedded/postmaster.ts';
import { DatabaseGone } from './database.ts';
import { openDatabase, type DatabasePlace } from './pg.ts';

export interface EmbeddedOptions {
  /** Absolute; exists. */
  readonly dataDir: string;
  readonly log: HubLog;
  readonly random: Random;
  readonly elapsed: () => number;
  /** Other programs than the packaged ones, and the account they run under: tests, with what Debian brings. */
  readonly programs?: { readonly binaries: PostgresBinaries; readonly account: Account | undefined };
  /** More settings; tests switch the syncing off. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly initialiseFlags?: readonly string[];
}

export interface EmbeddedPostgres {
  readonly place: DatabasePlace;
  readonly stop: () => Promise<void>;
}

/** What is promised of saved work, and a log in which no value of a statement is ever written. */
const settings = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_destination: 'stderr',
  logging_collector: 'off',
  log_checkpoints: 'off',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  // LOG, FATAL and PANIC: the text of an ERROR can hold a value.
  log_min_messages: 'log',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
} as const;

const settingsOf = ({ host, port }: DatabasePlace, more: EmbeddedOptions['settings'] = {}): Record<string, string> => ({
  ...settings,
  port: String(port),
  ...(host === '127.0.0.1'
    ? { listen_addresses: host, unix_socket_directories: '' }
    : { listen_addresses: '', unix_socket_directories: '.', unix_socket_permissions: '0700' }),
  ...more,
});

export async function startEmbedded(options: EmbeddedOptions): Promise<HubResult<EmbeddedPostgres>> {
  const prepared = await prepareCluster(options);
  if (!prepared.ok) return prepared;
  const cluster = prepared.value;
  const left = await clearLeftBehind(cluster);
  if (left !== 'none') options.log.warn({ left }, 'a PostgreSQL of an earlier hub was found');
  return run(cluster, await choosePlace(cluster), options);
}

async function prepareCluster(options: EmbeddedOptions): Promise<HubResult<Cluster>> {
  const { dataDir, random, log } = options;
  const chosen = await choosePrograms(options);
  if (!chosen.ok) return chosen;
  const secret = readSecret(join(dataDir, passwordFile), () => Buffer.from(random.bytes(32)).toString('hex'));
  if (!secret.ok) return secret;
  const cluster = { ...chosen.value, dir: join(dataDir, 'pg'), user, password: secret.value };
  const program = await majorOfProgram(cluster).catch(() => undefined);
  if (program === undefined) return deny('postgres.missing', { platform: `${process.platform}-${process.arch}` });
  const found = majorOf(cluster.dir);
  if (found !== undefined)
    return found === program ? { ok: true, value: cluster } : deny('postgres.otherMajor', { found, program });
  try {
    log.info({ major: program }, 'making the database');
    await initialise(cluster, options.initialiseFlags);
    return { ok: true, value: cluster };
  } catch (error) {
    const refusal = failed(error, isDiskFull(dataDir));
    discardFresh(cluster);
    return refusal;
  }
}

/** The programs, and that the account they run under reaches them and the data. */
async function choosePrograms({
  dataDir,
  programs,
}: EmbeddedOptions): Promise<HubResult<Pick<Cluster, 'binaries' | 'account'>>> {
  const chosen = programs ? { ok: true as const, value: programs.account } : await chooseAccount(process.getuid?.());
  if (!chosen.ok) return chosen;
  const binaries =
    programs?.binaries ?? findEmbeddedBinaries(join(dataDir, 'pg-libraries'), process.platform, process.arch);
  if (binaries === undefined) return deny('postgres.missing', { platform: `${process.platform}-${process.arch}` });
  const account = chosen.value;
  if (account) {
    // To pass through, not to look: every file in it stays its owner's.
    chmodSync(dataDir, 0o711);
    const closed = findClosedFolder(dataDir, account) ?? findClosedFolder(dirname(binaries.postgres), account);
    if (closed !== undefined) return deny('postgres.folder', { folder: closed });
  }
  return { ok: true, value: { binaries, account } };
}

type Denial = ReturnType<typeof deny>;

function failed(error: unknown, isFull: boolean): Denial {
  const stderr =
    typeof error === 'object' && error !== null && 'stderr' in error ? String(error.stderr) : String(error);
  return failedWith(stderr.split('\n'), isFull || codeOf(error) === 'ENOSPC');
}

/** In PostgreSQL's own words. When the disk is full they are often about what came of it. */
function failedWith(lines: readonly string[], isFull: boolean): Denial {
  if (isFull || lines.some((line) => line.includes('No space left on device'))) return deny('disk.full');
  const telling =
    lines.findLast((line) => /FATAL|PANIC|error:/i.test(line)) ?? lines.findLast((line) => line.trim() !== '');
  return deny('postgres.failed', { said: telling?.trim() ?? '' });
}

/** Milliseconds it has to run for a fall to be the first again: only one after the other are waited for longer and longer. */
const calm = 10 * 60_000;

/** PostgreSQL writes its log in files of 16 MB. */
const leastFreeBytes = 32 * 1024 * 1024;

function isDiskFull(dataDir: string): boolean {
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < leastFreeBytes;
}

async function run(
  cluster: Cluster,
  place: DatabasePlace,
  options: EmbeddedOptions,
): Promise<HubResult<EmbeddedPostgres>> {
  const { log, elapsed } = options;
  let isStopping = false;
  let current: Postmaster;
  const begin = async (): Promise<HubResult<void>> => {
    current = startPostmaster(cluster, settingsOf(place, options.settings), (line) => {
      log.info({ line }, 'postgres');
    });
    return untilReady(current, place, options);
  };
  const watch = async (): Promise<void> => {
    let falls = 0;
    for (;;) {
      const begun = elapsed();
      await current.ended;
      if (isStopping) return;
      falls = elapsed() - begun > calm ? 1 : falls + 1;
      log.error({ falls }, 'PostgreSQL ended by itself, starting it again');
      await new Promise((done) => setTimeout(done, Math.min(30_000, 250 * 2 ** falls)));
      // A stop may have been asked for meanwhile.
      if (hasStopped()) return;
      const again = await begin().catch((error: unknown) => {
        log.error({ code: codeOf(error) ?? 'unknown' }, 'PostgreSQL does not answer as it should');
      });
      if (again?.ok === true) log.info({ runsAgain: falls }, 'PostgreSQL runs again');
      if (hasStopped()) await stopPostmaster(cluster);
    }
  };
  const hasStopped = (): boolean => isStopping;
  const ready = await begin();
  if (!ready.ok) {
    await stopPostmaster(cluster);
    return ready;
  }
  const watching = watch();
  const stop = async (): Promise<void> => {
    isStopping = true;
    await stopPostmaster(cluster);
    await watching;
  };
  return { ok: true, value: { place, stop } };
}

/** Asks until it answers or ends; recovery after a power cut takes as long as it takes. */
async function untilReady(
  postmaster: Postmaster,
  place: DatabasePlace,
  options: EmbeddedOptions,
): Promise<HubResult<void>> {
  const ended = postmaster.ended.then((lines) => failedWith(lines, isDiskFull(options.dataDir)));
  for (;;) {
    const answer = await Promise.race([ended, probe(place, options)]);
    if (answer !== 'notYet') return answer;
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function probe(
  place: DatabasePlace,
  { log, random, elapsed }: EmbeddedOptions,
): Promise<HubResult<void> | 'notYet'> {
  try {
    const database = await openDatabase({ at: place, log, random, elapsed, max: 1 });
    await database.close();
    return { ok: true, value: undefined };
  } catch (error) {
    if (error instanceof DatabaseGone) return 'notYet';
    // Class 28: the password beside the data is not the one they were made with.
    if (codeOf(error)?.startsWith('28')) return deny('database.login');
    throw error;
  }
}

/** Whether a database was ever made in this data directory. */
export const hasEmbeddedData = (dataDir: string): boolean => existsSync(join(dataDir, 'pg', 'PG_VERSION'));
