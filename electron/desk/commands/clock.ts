/**
 * 「今天是…」: the date on paper is right or is not printed. At start, after waking and before the first number of a day the clock is
 * held against the last entry and the build; a day before either, or long after the last entry, stops numbering and printing until
 * a person has confirmed the day.
 */
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { instantOf } from '#shared/journal/hlc.ts';
import { daysBetween } from '#shared/time/plain-date.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { ClockDoubt, DeskCore, Viewer } from '../core.ts';
import { loadState } from '../journal/projections.ts';
import { get, sql, type ReadHandle } from '../store/handles.ts';
import { performAct, refuseStream } from './act.ts';
import { learntAt } from './learn.ts';

/** Days without any entry (and without a word from the hub) after which the day is asked for. */
export const longSilenceDays = 15;

/** Pure: what is wrong with the clock, if anything. `last` is the instant of the last entry; null in an empty journal. */
export function judgeClock(now: string, last: string | null, build: string): ClockDoubt | null {
  const today = dayOf(now);
  if (today < dayOf(build)) return { why: 'beforeBuild', last: build };
  if (last === null) return null;
  if (today < dayOf(last)) return { why: 'beforeLastEntry', last };
  return daysBetween(dayOf(last), today) > longSilenceDays ? { why: 'longSilence', last } : null;
}

/** Instant of the newest entry of this desk's writers, confirmed clock or not; one row each. */
export function lastEntryInstant(read: ReadHandle): string | null {
  const row = get(read, sql<{ at: string | null }>`SELECT max(last_at) AS at FROM writer`);
  return row?.at ? instantOf(row.at) : null;
}

/** Looks at the clock again: at start, after waking, and when a day begins. */
export function checkClock(core: DeskCore, build: string): void {
  const now = new Date(core.ports.clock.now()).toISOString();
  const last = lastEntryInstant(core.store.read);
  const doubt = judgeClock(now, last, build);
  const isConfirmed = doubt !== null && core.confirmedDay === dayOf(now);
  core.clockDoubt = isConfirmed ? null : doubt;
}

/** Before a number or a print. */
export const refuseNumber = (core: DeskCore): Result<never> | null => {
  core.lookAtClock();
  return core.clockDoubt === null ? null : refuse('clock.doubtful');
};

export interface ConfirmInput {
  readonly act: string;
  /** The day as the person read it aloud from the screen; must be the machine's present day. */
  readonly today: string;
}

/** A person confirms the day; logged as an entry of the writer's own stream. */
export function confirmClock(core: DeskCore, viewer: Viewer, input: ConfirmInput): Result<JsonObject> {
  const today = dayOf(new Date(core.ports.clock.now()).toISOString());
  const doubt = core.clockDoubt;
  if (input.today !== today) return refuse('clock.otherDay');
  if (doubt === null) return ok({ today });
  const request = { id: input.act, procedure: 'desk.confirmClock', input: { ...input } };
  const result = performAct(core, viewer, request, (work) => {
    const state = loadState(work.transaction, core.findKind, core.writer.id);
    const kind = core.findKind('writer');
    if (state === undefined || kind === undefined) return refuseStream();
    const data = { today, last: doubt.last, why: doubt.why };
    const learnt = learntAt(core, work.transaction, viewer);
    const decision = decideNext(core.findKind, kind, state, { type: 'clockConfirmed', data }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    return ok({ today });
  });
  if (!result.ok) return result;
  core.confirmedDay = today;
  core.clockDoubt = null;
  return result;
}
