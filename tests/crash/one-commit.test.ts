/**
 * One intake is one COMMIT and one fsync, of the log (issue: durable commit). Whatever is written outside the transaction would
 * show as a second one; an act answered before its fsync would show as none.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actsCommand, scratchFolder, start } from './processes.ts';

/** What happens between one answer and the next, in order: `commit`, `sync <file>`, `ack <what>`. */
async function record(dir: string, run: { first: number; count: number }): Promise<string[]> {
  const traces = scratchFolder();
  const tracer = ['strace', '-ff', '-y', '-s', '200', '--seccomp-bpf', '-o', join(traces, 't')] as const;
  const command = actsCommand(dir, { ...run, imports: ['say-commits.ts'] });
  const { code, errors } = await start([...tracer, '-e', 'trace=write,fsync,fdatasync', '--', ...command]).ended;
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const texts = readdirSync(traces).map((file) => readFileSync(join(traces, file), 'utf8'));
  const main = texts.filter((text) => text.includes('"opened\\n"'));
  expect(main).toHaveLength(1);
  expect(texts.filter((text) => text.includes(dir))).toEqual(main);
  return (main[0] ?? '').split('\n').flatMap((line) => eventOf(line));
}

function eventOf(line: string): string[] {
  const synced = /^f(?:data)?sync\(\d+<(.*?)>/u.exec(line)?.[1];
  if (synced !== undefined) return [`sync ${synced.slice(synced.lastIndexOf('/') + 1)}`];
  const said = /^write\(1<.*?>, "(\w+)(?: .*?\\"what\\":\\"(\w+))?/u.exec(line);
  return said ? [[said[1], said[2]].filter((word) => word !== undefined).join(' ')] : [];
}

test('an intake is one commit and one fsync before its answer, a step and a draft too', async () => {
  const dir = join(scratchFolder(), 'desk');
  // The set-up apart: closing folds the log back, so that none is full in the middle of what is counted.
  await record(dir, { first: 0, count: 0 });
  const events = await record(dir, { first: 0, count: 10 });
  const acts = events.slice(events.indexOf('opened') + 1, events.indexOf('done'));
  const one = ['sync desk.db-wal', 'commit'];
  const morning = [...one, 'ack intake', ...one, 'ack step', ...one, 'ack intake'];
  // A paper is first marked as sent, so that a crash while printing leaves the question whether it came out.
  const settled = [...one, ...one, 'ack settled'];
  const expected = [...morning, ...settled, ...one, 'ack draft'];
  expect(acts.slice(0, acts.lastIndexOf('ack draft') + 1)).toEqual([...expected, ...expected]);
});
