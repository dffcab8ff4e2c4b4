import { useTranslation } from 'react-i18next';
import { useKindWords } from '../kind-words.ts';
import { readLimit } from '../matter-facts.ts';
import type { LineWords } from './lines.ts';

export function useLineWords(kind: string): LineWords {
  const { t } = useTranslation('cases');
  return {
    kind: useKindWords(kind),
    yes: t('rows.yes'),
    no: t('rows.no'),
    separator: t('separator'),
    limit: (value) => {
      const limit = readLimit(value);
      return limit === undefined ? '' : t(`limit.${limit.unit}`, { count: limit.amount });
    },
  };
}
