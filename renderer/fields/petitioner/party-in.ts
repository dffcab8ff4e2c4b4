import { checkIdPaper } from '#shared/identity/id-paper.ts';
import { idTypeOf } from '../person.ts';
import { checkResidentId } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { whoOf } from '../who-of.ts';
import type { FieldValue, FormContext } from '../types.ts';
import { recordOf, textOf } from '../values.ts';

/** The petitioner as a form has them now. */
export function petitionerIn({ places, values }: Pick<FormContext, 'places' | 'values'>) {
  const place = places.find(({ spec }) => spec.input === 'petitioner');
  return place === undefined ? {} : recordOf(values[place.name]);
}

/** The stream of the petitioner somebody chose; '' where nobody was chosen. */
export const partyIn = (form: Pick<FormContext, 'places' | 'values'>): string => textOf(petitionerIn(form)['party']);

/**
 * What other fields of a form look at of a petitioner: somebody the hall knows, and a paper that is whole (age, sex, household). Half a number,
 * a name without one and a telephone change nothing of theirs.
 */
export function whoIsKnown(value: FieldValue): FieldValue {
  const person = recordOf(value);
  const isWhole = checkIdPaper(idTypeOf(person), textOf(person['idNumber'])).ok;
  const isKnown = isWhole || textOf(person['party']) !== '';
  return partsOf(person, [
    ...['form', 'party', 'household', 'idType'],
    ...(isWhole ? ['idNumber'] : []),
    ...(isKnown ? ['name'] : []),
  ]);
}

/** What of somebody can be looked for: parts that are whole. */
export function wholeParts(person: JsonObject): JsonObject {
  const number = textOf(person['idNumber']);
  const isWhole = checkIdPaper(idTypeOf(person), number).ok || checkResidentId(number).ok;
  return { ...whoOf(person), ...partsOf(person, isWhole ? ['party', 'idType', 'idNumber'] : ['party']) };
}

export const partsOf = (person: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(person).filter(([name]) => names.includes(name)));
