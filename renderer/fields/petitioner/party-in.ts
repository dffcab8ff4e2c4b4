import type { FormContext } from '../types.ts';
import { recordOf, textOf } from '../values.ts';

/** The petitioner as a form has them now. */
export function petitionerIn({ places, values }: Pick<FormContext, 'places' | 'values'>) {
  const place = places.find(({ spec }) => spec.input === 'petitioner');
  return place === undefined ? {} : recordOf(values[place.name]);
}

/** The stream of the petitioner somebody chose; '' where nobody was chosen. */
export const partyIn = (form: Pick<FormContext, 'places' | 'values'>): string => textOf(petitionerIn(form)['party']);
