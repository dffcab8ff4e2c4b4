/**
 * Due dates (期限) as a stream's entries carry them: counted once by `decide`, under a calendar version, and written into the
 * entry as facts, so that folding reads no calendar. `standing` in `shared/time` says what they mean on a given day.
 */
import { z } from 'zod';
import { beijingDate, type Instant } from '../../time/instant.ts';
import { countLimit, limitSchema, type Limit } from '../../time/limits.ts';
import { closedSpans, isStandingStill, type Pause as TimePause } from '../../time/pauses.ts';
import type { WorkCalendar } from '../../time/calendar.ts';
import type { PlainDate } from '../../time/plain-date.ts';
import type { Lapse, NamedDue } from '../../time/standing.ts';

const plainDate = z.iso.date();
const instant = z.iso.datetime({ precision: 3 });

/** A special procedure (特别程序) that stops it, as it really was. `name`: a key of the kind's words. */
export const pauseSchema = z.strictObject({
  from: instant,
  to: instant.exactOptional(),
  name: z.string(),
  basis: z.string(),
});
export type Pause = z.infer<typeof pauseSchema>;

/** 延期, in the due's own unit. */
export const extensionSchema = z.strictObject({
  amount: z.int().min(1).max(3000),
  reason: z.string(),
  approvedBy: z.string(),
  on: instant,
});
export type Extension = z.infer<typeof extensionSchema>;

/** What happened to a limit since it began to run. Absent where nothing did, so that most dues are as small as they were. */
const stopsShape = {
  pauses: z.array(pauseSchema).exactOptional(),
  extensions: z.array(extensionSchema).exactOptional(),
};
export const stopsSchema = z.strictObject(stopsShape);
export type Stops = z.infer<typeof stopsSchema>;

export const dueSchema = z.strictObject({
  /** What falls due, a name of the kind: `correction` (补正告知), `promised`, `statutory`, `delivery` … */
  name: z.string().min(1),
  limit: limitSchema,
  /** The moment it begins to run; for limits in days its Beijing date, which is excluded (民法典 art. 201). */
  from: instant,
  due: plainDate,
  /** End of a limit in hours, else null. */
  dueAt: instant.nullable(),
  /** A calendar year that is not published yet was needed (暂估). */
  estimated: z.boolean(),
  calendarVersion: z.string(),
  lapse: z.enum(['overdue', 'waiting', 'deemedAccepted', 'deemedWithdrawn', 'expired']),
  /** Instant it was met. */
  met: instant.optional(),
  ...stopsShape,
});
export type Due = z.infer<typeof dueSchema>;

/** Those of its parts that a count anew must keep. */
export const stopsOf = ({ pauses, extensions }: Stops): Stops => ({
  ...(pauses === undefined ? {} : { pauses }),
  ...(extensions === undefined ? {} : { extensions }),
});

/** The limit with all its extensions. */
export const wholeLimit = ({ limit, extensions = [] }: Pick<Due, 'limit' | 'extensions'>): Limit => ({
  ...limit,
  amount: extensions.reduce((sum, { amount }) => sum + amount, limit.amount),
});

const pausesOf = ({ pauses = [] }: Stops): readonly TimePause[] => pauses as unknown as readonly TimePause[];

/**
 * Counts a limit under a calendar; `from` is the instant it begins to run. `stops`: pauses that are over move the end by the days really
 * paused, in the limit's own unit; one that goes on leaves it where it was (`standing` then says 暂停, not a date).
 */
export function countDue(
  calendar: WorkCalendar,
  name: string,
  from: string,
  limit: Limit,
  lapse: Lapse,
  stops: Stops = {},
): Due {
  const whole = wholeLimit({ limit, ...stops });
  const counted = countLimit(calendar, whole, from as Instant, closedSpans(pausesOf(stops)));
  const { due, dueAt, estimated, calendarVersion } = counted;
  return { name, limit, from, due, dueAt, estimated, calendarVersion, lapse, ...stopsOf(stops) };
}

/** The same due under another calendar, with its pauses and extensions. */
export const countAgain = (calendar: WorkCalendar, due: Due): Due =>
  countDue(calendar, due.name, due.from, due.limit, due.lapse, stopsOf(due));

/** Whether it stands still: see `shared/time/pauses.ts`. */
export const isPausedDue = (due: Due): boolean =>
  isStandingStill({ due: due.due as PlainDate, dueAt: due.dueAt as Instant | null, pauses: pausesOf(due) });

/** As `standing` wants it. */
export const namedDue = (due: Due): NamedDue => ({
  name: due.name,
  limit: due.limit,
  due: due.due as PlainDate,
  dueAt: due.dueAt as Instant | null,
  estimated: due.estimated,
  lapse: due.lapse,
  met: due.met === undefined ? null : { on: beijingDate(due.met as Instant), at: due.met as Instant },
  ...(isPausedDue(due) ? { isPaused: true } : {}),
});
