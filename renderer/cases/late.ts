/** 补录 as typed in the form: the Beijing day and time it happened, and why it is entered only now. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { fromBeijing, millisOf, type Instant } from '#shared/time/instant.ts';
import { parsePlainDate } from '#shared/time/plain-date.ts';
import { textOf } from '../fields/values.ts';

export interface Late {
  readonly on: Instant;
  readonly reason: string;
}

/** `undefined` = it is entered as it happens. */
export function readLate(typed: JsonObject, now: Instant): Result<Late | undefined> {
  if (typed['isOn'] !== true) return ok(undefined);
  const day = parsePlainDate(textOf(typed['day']));
  if (!day.ok) return refuse('date.invalid', {}, 'late.day');
  const on = fromBeijing(day.value, textOf(typed['time']) || '12:00');
  if (!on.ok) return refuse('date.invalid', {}, 'late.time');
  if (millisOf(on.value) > millisOf(now)) return refuse('date.future', {}, 'late.day');
  const reason = textOf(typed['reason']).trim();
  return reason === '' ? refuse('date.lateWithoutReason', {}, 'late.reason') : ok({ on: on.value, reason });
}
