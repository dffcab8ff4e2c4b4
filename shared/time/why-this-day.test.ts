import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendar as calendar } from '../../tests/support/calendar.ts';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import { isWorkingDay } from './calendar.ts';
import {
  type Instant,
  addHoursTo,
  beijingDate,
  fromBeijing,
  hoursBetween,
  instantFromMillis,
  millisOf,
} from './instant.ts';
import { type Limit, countLimit } from './limits.ts';
import { type Pause, closedSpans } from './pauses.ts';
import { addDays, getPlainDate } from './plain-date.ts';
import { standing } from './standing.ts';
import { type WhyQuestion, whyThisDay } from './why-this-day.ts';

const at = (date: string, time = '09:00'): Instant => unwrap(fromBeijing(getPlainDate(date), time));
const working = (amount: number): Limit => ({ amount, unit: 'workingDay' });

/** A due as it is stored: counted without the pause that goes on. */
function asked(limit: Limit, from: Instant, pauses: readonly Pause[]): WhyQuestion {
  const { due, dueAt } = countLimit(calendar, limit, from, closedSpans(pauses));
  return { limit, from, due, dueAt, pauses };
}
const endOf = (limit: Limit, from: string, ...pauses: Pause[]) =>
  countLimit(calendar, limit, at(from), closedSpans(pauses)).due;

// 24 September 2026 is a Thursday; the 25th to 27th are off (中秋), 1 to 7 October too (国庆), the 10th, a Saturday, is worked.
const accepted = '2026-09-24';

describe('pauses', () => {
  it('lesson 23: time on hold is counted in the limit’s own unit, so weekends and holidays within it move nothing', () => {
    const pause = { from: at('2026-09-28'), to: at('2026-10-12') };
    // Without it 20 working days end on 29 October. 28, 29, 30 September, 8, 9 and 10 October (补班) did not count: six, not fourteen.
    expect(endOf(working(20), accepted)).toBe('2026-10-29');
    expect(endOf(working(20), accepted, pause)).toBe('2026-11-06');
    // The same pause in a limit of calendar days takes out all of its fourteen days.
    const days: Limit = { amount: 20, unit: 'calendarDay' };
    expect([endOf(days, accepted), endOf(days, accepted, pause)]).toEqual(['2026-10-14', '2026-10-28']);
    // A pause over nothing but days off changes nothing.
    expect(endOf(working(20), accepted, { from: at('2026-10-01'), to: at('2026-10-08') })).toBe('2026-10-29');
  });

  it('lesson 23: hours on hold are hours', () => {
    const limit: Limit = { amount: 24, unit: 'hour' };
    const pause = { from: at('2026-11-20', '18:30'), to: at('2026-11-23', '08:00') };
    const { dueAt } = countLimit(calendar, limit, at('2026-11-20', '09:00'), [pause]);
    expect(dueAt).toBe(at('2026-11-23', '22:30'));
  });

  it('lesson 24: coming back from a pause escalates nothing: the end has moved, not only its picture', () => {
    const limit = working(10);
    const began = at('2026-09-24');
    const stored = countLimit(calendar, limit, began);
    const pause: Pause = { from: at('2026-09-29') };
    const still = { name: 'promised', limit, lapse: 'overdue' as const, met: null, ...stored, isPaused: true };
    const month = { today: getPlainDate('2026-11-30'), now: at('2026-11-30'), calendar };
    // Long after the day it had been due, nothing is late, nothing presses, nothing shines.
    expect(standing({ ...month, dues: [still] })).toMatchObject({
      light: 'none',
      pressing: null,
      dues: [{ state: 'paused' }],
    });
    const back = countLimit(calendar, limit, began, [{ from: pause.from, to: month.now }]);
    const { isPaused: _paused, ...running } = still;
    const after = standing({ ...month, dues: [{ ...running, due: back.due }] });
    expect(after).toMatchObject({ light: 'green', dues: [{ state: 'notDue' }] });
    // One day had been used (28 September); the day of coming back counts, so nine days end on 10 December.
    expect(back.due).toBe('2026-12-10');
  });

  it('lesson 24: only what the notice calls a day off is one: 七夕 and 重阳节 count', () => {
    const { days } = countLimit(calendar, working(40), at('2026-08-14'));
    const roles = new Map(days.map(({ date, role }) => [date as string, role]));
    expect([roles.get('2026-08-19'), roles.get('2026-09-30')]).toEqual(['counted', 'counted']);
  });

  it('lesson 25: a Saturday that is worked (补班) counts, also as the day a pause ends', () => {
    const { days } = countLimit(calendar, working(3), at('2026-10-08'));
    expect(days.map(({ date, nature, n }) => [date, nature, n])).toEqual([
      ['2026-10-08', 'workday', null],
      ['2026-10-09', 'workday', 1],
      ['2026-10-10', 'makeUp', 2],
      ['2026-10-11', 'weekend', null],
      ['2026-10-12', 'workday', 3],
    ]);
    expect(endOf(working(3), '2026-10-08', { from: at('2026-10-09'), to: at('2026-10-10') })).toBe('2026-10-13');
    expect(endOf(working(2), '2026-10-08', { from: at('2026-10-09'), to: at('2026-10-10') })).toBe('2026-10-12');
  });

  it('lesson 26: 补班 is never read as a day off, nor a day off as 补班: every exception of the shipped years', () => {
    for (const [year, { off, work }] of Object.entries(calendar.data.years)) {
      for (const date of work)
        expect([year, date, isWorkingDay(calendar, getPlainDate(date))]).toEqual([year, date, true]);
      for (const range of off) {
        const first = range.slice(0, '2025-01-01'.length);
        expect([year, first, isWorkingDay(calendar, getPlainDate(first))]).toEqual([year, first, false]);
      }
    }
    const strip = whyThisDay(calendar, asked(working(1), at('2026-02-13'), []), at('2026-02-13'));
    expect(strip.days.at(-1)).toMatchObject({ date: '2026-02-14', nature: 'makeUp', role: 'counted', n: 1 });
  });

  it('says of each day off which holiday it is', () => {
    const { days } = whyThisDay(calendar, asked(working(5), at('2026-09-24'), []), at('2026-09-24'));
    const named = days.flatMap(({ date, holiday }) => (holiday === undefined ? [] : [`${date} ${holiday}`]));
    expect(named.slice(0, 4)).toEqual([
      '2026-09-25 中秋节',
      '2026-09-26 中秋节',
      '2026-09-27 中秋节',
      '2026-10-01 国庆节',
    ]);
    expect(named).toHaveLength(3 + 7);
  });

  it('lesson 27: the end moves by the days really paused, whatever had been announced', () => {
    const from = at('2026-10-12');
    const ends = ['2026-10-13', '2026-10-14', '2026-10-19', '2026-11-12'].map(
      (back) => countLimit(calendar, working(20), from, [{ from: at('2026-10-13'), to: at(back) }]).due,
    );
    expect(ends).toEqual(['2026-11-09', '2026-11-10', '2026-11-13', '2026-12-09']);
  });
});

describe('the strip while a pause goes on', () => {
  const question = asked(working(10), at('2026-10-12'), [{ from: at('2026-10-14') }]);

  it('ends with the day of asking, names no end, and says how much is used', () => {
    const strip = whyThisDay(calendar, question, at('2026-10-19'));
    expect(strip).toMatchObject({ due: null, counted: 1, took: [4] });
    expect(strip.days.map(({ date, role }) => [date.slice(5), role])).toEqual([
      ['10-12', 'first'],
      ['10-13', 'counted'],
      ['10-14', 'paused'],
      ['10-15', 'paused'],
      ['10-16', 'paused'],
      ['10-17', 'paused'],
      ['10-18', 'paused'],
      ['10-19', 'paused'],
    ]);
  });

  it('of a limit that had already run out is that of the limit: a pause mends nothing that was late', () => {
    const late = asked(working(10), at('2026-10-12'), [{ from: at('2026-10-27') }]);
    expect(whyThisDay(calendar, late, at('2026-11-19'))).toMatchObject({ due: '2026-10-26', counted: 10 });
  });
});

const moment = fc
  .integer({ min: 0, max: 700 * 24 * 60 })
  .map((minutes) => addHoursTo(at('2025-02-01', '00:00'), minutes / 60));
const limitOf = fc.record({
  amount: fc.integer({ min: 0, max: 45 }),
  unit: fc.constantFrom('workingDay' as const, 'calendarDay' as const, 'hour' as const),
});
/** Pauses one after the other, after the beginning. */
const someCase = fc
  .tuple(moment, limitOf, fc.array(fc.tuple(fc.nat(30 * 24), fc.nat(40 * 24)), { maxLength: 4 }))
  .map(([from, limit, lengths]) => {
    let clock = millisOf(from);
    const pauses = lengths.map(([until, lasting]) => {
      const begins = (clock += until * 3_600_000);
      return { from: instantFromMillis(begins), to: instantFromMillis((clock += lasting * 3_600_000)) };
    });
    return { from, limit, pauses };
  });

describe('whatever the limit, the day and the pauses', () => {
  it('the strip ends on the due date, counts exactly the limit, and counts no paused day', () => {
    fc.assert(
      fc.property(someCase, ({ from, limit, pauses }) => {
        const question = asked(limit, from, pauses);
        const { days, due, counted } = whyThisDay(calendar, question, from);
        expect(due).toBe(question.due);
        expect(days.at(-1)?.date).toBe(due);
        expect(days.map(({ date }) => date)).toEqual(days.map((_, index) => addDays(beijingDate(from), index)));
        const isPaused = (date: string) =>
          pauses.some((one) => date >= beijingDate(one.from) && date < beijingDate(one.to));
        for (const { date, role } of days.slice(1)) {
          if (role === 'counted' || role === 'skipped' || role === 'postponed') expect(isPaused(date)).toBe(false);
        }
        if (limit.unit === 'hour') return;
        expect(counted).toBe(limit.amount);
        expect(days.flatMap(({ n }) => (n === null ? [] : [n]))).toEqual(
          Array.from({ length: limit.amount }, (_, index) => index + 1),
        );
        if (limit.amount > 0) expect(isWorkingDay(calendar, getPlainDate(due ?? ''))).toBe(true);
      }),
      { seed: seed() },
    );
  });

  it('a limit in hours ends after exactly its hours, the paused ones left out', () => {
    fc.assert(
      fc.property(someCase, fc.nat(200), ({ from, pauses }, amount) => {
        const { dueAt } = countLimit(calendar, { amount, unit: 'hour' }, from, pauses);
        if (dueAt === null) throw new Error('hours end at a moment');
        const paused = pauses.reduce((sum, one) => {
          const to = one.to < dueAt ? one.to : dueAt;
          return one.from < to ? sum + hoursBetween(one.from, to) : sum;
        }, 0);
        expect(hoursBetween(from, dueAt) - paused).toBeCloseTo(amount, 6);
      }),
      { seed: seed() },
    );
  });

  it('a longer pause never brings the end nearer, and none of no length moves it', () => {
    fc.assert(
      fc.property(moment, limitOf, fc.nat(500), fc.nat(900), (from, limit, until, lasting) => {
        const begins = addHoursTo(from, until);
        const end = (hours: number) =>
          countLimit(calendar, limit, from, [{ from: begins, to: addHoursTo(begins, hours) }]).due;
        expect(end(0)).toBe(countLimit(calendar, limit, from).due);
        expect(end(lasting + 24) >= end(lasting)).toBe(true);
      }),
      { seed: seed() },
    );
  });
});
