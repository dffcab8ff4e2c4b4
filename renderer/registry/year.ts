/** A year's days as the calendar file writes them: `MM-DD`, `YYYY-MM-DD` or ranges with `..`, behind a blank the name of the holiday. */
import { readDayOff } from '#shared/time/calendar.ts';
import {
  dateFromParts,
  addDays,
  daysBetween,
  isPlainDate,
  weekdayOf,
  type PlainDate,
} from '#shared/time/plain-date.ts';

export type Nature = 'workday' | 'weekend' | 'holiday' | 'makeUp';
export interface YearDays {
  readonly year: number;
  readonly off: readonly string[];
  readonly work: readonly string[];
}

const dayIn = (year: number, text: string): PlainDate | undefined => {
  const whole = /^\d{2}-\d{2}$/.test(text) ? `${year}-${text}` : text;
  return isPlainDate(whole) ? whole : undefined;
};

function spanOf(year: number, text: string): PlainDate[] {
  const [first, last] = text.split('..');
  const from = dayIn(year, first ?? '');
  const to = last === undefined ? from : dayIn(year, last);
  if (!from || !to) return [];
  return Array.from({ length: daysBetween(from, to) + 1 }, (_one, index) => addDays(from, index));
}

export function natureIn({ year, off, work }: YearDays): (date: PlainDate) => Nature {
  const days = (texts: readonly string[]): ReadonlySet<string> =>
    new Set(texts.flatMap((text) => spanOf(year, readDayOff(text).days)));
  const [offDays, workDays] = [days(off), days(work)];
  return (date) => {
    if (offDays.has(date)) return 'holiday';
    if (workDays.has(date)) return 'makeUp';
    return [0, 6].includes(weekdayOf(date)) ? 'weekend' : 'workday';
  };
}

/** 春节, 国庆节 …: which holiday a day off belongs to, where the year says so. */
export function holidayIn({ year, off }: YearDays): (date: PlainDate) => string | undefined {
  const names = new Map(
    off.map(readDayOff).flatMap(({ days, name }) => spanOf(year, days).map((date) => [date, name] as const)),
  );
  return (date) => names.get(date);
}

/** Weeks of a month from Monday to Sunday; undefined = a day of another month. */
export function weeksOf(year: number, month: number): (PlainDate | undefined)[][] {
  const first = dateFromParts({ year, month, day: 1 });
  if (!first) return [];
  const lead = (weekdayOf(first) + 6) % 7;
  const next = dateFromParts(month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 });
  const length = next ? daysBetween(first, next) : 31;
  const cells = [
    ...Array.from({ length: lead }, () => undefined),
    ...Array.from({ length }, (_one, at) => addDays(first, at)),
  ];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_week, at) => cells.slice(at * 7, at * 7 + 7));
}
