/** 补录 as typed in the form: the Beijing day and time it happened, and why it is entered only now. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { beijingDate, fromBeijing, millisOf, type Instant } from '#shared/time/instant.ts';
import { parsePlainDate, type PlainDate } from '#shared/time/plain-date.ts';
import { today } from '../fields/today.ts';
import { textOf } from '../fields/values.ts';

export interface Late {
  readonly on: Instant;
  readonly reason: string;
}

/** Switched on, with the day it most often was. */
export const freshLate = (): JsonObject => ({ isOn: true, day: today(), time: '', reason: '' });

/** `undefined` = it is entered as it happens. */
export function readLate(typed: JsonObject, now: Instant): Result<Late | undefined> {
  if (typed['isOn'] !== true) return ok(undefined);
  const day = parsePlainDate(textOf(typed['day']));
  if (!day.ok) return refuse('date.invalid', {}, 'late.day');
  const on = instantOf(day.value, textOf(typed['time']), now);
  if (!on.ok) return refuse('date.invalid', {}, 'late.time');
  if (millisOf(on.value) > millisOf(now)) return refuse('date.future', {}, 'late.day');
  const reason = textOf(typed['reason']).trim();
  return reason === '' ? refuse('date.lateWithoutReason', {}, 'late.reason') : ok({ on: on.value, reason });
}

/** Nobody remembers the minute: without a time it is noon, and on the present day it is now. */
const instantOf = (day: PlainDate, time: string, now: Instant): Result<Instant> =>
  time === '' && day === beijingDate(now) ? ok(now) : fromBeijing(day, time || '12:00');
