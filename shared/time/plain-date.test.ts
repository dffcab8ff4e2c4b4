import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { formatChineseDate, formatChineseDateAndWeekday } from './chinese-format.ts';
import {
  addDays,
  ageOn,
  compareDates,
  dateFromDigits,
  dateFromEpochDay,
  dateFromParts,
  daysBetween,
  epochDay,
  getPlainDate,
  parsePlainDate,
  partsOf,
  weekdayOf,
} from './plain-date.ts';

const anyDay = fc.integer({ min: epochDay(getPlainDate('0001-01-01')), max: epochDay(getPlainDate('9999-12-31')) });

describe('plain dates', () => {
  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '20260401',
    '',
    '1900-02-29',
    '0000-01-01',
    '２０２６-01-01',
  ])('refuses %j', (text) => {
    expect(parsePlainDate(text)).toEqual({ ok: false, refusal: { code: 'date.invalid' } });
    expect(() => getPlainDate(text)).toThrow();
  });

  it('takes leap days and eight digits', () => {
    expect(parsePlainDate('2000-02-29').ok).toBe(true);
    expect(dateFromDigits('20240229')).toBe('2024-02-29');
    expect(dateFromDigits('20250229')).toBeNull();
    expect(dateFromDigits('2025022')).toBeNull();
    expect(dateFromParts({ year: 2026.5, month: 1, day: 1 })).toBeNull();
  });

  // The language's own calendar is the independent witness here.
  it('agrees with the Gregorian calendar on number, weekday and parts of every day', () => {
    fc.assert(
      fc.property(anyDay, (days) => {
        const date = dateFromEpochDay(days);
        const witness = new Date(days * 86_400_000);
        expect(date).toBe(witness.toISOString().slice(0, 10));
        expect(epochDay(date)).toBe(days);
        expect(weekdayOf(date)).toBe(witness.getUTCDay());
        expect(dateFromParts(partsOf(date))).toBe(date);
      }),
      { seed: seed(), numRuns: 2000 },
    );
  });

  it('adds, counts and compares alike', () => {
    const step = fc.integer({ min: -100_000, max: 100_000 });
    const middle = fc.integer({ min: -200_000, max: 200_000 });
    fc.assert(
      fc.property(middle, step, (from, days) => {
        const start = dateFromEpochDay(from);
        const end = addDays(start, days);
        expect(daysBetween(start, end)).toBe(days);
        expect(compareDates(start, end) < 0).toBe(days > 0);
        expect(compareDates(end, start) > 0).toBe(days > 0);
      }),
      { seed: seed() },
    );
    expect(() => addDays(getPlainDate('9999-12-31'), 1)).toThrow(RangeError);
  });

  it('counts age in full years', () => {
    expect(ageOn(getPlainDate('2012-11-09'), getPlainDate('2026-11-08'))).toBe(13);
    expect(ageOn(getPlainDate('2012-11-09'), getPlainDate('2026-11-09'))).toBe(14);
    expect(ageOn(getPlainDate('2008-02-29'), getPlainDate('2026-02-28'))).toBe(17);
    expect(ageOn(getPlainDate('2008-02-29'), getPlainDate('2026-03-01'))).toBe(18);
  });

  it('is written as official papers write it', () => {
    expect(formatChineseDate(getPlainDate('2026-01-05'))).toBe('2026年1月5日');
    expect(formatChineseDateAndWeekday(getPlainDate('2026-11-22'))).toBe('2026年11月22日 星期日');
    expect(formatChineseDateAndWeekday(getPlainDate('2026-11-28'))).toBe('2026年11月28日 星期六');
  });
});
