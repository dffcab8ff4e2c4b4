/** What a matter's form may begin with while it is typed: the day it happens, and what the petitioner's paper says. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Known } from '#shared/kinds/matter/form-compute.ts';
import { isPlainDate, type PlainDate } from '#shared/time/plain-date.ts';
import { readId } from '../person.ts';
import { saidBefore } from '../said-before.ts';
import type { FormContext } from '../types.ts';
import { recordOf, textOf } from '../values.ts';

/** `intake`: the day the case began, or today; for 补录 the day that was named. */
export function knownIn(form: Pick<FormContext, 'kind' | 'places' | 'values' | 'said'>, intake: PlainDate): Known {
  const place = form.places.find(({ spec }) => spec.input === 'petitioner');
  const petitioner = place === undefined ? saidBefore(form, 'petitioner') : form.values[place.name];
  const read = readId(recordOf(petitioner), intake);
  return { intake, ...(read ? { birth: read.birth ?? undefined, sex: read.sex } : {}) };
}

/** The day named in the fields of 补录, else the day given. */
export function intakeDay(late: JsonObject, today: PlainDate): PlainDate {
  const day = textOf(late['day']);
  return late['isOn'] === true && isPlainDate(day) ? day : today;
}
