import { useTranslation } from 'react-i18next';
import { findWord } from '../app/words.ts';

/** Why a paper did not come out, in words; what the driver of a system said is shown as it said it. */
export function usePrintReason(): (reason: string | null | undefined) => string {
  const { t } = useTranslation('cases');
  return (reason) => (reason ? (findWord('cases', `print.reason.${reason}`) ?? reason) : t('print.noReason'));
}
