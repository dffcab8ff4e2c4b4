import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sm3 } from '../kernel/sm3.ts';
import { drawSample, populationHash, sharesOf, sizeOf, type Drawable } from './draw.ts';

const population = fc
  .uniqueArray(fc.uuid(), { minLength: 1, maxLength: 60 })
  .chain((ids) =>
    fc.tuple(...ids.map((stream) => fc.record({ stream: fc.constant(stream), group: fc.constantFrom('A', 'B', 'C') }))),
  );
const asked = fc.record({
  seed: fc.string({ minLength: 1, maxLength: 12 }),
  size: fc.integer({ min: 1, max: 60 }),
  isByGroup: fc.boolean(),
});
const shuffled = (cases: readonly Drawable[]) => fc.shuffledSubarray([...cases], { minLength: cases.length });

it('the same seed draws the same from the same cases, in whatever order they came; nobody twice, nobody from outside', () => {
  fc.assert(
    fc.property(
      population.chain((cases) => fc.tuple(fc.constant(cases), shuffled(cases), asked)),
      ([cases, otherwise, { size: wanted, ...how }]) => {
        const size = sizeOf({ count: wanted }, cases.length);
        const drawn = drawSample(sm3, cases, { ...how, size });
        expect(drawSample(sm3, otherwise, { ...how, size })).toEqual(drawn);
        expect(populationHash(sm3, otherwise)).toBe(populationHash(sm3, cases));
        expect(drawn).toHaveLength(size);
        expect(new Set(drawn).size).toBe(size);
        expect(drawn.every((one) => cases.some(({ stream }) => stream === one))).toBe(true);
      },
    ),
  );
});

it('by matter, each has its share, and one at least while there is a place for it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 400 }),
      (counts, wanted) => {
        const sizes = new Map(counts.map((count, at) => [`M${String(at)}`, count]));
        const whole = counts.reduce((sum, one) => sum + one, 0);
        const size = Math.min(wanted, whole);
        const shares = sharesOf(sizes, size);
        expect([...shares.values()].reduce((sum, one) => sum + one, 0)).toBe(size);
        for (const [name, of] of sizes) {
          const share = shares.get(name) ?? 0;
          expect(share).toBeLessThanOrEqual(of);
          if (size >= counts.length) expect(share).toBeGreaterThanOrEqual(1);
        }
        if (size < counts.length) return;
        // The largest never gets less than a smaller one.
        const [largest = 0] = counts.toSorted((one, other) => other - one);
        const most = Math.max(...shares.values());
        expect([...sizes].filter(([name]) => shares.get(name) === most).some(([, of]) => of === largest)).toBe(true);
      },
    ),
  );
});

it('every case is drawn about as often as any other, over many seeds', () => {
  const cases = Array.from({ length: 20 }, (_, at) => ({ stream: `case-${String(at)}`, group: '' }));
  const times = new Map<string, number>();
  for (let seed = 0; seed < 2000; seed += 1) {
    for (const one of drawSample(sm3, cases, { seed: String(seed), size: 5, isByGroup: false }))
      times.set(one, (times.get(one) ?? 0) + 1);
  }
  // 500 each; five standard deviations are 97.
  for (const count of times.values()) expect(Math.abs(count - 500)).toBeLessThan(97);
  expect(times.size).toBe(20);
});

it('a part is rounded up, and is never nothing or more than there is', () => {
  expect(sizeOf({ percent: 5 }, 101)).toBe(6);
  expect(sizeOf({ percent: 1 }, 3)).toBe(1);
  expect(sizeOf({ count: 50 }, 7)).toBe(7);
});
