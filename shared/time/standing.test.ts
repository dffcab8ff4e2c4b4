import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedCalendar as shipped } from '../../tests/support/calendar.ts';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import { fromBeijing } from './instant.ts';
import { type Limit, countLimit } from './limits.ts';
import { addDays, getPlainDate } from './plain-date.ts';
import { type NamedDue, standing } from './standing.ts';

const day = getPlainDate;

function due(name: string, limit: Limit, from: string, changes: Partial<NamedDue> = {}): NamedDue {
  const counted = countLimit(shipped, limit, unwrap(fromBeijing(day(from), '09:00')));
  const { due: end, dueAt, estimated } = counted;
  return { name, limit, due: end, dueAt, estimated, lapse: 'overdue', met: null, ...changes };
}

const on = (today: string, ...dues: NamedDue[]) => standing({ dues, today: day(today), calendar: shipped });
const decision = due('decision', { amount: 20, unit: 'workingDay' }, '2026-09-24');

describe('where one due stands', () => {
  // 20 working days from 2026-09-24 end on 2026-10-29 (a Thursday); the last two are yellow.
  it.each([
    ['2026-09-24', 'notDue', 'green', 20],
    ['2026-10-08', 'notDue', 'green', 16],
    ['2026-10-26', 'notDue', 'green', 3],
    ['2026-10-27', 'near', 'yellow', 2],
    ['2026-10-29', 'dueToday', 'yellow', 0],
    ['2026-10-30', 'overdue', 'red', -1],
    ['2026-11-02', 'overdue', 'red', -2],
  ])('on %s: %s, %s, %i left', (today, state, light, left) => {
    const result = on(today, decision);
    expect(result).toMatchObject({ light, lapses: [], estimated: false });
    expect(result.pressing).toMatchObject({
      name: 'decision',
      due: '2026-10-29',
      state,
      light,
      left,
      unit: 'workingDay',
    });
  });

  it('is overdue by one on the weekend after, though no working day has passed', () => {
    const friday = due('reply', { amount: 1, unit: 'workingDay' }, '2026-11-19');
    expect(on('2026-11-21', friday).pressing).toMatchObject({ due: '2026-11-20', state: 'overdue', left: -1 });
  });

  it('counts what is left in the unit of its limit', () => {
    expect(on('2026-09-30', due('reply', { amount: 15, unit: 'calendarDay' }, '2026-09-01')).pressing?.left).toBe(-14);
    expect(on('2026-09-06', due('reply', { amount: 15, unit: 'calendarDay' }, '2026-09-01')).pressing?.left).toBe(10);
  });

  it('is soon with two of its unit left, days off in between or not', () => {
    // Friday 30 October: two working days before Tuesday, over a weekend; two days before Sunday.
    const [working, calendar, hours] = [
      due('reply', { amount: 3, unit: 'workingDay' }, '2026-10-29'),
      due('reply', { amount: 3, unit: 'calendarDay' }, '2026-10-30'),
      due('return', { amount: 24, unit: 'hour' }, '2026-10-30'),
    ];
    expect([working.due, calendar.due, hours.due]).toEqual(['2026-11-03', '2026-11-02', '2026-10-31']);
    expect([on('2026-10-29', working).light, on('2026-10-30', working).light]).toEqual(['green', 'yellow']);
    expect([on('2026-10-30', calendar).light, on('2026-10-31', calendar).light]).toEqual(['green', 'yellow']);
    const at = (today: string, time: string) =>
      standing({ dues: [hours], today: day(today), now: unwrap(fromBeijing(day(today), time)), calendar: shipped });
    expect([at('2026-10-30', '23:59').light, at('2026-10-31', '00:00').light]).toEqual(['green', 'yellow']);
  });

  it('is left by its colour exactly what it says is left', () => {
    const unit = fc.constantFrom('workingDay' as const, 'calendarDay' as const);
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 30 }), fc.integer({ min: -5, max: 50 }), (of, amount, later) => {
        const one = due('one', { amount, unit: of }, '2026-09-10');
        const [found] = on(addDays(day('2026-09-10'), later), one).dues;
        if (!found) throw new Error('a due has a standing');
        if (found.light !== 'red') expect(found.light === 'yellow').toBe(found.left <= 2);
      }),
      { seed: seed() },
    );
  });

  it('follows real hours when it is asked at an hour', () => {
    const back = due('return', { amount: 24, unit: 'hour' }, '2026-11-20');
    const at = (time: string) =>
      standing({
        dues: [back],
        today: day('2026-11-21'),
        now: unwrap(fromBeijing(day('2026-11-21'), time)),
        calendar: shipped,
      });
    expect(at('00:00').pressing).toMatchObject({ state: 'dueToday', left: 9 });
    expect(at('09:00').pressing).toMatchObject({ state: 'dueToday', left: 0 });
    expect(at('09:01').pressing).toMatchObject({ state: 'overdue', left: -1, light: 'red' });
    expect(on('2026-11-20', back).pressing?.state).toBe('notDue');
    expect(on('2026-11-22', back).pressing?.state).toBe('overdue');
  });

  it('is closed once met, and says when that was late', () => {
    expect(on('2026-12-30', { ...decision, met: { on: day('2026-10-29'), at: null } })).toMatchObject({
      light: 'none',
      pressing: null,
      dues: [{ state: 'met', left: 0 }],
    });
    expect(on('2026-12-30', { ...decision, met: { on: day('2026-10-30'), at: null } }).dues[0]?.state).toBe('metLate');
    const back = due('return', { amount: 24, unit: 'hour' }, '2026-11-20');
    const late = { on: day('2026-11-21'), at: unwrap(fromBeijing(day('2026-11-21'), '09:01')) };
    expect(on('2026-11-23', { ...back, met: late }).dues[0]?.state).toBe('metLate');
  });
});

describe('视为受理 (行政许可法 art. 32(4))', () => {
  const limit = due('decision', { amount: 20, unit: 'workingDay' }, '2026-09-18');
  const correction = due('correction', { amount: 5, unit: 'workingDay' }, '2026-09-18', {
    lapse: 'deemedAccepted',
    starts: [limit],
  });

  it('has not set in on the fifth working day', () => {
    expect(on('2026-09-24', correction)).toMatchObject({
      lapses: [],
      pressing: { name: 'correction', state: 'dueToday' },
    });
    expect(on('2026-09-24', correction).dues).toHaveLength(1);
  });

  it('sets in the day after, and the decision’s limit runs from the day of receipt', () => {
    const later = on('2026-09-25', correction);
    expect(later.lapses).toEqual(['deemedAccepted']);
    expect(later.dues.map(({ name, state, light }) => [name, state, light])).toEqual([
      ['correction', 'lapsed', 'none'],
      ['decision', 'notDue', 'green'],
    ]);
    expect(later.pressing).toMatchObject({ name: 'decision', due: limit.due });
    expect(on('2026-12-01', correction).light).toBe('red');
  });

  it('is not undone by a notice sent too late, and not brought about after one in time', () => {
    const late = { ...correction, met: { on: day('2026-09-25'), at: null } };
    expect(on('2026-09-25', late).lapses).toEqual(['deemedAccepted']);
    const inTime = { ...correction, met: { on: day('2026-09-24'), at: null } };
    expect(on('2026-12-01', inTime)).toMatchObject({ lapses: [], light: 'none', pressing: null });
  });

  it('is an estimate where its day was one', () => {
    const estimated = due('correction', { amount: 5, unit: 'workingDay' }, '2026-12-25', { lapse: 'deemedAccepted' });
    expect(on('2026-12-28', estimated)).toMatchObject({ estimated: true, pressing: { estimated: true } });
    expect(on('2027-01-05', estimated)).toMatchObject({ estimated: true, lapses: ['deemedAccepted'], pressing: null });
  });
});

describe('where several dues stand', () => {
  it('shows the worst light and presses for the earliest end', () => {
    const reply = due('reply', { amount: 3, unit: 'workingDay' }, '2026-09-24');
    const hours = due('return', { amount: 24, unit: 'hour' }, '2026-09-24');
    const result = on('2026-09-25', decision, reply, hours);
    expect(result.pressing?.name).toBe('return');
    expect(result.light).toBe('yellow');
    expect(on('2026-10-15', decision, reply)).toMatchObject({ light: 'red', pressing: { name: 'reply' } });
    expect(on('2026-10-15')).toEqual({ light: 'none', pressing: null, lapses: [], dues: [], estimated: false });
  });

  it('only ever gets worse as days pass', () => {
    const ranks = { notDue: 0, near: 1, dueToday: 2, overdue: 3, paused: 0, waiting: 0, waitingLong: 3 };
    const rank = { ...ranks, lapsed: 3, met: 0, metLate: 0 };
    const unit = fc.constantFrom('workingDay' as const, 'calendarDay' as const, 'hour' as const);
    fc.assert(
      fc.property(unit, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 60 }), (of, amount, later) => {
        const one = due('one', { amount, unit: of }, '2026-08-20');
        const today = addDays(day('2026-08-20'), later);
        const [before] = on(today, one).dues;
        const [after] = on(addDays(today, 1), one).dues;
        if (!before || !after) throw new Error('a due has a standing');
        expect(rank[after.state]).toBeGreaterThanOrEqual(rank[before.state]);
        expect(after.left).toBeLessThanOrEqual(before.left);
        expect(before.state === 'overdue').toBe(before.left < 0);
      }),
      { seed: seed() },
    );
  });
});
