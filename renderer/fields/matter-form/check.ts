/** The matter's own form among the fields of a step: what is submitted of it, and what has to be mended first. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { missingPhotos, photosOf, type FieldPhoto } from '#shared/kinds/matter/held-photo.ts';
import { readForm } from '#shared/kinds/matter/form-values.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { Refusals } from '../check.ts';
import type { FieldPlace } from '../types.ts';
import { recordOf } from '../values.ts';
import { knownIn } from './known.ts';

interface CheckedMatterForm {
  /** Of the fields that are shown: attached in the act of the case. */
  readonly photos: readonly FieldPhoto[];
  readonly tidied: JsonObject;
  readonly refusals: Refusals;
}

/** What a hidden field still holds is left out: it was typed for another choice. */
export function checkMatterForm(
  places: readonly FieldPlace[],
  tidied: JsonObject,
  declared: readonly FormField[],
  intake: PlainDate,
): CheckedMatterForm {
  const place = places.find(({ spec }) => spec.input === 'matterForm');
  if (place === undefined) return { photos: [], tidied, refusals: {} };
  const { [place.name]: said, ...others } = tidied;
  if (declared.length === 0) return { photos: [], tidied: others, refusals: {} };
  const kept = Object.entries(recordOf(said)).filter(([key]) => declared.some((field) => field.key === key));
  const read = readForm(declared, Object.fromEntries(kept), knownIn({ kind: '', places, values: tidied }, intake));
  const refusals = read.issues.map(({ path, code, details }) => {
    const field = `${place.name}.${path}`;
    return [field, { code, field, details }] as const;
  });
  const missing = missingPhotos(read.shown, recordOf(said)).map(({ key, label }) => {
    const field = `${place.name}.${key}`;
    return [field, { code: 'form.missing', field, details: { label } }] as const;
  });
  return {
    photos: photosOf(read.shown, recordOf(said)),
    tidied: { ...others, [place.name]: read.values },
    refusals: Object.fromEntries([...refusals, ...missing]),
  };
}
