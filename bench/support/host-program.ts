/** The browser host as a process, and Chromium on it: what a person waits for, and what both take of the machine. */
import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser, testFlags } from '../../build/browser.mjs';
import { benchStaff, root } from './bench-desk.ts';

export interface RunningProgram {
  readonly host: ChildProcessByStdio<null, Readable, null>;
  readonly browser: Browser;
  readonly page: Page;
  /** Milliseconds from the start of the process: it listens; the login form is there; today's numbers are there. */
  readonly listening: number;
  readonly login: number;
  readonly data: number;
  /** From Enter in the login form to today's numbers: the file is opened, the home screen asked. */
  readonly fromLoginToData: number;
  readonly close: () => Promise<void>;
}

const hostFile = join(root, 'dist/electron/host/main.mjs');
export const isBuilt = (): boolean => existsSync(hostFile) && existsSync(join(root, 'dist/renderer/index.html'));

export async function startProgram(dir: string): Promise<RunningProgram> {
  const started = performance.now();
  const host = spawn(process.execPath, [hostFile, '--data-dir', dir, '--no-open'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // A benchmark that fails half-way leaves no program behind that holds the directory.
  const stop = (): void => void host.kill();
  process.once('exit', stop);
  const address = await addressOf(host);
  const listening = performance.now() - started;
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error('no browser was found');
  const browser = await chromium.launch({ executablePath, args: testFlags() });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  await page.goto(address);
  await page.locator('input[name="login"]').waitFor();
  const login = performance.now() - started;
  await page.locator('input[name="login"]').fill(benchStaff.login);
  await page.locator('input[name="password"]').fill(benchStaff.password);
  const entered = performance.now();
  await page.locator('input[name="password"]').press('Enter');
  await page.locator('a[data-light]').first().waitFor();
  const fromLoginToData = performance.now() - entered;
  return {
    host,
    browser,
    page,
    listening,
    login,
    data: performance.now() - started,
    fromLoginToData,
    close: async () => {
      await browser.close();
      const ended = new Promise((resolve) => host.once('exit', resolve));
      host.kill('SIGTERM');
      await ended;
      process.off('exit', stop);
    },
  };
}

function addressOf(host: ChildProcessByStdio<null, Readable, null>): Promise<string> {
  return new Promise((resolve, reject) => {
    host.once('exit', (code) => {
      reject(new Error(`the host ended with ${String(code)}`));
    });
    createInterface({ input: host.stdout }).on('line', (line) => {
      const address = /http:\/\/127\.0\.0\.1:\d+\/#enter=[\w-]+/.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}

/** Asks the system to forget what it holds of a folder's files, so that they are read from the disk. False where it cannot. */
export function forgetFiles(dir: string): boolean {
  try {
    for (const name of readdirSync(dir)) {
      execFileSync('dd', [`if=${join(dir, name)}`, 'of=/dev/null', 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
    }
    return true;
  } catch {
    return false;
  }
}

/** A process and all it started. */
export function processTree(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? readOrNothing(`/proc/${name}/stat`) : '';
    const parent = /\) \S (\d+)/.exec(stat)?.[1];
    return parent === undefined ? [] : [[Number(name), Number(parent)] as const];
  });
  const found = [pid];
  for (const one of found) found.push(...parents.flatMap(([child, parent]) => (parent === one ? [child] : [])));
  return found;
}

/** Megabytes held by processes, shared pages counted once among them (PSS). */
export const memoryOf = (pids: readonly number[]): number =>
  pids.reduce(
    (sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(readOrNothing(`/proc/${String(pid)}/smaps_rollup`))?.[1] ?? 0),
    0,
  ) / 1024;

/** Seconds of processor time taken so far. Clock ticks are hundredths on every Linux Node runs on. */
export const cpuOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => {
    const fields =
      readOrNothing(`/proc/${String(pid)}/stat`)
        .split(') ')
        .at(-1)
        ?.split(' ') ?? [];
    return sum + Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }, 0) / 100;

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Chromium's processes: those our own process started and that are not the host. */
export const browserPids = (host: number): number[] => {
  const hosts = new Set(processTree(host));
  return processTree(process.pid).filter((pid) => pid !== process.pid && !hosts.has(pid));
};
