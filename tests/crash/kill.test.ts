/** trust.md row 3: what was acknowledged survives kill -9, and no act is there by half. */
import { expect, test } from 'vitest';
import { seed } from '../support/seed.ts';
import { ackedIn, actsCommand, isLong, scratchFolder, seeded, start } from './processes.ts';
import { examine } from './examine.ts';
import { numbersIn } from './workload.ts';

const rounds = isLong ? 60 : 10;

/** Runs acts from `first` until `count` were acknowledged, kills a moment later, answers what was acknowledged. */
async function killedAfter(dir: string, first: number, count: number, moment: number): Promise<string[]> {
  let seen = 0;
  const { ended } = start(actsCommand(dir, { first, count: 100_000 }), {}, (line, child) => {
    if (line.startsWith('ack ')) seen += 1;
    if (seen === count) setTimeout(() => child.kill('SIGKILL'), moment);
  });
  const { lines, signal, errors } = await ended;
  expect({ signal, errors }).toEqual({ signal: 'SIGKILL', errors: '' });
  return ackedIn(lines);
}

test('kill -9 in the middle of acts loses none and leaves none by half', async () => {
  const dir = scratchFolder();
  const random = seeded(seed());
  const acked: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const more = await killedAfter(dir, acked.length, 1 + Math.floor(random() * 30), random() * 6);
    expect(more.length).toBeGreaterThan(0);
    acked.push(...more);
    const findings = await examine(dir, acked);
    expect({ ...findings, round, kept: findings.kept > 0 }).toEqual({
      lost: 0,
      half: [],
      corrupt: 0,
      round,
      kept: true,
    });
  }
  const numbers = numbersIn(acked);
  expect(new Set(numbers).size).toBe(numbers.length);
  console.log(`kill -9: ${String(rounds)} rounds, ${String(acked.length)} acknowledged, 0 lost`);
});
