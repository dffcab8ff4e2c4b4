import type { JsonObject } from '#shared/kernel/json.ts';
import { kitOf } from './kits.ts';
import type { FieldPlace } from './types.ts';
import { askedPlaces } from './when.ts';

/** What is submitted: every field without its blanks; fields of which nothing was said are left out. */
export function tidyForm(kind: string, places: readonly FieldPlace[], values: JsonObject): JsonObject {
  const kept = askedPlaces(places, values).flatMap(({ name, spec }) => {
    const value = kitOf(kind, name, spec).tidy(values[name]);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(kept);
}
