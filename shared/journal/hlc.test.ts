import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { hlcOf, hlcSchema, instantOf, nextHlc, wallOf } from './hlc.ts';

const wall = Date.parse('2026-11-22T05:53:12.123Z');

describe('the hybrid logical clock', () => {
  it('is an instant with a counter, and sorts as text', () => {
    expect(nextHlc(undefined, wall)).toBe('2026-11-22T05:53:12.123Z#0000');
    expect(nextHlc(hlcOf(wall, 9), wall)).toBe('2026-11-22T05:53:12.123Z#000a');
    expect(instantOf(hlcOf(wall, 7))).toBe('2026-11-22T05:53:12.123Z');
    expect(wallOf(hlcOf(wall, 7))).toBe(wall);
  });

  it('keeps its time when the wall clock is set back, to 2009 too', () => {
    expect(nextHlc(hlcOf(wall, 0), Date.parse('2009-01-01T00:00:00Z'))).toBe('2026-11-22T05:53:12.123Z#0001');
  });

  it('goes to the next millisecond when the counter is full', () => {
    expect(nextHlc(hlcOf(wall, 0xffff), wall)).toBe(hlcOf(wall + 1, 0));
    expect(nextHlc(hlcOf(wall, 0xffff), wall - 5000)).toBe(hlcOf(wall + 1, 0));
    // The end of a second, a day and a year.
    const newYear = Date.parse('2026-12-31T23:59:59.999Z');
    expect(nextHlc(hlcOf(newYear, 0xffff), 0)).toBe('2027-01-01T00:00:00.000Z#0000');
  });

  it('never goes back nor stands, whatever the wall clock does', () => {
    const clock = fc.oneof(
      fc.integer({ min: 0, max: 4_102_444_800_000 }),
      fc.integer({ min: wall - 3, max: wall + 3 }),
    );
    const counter = fc.constantFrom(0, 1, 0xfffe, 0xffff);
    fc.assert(
      fc.property(fc.array(clock, { minLength: 1, maxLength: 60 }), counter, (walls, first) => {
        let last = hlcOf(wall, first);
        for (const now of walls) {
          const next = nextHlc(last, now);
          expect(next > last).toBe(true);
          expect(wallOf(next)).toBeGreaterThanOrEqual(Math.max(wallOf(last), now));
          expect(hlcSchema.safeParse(next).success).toBe(true);
          last = next;
        }
      }),
      { seed: seed() },
    );
  });
});
