/**
 * 「今天是…」: the date on paper is right or is not printed. At start, after waking and before the first number of a day the clock is
 * held against the last entry and the build; a day before either, or long after the last entry, stops numbering and printing until
 * a person has confirmed the day.
 */
import { z } from 'zod';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { instantOf } from '#shared/journal/hlc.ts';
import { daysBetween } from '#shared/time/plain-date.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { ClockDoubt, DeskCore, Viewer } from '../core.ts';
import { loadState } from '../journal/projections.ts';
import { readSetting, writeSetting, type SettingSpec } from '../settings.ts';
import { refusalOf } from '../store/failures.ts';
import { get, sql, transact, type ReadHandle } from '../store/handles.ts';
import { performAct, refuseStream } from './act.ts';
import { learntAt } from './learn.ts';

/** Days without any entry (and without a word from the hub) after which the day is asked for. */
export const longSilenceDays = 15;

/** What the journal says of time. */
export interface LastEntries {
  /** Instant of the newest entry; null in an empty journal. */
  readonly newest: string | null;
  /** Instant of the last entry that was written on a day nobody doubted; null where nobody has written one yet. */
  readonly trusted: string | null;
}

/** Pure: what is wrong with the clock, if anything. */
export function judgeClock(now: string, { newest, trusted }: LastEntries, build: string): ClockDoubt | null {
  const today = dayOf(now);
  if (today < dayOf(build)) return { why: 'beforeBuild', last: build };
  if (newest !== null && today < dayOf(newest)) return { why: 'beforeLastEntry', last: newest };
  if (trusted === null || daysBetween(dayOf(trusted), today) <= longSilenceDays) return null;
  return { why: 'longSilence', last: trusted };
}

/**
 * Since when the desk has been silent, kept while that is in doubt: an entry that needs no date on paper (a note) is written under
 * the doubted clock, and would otherwise end the silence without anybody having said what day it is.
 */
const silentSince: SettingSpec<string | null> = { key: 'clockSilentSince', schema: z.string().nullable(), usual: null };

/** One row a writer. The first entry of a writer is the desk's own (a restored one begins with it), so it says nothing about the day. */
export function lastEntries(read: ReadHandle): LastEntries {
  const row = get(
    read,
    sql<{ newest: string | null; trusted: string | null }>`SELECT max(last_at) AS newest,
      max(last_at) FILTER (WHERE last_seq > 1) AS trusted FROM writer`,
  );
  const instant = (at: string | null | undefined): string | null => (at ? instantOf(at) : null);
  return { newest: instant(row?.newest), trusted: readSetting(read, silentSince) ?? instant(row?.trusted) };
}

/** Looks at the clock again: at start, after waking, and when a day begins. */
export function checkClock(core: DeskCore, build: string): void {
  const now = new Date(core.ports.clock.now()).toISOString();
  const doubt = judgeClock(now, lastEntries(core.store.read), build);
  const isConfirmed = doubt !== null && core.confirmedDay === dayOf(now);
  if (doubt === null) keepSilence(core, null);
  else if (doubt.why === 'longSilence' && !isConfirmed) keepSilence(core, doubt.last);
  core.clockDoubt = isConfirmed ? null : doubt;
}

/** A disk that takes nothing now takes no entry either, so there is nothing yet that could hide the silence. */
function keepSilence(core: DeskCore, since: string | null): void {
  if (readSetting(core.store.read, silentSince) === since) return;
  try {
    transact(core.store.write, (transaction) => {
      writeSetting(transaction, silentSince, since);
    });
  } catch (error) {
    if (refusalOf(error) === undefined) throw error;
  }
}

/** Before a number or a print, within an act: `performAct` has looked at the clock, which may write, before its transaction began. */
export const refuseNumber = (core: DeskCore): Result<never> | null =>
  core.clockDoubt === null ? null : refuse('clock.doubtful');

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
    writeSetting(work.transaction, silentSince, null);
    return ok({ today });
  });
  if (!result.ok) return result;
  core.confirmedDay = today;
  core.clockDoubt = null;
  return result;
}
