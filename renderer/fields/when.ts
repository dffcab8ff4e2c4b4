/** Fields that are asked only beside another answer (`FieldSpec.when`). */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FieldPlace } from './types.ts';

export const isAsked = ({ spec: { when } }: FieldPlace, values: JsonObject): boolean =>
  when === undefined || when.is.some((one) => one === values[when.field]);

const isDue = ({ spec: { when } }: FieldPlace, values: JsonObject): boolean =>
  when?.mustFor?.some((one) => one === values[when.field]) === true;

/** Those that are asked as the form stands, each necessary or not as it stands. */
export const askedPlaces = (places: readonly FieldPlace[], values: JsonObject): readonly FieldPlace[] =>
  places.flatMap((place) => (isAsked(place, values) ? [isDue(place, values) ? required(place) : place] : []));

const requiredOnes = new WeakMap<FieldPlace, FieldPlace>();

/** The same object each time: a field is not drawn anew because another was typed in. */
function required(place: FieldPlace): FieldPlace {
  const known = requiredOnes.get(place) ?? { ...place, isRequired: true };
  requiredOnes.set(place, known);
  return known;
}
