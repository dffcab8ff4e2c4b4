/** Shapes of 「为什么是这一天」 and of what a new calendar would move. */
import { z } from 'zod';
import * as base from './base.ts';

const { id, instant, plainDate } = base;
const unit = z.enum(['workingDay', 'calendarDay', 'hour']);

const stripDay = z.strictObject({
  date: plainDate,
  /** 0 = Sunday. */
  weekday: z.int().min(0).max(6),
  /** 工作日, 补班, 周末, 放假. */
  nature: z.enum(['workday', 'makeUp', 'weekend', 'holiday']),
  role: z.enum(['first', 'counted', 'skipped', 'postponed', 'running', 'paused']),
  /** 第几天, of counted days. */
  n: z.int().nullable(),
  isEstimated: z.boolean(),
  /** Of a day off: which holiday, where the calendar says so. */
  holiday: z.string().exactOptional(),
  /** Of a paused day: its place in `pauses`. */
  pause: z.int().exactOptional(),
});
export type StripDay = z.infer<typeof stripDay>;

export const whyInput = z.strictObject({ stream: id, due: z.string().min(1).max(40) });

export const whyThisDay = z.strictObject({
  name: z.string(),
  /** The law or rule the limit comes from; '' where the kind names none. */
  basis: z.string(),
  /** Without extensions. */
  limit: z.strictObject({ amount: z.int(), unit }),
  from: instant,
  /** The end the case bears; not one to be kept while `isPaused`. */
  due: plainDate,
  dueAt: instant.nullable(),
  isPaused: z.boolean(),
  /** Whether the calendar in force counts to that same end: a limit that was met long ago keeps the end it was met by. */
  isSame: z.boolean(),
  /** Days counted so far; null for limits in hours. */
  counted: z.int().nullable(),
  days: z.array(stripDay),
  pauses: z.array(
    z.strictObject({
      name: z.string(),
      basis: z.string(),
      from: instant,
      /** null while it goes on. */
      to: instant.nullable(),
      /** What it took out, in the limit's unit. */
      took: z.int(),
    }),
  ),
  extensions: z.array(z.strictObject({ amount: z.int(), reason: z.string(), approvedBy: z.string(), on: instant })),
  estimated: z.boolean(),
  calendar: z.strictObject({
    /** In force now; `counted`: the one the case's own end was counted under. */
    version: z.string(),
    counted: z.string(),
    sources: z.array(
      z.strictObject({ year: z.string(), status: z.enum(['official', 'estimated', 'missing']), source: z.string() }),
    ),
  }),
});
export type WhyThisDay = z.infer<typeof whyThisDay>;

/** An open case whose day a new year of the calendar moves. */
const movedCase = z.strictObject({
  stream: id,
  kind: z.string(),
  number: z.string(),
  title: z.string(),
  due: z.string(),
  from: plainDate,
  to: plainDate,
  /** In time as it stands, 超期 under the new calendar. */
  becomesOverdue: z.boolean(),
});
export type MovedCase = z.infer<typeof movedCase>;

export const yearMoves = z.strictObject({
  /** Limits whose day moves, those that are 超期 by it, and those whose day stays and is an estimate no more. */
  moved: z.int(),
  overdue: z.int(),
  settled: z.int(),
  /** The first of those whose day moves that the person may see, by their new day. */
  cases: z.array(movedCase).max(200),
  /** This desk writes the new days itself; otherwise its server does. */
  isAuthority: z.boolean(),
});
export type YearMoves = z.infer<typeof yearMoves>;
