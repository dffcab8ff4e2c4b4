import { useTranslation } from 'react-i18next';
import { findWord } from './words.ts';

const bareId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/**
 * The name of whoever wrote something: a person's as it stands; in words what no person wrote (this program, the township's server), and
 * somebody of another desk whose name has not come here (until the township takes that desk's staff over).
 */
export function useWho(): (byName: string) => string {
  useTranslation('screens');
  return (byName) => findWord('screens', `by.${bareId.test(byName) ? 'elsewhere' : byName}`) ?? byName;
}
