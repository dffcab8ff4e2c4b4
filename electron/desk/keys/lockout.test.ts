import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultLockoutRules, isIdle, lockoutRulesSchema, loginStanding } from './lockout.ts';

const second = 1000;
const at = (...seconds: number[]) => seconds.map((value) => value * second);
const standing = (failures: number[], now: number, rules = defaultLockoutRules) =>
  loginStanding(at(...failures), now * second, rules);

describe('a login', () => {
  test('is open with fewer than five failures, and says how many are left', () => {
    expect(standing([], 0)).toEqual({ allowed: true, triesLeft: 5 });
    expect(standing([1, 2, 3, 4], 5)).toEqual({ allowed: true, triesLeft: 1 });
  });

  test('closes at the fifth for 300 s, to the second', () => {
    expect(standing([1, 2, 3, 4, 5], 5)).toEqual({ allowed: false, secondsLeft: 300 });
    expect(standing([1, 2, 3, 4, 5], 304.5)).toEqual({ allowed: false, secondsLeft: 1 });
    expect(standing([1, 2, 3, 4, 5], 305)).toEqual({ allowed: true, triesLeft: 5 });
  });

  test('closes again after five more', () => {
    const first = [1, 2, 3, 4, 5];
    expect(standing([...first, 306, 307, 308, 309], 310)).toEqual({ allowed: true, triesLeft: 1 });
    expect(standing([...first, 306, 307, 308, 309, 310], 310)).toEqual({ allowed: false, secondsLeft: 300 });
  });

  test('is not kept closed by tries made while it is', () => {
    expect(standing([1, 2, 3, 4, 5, 100, 200, 300], 305)).toEqual({ allowed: true, triesLeft: 5 });
  });

  test('counts in any order and by the rules of the station', () => {
    expect(standing([5, 1, 4, 2, 3], 5)).toEqual({ allowed: false, secondsLeft: 300 });
    const strict = { failures: 2, lockSeconds: 60, idleSeconds: 600 };
    expect(standing([1, 2], 3, strict)).toEqual({ allowed: false, secondsLeft: 59 });
  });

  test('does not stay closed for years because the clock was wrong when it closed', () => {
    const inTenYears = 10 * 365 * 86_400;
    expect(
      standing(
        Array.from({ length: 5 }, () => inTenYears),
        100,
      ),
    ).toEqual({ allowed: true, triesLeft: 5 });
    expect(standing([110, 110, 110, 110, 110], 100)).toEqual({ allowed: false, secondsLeft: 300 });
  });

  test('is never closed for longer than the rules say', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2_000_000), { maxLength: 40 }), fc.nat(2_000_000), (failures, now) => {
        const result = loginStanding(failures, now);
        if (result.allowed) expect(result.triesLeft).toBeGreaterThan(0);
        else expect(result.secondsLeft >= 1 && result.secondsLeft <= 300).toBe(true);
        if (failures.length < 5) expect(result.allowed).toBe(true);
      }),
    );
  });
});

test('the screen locks after 600 s idle, and when the clock was put back by as much', () => {
  expect(isIdle(0, 599_999)).toBe(false);
  expect(isIdle(0, 600_000)).toBe(true);
  expect(isIdle(10_000, 9000)).toBe(false);
  expect(isIdle(700_000, 0)).toBe(true);
  expect(isIdle(0, 31_000, { ...defaultLockoutRules, idleSeconds: 30 })).toBe(true);
});

test('rules that would switch the lock off are refused', () => {
  expect(lockoutRulesSchema.parse(defaultLockoutRules)).toEqual({ failures: 5, lockSeconds: 300, idleSeconds: 600 });
  for (const change of [{ failures: 0 }, { failures: 1000 }, { lockSeconds: 0 }, { idleSeconds: 1e9 }, { extra: 1 }]) {
    expect(lockoutRulesSchema.safeParse({ ...defaultLockoutRules, ...change }).success, JSON.stringify(change)).toBe(
      false,
    );
  }
});
