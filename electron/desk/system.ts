/** Composition root of plain Node: the machine's clock and random, for the host and the desk's process. */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Clock, Random } from '#shared/kernel/ports.ts';

export const systemClock: Clock = { now: () => Date.now() };
export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
/** Milliseconds on a clock that only runs forward; measures, never dates anything. */
export const systemElapsed = (): number => performance.now();
