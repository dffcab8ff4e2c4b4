/**
 * Where a case stands in time, computed when asked: time passing writes nothing. A kind hands over its dues; each has a name and
 * says what its passing means (`lapse`), so that no code here knows a kind.
 */
import type { WorkCalendar } from './calendar.ts';
import { type Instant, addHoursTo, fromBeijing, hoursBetween } from './instant.ts';
import { type Limit, addWorkingDays, workingDaysBetween } from './limits.ts';
import { type PlainDate, addDays, daysBetween } from './plain-date.ts';
import { unwrap } from '../kernel/result.ts';

/**
 * What it means that a due passed without its act.
 * `overdue`: 超期, the act is still owed. The others are effects in law that end the duty, whatever is done afterwards:
 * `deemedAccepted` 视为受理 (行政许可法 art. 32(4): no correction notice within 5 working days, accepted from the day of receipt),
 * `deemedWithdrawn` 视为撤回申请 (the petitioner did not supply the papers), `expired` (a right was not used in time).
 * `waiting` 等上级: somebody else owes it; its passing is told and is never our 超期.
 */
export type Lapse = 'overdue' | 'waiting' | 'deemedAccepted' | 'deemedWithdrawn' | 'expired';

/** A due of one case, as a kind gives it; all fields are plain data, so a projection can hold it. */
export interface NamedDue {
  /** The kind's own name, such as `correction` or `decision`: key of its words. */
  readonly name: string;
  readonly limit: Limit;
  readonly due: PlainDate;
  /** End of a limit in hours, else null. */
  readonly dueAt: Instant | null;
  readonly estimated: boolean;
  readonly lapse: Lapse;
  /** When the act was done; null while it is owed. `at` decides limits in hours. */
  readonly met: { readonly on: PlainDate; readonly at: Instant | null } | null;
  /** It stands still (`isStandingStill`): nothing presses and nothing passes until it runs again. */
  readonly isPaused?: boolean;
  /** Dues that exist only once this one has lapsed: after 视为受理 the decision's limit runs from the day of receipt. */
  readonly starts?: readonly NamedDue[];
}

/**
 * 未到期, 临期, 到期 (the last day), 超期; `paused`: stands still; `waiting` / `waitingLong`: another's, within and after its day;
 * `lapsed`: the effect in law has set in; `met` / `metLate`: done.
 */
export type DueState =
  | 'notDue'
  | 'near'
  | 'dueToday'
  | 'overdue'
  | 'paused'
  | 'waiting'
  | 'waitingLong'
  | 'lapsed'
  | 'met'
  | 'metLate';

export type Light = 'none' | 'green' | 'yellow' | 'red';

export interface DueStanding {
  readonly name: string;
  readonly due: PlainDate;
  readonly dueAt: Instant | null;
  readonly state: DueState;
  readonly light: Light;
  /** What is left, in the limit's unit (working days, days, whole hours); negative when overdue, at least −1 then. 0 when closed. */
  readonly left: number;
  readonly unit: Limit['unit'];
  readonly estimated: boolean;
  readonly lapse: Lapse;
}

export interface Standing {
  /** The worst light of the open dues. */
  readonly light: Light;
  /** The open due that presses most (earliest end), or null. */
  readonly pressing: DueStanding | null;
  /** The effects in law that have set in, each once. */
  readonly lapses: readonly Lapse[];
  readonly dues: readonly DueStanding[];
  /** 暂估: an open or lapsed due was counted with an estimated calendar. */
  readonly estimated: boolean;
}

export interface StandingQuestion {
  readonly dues: readonly NamedDue[];
  /** The Beijing day that a person has confirmed. */
  readonly today: PlainDate;
  /** For limits in hours; without it they are judged at the start of `today`. */
  readonly now?: Instant;
  readonly calendar: WorkCalendar;
}

const lightByState: Readonly<Record<DueState, Light>> = {
  notDue: 'green',
  near: 'yellow',
  dueToday: 'yellow',
  overdue: 'red',
  // No colour of its own: it does not press, and a list must not make it look either in time or late.
  paused: 'none',
  // Another's duty: neither our light nor our lateness.
  waiting: 'none',
  waitingLong: 'none',
  lapsed: 'none',
  met: 'none',
  metLate: 'none',
};

const lightRank: Readonly<Record<Light, number>> = { none: 0, green: 1, yellow: 2, red: 3 };

const nowOf = ({ now, today }: Pick<StandingQuestion, 'now' | 'today'>): Instant =>
  now ?? unwrap(fromBeijing(today, '00:00'));

/** 快到期, 临期: so much of the limit's unit is left, or less. */
const soonLeft = 2;

/**
 * The edges of 超期 and 快到期 on a day, as plain values: the same comparisons stand in the query of the lists (`queries/standings.ts`),
 * so that numbers, lists and colours are one.
 */
export interface LightEdges {
  readonly today: PlainDate;
  readonly now: Instant;
  /** The last day, by the limit's unit, on which a due is soon; limits in hours are soon before an instant, and on their last day. */
  readonly soon: { readonly workingDay: PlainDate; readonly calendarDay: PlainDate; readonly hour: Instant };
}

export function lightEdges(question: Omit<StandingQuestion, 'dues'>): LightEdges {
  const { calendar, today } = question;
  const now = nowOf(question);
  const soon = {
    // The days off after the last of them belong to it: a due on a Sunday is no further away than one on the Friday before.
    workingDay: addDays(addWorkingDays(calendar, today, soonLeft + 1).due, -1),
    calendarDay: addDays(today, soonLeft),
    hour: addHoursTo(now, soonLeft + 1),
  };
  return { today, now, soon };
}

/** A limit in days ends with its day, one in hours at its instant. */
const isPast = ({ due, dueAt }: NamedDue, { today, now }: LightEdges): boolean =>
  dueAt === null ? due < today : dueAt < now;

/** Of a due that is not past. */
const isSoon = ({ due, dueAt, limit }: NamedDue, { today, soon }: LightEdges): boolean =>
  due === today || (limit.unit === 'hour' ? dueAt !== null && dueAt < soon.hour : due <= soon[limit.unit]);

function isMetInTime({ met, due, dueAt, isPaused }: NamedDue): boolean {
  if (met === null) return false;
  // The end it bears is that of the day it was stopped.
  if (isPaused === true) return true;
  return dueAt !== null && met.at !== null ? met.at <= dueAt : met.on <= due;
}

function leftOf(due: NamedDue, question: StandingQuestion): number {
  const { calendar, today } = question;
  if (due.dueAt !== null) return Math.floor(hoursBetween(nowOf(question), due.dueAt));
  const left =
    due.limit.unit === 'workingDay' ? workingDaysBetween(calendar, today, due.due) : daysBetween(today, due.due);
  // On the weekend after the last day no working day has passed yet, but 超期 0 天 would read as if it were in time.
  return today > due.due ? Math.min(left, -1) : left;
}

function stateOf(due: NamedDue, edges: LightEdges): DueState {
  if (isMetInTime(due)) return 'met';
  if (due.isPaused === true) return 'paused';
  if (due.lapse === 'waiting') return due.met !== null ? 'met' : isPast(due, edges) ? 'waitingLong' : 'waiting';
  // An effect in law is not undone by acting late: the notice sent on day 6 does not take the acceptance back.
  if (due.lapse !== 'overdue' && (due.met !== null || isPast(due, edges))) return 'lapsed';
  if (due.met !== null) return 'metLate';
  if (isPast(due, edges)) return 'overdue';
  if (edges.today === due.due) return 'dueToday';
  return isSoon(due, edges) ? 'near' : 'notDue';
}

/** What another owes: shown apart, and counted nowhere. */
export const isWaiting = (state: DueState): boolean => state === 'waiting' || state === 'waitingLong';

const isOpen = ({ state }: DueStanding): boolean => lightByState[state] !== 'none';

function standOne(due: NamedDue, question: StandingQuestion, edges: LightEdges): DueStanding {
  const state = stateOf(due, edges);
  const light = lightByState[state];
  const { name, dueAt, estimated, lapse } = due;
  return {
    name,
    due: due.due,
    dueAt,
    state,
    light,
    // Not counted where nobody waits: most lines of a list were met years ago.
    left: light === 'none' && !isWaiting(state) ? 0 : leftOf(due, question),
    unit: due.limit.unit,
    estimated,
    lapse,
  };
}

/** The dues with, after each lapsed one, those it started. */
function standAll(dues: readonly NamedDue[], question: StandingQuestion, edges: LightEdges): DueStanding[] {
  return dues.flatMap((due) => {
    const standing = standOne(due, question, edges);
    return standing.state === 'lapsed' ? [standing, ...standAll(due.starts ?? [], question, edges)] : [standing];
  });
}

/** The end as an instant, so that dues in days and in hours can be compared. */
const endOf = ({ due, dueAt }: DueStanding): Instant => dueAt ?? unwrap(fromBeijing(due, '24:00'));

/** Where the dues stand on a day. Pure: same question, same answer. `edges`: of the same day, for whoever asks about many cases. */
export function standing(question: StandingQuestion, edges = lightEdges(question)): Standing {
  const dues = standAll(question.dues, question, edges);
  const open = dues.filter(isOpen);
  const [pressing = null] = open.toSorted((a, b) => (endOf(a) < endOf(b) ? -1 : endOf(a) > endOf(b) ? 1 : 0));
  const light = open.reduce<Light>(
    (worst, due) => (lightRank[due.light] > lightRank[worst] ? due.light : worst),
    'none',
  );
  const lapsed = dues.filter(({ state }) => state === 'lapsed');
  return {
    light,
    pressing,
    lapses: [...new Set(lapsed.map(({ lapse }) => lapse))],
    dues,
    estimated: [...open, ...lapsed].some(({ estimated }) => estimated),
  };
}
