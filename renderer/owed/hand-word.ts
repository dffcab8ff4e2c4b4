/** In whose hands an original is, in a few words. */
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import { useWho } from '../app/who.ts';

export type InHand = Pick<CasePage['originals'][number], 'holder'>;

export function useHandWord(): (row: InHand) => string {
  const { t } = useTranslation('cases');
  const who = useWho();
  return ({ holder }) => {
    if (holder === null) return t('originals.hand.here');
    const name = holder.at === 'staff' ? who(holder.name) : holder.name;
    return t(`originals.hand.${holder.at}`, { name });
  };
}
