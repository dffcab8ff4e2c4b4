/** PouchDB and its server beside ours: installed into the cache of the benchmarks, because nothing of the program needs them. */
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../support/bench-desk.ts';
import type { Rate } from './transfer.ts';

const folder = join(root, '.cache/bench/pouchdb');
const versions = { pouchdb: '9.0.0', 'pouchdb-server': '4.2.0' } as const;
const port = 47_984;

export interface PouchRates {
  readonly push: Rate;
  readonly pull: Rate;
}

/** Undefined where it cannot be installed or does not start here; `why` says what was seen. */
export async function measurePouch(
  documents: readonly object[],
  why: (text: string) => void,
): Promise<PouchRates | undefined> {
  try {
    install();
    const data = join(folder, 'data');
    rmSync(data, { recursive: true, force: true });
    mkdirSync(join(data, 'server'), { recursive: true });
    const file = join(data, 'documents.json');
    writeFileSync(file, JSON.stringify(documents));
    const server = await startServer(data);
    try {
      const client = join(import.meta.dirname, 'pouch-client.mjs');
      const line = [client, `http://127.0.0.1:${String(port)}`, file, data];
      const { stdout } = await promisify(execFile)(process.execPath, line, { cwd: folder, timeout: 15 * 60_000 });
      const { push, pull } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as { push: number; pull: number };
      const rate = (milliseconds: number): Rate => ({ entries: documents.length, seconds: milliseconds / 1000 });
      return { push: rate(push), pull: rate(pull) };
    } finally {
      server.kill('SIGKILL');
    }
  } catch (error) {
    why(error instanceof Error ? error.message.slice(0, 500) : String(error));
    return undefined;
  }
}

function install(): void {
  if (existsSync(join(folder, 'node_modules/pouchdb-server'))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
  const wanted = Object.entries(versions).map(([name, version]) => `${name}@${version}`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', ...wanted], {
    cwd: folder,
    stdio: 'ignore',
    timeout: 300_000,
  });
}

async function startServer(data: string) {
  const program = join(folder, 'node_modules/pouchdb-server/bin/pouchdb-server');
  const args = [
    program,
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    '--dir',
    join(data, 'server'),
    '--no-stdout-logs',
    '--no-color',
  ];
  const server = spawn(process.execPath, args, { cwd: data, stdio: 'ignore' });
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    const answer = await fetch(`http://127.0.0.1:${String(port)}/`).catch(() => undefined);
    if (answer?.ok === true) return server;
  }
  server.kill('SIGKILL');
  throw new Error('the PouchDB server does not answer');
}
