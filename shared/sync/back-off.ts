/** When to try again: 1 s × 2ⁿ with full jitter, at most 5 minutes; what the hub asks for wins. */

const first = 1000;
const most = 5 * 60 * 1000;
/** A hub that asks for more patience than this is asked all the same. */
const longest = 60 * 60 * 1000;

/** Milliseconds to wait after `failures` failures in a row (1, 2 …). `draw` is even in 0 ≤ x < 1; `retryAfter` in seconds. */
export function waitAfter(failures: number, draw: number, retryAfter?: number): number {
  if (retryAfter !== undefined) return Math.min(retryAfter * 1000, longest);
  return Math.floor(draw * Math.min(most, first * 2 ** Math.min(failures - 1, 20)));
}

/** 4xx but these is not tried again by itself: it is recorded and told. */
export const isWorthRepeating = (status: number): boolean =>
  status < 400 || status >= 500 || status === 401 || status === 408 || status === 409 || status === 429;
