import { useTranslation } from 'react-i18next';
import { findWord } from './words.ts';

/** The name of whoever wrote something: a person's as it stands; what no person wrote (this program, the township's server) in words. */
export function useWho(): (byName: string) => string {
  useTranslation('screens');
  return (byName) => findWord('screens', `by.${byName}`) ?? byName;
}
