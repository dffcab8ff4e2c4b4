/**
 * The real program as built, and its window in the real browser with the flags the program gives it, on a disk of its own: home,
 * temporary folder, caches, data and second place all lie below one folder, so that everything either leaves can be looked at.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { chromium, type Browser, type Page } from '@playwright/test';
import { findBrowser, testFlags } from '../../build/browser.mjs';
import { appWindow } from '../../electron/host/browser.ts';

const built = resolve(import.meta.dirname, '../../dist/electron/host/main.mjs');

export interface Disk {
  readonly root: string;
  readonly data: string;
  /** The second place for backups. */
  readonly stick: string;
  /** What a person saves here deliberately is theirs. */
  readonly downloads: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function layDisk(root: string): Disk {
  const folder = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const home = folder('home');
  const env = {
    ...process.env,
    HOME: home,
    TMPDIR: folder('tmp'),
    XDG_CONFIG_HOME: folder('home/.config'),
    XDG_CACHE_HOME: folder('home/.cache'),
    XDG_DATA_HOME: folder('home/.local/share'),
    XDG_STATE_HOME: folder('home/.local/state'),
    XDG_RUNTIME_DIR: folder('run'),
  };
  return { root, data: join(root, 'data'), stick: folder('stick'), downloads: folder('home/Downloads'), env };
}

export interface Program {
  readonly child: ChildProcess;
  /** With a one-time token in it. */
  readonly address: string;
  readonly ended: Promise<unknown>;
  /** Everything it has printed: its log may stand in a file somewhere. */
  readonly said: () => string;
}

async function until<T>(what: string, look: () => T | undefined): Promise<T> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = look();
    if (found !== undefined) return found;
    await wait(50);
  }
  throw new Error(`waited in vain for ${what}`);
}

/** `imports` are loaded before the program. */
export async function startProgram(disk: Disk, imports: readonly string[] = []): Promise<Program> {
  if (!existsSync(built)) throw new Error('Run npm run build first');
  const loaded = imports.flatMap((file) => ['--import', file]);
  const args = [...loaded, built, '--data-dir', disk.data, '--no-open'];
  const child = spawn(process.execPath, args, {
    cwd: disk.env['HOME'],
    env: disk.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => (said += part));
  }
  const ended = new Promise((done) => child.once('close', done));
  const address = await until(`the address of the program: ${said}`, () => {
    if (child.exitCode !== null) throw new Error(`the program ended: ${said}`);
    return /http:\/\/127\.0\.0\.1:\d+\/\S*#enter=[\w-]+/u.exec(said)?.[0];
  });
  return { child, address, ended, said: () => said };
}

export interface Window {
  readonly child: ChildProcess;
  readonly browser: Browser;
  readonly page: Page;
  readonly ended: Promise<unknown>;
}

/**
 * A browser that is asked while it still makes its first window may leave the one who asks waiting for ever: so the window is waited
 * for first, and one that does not answer is asked again.
 */
async function steer(address: string): Promise<Browser> {
  for (let tries = 1; ; tries += 1) {
    await hasWindow(address);
    try {
      return await chromium.connectOverCDP(address, { timeout: 8000 });
    } catch (error) {
      if (tries === 4) throw error;
    }
  }
}

async function hasWindow(address: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const targets = (await (await fetch(`${address}/json/list`)).json()) as readonly { type: string; url: string }[];
    if (targets.some(({ type, url }) => type === 'page' && url.startsWith('http://127.0.0.1'))) return;
    await wait(50);
  }
  throw new Error('waited in vain for a page in the window');
}

/** The program's own window, without a screen and steered by the test. `without`: flags left out, to see what they are good for. */
export async function openWindow(disk: Disk, address: string, without: readonly string[] = []): Promise<Window> {
  const program = findBrowser();
  if (program === undefined) throw new Error('no Chromium, Chrome or Edge here');
  const machine = { platform: process.platform, env: disk.env, home: disk.env['HOME'] ?? '' };
  const { args } = appWindow(program, address, disk.data, machine);
  const own = args.filter((flag) => !without.includes(flag));
  const steered = ['--headless=new', '--remote-debugging-port=0', '--window-size=1366,768', '--lang=zh-CN'];
  const root = testFlags().filter((flag) => flag === '--no-sandbox' || flag === '--disable-gpu');
  const file = join(disk.data, 'browser', 'DevToolsActivePort');
  // One that a killed browser left names a port where nobody answers.
  rmSync(file, { force: true });
  const child = spawn(program, [...own, ...steered, ...root], {
    cwd: disk.env['HOME'],
    env: disk.env,
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((done) => child.once('close', done));
  // The file is there before the browser has written the number into it.
  const port = await until('the browser', () =>
    existsSync(file) ? /^\d+(?=\n)/u.exec(readFileSync(file, 'utf8'))?.[0] : undefined,
  );
  const browser = await steer(`http://127.0.0.1:${port}`);
  const page = await until('its window', () => browser.contexts().flatMap((context) => context.pages())[0]);
  return { child, browser, page, ended };
}

/** The whole family of processes at once, as a power button does. */
export async function killWindow({ child, browser, ended }: Window): Promise<void> {
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
  await browser.close().catch(() => undefined);
}

interface Answer {
  readonly json: { readonly ok: boolean; readonly value?: unknown; readonly refusal?: unknown };
}

/** A call as the page itself makes it, from inside the page. */
export async function ask<T>(page: Page, path: string, input: object = {}): Promise<T> {
  const answer = await page.evaluate(
    async ([target, body]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(target, { method: 'POST', headers, body, cache: 'no-store' });
      return response.json() as Promise<unknown>;
    },
    [`/rpc/${path.replaceAll('.', '/')}`, JSON.stringify({ json: input })] as const,
  );
  const { json } = answer as Answer;
  if (!json.ok) throw new Error(`${path} was refused: ${JSON.stringify(json.refusal ?? json)}`);
  return json.value as T;
}
