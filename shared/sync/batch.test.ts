import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { waitAfter, isWorthRepeating } from './back-off.ts';
import { nextBatch, type QueuedAct } from './batch.ts';
import { pushLimit } from './protocol.ts';

/** A queue as the desk has it: acts one behind the other, each of some entries. */
const queues = fc
  .array(
    fc.record({ entries: fc.integer({ min: 1, max: 150 }), bytes: fc.integer({ min: 1, max: 2 * pushLimit.bytes }) }),
    {
      maxLength: 60,
    },
  )
  .map((acts) => {
    let seq = 0;
    return acts.map(({ entries, bytes }, index): QueuedAct => {
      const firstSeq = seq + 1;
      seq += entries;
      return { act: String(index), firstSeq, lastSeq: seq, bytes };
    });
  });

describe('what is sent next', () => {
  it('is whole acts from the front, as many as fit, and at least one', () => {
    fc.assert(
      fc.property(queues, (queue) => {
        const batch = nextBatch(queue);
        expect(batch).toEqual(queue.slice(0, batch.length));
        if (queue.length > 0) expect(batch.length).toBeGreaterThan(0);
        const entries = batch.reduce((sum, { firstSeq, lastSeq }) => sum + lastSeq - firstSeq + 1, 0);
        const bytes = batch.reduce((sum, act) => sum + act.bytes, 0);
        if (batch.length > 1) {
          expect(entries).toBeLessThanOrEqual(pushLimit.entries);
          expect(bytes).toBeLessThanOrEqual(pushLimit.bytes);
        }
        const next = queue[batch.length];
        if (next !== undefined && batch.length > 0) {
          const more = entries + next.lastSeq - next.firstSeq + 1;
          expect(more > pushLimit.entries || bytes + next.bytes > pushLimit.bytes).toBe(true);
        }
      }),
      { seed: seed() },
    );
  });

  it('is one act alone where the hub failed at it before', () => {
    const queue = [1, 2, 3].map((seq) => ({ act: String(seq), firstSeq: seq, lastSeq: seq, bytes: 1 }));
    expect(nextBatch(queue, true)).toEqual(queue.slice(0, 1));
    expect(nextBatch([], true)).toEqual([]);
  });
});

describe('when it is tried again', () => {
  it('is 1 s × 2ⁿ with full jitter, at most five minutes', () => {
    expect([1, 2, 3, 9].map((failures) => waitAfter(failures, 0.999_999))).toEqual([999, 1999, 3999, 255_999]);
    expect([10, 30, 4000].map((failures) => waitAfter(failures, 0.999_999))).toEqual([299_999, 299_999, 299_999]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, draw) => {
          const wait = waitAfter(n, draw);
          expect(wait).toBeGreaterThanOrEqual(0);
          expect(wait).toBeLessThan(Math.min(300_000, 1000 * 2 ** (n - 1)));
        },
      ),
      { seed: seed() },
    );
  });

  it('is when the hub says, where it says so; an hour at most', () => {
    expect(waitAfter(1, 0.5, 30)).toBe(30_000);
    expect(waitAfter(9, 0, 0)).toBe(0);
    expect(waitAfter(1, 0.5, 10 ** 9)).toBe(60 * 60 * 1000);
  });

  it('is never for what no repeating mends', () => {
    const statuses = [400, 401, 403, 404, 408, 409, 413, 426, 429, 500, 502, 503];
    expect(statuses.filter(isWorthRepeating)).toEqual([401, 408, 409, 429, 500, 502, 503]);
  });
});
