import { useTranslation } from 'react-i18next';
import { RegistryPage } from './RegistryPage.tsx';

/** 代办员名册: who helps people with their matters, or does them for them. */
export function AgentsPage() {
  const { t } = useTranslation('cases');
  const columns = ['phone', 'sort', 'villages', 'languages', 'skills', 'partner', 'until'];
  return <RegistryPage name="agent" title={t('registry.agents')} columns={columns} />;
}
