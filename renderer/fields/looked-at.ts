/**
 * What of a form's answers a field looks at: of the others what their kits show, and only where it says that it looks there. Its own it is
 * given as its value; a field that says nothing finds it among all the others too.
 */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FieldKit, FieldPlace, FormContext } from './types.ts';

export type Sight = Pick<FieldKit, 'looksAt' | 'seen'>;

export function lookedAt(
  { places, values }: Pick<FormContext, 'places' | 'values'>,
  own: FieldPlace,
  sightOf: (place: FieldPlace) => Sight,
): JsonObject {
  const { looksAt } = sightOf(own);
  const kept = Object.entries(values).flatMap(([name, value]) => {
    if (name === own.name) return looksAt === undefined ? [[name, value] as const] : [];
    const place = places.find((asked) => asked.name === name);
    // What is asked in another part of the page is seen whole by a field that may look at all.
    if (place === undefined) return looksAt === undefined ? [[name, value] as const] : [];
    if (looksAt?.includes(place.spec.input) === false) return [];
    const { seen } = sightOf(place);
    const shown = seen === undefined ? value : seen(value);
    return shown === undefined ? [] : [[name, shown] as const];
  });
  return Object.fromEntries(kept);
}
