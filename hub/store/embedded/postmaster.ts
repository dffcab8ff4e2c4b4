/**
 * One postmaster on a data directory: started, told to stop, and found again when the hub that started it was killed. PostgreSQL itself
 * never runs two on one directory (postmaster.pid and its shared memory); what is done here is to end the one that was left behind.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codeOf } from '../../refusal.ts';
import { runOptions, type Cluster } from './cluster.ts';

const run = promisify(execFile);
const stopSeconds = '60';

/** Lines of its log that are kept for the sentence when it does not start. */
const linesKept = 20;

export interface Postmaster {
  /** Resolves when it has ended, with the last lines it wrote. */
  readonly ended: Promise<readonly string[]>;
  readonly pid: number | undefined;
}

export function startPostmaster(
  cluster: Cluster,
  settings: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): Postmaster {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(cluster.binaries.postgres, ['-D', cluster.dir, ...flags], {
    ...runOptions(cluster),
    cwd: cluster.dir,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl+C at a terminal goes to a whole group of processes; the database is stopped by us, after the last call is answered.
    detached: true,
    windowsHide: true,
  });
  return { ended: linesUntilEnd(child, onLine), pid: child.pid };
}

function linesUntilEnd(child: ChildProcess, onLine: (line: string) => void): Promise<readonly string[]> {
  let kept: readonly string[] = [];
  let rest = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
    kept = [...kept, ...lines].slice(-linesKept);
  });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve([...kept, error.message]);
    });
    child.on('close', () => {
      resolve(kept);
    });
  });
}

/** `fast`: open transactions are rolled back. If that takes a minute, `immediate`: the next start recovers from the log. */
export async function stopPostmaster(cluster: Cluster): Promise<void> {
  const stop = (mode: string) =>
    run(cluster.binaries.pgCtl, ['stop', '-D', cluster.dir, '-m', mode, '-w', '-t', stopSeconds], {
      ...runOptions(cluster),
      cwd: cluster.dir,
    });
  if (readPid(cluster.dir) === undefined) return;
  // It may be ending by itself at this moment; then pg_ctl finds nothing, and says so as an error.
  await stop('fast').catch(() =>
    readPid(cluster.dir) === undefined ? undefined : stop('immediate').catch(() => undefined),
  );
}

/** Ends a postmaster that a killed hub left behind. Before this the caller holds the lock of the data directory. */
export async function clearLeftBehind(cluster: Cluster): Promise<'none' | 'stopped' | 'stale'> {
  const pid = readPid(cluster.dir);
  if (pid === undefined) return 'none';
  const isOurs = isAlive(pid) && (await isPostmasterOf(pid, cluster));
  if (isOurs) await stopPostmaster(cluster);
  else if (isAlive(pid)) disown(cluster.dir);
  clearSocketLock(cluster.dir);
  return isOurs ? 'stopped' : 'stale';
}

/** The socket's own lock names a process too; it lies in the data directory, which is guarded by the lock of that. */
const clearSocketLock = (dir: string): void => {
  for (const name of readdirSync(dir))
    if (/^\.s\.PGSQL\.\d+\.lock$/.test(name)) rmSync(join(dir, name), { force: true });
};

/**
 * After a restart of the machine the number in postmaster.pid may be that of any program of ours, and PostgreSQL would not start. The file
 * must not be removed: it names the shared memory by which backends that outlived their postmaster are found. PostgreSQL takes the
 * number of its own parent, which we are, for stale, and looks at the rest.
 */
function disown(dir: string): void {
  const file = join(dir, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [process.pid, ...rest].join('\n'));
}

function readPid(dir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Whether that process is a postmaster at work in this very folder: PostgreSQL works in its data directory, and we name it as an argument. */
async function isPostmasterOf(pid: number, cluster: Cluster): Promise<boolean> {
  // There PostgreSQL is told to stop by a pipe named after the number, which no other program has.
  if (process.platform === 'win32') return true;
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${String(pid)}/cwd`) === realpathSync(cluster.dir);
    const { stdout } = await run('ps', ['-p', String(pid), '-o', 'command=']);
    return stdout.includes(cluster.dir);
  } catch {
    return false;
  }
}
