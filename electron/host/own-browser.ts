/**
 * A browser of our own, started for one page: it ends with everything it started itself. Ended alone, a Chromium 156 left its
 * network service behind for some tens of milliseconds, seen to write into the profile that was being taken away.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { win32 } from 'node:path';
import { setTimeout as passes } from 'node:timers/promises';

export interface OwnBrowser {
  readonly process: ChildProcess;
  /** Fulfilled when the browser itself is gone, however; never rejects. */
  readonly ended: Promise<unknown>;
  /** Ends it with all its processes, and is fulfilled when none is left; at once where it has ended by itself. Never rejects. */
  readonly end: () => Promise<void>;
}

/** How often killed processes are looked after, 10 ms apart: a disk that hangs must not hold up the next page for ever. */
const looks = 500;

/** `env` is added to ours. A program that does not start has ended: `ended` is fulfilled. */
export function startBrowser(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): OwnBrowser {
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
    env: { ...process.env, ...env },
    // Leads a group of processes, which can be ended together. It still goes when we go: the pipe of its DevTools closes.
    detached: process.platform !== 'win32',
  });
  const ended = once(child, 'close').catch(() => undefined);
  const end = async (): Promise<void> => {
    await (process.platform === 'win32' ? endTree(child) : endGroup(child));
    await ended;
  };
  return { process: child, ended, end };
}

async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined) return;
  // Killed once more each time: who was killed while starting another may have left it.
  for (let look = 0; look < looks && signalGroup(pid) && (await anyAlive(pid)); look += 1) await passes(10);
}

/**
 * Whether one of the group still runs. The dead answer a signal too until somebody has taken note of them, which can last seconds;
 * what Linux tells of each (proc_pid_stat(5)) knows the difference. Elsewhere whoever answers counts as alive.
 */
async function anyAlive(leader: number): Promise<boolean> {
  if (process.platform !== 'linux') return true;
  const told = await Promise.all((await readdir('/proc')).filter(isNumber).map(statOf));
  return told.some((stat) => stat?.group === leader && !'ZX'.includes(stat.state));
}

const isNumber = (name: string): boolean => /^\d+$/u.test(name);

/** Undefined for a process gone meanwhile. */
async function statOf(pid: string): Promise<{ readonly state: string; readonly group: number } | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The program's own name stands in brackets, and may hold brackets and spaces itself.
  const [state, , group] = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return state === undefined || group === undefined ? undefined : { state, group: Number(group) };
}

/** False when nobody of the group is left. */
function signalGroup(leader: number): boolean {
  try {
    return process.kill(-leader, 'SIGKILL');
  } catch {
    return false;
  }
}

/** Windows knows no groups; its own tool follows the tree. Not run by any test here. */
async function endTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null) return;
  const tool = win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  const call = spawn(tool, ['/pid', String(child.pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
  await once(call, 'close').catch(() => undefined);
  child.kill('SIGKILL');
}
