import { useTranslation } from 'react-i18next';
import { RegistryPage } from './RegistryPage.tsx';

export function MattersPage() {
  const { t } = useTranslation('cases');
  return (
    <RegistryPage
      name="matter"
      title={t('registry.matters')}
      columns={['code', 'category', 'isInstant', 'promised', 'statutory', 'version']}
    />
  );
}
