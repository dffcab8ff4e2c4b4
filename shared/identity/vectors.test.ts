/** Every worked example of numbers and names the field goes by (`tests/support/vectors.json`), and for each that is refused a sentence that says why. */
import { describe, expect, it, test } from 'vitest';
import vectors from '../../tests/support/vectors.json' with { type: 'json' };
import chinese from '../words/zh-CN/refusals.json' with { type: 'json' };
import { shippedCalendar } from '../../tests/support/calendar.ts';
import { unwrap, type Result } from '../kernel/result.ts';
import { isWorkingDay } from '../time/calendar.ts';
import { addCalendarDays, addWorkingDays } from '../time/limits.ts';
import { addDays, getPlainDate } from '../time/plain-date.ts';
import { checkIdPaper } from './id-paper.ts';
import { checkPersonName } from './person-name.ts';
import { checkResidentId, convertLegacyId } from './resident-id.ts';
import { checkUscc } from './uscc.ts';

const sentences: Readonly<Record<string, string>> = chinese;

/** Refused, and told: what is wrong, and that nothing typed is lost. */
function expectRefused(result: Result<unknown>, value: string): void {
  if (result.ok) throw new Error(`${value} was taken`);
  const sentence = sentences[result.refusal.code] ?? '';
  expect(sentence, value).toMatch(/\p{Script=Han}{6,}/u);
  expect(sentence, value).toMatch(/保留|还在|没有丢|不变|请/u);
}

describe('公民身份号码', () => {
  it.each(vectors.residentId.valid)('%s is one, at the counter too', (value) => {
    expect(unwrap(checkResidentId(value)).number).toBe(value);
    const type = /^8[123]0000/u.test(value) ? 'residencePermit' : 'residentId';
    expect(checkIdPaper(type, value).ok).toBe(true);
  });

  it.each(vectors.residentId.invalid.map(({ value, why, accept = false }) => [value, why, accept] as const))(
    '%s: %s',
    (value, _why, isAccepted) => {
      if (isAccepted) expect(unwrap(checkResidentId(value)).number).toBe(value.trim().toUpperCase());
      else expectRefused(checkResidentId(value), value);
    },
  );

  it.each(vectors.residentId.legacy15.map(({ from, to }) => [from, to] as const))(
    '%s of old files is %s',
    (from, to) => {
      expect(unwrap(convertLegacyId(from)).number).toBe(to);
    },
  );
});

describe('统一社会信用代码', () => {
  it.each(vectors.uscc.valid)('%s is one', (value) => {
    expect(unwrap(checkUscc(value))).toBe(value);
  });
  it.each(vectors.uscc.invalid)('%s is none, and it is said why', (value) => {
    expectRefused(checkUscc(value), value);
  });
});

test.each(vectors.rareNames)('%s is a name, kept as it was written', (name) => {
  expect(unwrap(checkPersonName(name))).toBe(name);
});

describe('期限', () => {
  it.each(vectors.deadlines.workingDays.map(({ from, add, due }) => [from, add, due] as const))(
    '%s and %i working days: %s',
    (from, add, due) => {
      const counted = addWorkingDays(shippedCalendar, getPlainDate(from), add);
      // Into a year whose calendar was not published: an estimate that says so, and never the naive answer.
      if (due === null)
        expect({ ...counted, isNaive: counted.due === '2027-01-01' }).toMatchObject({
          estimated: true,
          isNaive: false,
        });
      else expect(counted).toMatchObject({ due, estimated: false });
    },
  );
  it.each(vectors.deadlines.calendarDays.map(({ from, add, due }) => [from, add, due] as const))(
    '%s and %i days: %s',
    (from, add, due) => {
      expect(addCalendarDays(shippedCalendar, getPlainDate(from), add).due).toBe(due);
    },
  );

  const daysOf = (year: string): readonly string[] => {
    const days = [getPlainDate(`${year}-01-01`)];
    while (days.at(-1) !== `${year}-12-31`) days.push(addDays(days.at(-1) ?? getPlainDate(`${year}-01-01`), 1));
    return days;
  };
  const spans = (year: string, list: readonly string[]): readonly string[] =>
    list.flatMap((span) => {
      const [from = '', to = from] = span.split('..');
      return daysOf(year).filter((day) => day >= `${year}-${from}` && day <= `${year}-${to}`);
    });
  it.each([
    ['2025', vectors.calendar['2025']],
    ['2026', vectors.calendar['2026']],
  ] as const)('the calendar of %s is the published one', (year, { off, work }) => {
    for (const day of spans(year, off))
      expect([day, isWorkingDay(shippedCalendar, getPlainDate(day))]).toEqual([day, false]);
    for (const day of spans(year, work))
      expect([day, isWorkingDay(shippedCalendar, getPlainDate(day))]).toEqual([day, true]);
  });
  it('2026 has as many working days as were counted', () => {
    const working = daysOf('2026').filter((day) => isWorkingDay(shippedCalendar, getPlainDate(day)));
    expect(working).toHaveLength(vectors.calendar['2026'].workingDays);
  });
});
