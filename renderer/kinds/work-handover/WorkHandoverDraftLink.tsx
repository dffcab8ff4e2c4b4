import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../app/links.tsx';

export function WorkHandoverDraftLink() {
  const { t } = useTranslation('screens');
  return (
    <ButtonLink to="/work-handovers/+new" size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
