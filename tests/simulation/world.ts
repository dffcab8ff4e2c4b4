/** Chance, time and what happened: everything a simulated run draws comes from its seed, so that a seed is the whole run. */
import type { Random } from '#shared/kernel/ports.ts';

export interface SimRandom extends Random {
  /** 0 ≤ value < below. */
  readonly pick: (below: number) => number;
  /** True once in `of` times. */
  readonly once: (of: number) => boolean;
  readonly from: <T>(list: readonly T[]) => T;
}

export function seededRandom(seed: number): SimRandom {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const pick = (below: number): number => draw() % below;
  return {
    bytes: (count) => Uint8Array.from({ length: count }, () => draw() & 255),
    pick,
    once: (of) => pick(of) === 0,
    from: (list) => {
      const one = list[pick(list.length)];
      if (one === undefined) throw new Error('bug: nothing to draw from');
      return one;
    },
  };
}

export interface World {
  readonly random: SimRandom;
  /** Milliseconds since 1970 on the one true clock. */
  readonly now: () => number;
  readonly advance: (milliseconds: number) => void;
  /** One line an event; printed when a seed fails. */
  readonly say: (line: string) => void;
  readonly trace: readonly string[];
}

export function makeWorld(seed: number): World {
  let now = Date.parse('2026-11-23T01:00:00.000Z');
  const trace: string[] = [];
  return {
    random: seededRandom(seed),
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    say: (line) => {
      trace.push(`${String(trace.length).padStart(4)} ${new Date(now).toISOString().slice(5, 19)} ${line}`);
    },
    trace,
  };
}

/** What the run was there to find: an invariant that does not hold. */
export class Violation extends Error {
  readonly invariant: string;
  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`);
    this.invariant = invariant;
  }
}

export const fail = (invariant: string, what: string): never => {
  throw new Violation(invariant, what);
};
