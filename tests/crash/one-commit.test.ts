/**
 * An act is one transaction and one wait for the disk: half a case after a power cut cannot be, and a clerk waits once. Counted in the
 * system calls of real intakes: commits as frames of the log that end a transaction, waits as calls of fsync.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from './processes.ts';
import { record } from './record.ts';
import type { Call } from './trace.ts';
import { readAcknowledged } from './workload.ts';

const acts = 13;
/** A frame of the log is a header of 24 bytes, then a page; bytes 4 to 8 are the size of the file where the frame ends a commit, else 0. */
const frameHeader = 24;
const isCommit = (data: Buffer): boolean => data.length === frameHeader && data.readUInt32BE(4) > 0;

interface Act {
  readonly what: string;
  readonly commits: number;
  /** File names, in order. */
  readonly synced: readonly string[];
}

/** The calls between one acknowledgement and the next. Acts before the first are the set-up. */
function actsIn(calls: readonly Call[]): Act[] {
  const names = new Map<number, string>();
  const found: Act[] = [];
  let [commits, synced]: [number, string[]] = [0, []];
  for (const call of calls) {
    if (call.name === 'open') names.set(call.fd, call.path.split('/').at(-1) ?? '');
    if (call.name === 'sync') synced.push(names.get(call.fd) ?? '?');
    if (call.name !== 'write') continue;
    if (names.get(call.fd) === 'desk.db-wal' && isCommit(call.data)) commits += 1;
    const said = call.fd === 1 ? call.data.toString('utf8') : '';
    if (said.startsWith('ack ')) found.push({ what: readAcknowledged(said.slice(4)).what, commits, synced });
    if (said !== '') [commits, synced] = [0, []];
  }
  return found;
}

test('a whole intake with its slip is one commit and one fsync', async () => {
  const dir = join(scratchFolder(), 'data');
  mkdirSync(dir);
  const done = actsIn(await record(dir, { count: acts, reopenEvery: 0, imports: [] }));
  expect(done).toHaveLength(acts);
  const intakes = done.filter(({ what }) => what === 'intake');
  expect(intakes.length).toBeGreaterThan(3);
  for (const intake of intakes) expect(intake).toEqual({ what: 'intake', commits: 1, synced: ['desk.db-wal'] });
  const steps = done.filter(({ what }) => what === 'step');
  expect(steps.length).toBeGreaterThan(1);
  for (const step of steps) expect(step).toEqual({ what: 'step', commits: 1, synced: ['desk.db-wal'] });
});
