/**
 * Counting a limit (期限). The first day is never counted (民法典 art. 201: 开始的当日不计入, 自下一日开始计算); a period in calendar
 * days that ends on a day off ends on the next working day (art. 203 顺延); the limits of 行政许可法 count in working days (art. 82).
 * Hours run over real time, through nights and holidays. What a pause takes out of a limit stands in `pauses.ts`.
 */
import { z } from 'zod';
import {
  type DayNature,
  type WorkCalendar,
  exceptionsOf,
  holidayOn,
  isEstimatedOn,
  isWorkingDay,
  natureOf,
} from './calendar.ts';
import { type Instant, beijingDate } from './instant.ts';
import { type Span, endOfHours, pauseOn } from './pauses.ts';
import {
  type PlainDate,
  type Weekday,
  addDays,
  daysBetween,
  epochDay,
  isWeekend,
  weekdayOf,
  yearOf,
} from './plain-date.ts';

/** A limit as data: its amount and the unit its rule names (工作日, 自然日, 小时). 0 days is "the same day". */
export const limitSchema = z.strictObject({
  amount: z.number().int().min(0).max(3000),
  unit: z.enum(['workingDay', 'calendarDay', 'hour']),
});
export type Limit = z.infer<typeof limitSchema>;
export type LimitUnit = Limit['unit'];

/**
 * One day of the strip that answers 「为什么是这一天」.
 * `first`: not counted (首日不计); `counted`: day `n` of the limit; `skipped`: a day off inside a limit of working days;
 * `postponed`: the end fell on a day off and moved on (顺延); `running`: hours run through it; `paused`: the limit stood still, so the day
 * counts neither as a day of it nor as its end.
 */
export interface DayMark {
  readonly date: PlainDate;
  readonly weekday: Weekday;
  readonly nature: DayNature;
  readonly role: 'first' | 'counted' | 'skipped' | 'postponed' | 'running' | 'paused';
  /** 1, 2, 3 … for counted days, else null. */
  readonly n: number | null;
  /** The day's year has no official calendar yet. */
  readonly isEstimated: boolean;
  /** Of a day off: which holiday, where the calendar says so. */
  readonly holiday?: string;
  /** Of a paused day: which of the pauses, from 0. */
  readonly pause?: number;
}

export interface Due {
  /** The last day (Beijing) on which the act is in time. */
  readonly due: PlainDate;
  /** For a limit in hours: the moment it ends; null for limits in days, which end with the day. */
  readonly dueAt: Instant | null;
  /** 暂估: a day that was counted, skipped or landed on lies in a year without an official calendar. */
  readonly estimated: boolean;
  readonly calendarVersion: string;
  /** From the first day to `due`, every day once. */
  readonly days: readonly DayMark[];
}

export function markDay(
  calendar: WorkCalendar,
  date: PlainDate,
  role: DayMark['role'],
  n: number | null = null,
): DayMark {
  const holiday = holidayOn(calendar, date);
  return {
    date,
    weekday: weekdayOf(date),
    nature: natureOf(calendar, date),
    role,
    n,
    isEstimated: isEstimatedOn(calendar, date),
    ...(holiday === undefined ? {} : { holiday }),
  };
}

function toDue(calendar: WorkCalendar, days: readonly DayMark[], from: PlainDate, dueAt: Instant | null = null): Due {
  const [, ...later] = days;
  // The first day is not counted, so what its year is worth does not matter, unless the limit ends on it; nor does that of a paused day.
  const deciding = later.length > 0 ? later.filter(({ role }) => role !== 'paused') : days;
  return {
    due: days.at(-1)?.date ?? from,
    dueAt,
    // Hours need no calendar.
    estimated: dueAt === null && deciding.some((day) => day.isEstimated),
    calendarVersion: calendar.version,
    days,
  };
}

function checkAmount(amount: number): void {
  if (!Number.isInteger(amount) || amount < 0 || amount > 3000) throw new RangeError(`not a limit: ${String(amount)}`);
}

/** A day on which the limit stood still, or undefined. */
function markPaused(calendar: WorkCalendar, date: PlainDate, spans: readonly Span[]): DayMark | undefined {
  const pause = pauseOn(spans, date);
  return pause < 0 ? undefined : { ...markDay(calendar, date, 'paused'), pause };
}

/** Appends days until the last one can be an end: a working day on which the limit runs. */
function postpone(calendar: WorkCalendar, days: DayMark[], from: PlainDate, spans: readonly Span[]): void {
  let date = days.at(-1)?.date ?? from;
  while (!isWorkingDay(calendar, date) || pauseOn(spans, date) >= 0) {
    date = addDays(date, 1);
    days.push(markPaused(calendar, date, spans) ?? markDay(calendar, date, 'postponed'));
  }
}

const none: readonly Span[] = [];

/**
 * The `amount`-th working day after `from`; with 0, `from` itself or the next working day. Amount 0 to 3000, else it throws. Of a pause only
 * the working days within it move the end: its weekends would not have counted anyway.
 */
export function addWorkingDays(calendar: WorkCalendar, from: PlainDate, amount: number, spans = none): Due {
  checkAmount(amount);
  const days = [markDay(calendar, from, 'first')];
  let date = from;
  for (let n = 0; n < amount; ) {
    date = addDays(date, 1);
    const paused = markPaused(calendar, date, spans);
    const isCounted = paused === undefined && isWorkingDay(calendar, date);
    if (isCounted) n += 1;
    days.push(paused ?? markDay(calendar, date, isCounted ? 'counted' : 'skipped', isCounted ? n : null));
  }
  postpone(calendar, days, from, spans);
  return toDue(calendar, days, from);
}

/** `from` plus `amount` calendar days, moved on to the next working day when that is a day off (顺延). */
export function addCalendarDays(calendar: WorkCalendar, from: PlainDate, amount: number, spans = none): Due {
  checkAmount(amount);
  const days = [markDay(calendar, from, 'first')];
  let date = from;
  for (let n = 0; n < amount; ) {
    date = addDays(date, 1);
    const paused = markPaused(calendar, date, spans);
    if (paused === undefined) n += 1;
    days.push(paused ?? markDay(calendar, date, 'counted', n));
  }
  postpone(calendar, days, from, spans);
  return toDue(calendar, days, from);
}

/** `amount` real hours after an instant. The strip shows the days they run through. Never estimated: hours ask no calendar. */
export function addHours(calendar: WorkCalendar, from: Instant, amount: number, spans = none): Due {
  checkAmount(amount);
  const dueAt = endOfHours(from, amount, spans);
  const start = beijingDate(from);
  const length = daysBetween(start, beijingDate(dueAt)) + 1;
  const days = Array.from({ length }, (_, index) => {
    const date = addDays(start, index);
    // The day a pause begins has run for a part.
    const isWhole = spans.some((span) => beijingDate(span.from) < date && date < beijingDate(span.to));
    return (isWhole ? markPaused(calendar, date, spans) : undefined) ?? markDay(calendar, date, 'running');
  });
  return toDue(calendar, days, start, dueAt);
}

/** Counts a limit from the moment it begins to run; limits in days use the Beijing day of that moment. `spans`: when it stood still. */
export function countLimit(calendar: WorkCalendar, limit: Limit, start: Instant, spans = none): Due {
  if (limit.unit === 'hour') return addHours(calendar, start, limit.amount, spans);
  const count = limit.unit === 'workingDay' ? addWorkingDays : addCalendarDays;
  return count(calendar, beijingDate(start), limit.amount, spans);
}

/**
 * Working days after `from` up to and including `to`; negative when `to` is earlier. By arithmetic on weeks and the few days of each
 * year that differ: a list shows how late fifty cases are, some of them for years.
 */
export function workingDaysBetween(calendar: WorkCalendar, from: PlainDate, to: PlainDate): number {
  if (to < from) return 0 - workingDaysBetween(calendar, to, from);
  const isWithin = (date: PlainDate): boolean => date > from && date <= to;
  let count = weekdaysUntil(to) - weekdaysUntil(from);
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const { off, work } = exceptionsOf(calendar, year);
    for (const date of off) if (isWithin(date) && !isWeekend(date)) count -= 1;
    for (const date of work) if (isWithin(date)) count += 1;
  }
  return count;
}

/** Mondays to Fridays up to and including a day, from a Monday long ago. 1970-01-01 was a Thursday. */
function weekdaysUntil(date: PlainDate): number {
  const sinceMonday = epochDay(date) + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return weeks * 5 + Math.min(sinceMonday - weeks * 7 + 1, 5);
}
