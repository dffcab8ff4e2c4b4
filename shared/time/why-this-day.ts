/**
 * 「为什么是这一天」: every day of a limit, and what each did to it. It is the count itself that is shown, not a drawing of it: the strip is
 * made by the function that gave the due date.
 */
import { isWorkingDay, type WorkCalendar } from './calendar.ts';
import { type Instant, beijingDate, fromBeijing, hoursBetween } from './instant.ts';
import { countLimit, type DayMark, type Limit } from './limits.ts';
import { type Pause, type Span, closedSpans, isStandingStill, openPause } from './pauses.ts';
import { type PlainDate, addDays } from './plain-date.ts';
import { unwrap } from '../kernel/result.ts';

export interface WhyQuestion {
  /** With all its extensions. */
  readonly limit: Limit;
  /** The moment it began to run. */
  readonly from: Instant;
  /** The end it bears, and for a limit in hours its moment: whether a pause that goes on began before it. */
  readonly due: PlainDate;
  readonly dueAt: Instant | null;
  readonly pauses: readonly Pause[];
}

export interface DayStrip {
  /** From the first day to the end, each day once; while the limit stands still, to the day of asking. */
  readonly days: readonly DayMark[];
  /** The end; null while the limit stands still: nobody knows it yet. */
  readonly due: PlainDate | null;
  readonly dueAt: Instant | null;
  /** Days counted so far, of `limit.amount`; null for limits in hours. */
  readonly counted: number | null;
  /** For each pause, what it took out: days of the limit's unit, or whole hours. Of one that goes on: so far. */
  readonly took: readonly number[];
  readonly estimated: boolean;
  readonly calendarVersion: string;
}

/** The strip under a calendar. `now` only says how far a pause has come that goes on; a strip without one does not depend on it. */
export function whyThisDay(calendar: WorkCalendar, question: WhyQuestion, now: Instant): DayStrip {
  const { limit, from, pauses } = question;
  const open = isStandingStill(question) ? openPause(pauses) : undefined;
  const today = beijingDate(now);
  // What is over is in front: an open pause is always the last.
  const spans = [...closedSpans(pauses), ...(open === undefined ? [] : [{ from: open.from, to: endOfDay(today) }])];
  const counted = countLimit(calendar, limit, from, spans);
  const lastShown = open === undefined ? counted.due : later(today, beijingDate(open.from));
  const days = counted.days.filter(({ date }) => date <= lastShown);
  return {
    days,
    due: open === undefined ? counted.due : null,
    dueAt: open === undefined ? counted.dueAt : null,
    counted: limit.unit === 'hour' ? null : days.reduce((most, { n }) => Math.max(most, n ?? 0), 0),
    took: spans.map((span, index) => tookOf(calendar, limit, days, span, index, now)),
    estimated: counted.estimated,
    calendarVersion: counted.calendarVersion,
  };
}

const endOfDay = (date: PlainDate): Instant => unwrap(fromBeijing(addDays(date, 1), '00:00'));
const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);

function tookOf(
  calendar: WorkCalendar,
  { unit }: Limit,
  days: readonly DayMark[],
  { from, to }: Span,
  index: number,
  now: Instant,
): number {
  if (unit === 'hour') return Math.max(0, Math.floor(hoursBetween(from, to < now ? to : now)));
  const within = days.filter(({ pause }) => pause === index);
  return unit === 'calendarDay' ? within.length : within.filter(({ date }) => isWorkingDay(calendar, date)).length;
}
