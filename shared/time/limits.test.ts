import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendar as calendar } from '../../tests/support/calendar.ts';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import { isWorkingDay } from './calendar.ts';
import { fromBeijing } from './instant.ts';
import { addCalendarDays, addHours, addWorkingDays, countLimit, limitSchema, workingDaysBetween } from './limits.ts';
import { addDays, daysBetween, getPlainDate, weekdayOf } from './plain-date.ts';

const day = getPlainDate;

describe('limits in working days', () => {
  it.each([
    ['2026-02-13', 5, '2026-02-27'],
    ['2026-02-13', 20, '2026-03-19'],
    ['2026-09-18', 5, '2026-09-24'],
    ['2026-09-24', 5, '2026-10-09'],
    ['2026-09-24', 10, '2026-10-15'],
    ['2026-04-30', 5, '2026-05-11'],
    ['2025-09-30', 5, '2025-10-14'],
  ])('%s + %i is due on %s', (from, amount, due) => {
    expect(addWorkingDays(calendar, day(from), amount)).toMatchObject({
      due,
      estimated: false,
      calendarVersion: 'cn-2026.1',
    });
  });

  it('are an estimate as soon as they need 2027, and not before', () => {
    expect(addWorkingDays(calendar, day('2026-12-25'), 4)).toMatchObject({ due: '2026-12-31', estimated: false });
    // 1 January is a holiday in any year, so the naive 2027-01-01 is wrong, and what comes out is only an estimate.
    expect(addWorkingDays(calendar, day('2026-12-25'), 5)).toMatchObject({ due: '2027-01-04', estimated: true });
    expect(addWorkingDays(calendar, day('2028-06-01'), 1).estimated).toBe(true);
    // The first day is not counted, so a missing year before it does not matter.
    expect(addWorkingDays(calendar, day('2024-12-31'), 1)).toMatchObject({ due: '2025-01-02', estimated: false });
  });

  it('end the same day with 0, or on the next working day', () => {
    expect(addWorkingDays(calendar, day('2026-11-20'), 0).due).toBe('2026-11-20');
    expect(addWorkingDays(calendar, day('2026-11-21'), 0).due).toBe('2026-11-23');
    expect(() => addWorkingDays(calendar, day('2026-11-20'), -1)).toThrow(RangeError);
    expect(() => addWorkingDays(calendar, day('2026-11-20'), 1.5)).toThrow(RangeError);
  });

  it('explain every day between', () => {
    const { days } = addWorkingDays(calendar, day('2026-09-30'), 2);
    expect(days.map(({ date, role, nature, n }) => [date.slice(5), role, nature, n])).toEqual([
      ['09-30', 'first', 'workday', null],
      ['10-01', 'skipped', 'holiday', null],
      ['10-02', 'skipped', 'holiday', null],
      ['10-03', 'skipped', 'holiday', null],
      ['10-04', 'skipped', 'holiday', null],
      ['10-05', 'skipped', 'holiday', null],
      ['10-06', 'skipped', 'holiday', null],
      ['10-07', 'skipped', 'holiday', null],
      ['10-08', 'counted', 'workday', 1],
      ['10-09', 'counted', 'workday', 2],
    ]);
    const makeUp = addWorkingDays(calendar, day('2026-10-09'), 2).days;
    expect(makeUp.map(({ role, nature, n }) => [role, nature, n])).toEqual([
      ['first', 'workday', null],
      ['counted', 'makeUp', 1],
      ['skipped', 'weekend', null],
      ['counted', 'workday', 2],
    ]);
  });
});

describe('limits in calendar days', () => {
  it.each([
    ['2026-09-01', 15, '2026-09-16'],
    ['2026-08-02', 60, '2026-10-08'],
    ['2026-09-05', 30, '2026-10-08'],
    ['2026-07-01', 60, '2026-08-31'],
    ['2026-07-01', 90, '2026-09-29'],
  ])('%s + %i is due on %s', (from, amount, due) => {
    expect(addCalendarDays(calendar, day(from), amount)).toMatchObject({ due, estimated: false });
  });

  it('say which days moved the end', () => {
    const { days } = addCalendarDays(calendar, day('2026-08-28'), 2);
    expect(days.map(({ date, role, n }) => [date.slice(5), role, n])).toEqual([
      ['08-28', 'first', null],
      ['08-29', 'counted', 1],
      ['08-30', 'counted', 2],
      ['08-31', 'postponed', null],
    ]);
  });

  it('are an estimate when the end is looked up in 2027', () => {
    expect(addCalendarDays(calendar, day('2026-12-01'), 30)).toMatchObject({ due: '2026-12-31', estimated: false });
    expect(addCalendarDays(calendar, day('2026-12-01'), 31)).toMatchObject({ due: '2027-01-04', estimated: true });
  });
});

describe('limits in hours', () => {
  it('run through nights and weekends to the minute', () => {
    const start = unwrap(fromBeijing(day('2026-11-20'), '16:30'));
    const due = addHours(calendar, start, 24);
    expect(due).toMatchObject({ due: '2026-11-21', dueAt: '2026-11-21T08:30:00.000Z', estimated: false });
    expect(due.days.map(({ date, role, nature }) => [date, role, nature])).toEqual([
      ['2026-11-20', 'running', 'workday'],
      ['2026-11-21', 'running', 'weekend'],
    ]);
  });
});

describe('counting a limit', () => {
  const start = unwrap(fromBeijing(day('2026-07-01'), '00:30'));

  it('follows the unit of the rule, from the Beijing day of the start', () => {
    expect(countLimit(calendar, { amount: 60, unit: 'calendarDay' }, start).due).toBe('2026-08-31');
    expect(countLimit(calendar, { amount: 5, unit: 'workingDay' }, start).due).toBe('2026-07-08');
    expect(countLimit(calendar, { amount: 2, unit: 'hour' }, start).dueAt).toBe('2026-06-30T18:30:00.000Z');
  });

  it('takes only limits that are one', () => {
    const bad = [
      { amount: -1, unit: 'hour' },
      { amount: 1.5, unit: 'hour' },
      { amount: 1, unit: 'month' },
      { amount: 1, unit: 'hour', x: 1 },
    ];
    for (const limit of bad) expect(limitSchema.safeParse(limit).success).toBe(false);
  });
});

const someDay = fc.integer({ min: 0, max: 1400 }).map((days) => addDays(day('2024-06-01'), days));
const some = fc.integer({ min: 1, max: 60 });

describe('whatever the day and the limit', () => {
  it('step by step equals at once', () => {
    fc.assert(
      fc.property(someDay, some, some, (from, a, b) => {
        const once = addWorkingDays(calendar, from, a + b).due;
        expect(addWorkingDays(calendar, addWorkingDays(calendar, from, a).due, b).due).toBe(once);
        let date = from;
        for (let n = 0; n < a + b; n += 1) date = addWorkingDays(calendar, date, 1).due;
        expect(date).toBe(once);
      }),
      { seed: seed() },
    );
  });

  it('the end is a working day, never before the start, and the strip tells how', () => {
    const count = fc.constantFrom(addWorkingDays, addCalendarDays);
    fc.assert(
      fc.property(count, someDay, fc.integer({ min: 0, max: 60 }), (add, from, amount) => {
        const { due, days } = add(calendar, from, amount);
        expect(isWorkingDay(calendar, due)).toBe(true);
        expect(daysBetween(from, due)).toBeGreaterThanOrEqual(add === addCalendarDays ? amount : 0);
        expect(days.map(({ date }) => date)).toEqual(days.map((_, index) => addDays(from, index)));
        expect(days.at(-1)?.date).toBe(due);
        expect(days.filter(({ role }) => role === 'counted').map(({ n }) => n)).toEqual(
          Array.from({ length: amount }, (_, index) => index + 1),
        );
        for (const mark of days) expect(mark.weekday).toBe(weekdayOf(mark.date));
      }),
      { seed: seed() },
    );
  });

  it('a later start is never due earlier', () => {
    const count = fc.constantFrom(addWorkingDays, addCalendarDays);
    fc.assert(
      fc.property(count, someDay, some, (add, from, amount) => {
        expect(add(calendar, addDays(from, 1), amount).due >= add(calendar, from, amount).due).toBe(true);
      }),
      { seed: seed() },
    );
  });

  it('the working days between start and end are the limit', () => {
    fc.assert(
      fc.property(someDay, some, (from, amount) => {
        const { due } = addWorkingDays(calendar, from, amount);
        expect(workingDaysBetween(calendar, from, due)).toBe(amount);
        expect(workingDaysBetween(calendar, due, from)).toBe(-amount);
      }),
      { seed: seed() },
    );
  });

  it('between two days there are as many working days as one counts one by one, in years with and without a calendar', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 1500 }), (from, length) => {
        const to = addDays(from, length);
        const days = Array.from({ length }, (_, index) => addDays(from, index + 1));
        expect(workingDaysBetween(calendar, from, to)).toBe(days.filter((date) => isWorkingDay(calendar, date)).length);
      }),
      { seed: seed(), examples: [[day('2024-12-28'), 800]] },
    );
  });

  it('it is an estimate exactly when a day after the first lies in a year without a notice', () => {
    const count = fc.constantFrom(addWorkingDays, addCalendarDays);
    fc.assert(
      fc.property(count, someDay, some, (add, from, amount) => {
        const { due, estimated } = add(calendar, from, amount);
        const isSure = addDays(from, 1) >= '2025-01-01' && due <= '2026-12-31';
        expect(estimated).toBe(!isSure);
      }),
      { seed: seed() },
    );
  });
});
