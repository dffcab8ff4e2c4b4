/** Composition root of plain Node: the machine's clock and random, for the host and the desk's process. */
import { randomBytes, randomFillSync } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Clock, Random } from '#shared/kernel/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };

const pool = new Uint8Array(4096);
/** Longer ones are drawn by themselves. */
const longestPooled = 64;
let used = pool.length;

/** Every id and salt asks for 16 bytes, a dozen times an intake; one question to the system for many of them is 10 µs instead of 100. */
export const systemRandom: Random = {
  bytes: (count) => {
    if (count > longestPooled) return new Uint8Array(randomBytes(count));
    if (used + count > pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    const drawn = pool.slice(used, used + count);
    // Handed out once; nothing of it stays behind.
    pool.fill(0, used, used + count);
    used += count;
    return drawn;
  },
};
/** Milliseconds on a clock that only runs forward; measures, never dates anything. */
export const systemElapsed = (): number => performance.now();
