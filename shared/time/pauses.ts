/**
 * Pauses of a running limit (行政许可法 art. 45: 所需时间不计算在规定的期限内). A pause is the real one: it begins when the special procedure
 * began and ends when it ended, whatever had been announced.
 *
 * Limits in days: a day counts when the limit runs as that day ends. So the day on which a pause begins does not count, nor does any day
 * up to the one before the limit runs again; the day of resumption counts. A pause that begins and ends on one day takes nothing away:
 * of two ways to count it, the one that is stricter towards the authority. Limits in hours: the moments between do not count.
 */
import { type Instant, addHoursTo, beijingDate, instantFromMillis, millisOf } from './instant.ts';
import type { PlainDate } from './plain-date.ts';

export interface Pause {
  readonly from: Instant;
  /** Absent while it goes on. */
  readonly to?: Instant | undefined;
}

/** A pause that is over. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Those that are over. One still going on moves nothing yet: by how much is known only at its end. */
export const closedSpans = (pauses: readonly Pause[] = []): readonly Span[] =>
  pauses.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }]));

export const openPause = <P extends Pause>(pauses: readonly P[] = []): P | undefined =>
  pauses.find(({ to }) => to === undefined);

/** The place in the list of the pause that a day lies in, or −1. */
export const pauseOn = (spans: readonly Span[], date: PlainDate): number =>
  spans.findIndex(({ from, to }) => date >= beijingDate(from) && date < beijingDate(to));

/**
 * Whether the limit stands still now. Its end is then the one it had when the pause began; what was over by then is not mended by a pause,
 * it stays 超期.
 */
export function isStandingStill({
  due,
  dueAt,
  pauses,
}: {
  readonly due: PlainDate;
  readonly dueAt: Instant | null;
  readonly pauses?: readonly Pause[] | undefined;
}): boolean {
  const open = openPause(pauses);
  if (open === undefined) return false;
  return dueAt === null ? beijingDate(open.from) <= due : open.from <= dueAt;
}

/** `amount` hours after an instant, with what was paused on the way added to the end. Pauses may overlap: time stands still once. */
export function endOfHours(from: Instant, amount: number, spans: readonly Span[]): Instant {
  let end = millisOf(addHoursTo(from, amount));
  let paused = millisOf(from);
  for (const span of spans.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const begins = Math.max(millisOf(span.from), paused);
    const ends = millisOf(span.to);
    if (begins > end || ends <= begins) continue;
    end += ends - begins;
    paused = ends;
  }
  return instantFromMillis(end);
}
