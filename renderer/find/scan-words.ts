import { useTranslation } from 'react-i18next';
import { showNumber } from '#shared/documents/facts.ts';
import type { desk } from '../client/desk.ts';
import { paperName } from '../fields/kind-words.ts';

export type Scanned = Extract<Awaited<ReturnType<typeof desk.case.byCode>>, { readonly ok: true }>['value'];

/** What the scanned paper is worth: a petitioner who holds an old one must hear that it was corrected. */
export function useScanWords(): (scanned: Scanned) => string {
  const { t } = useTranslation('cases');
  return ({ number, paper, isBlankSheet }) => {
    const shown = showNumber(number);
    if (isBlankSheet) return t('scan.blankSheet', { number: shown });
    return paper ? t(`scan.${paper.status}`, { number: shown, name: paperName(paper.spec) }) : shown;
  };
}
