/** The built program as a process of its own, on an empty data directory of its own, and a client of its door beside the window. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { findPackagedNode, root } from '../../../build/runtime.mjs';
import { askAgain, readHostFile } from '../../../electron/host/again.ts';
import type { DeskClient } from '../../../shared/contract/index.ts';
import { refusalOf } from '../../../shared/contract/wire.ts';

export interface HostOptions {
  /** An existing data directory; else a fresh one that goes with the host. */
  readonly dir?: string;
  readonly demo?: boolean;
  readonly language?: 'zh-CN' | 'en';
  /** The desk's clock runs so many days ahead (or behind). */
  readonly clockShiftDays?: number;
  /** With the made-up kinds of `tests/support`, in the desk and in the screens, which were built into this folder. */
  readonly madeUpScreens?: string;
  /** Added to its environment: other programs of the system, a screen. */
  readonly env?: Readonly<Record<string, string>>;
  /** Hub-owned facts are another's to write. */
  readonly isAuthorityElsewhere?: boolean;
}

export interface Host {
  readonly dir: string;
  /** A fresh address that lets one window in. */
  readonly address: (language?: 'zh-CN' | 'en') => Promise<string>;
  /** The door, asked without a window: a connection of its own, with its own login. */
  readonly connect: () => Promise<DeskClient>;
  /** Ends it as Ctrl+C does. */
  readonly stop: () => Promise<void>;
  /** Ends it as a power cut does. */
  readonly kill: () => Promise<void>;
}

// One listener for each host of a run.
process.setMaxListeners(0);

const dist = join(root, 'dist/electron/host/main.mjs');
const sources = join(root, 'tests/e2e/support/host-process.ts');
const madeUpKinds = join(root, 'tests/support/made-up-kinds/hook.ts');

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'tongban-e2e-'));
export const dropFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });

export async function startHost(options: HostOptions = {}): Promise<Host> {
  const dir = options.dir ?? (await newFolder());
  const child = run(dir, options);
  const first = await addressOf(child);
  const { origin } = new URL(first);
  const token = async (): Promise<string> => {
    const file = await readHostFile(dir);
    const fresh = file && (await askAgain(file, randomBytes(24).toString('base64url')));
    if (fresh === undefined) throw new Error('the host gives no token');
    return fresh;
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    await ended(child, signal);
    if (options.dir === undefined) await dropFolder(dir);
  };
  return {
    dir,
    address: async (language = options.language ?? 'zh-CN') => `${origin}/?lang=${language}#enter=${await token()}`,
    connect: async () => connectTo(origin, await token()),
    stop: () => end('SIGTERM'),
    kill: () => ended(child, 'SIGKILL'),
  };
}

function run(dir: string, options: HostOptions): ChildProcess {
  const { demo = false, language } = options;
  const flags = [
    '--no-open',
    '--data-dir',
    dir,
    ...(demo ? ['--demo'] : []),
    ...(language ? ['--lang', language] : []),
  ];
  const { script, env } = programOf(options);
  const child = spawn(findPackagedNode() ?? process.execPath, [...script, ...flags], {
    cwd: root,
    env: { ...process.env, ...env, ...options.env },
  });
  // A test that failed half-way has not stopped it.
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

/** The built program where nothing is to be different, else its sources. */
function programOf({ clockShiftDays, madeUpScreens, isAuthorityElsewhere = false }: HostOptions) {
  if (clockShiftDays === undefined && madeUpScreens === undefined && !isAuthorityElsewhere)
    return { script: [dist], env: {} };
  return {
    script: madeUpScreens === undefined ? [sources] : ['--import', pathToFileURL(madeUpKinds).href, sources],
    env: {
      ...(clockShiftDays === undefined ? {} : { TONGBAN_CLOCK_SHIFT_DAYS: String(clockShiftDays) }),
      ...(madeUpScreens === undefined ? {} : { TONGBAN_SCREENS: madeUpScreens }),
      ...(isAuthorityElsewhere ? { TONGBAN_AUTHORITY: 'elsewhere' } : {}),
    },
  };
}

/** The address the program prints, or what it printed instead. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (part: Buffer): void => {
      text += part.toString('utf8');
      const address = /http:\/\/127\.0\.0\.1:\d+\/\S*#enter=[\w-]+/.exec(text)?.[0];
      if (address !== undefined) resolve(address);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      reject(new Error(`the host ended with ${String(code)}: ${text}`));
    });
  });
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    child.kill(signal);
  });
}

async function connectTo(origin: string, token: string): Promise<DeskClient> {
  const headers = { 'content-type': 'application/json', origin };
  const entered = await fetch(`${origin}/enter`, { method: 'POST', headers, body: JSON.stringify({ token }) });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const link = new RPCLink({ url: `${origin}/rpc`, headers: { origin, cookie } });
  return createORPCClient({
    call: async (path, input, call) => {
      try {
        return await link.call(path, input, call);
      } catch (error) {
        const refusal = refusalOf(error);
        if (!refusal) throw error;
        return { ok: false, refusal };
      }
    },
  });
}
