import { useTranslation } from 'react-i18next';
import { RegistryPage } from './RegistryPage.tsx';

export function StationsPage() {
  const { t } = useTranslation('cases');
  return <RegistryPage name="station" title={t('registry.stations')} columns={['code', 'form', 'phone', 'address']} />;
}
