import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../app/links.tsx';

export function SheetsDraftLink() {
  const { t } = useTranslation('screens');
  return (
    <ButtonLink to="/awaited" size="compact-md">
      {t('home.goOn')}
    </ButtonLink>
  );
}
