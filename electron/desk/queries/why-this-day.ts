/** 「为什么是这一天」 of one due date of a case, counted under the calendar in force at the moment of asking. */
import type { WhyThisDay } from '#shared/contract/time.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { isPausedDue, wholeLimit, type Due } from '#shared/kinds/mechanism/dues.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import { yearStatus, type WorkCalendar } from '#shared/time/calendar.ts';
import type { Instant } from '#shared/time/instant.ts';
import type { Pause } from '#shared/time/pauses.ts';
import { yearOf, type PlainDate } from '#shared/time/plain-date.ts';
import { whyThisDay, type DayStrip } from '#shared/time/why-this-day.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { nowOf } from './standings.ts';

export interface WhyQuestion {
  readonly stream: string;
  /** Name of the due. */
  readonly due: string;
}

export interface Why {
  readonly kind: Kind;
  readonly state: StreamState;
  readonly answer: WhyThisDay;
}

export function whyOf(core: DeskCore, viewer: Viewer, { stream, due: name }: WhyQuestion): Result<Why> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const { kind, state } = found.value;
  const due = Object.hasOwn(state.core.dues, name) ? state.core.dues[name] : undefined;
  if (due === undefined) return refuse('due.unknown');
  return ok({ kind, state, answer: answerOf(core, due, kind.dueBasis?.(state, name) ?? '') });
}

function answerOf(core: DeskCore, due: Due, basis: string): WhyThisDay {
  const { pauses = [], extensions = [] } = due;
  const strip = stripOf(core, due);
  return {
    name: due.name,
    basis,
    limit: due.limit,
    from: due.from,
    due: due.due,
    dueAt: due.dueAt,
    isPaused: isPausedDue(due),
    isSame: strip.due === null || (strip.due === due.due && strip.dueAt === due.dueAt),
    counted: strip.counted,
    days: [...strip.days],
    pauses: pauses.map(({ to = null, ...pause }, index) => ({ ...pause, to, took: strip.took[index] ?? 0 })),
    extensions,
    estimated: strip.estimated,
    calendar: {
      version: core.calendar.version,
      counted: due.calendarVersion,
      sources: sourcesOf(core.calendar, strip),
    },
  };
}

const stripOf = (core: DeskCore, due: Due): DayStrip =>
  whyThisDay(
    core.calendar,
    {
      limit: wholeLimit(due),
      from: due.from as Instant,
      due: due.due as PlainDate,
      dueAt: due.dueAt as Instant | null,
      pauses: (due.pauses ?? []) as unknown as readonly Pause[],
    },
    nowOf(core),
  );

/** Where the days of each year were read: the notice, or that there is none yet. */
function sourcesOf(calendar: WorkCalendar, { days }: DayStrip): WhyThisDay['calendar']['sources'] {
  const years = [...new Set(days.map(({ date }) => yearOf(date)))];
  return years.map((year) => ({
    year: String(year),
    status: yearStatus(calendar, year),
    source: calendar.data.years[String(year)]?.source ?? '',
  }));
}
