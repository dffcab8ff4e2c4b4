/**
 * Due dates (期限) as a stream's entries carry them: counted once by `decide`, under a calendar version, and written into the
 * entry as facts, so that folding reads no calendar. `standing` in `shared/time` says what they mean on a given day.
 */
import { z } from 'zod';
import { beijingDate, type Instant } from '../../time/instant.ts';
import { countLimit, limitSchema, type Limit } from '../../time/limits.ts';
import type { WorkCalendar } from '../../time/calendar.ts';
import type { PlainDate } from '../../time/plain-date.ts';
import type { Lapse, NamedDue } from '../../time/standing.ts';

const plainDate = z.iso.date();
const instant = z.iso.datetime({ precision: 3 });

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
  lapse: z.enum(['overdue', 'deemedAccepted', 'deemedWithdrawn', 'expired']),
  /** Instant it was met. */
  met: instant.optional(),
});
export type Due = z.infer<typeof dueSchema>;

/** Counts a limit under a calendar; `from` is the instant it begins to run. */
export function countDue(calendar: WorkCalendar, name: string, from: string, limit: Limit, lapse: Lapse): Due {
  const { due, dueAt, estimated, calendarVersion } = countLimit(calendar, limit, from as Instant);
  return { name, limit, from, due, dueAt, estimated, calendarVersion, lapse };
}

/** As `standing` wants it. */
export const namedDue = (due: Due): NamedDue => ({
  name: due.name,
  limit: due.limit,
  due: due.due as PlainDate,
  dueAt: due.dueAt as Instant | null,
  estimated: due.estimated,
  lapse: due.lapse,
  met: due.met === undefined ? null : { on: beijingDate(due.met as Instant), at: due.met as Instant },
});
