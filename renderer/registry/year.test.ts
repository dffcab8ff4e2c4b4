import { expect, it } from 'vitest';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { holidayIn, natureIn, weeksOf } from './year.ts';

const nature = natureIn({ year: 2026, off: ['01-01..01-03', '2026-09-25'], work: ['01-04', '2026-02-14'] });
const on = (date: string) => nature(getPlainDate(date));

it('knows days off, make-up days, weekends and the rest, however they are written', () => {
  expect(['2026-01-01', '2026-01-03', '2026-09-25'].map(on)).toEqual(['holiday', 'holiday', 'holiday']);
  expect(['2026-01-04', '2026-02-14'].map(on)).toEqual(['makeUp', 'makeUp']);
  expect(['2026-01-10', '2026-01-11', '2026-01-12'].map(on)).toEqual(['weekend', 'weekend', 'workday']);
});

it('says which holiday a day off belongs to', () => {
  const holiday = holidayIn({ year: 2026, off: ['2026-10-01..2026-10-07 国庆节', '2026-09-25'], work: [] });
  expect(['2026-10-07', '2026-09-25', '2026-10-08'].map((date) => holiday(getPlainDate(date)))).toEqual([
    '国庆节',
    undefined,
    undefined,
  ]);
});

it('lays a month out from Monday to Sunday', () => {
  const weeks = weeksOf(2026, 2);
  // 2026-02-01 is a Sunday; February has 28 days.
  expect(weeks[0]?.findIndex((date) => date !== undefined)).toBe(6);
  expect(weeks.flat().filter((date) => date !== undefined)).toHaveLength(28);
  expect(
    weeksOf(2026, 12)
      .flat()
      .filter((date) => date !== undefined),
  ).toHaveLength(31);
});
