/** A 批量收件 that is killed at any statement goes on where it stopped: a number for each row, nobody twice, nobody lost who was acknowledged. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listLists, listPageOf } from '#desk/queries/intake-lists.ts';
import { get, sql } from '#desk/store/handles.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { morning, openCrashDesk } from './crash-desk.ts';
import { examine } from './examine.ts';
import { ackedIn, beside, isLong, scratchFolder, start } from './processes.ts';

const people = 6;
const runKilledAt = (dir: string, killAt: number) =>
  start([process.execPath, '--import', beside('kill-at.ts'), beside('intake-list-process.ts'), dir, String(people)], {
    TONGBAN_KILL_AT: String(killAt),
  }).ended;

interface Found {
  readonly lists: number;
  readonly there: readonly string[];
  readonly numbers: readonly string[];
  readonly cases: number;
}

async function look(dir: string): Promise<Found> {
  const { desk, core, viewer } = unwrap(await openCrashDesk(dir, { at: morning + 3_600_000, seed: 12 }));
  const lists = listLists(core, viewer);
  const rows = lists.flatMap(({ stream }) => unwrap(listPageOf(core, viewer, stream)).rows);
  const cases = get(core.store.read, sql<{ n: number }>`SELECT count(*) AS n FROM live_case`)?.n ?? 0;
  await desk.close();
  const there = rows.filter(({ number }) => number !== '');
  return {
    ...{ lists: lists.length, cases },
    there: there.map(({ stream }) => stream),
    numbers: there.map(({ number }) => number),
  };
}

const samples = isLong ? 60 : 3;

test('an interrupted list goes on where it stopped', async () => {
  const fresh = join(scratchFolder(), 'desk');
  expect(await look(fresh)).toMatchObject({ lists: 0, cases: 0 });
  const copy = (): string => {
    const dir = join(scratchFolder(), 'desk');
    cpSync(fresh, dir, { recursive: true });
    return dir;
  };
  const { lines, errors } = await runKilledAt(copy(), 0);
  const statements = Number(/^statements (\d+)$/u.exec(lines.at(-1) ?? '')?.[1]);
  expect({ errors, many: statements > 8 * people }).toEqual({ errors: '', many: true });
  let stopped = 0;
  for (let sample = 1; sample <= samples; sample += 1) {
    const dir = copy();
    const killed = await runKilledAt(dir, Math.round((sample * statements) / (samples + 1)));
    expect(killed.signal).toBe('SIGKILL');
    const before = await look(dir);
    // Whoever was told that a row is taken in finds it; at most the one under way is there without an answer.
    const acked = ackedIn(killed.lines);
    expect(before.there).toEqual(expect.arrayContaining(acked));
    expect(before.cases - acked.length).toBeLessThanOrEqual(1);
    stopped += before.cases > 0 && before.cases < people ? 1 : 0;
    const again = await runKilledAt(dir, 0);
    expect([again.errors, again.lines.includes('done')]).toEqual(['', true]);
    const after = await look(dir);
    expect([after.lists, after.cases, new Set(after.numbers).size]).toEqual([1, people, people]);
    // What had a number keeps it.
    expect(after.numbers).toEqual(expect.arrayContaining([...before.numbers]));
    expect(await examine(dir, [])).toMatchObject({ lost: 0, half: [], corrupt: 0 });
  }
  expect(stopped).toBeGreaterThan(0);
});
