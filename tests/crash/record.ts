/** Runs acts of the crash tests under strace and reads back what the one thread that touches the directory asked of the system. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { actsCommand, scratchFolder, start } from './processes.ts';
import { readTrace, tracedCalls, type Call } from './trace.ts';

/** Answers the calls of the thread that touched `dir`, those that failed left out. */
export async function record(dir: string, acts: Parameters<typeof actsCommand>[1]): Promise<Call[]> {
  const traces = scratchFolder();
  const tracer = [
    'strace',
    '-ff',
    '--seccomp-bpf',
    '-xx',
    '-s',
    '1000000',
    '-e',
    `trace=${tracedCalls}`,
    '-o',
    join(traces, 't'),
  ] as const;
  const { lines, errors, code } = await start([...tracer, '--', ...actsCommand(dir, acts)]).ended;
  if (code !== 0) throw new Error(`the traced run ended with ${String(code)}: ${errors.slice(0, 2000)}`);
  expect(lines.at(-1)).toBe('done');
  return oneThread(traces, dir);
}

/** Node's other threads must not have touched the directory, or their calls would be missing from the order. */
function oneThread(traces: string, dir: string): Call[] {
  const hex = [...Buffer.from(dir)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
  const texts = readdirSync(traces).map((file) => readFileSync(join(traces, file), 'latin1'));
  const touching = texts.filter((text) => text.includes(hex));
  expect(touching).toHaveLength(1);
  return readTrace((touching[0] ?? '').split('\n'));
}
