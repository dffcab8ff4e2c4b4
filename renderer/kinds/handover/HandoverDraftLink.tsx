import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../app/links.tsx';

export function HandoverDraftLink() {
  const { t } = useTranslation('screens');
  return (
    <ButtonLink to="/village" size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
