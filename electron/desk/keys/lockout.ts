// Pure: given when logins failed and what time it is, may another be tried? (GB/T 22239-2019 8.1.4.1 b: 结束会话、限制非法登录次数、超时退出)
import { z } from 'zod';

export const lockoutRulesSchema = z.strictObject({
  /** Failures in a row that close the login. */
  failures: z.int().min(1).max(20),
  /** How long it stays closed. */
  lockSeconds: z.int().min(10).max(86_400),
  /** Without a key or a click for so long, the screen locks. */
  idleSeconds: z.int().min(30).max(86_400),
});
export type LockoutRules = z.infer<typeof lockoutRulesSchema>;
export const defaultLockoutRules: LockoutRules = { failures: 5, lockSeconds: 300, idleSeconds: 600 };

export type LoginStanding =
  | { readonly allowed: true; readonly triesLeft: number }
  | { readonly allowed: false; readonly secondsLeft: number };

/**
 * `failures`: instants (milliseconds) of failed tries of one login since its last success, in any order. A try refused because of the
 * lock is no failure: otherwise anyone could keep a colleague out for ever.
 */
export function loginStanding(failures: readonly number[], now: number, rules = defaultLockoutRules): LoginStanding {
  const lockMs = rules.lockSeconds * 1000;
  let count = 0;
  let lockedAt = Number.NEGATIVE_INFINITY;
  for (const instant of failures.toSorted((a, b) => a - b)) {
    if (instant < lockedAt + lockMs) continue;
    count += 1;
    if (count === rules.failures) [count, lockedAt] = [0, instant];
  }
  return isLocked(lockedAt, now, lockMs)
    ? { allowed: false, secondsLeft: Math.min(rules.lockSeconds, Math.ceil((lockedAt + lockMs - now) / 1000)) }
    : { allowed: true, triesLeft: rules.failures - count };
}

/** A lock from further ahead than a lock lasts means that the clock was put back since: it must not close the desk for years. */
function isLocked(lockedAt: number, now: number, lockMs: number): boolean {
  return now < lockedAt + lockMs && lockedAt < now + lockMs;
}

/** `lastActivity`, `now`: milliseconds. A clock put back by more than the limit locks too: a lock costs one password, an open desk more. */
export function isIdle(lastActivity: number, now: number, rules = defaultLockoutRules): boolean {
  return Math.abs(now - lastActivity) >= rules.idleSeconds * 1000;
}
