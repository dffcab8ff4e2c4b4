/**
 * The simulator over many seeds, its regressions, and the bugs it must find. The seeds are fixed in CI; `TONGBAN_SEED=7000` begins elsewhere,
 * `TONGBAN_SEEDS` says how many, and `npm run test:long` runs ten thousand, and plants the bugs that CI leaves out.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedPostgres, type TestPostgres } from '../support/postgres.ts';
import { bugs, within } from './planted/bugs.ts';
import { open, regressions } from './regressions.ts';
import { partsOf, rangeText, runSeeds, told, twoAtATime, type SeedRange } from './runs.ts';

const isLong = process.env['TONGBAN_LONG'] === '1';
const first = Number(process.env['TONGBAN_SEED'] ?? 1);
const count = Number(process.env['TONGBAN_SEEDS'] ?? (isLong ? 10_000 : 200));
const all: SeedRange = { from: first, to: first + count - 1 };
/** A long run tells how far it is. */
const slice = 100;
const hour = 3_600_000;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await embeddedPostgres();
});
afterAll(() => postgres.stop());

const run = async (seeds: string, bug?: string) => runSeeds(await postgres.newPlace(), seeds, bug);
/** In two processes; each stops at its first that fails. */
const runThese = async (seeds: readonly number[]) => {
  const halves = [seeds.filter((_, index) => index % 2 === 0), seeds.filter((_, index) => index % 2 === 1)];
  const reports = await twoAtATime(
    halves.filter(({ length }) => length > 0),
    (half) => run(half.join()),
  );
  return reports.map(told).filter((text) => text !== '');
};

describe('simulation', () => {
  test(`seeds ${String(all.from)} to ${String(all.to)} hold every invariant`, { timeout: 4 * hour }, async () => {
    const parts = partsOf(all, isLong ? Math.ceil(count / slice) : 2);
    const reports = await twoAtATime(parts, async (part) => {
      const report = await run(rangeText(part));
      console.log(`seeds ${String(part.from)} to ${String(part.to)}: ${String(report.entries)} entries`, told(report));
      return report;
    });
    expect(reports.map(told).filter((text) => text !== '')).toEqual([]);
    const isOpen = open.filter(({ seed }) => seed >= all.from && seed <= all.to).length;
    expect(reports.reduce((sum, { runs }) => sum + runs, 0)).toBe(count - isOpen);
  });

  test('seeds that once failed', async () => {
    const seeds = regressions.map(({ seed }) => seed).filter((seed) => seed < all.from || seed > all.to);
    expect(await runThese(seeds)).toEqual([]);
  });
});

test('seeds that are not mended yet still fail', async () => {
  const reports = await twoAtATime(open, async ({ seed }) => ({
    seed,
    text: told(await run(String(seed))),
  }));
  expect(reports.filter(({ text }) => text === '').map(({ seed }) => seed)).toEqual([]);
});

describe('planted bugs', () => {
  const planted = isLong ? bugs : bugs.filter(({ isNamed }) => isNamed);
  test('are all found, in seeds that pass without them', { timeout: hour }, async () => {
    const reports = await twoAtATime(planted, async ({ name, from = 1 }) => {
      const range = { from, to: from + within - 1 };
      const { failure } = await run(rangeText(range), name);
      const found = failure === undefined ? 'NOT FOUND' : `${failure.invariant} in seed ${String(failure.seed)}`;
      console.log(`${name}: ${found}`);
      return { name, range, seed: failure?.seed };
    });
    expect(reports.filter(({ seed }) => seed === undefined).map(({ name }) => name)).toEqual([]);
    // Seeds that the first test has not run already.
    const seeds = new Set(reports.flatMap(({ seed = 0 }) => (seed < all.from || seed > all.to ? [seed] : [])));
    expect(await runThese([...seeds])).toEqual([]);
  });
});
