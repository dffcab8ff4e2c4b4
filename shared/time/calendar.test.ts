import { describe, expect, it } from 'vitest';
import { shippedCalendar } from '../../tests/support/calendar.ts';
import { unwrap } from '../kernel/result.ts';
import {
  type CalendarYear,
  holidayOn,
  isEstimatedOn,
  isWorkingDay,
  natureOf,
  parseCalendar,
  withYear,
  yearStatus,
} from './calendar.ts';
import { addDays, getPlainDate } from './plain-date.ts';

const year = (changes: Partial<CalendarYear>): unknown => ({
  version: 'test.1',
  years: { 2026: { off: ['2026-10-01..2026-10-07'], work: ['2026-10-10'], status: 'official', ...changes } },
});

const daysOfYear = (of: number) => {
  const first = getPlainDate(`${String(of)}-01-01`);
  return Array.from({ length: 365 }, (_, index) => addDays(first, index));
};

describe('the shipped calendar', () => {
  it('has 248 working days in 2026', () => {
    expect(daysOfYear(2026).filter((date) => isWorkingDay(shippedCalendar, date))).toHaveLength(248);
  });

  it('is official for 2025 and 2026, an estimate for 2027, silent about 2028', () => {
    expect([2025, 2026, 2027, 2028].map((of) => yearStatus(shippedCalendar, of))).toEqual([
      'official',
      'official',
      'estimated',
      'missing',
    ]);
    expect(isEstimatedOn(shippedCalendar, getPlainDate('2026-12-31'))).toBe(false);
    expect(isEstimatedOn(shippedCalendar, getPlainDate('2027-01-01'))).toBe(true);
    expect(isEstimatedOn(shippedCalendar, getPlainDate('2028-01-01'))).toBe(true);
  });

  it('holds for 2027 the 13 days the law names', () => {
    const off = daysOfYear(2027).filter((date) => natureOf(shippedCalendar, date) === 'holiday');
    expect(off).toHaveLength(13);
    expect(off).toEqual(expect.arrayContaining(['2027-01-01', '2027-05-02', '2027-10-03']));
  });

  it.each([
    ['2026-02-15', '春节'],
    ['2026-10-07', '国庆节'],
    ['2026-10-08', undefined],
    ['2025-10-06', '国庆节、中秋节'],
    ['2027-02-05', '春节'],
    ['2028-05-02', '劳动节'],
  ])('says of %s that it is %s', (date, holiday) => {
    expect(holidayOn(shippedCalendar, getPlainDate(date))).toBe(holiday);
  });

  it('names every day it takes off', () => {
    for (const [year, { off }] of shippedCalendar.years) {
      const nameless = [...off].filter((date) => holidayOn(shippedCalendar, date) === undefined);
      expect(nameless, String(year)).toEqual([]);
    }
  });

  it.each([
    ['2026-11-20', 'workday'],
    ['2026-11-22', 'weekend'],
    ['2026-10-10', 'makeUp'],
    ['2026-10-08', 'workday'],
    ['2026-10-03', 'holiday'],
    ['2025-01-26', 'makeUp'],
    ['2027-01-01', 'holiday'],
    ['2028-05-01', 'holiday'],
    ['2028-05-03', 'workday'],
    ['2028-01-02', 'weekend'],
  ])('calls %s a %s', (date, nature) => {
    expect(natureOf(shippedCalendar, getPlainDate(date))).toBe(nature);
  });
});

describe('a calendar with a typing mistake', () => {
  it.each([
    ['impossible date', { off: ['2026-02-30'] }, 'calendar.impossibleDate', { date: '2026-02-30' }],
    ['no date', { work: ['10月10日'] }, 'calendar.impossibleDate', { date: '10月10日' }],
    ['a name without a day', { off: ['国庆节'] }, 'calendar.impossibleDate', { date: '国庆节' }],
    ['a blank and no name', { off: ['2026-10-01 '] }, 'calendar.impossibleDate', { date: '2026-10-01 ' }],
    ['half a range', { off: ['2026-10-01..'] }, 'calendar.impossibleDate', { date: '2026-10-01..' }],
    [
      'two ranges in one',
      { off: ['2026-10-01..2026-10-02..2026-10-03'] },
      'calendar.impossibleDate',
      { date: '2026-10-01..2026-10-02..2026-10-03' },
    ],
    ['another year', { off: ['2025-10-01'] }, 'calendar.outsideYear', { date: '2025-10-01', year: 2026 }],
    [
      'a range into the next year',
      { off: ['2026-12-31..2027-01-02'] },
      'calendar.outsideYear',
      { date: '2027-01-02', year: 2026 },
    ],
    [
      'a reversed range',
      { off: ['2026-10-07..2026-10-01'] },
      'calendar.reversedRange',
      { range: '2026-10-07..2026-10-01' },
    ],
    ['a day twice', { off: ['2026-10-01..2026-10-03', '2026-10-03'] }, 'calendar.duplicate', { date: '2026-10-03' }],
    ['a work day twice', { work: ['2026-10-10', '2026-10-10'] }, 'calendar.duplicate', { date: '2026-10-10' }],
    ['off and worked', { work: ['2026-10-04'] }, 'calendar.offAndWork', { date: '2026-10-04' }],
    ['a weekday worked', { work: ['2026-10-12'] }, 'calendar.workNotWeekend', { date: '2026-10-12' }],
  ])('is refused: %s', (_, changes, code, details) => {
    expect(parseCalendar(year(changes))).toEqual({ ok: false, refusal: { code, details } });
  });

  it.each([
    [{ version: 'x', years: { 2026: { off: [], work: [], status: 'sure' } } }, 'years.2026.status'],
    [{ version: 'x', years: { 26: { off: [], work: [], status: 'official' } } }, 'years.26'],
    [{ version: 'x', years: {}, extra: 1 }, ''],
    [{ version: '', years: {} }, 'version'],
    ['not a calendar', ''],
  ])('is refused with the place: %j', (input, where) => {
    expect(parseCalendar(input)).toMatchObject({
      ok: false,
      refusal: { code: 'calendar.invalid', details: { where } },
    });
  });
});

describe('putting a year in', () => {
  const notice: CalendarYear = { off: ['2027-01-01..2027-01-03'], work: ['2027-01-09'], status: 'official' };

  it('makes it official under a new version and leaves the others', () => {
    const later = unwrap(withYear(shippedCalendar, 2027, notice, 'cn-2026.2'));
    expect(later.version).toBe('cn-2026.2');
    expect(yearStatus(later, 2027)).toBe('official');
    expect(natureOf(later, getPlainDate('2027-01-09'))).toBe('makeUp');
    expect(natureOf(later, getPlainDate('2026-10-10'))).toBe('makeUp');
    expect(yearStatus(shippedCalendar, 2027)).toBe('estimated');
  });

  it('is refused under the same version and with a mistake', () => {
    expect(withYear(shippedCalendar, 2027, notice, shippedCalendar.version).ok).toBe(false);
    expect(withYear(shippedCalendar, 2026, notice, 'cn-2026.2')).toMatchObject({
      refusal: { code: 'calendar.outsideYear', details: { date: '2027-01-01', year: 2026 } },
    });
  });
});
