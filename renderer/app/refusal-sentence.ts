import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeskRefusal } from '../client/answer.ts';
import { findWord } from './words.ts';

/** A path such as `staff.name` → the word the form shows beside it; a path without a word stays as it is. */
export const fieldWord = (path: string): string =>
  findWord('screens', `field.${path}`) ?? findWord('kinds', `common.field.${path}`) ?? path;

/** How the form around calls its fields: what a kind declares has words of its own. */
export const NameOfField = createContext(fieldWord);

/** The sentence of a refusal in the present language, with the names of fields (`nameOf`) instead of their paths. */
export function useRefusalSentence(nameOf?: (path: string) => string): (refusal: DeskRefusal) => string {
  const { t } = useTranslation('refusals');
  const around = use(NameOfField);
  return ({ code, details, field }) => {
    const path = details?.['field'] ?? field;
    const named = path === undefined ? {} : { field: (nameOf ?? around)(String(path)) };
    return t(code, { ...details, ...named });
  };
}
