import { useTranslation } from 'react-i18next';
import { RegistryPage } from './RegistryPage.tsx';

/** 本镇规定: limits that the township sets for itself. */
export function RulesPage() {
  const { t } = useTranslation('cases');
  return <RegistryPage name="rule" title={t('registry.rules')} columns={['code', 'limit', 'basis']} />;
}
