import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import {
  addHoursTo,
  beijingDate,
  fromBeijing,
  hoursBetween,
  instantFromMillis,
  millisOf,
  parseInstant,
  toBeijing,
} from './instant.ts';
import { getPlainDate } from './plain-date.ts';

describe('instants', () => {
  it('are UTC in one spelling', () => {
    expect(instantFromMillis(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(unwrap(parseInstant('2026-11-22T05:52:00Z'))).toBe('2026-11-22T05:52:00.000Z');
    expect(unwrap(parseInstant('2026-11-22T05:52:00.1239Z'))).toBe('2026-11-22T05:52:00.123Z');
  });

  it.each([
    '2026-11-22T05:52:00',
    '2026-11-22T05:52:00+08:00',
    '2026-02-30T00:00:00Z',
    '2026-11-22T24:00:00Z',
    '2026-11-22',
    '',
  ])('refuse %j', (text) => {
    expect(parseInstant(text)).toEqual({ ok: false, refusal: { code: 'date.invalid' } });
  });

  it('are shown as a Beijing wall clock', () => {
    expect(toBeijing(unwrap(parseInstant('2026-11-22T15:59:59Z')))).toEqual({ date: '2026-11-22', time: '23:59:59' });
    expect(toBeijing(unwrap(parseInstant('2026-11-22T16:00:00Z')))).toEqual({ date: '2026-11-23', time: '00:00:00' });
    expect(beijingDate(unwrap(parseInstant('2026-12-31T16:00:00Z')))).toBe('2027-01-01');
  });

  it('are read from a Beijing date and time', () => {
    const day = getPlainDate('2026-11-22');
    expect(unwrap(fromBeijing(day, '08:30'))).toBe('2026-11-22T00:30:00.000Z');
    expect(unwrap(fromBeijing(day, '00:00:01'))).toBe('2026-11-21T16:00:01.000Z');
    expect(unwrap(fromBeijing(day, '24:00'))).toBe('2026-11-22T16:00:00.000Z');
    for (const time of ['24:01', '8:30', '12:60', 'noon']) expect(fromBeijing(day, time).ok).toBe(false);
    // Eight hours before the year 1 of UTC: no instant is written so.
    const first = getPlainDate('0001-01-01');
    expect(fromBeijing(first, '00:00').ok).toBe(false);
    expect(fromBeijing(first, '08:00').ok).toBe(true);
  });

  it('keep every millisecond, and sort as text', () => {
    const moment = fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 });
    fc.assert(
      fc.property(moment, moment, (a, b) => {
        const first = instantFromMillis(a);
        expect(first).toBe(new Date(a).toISOString());
        expect(millisOf(first)).toBe(a);
        expect(first < instantFromMillis(b)).toBe(a < b);
        const { date, time } = toBeijing(first);
        expect(millisOf(unwrap(fromBeijing(date, time)))).toBe(Math.floor(a / 1000) * 1000);
      }),
      { seed: seed(), numRuns: 1000 },
    );
  });

  it('move by real hours', () => {
    const start = instantFromMillis(0);
    expect(addHoursTo(start, 25)).toBe('1970-01-02T01:00:00.000Z');
    expect(hoursBetween(start, addHoursTo(start, 24))).toBe(24);
    expect(hoursBetween(addHoursTo(start, 1), start)).toBe(-1);
  });
});
