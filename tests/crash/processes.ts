/** Starting, reading and killing the processes of the crash tests. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

export const isLong = process.env['TONGBAN_LONG'] === '1';

/** Absolute path of a file beside this one. */
export const beside = (file: string): string => join(import.meta.dirname, file);

/** A folder of its own, removed after the test. */
export function scratchFolder(root = tmpdir()): string {
  const dir = mkdtempSync(join(root, 'tongban-crash-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A folder in memory where there is one with room: states are written by the hundred and nothing there must outlive the test. */
export function memoryFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return scratchFolder(bavail * bsize > 32 * 1024 * 1024 ? '/dev/shm' : tmpdir());
  } catch {
    return scratchFolder();
  }
}

export interface Ended {
  readonly lines: readonly string[];
  readonly errors: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Started {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<Ended>;
}

/** Starts a command; `onLine` sees each line of its output as it comes. */
export function start(
  command: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>> = {},
  onLine: (line: string, child: Started['child']) => void = () => undefined,
): Started {
  const [program, ...args] = command;
  const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let errors = '';
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => {
    lines.push(line);
    onLine(line, child);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ lines, errors, code, signal }));
  });
  return { child, ended };
}

/** The acts process on a directory; `imports` are loaded before the program. */
export const actsCommand = (
  dir: string,
  {
    first = 0,
    count,
    reopenEvery = 0,
    imports = [],
  }: { first?: number; count: number; reopenEvery?: number; imports?: readonly string[] },
): [string, ...string[]] => [
  process.execPath,
  ...imports.flatMap((file) => ['--import', beside(file)]),
  beside('act-process.ts'),
  dir,
  String(first),
  String(count),
  String(reopenEvery),
];

/** The acknowledgements among the lines of a process. A last line cut by the kill is no acknowledgement anybody saw. */
export const ackedIn = (lines: readonly string[]): string[] =>
  lines.filter((line) => line.startsWith('ack ')).map((line) => line.slice(4));

/** A small seeded generator (mulberry32): the same seed gives the same choices on every machine. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
