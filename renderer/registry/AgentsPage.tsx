import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { textOf } from '../fields/values.ts';
import { RegistryPage, type Row } from './RegistryPage.tsx';

/** 代办员名册: who helps people with their matters, or does them for them. */
export function AgentsPage() {
  const { t } = useTranslation('cases');
  const columns = ['phone', 'sort', 'villages', 'languages', 'skills', 'partner', 'until'];
  return <RegistryPage name="agent" title={t('registry.agents')} columns={columns} more={handOver} />;
}

const handOver = (row: Row) => (row.value['status'] === 'active' ? null : <HandOver row={row} />);

/** Of one who is away or serves no longer: what they have in hand goes to the A/B 岗, or to somebody else. */
function HandOver({ row: { value } }: { readonly row: Row }) {
  const { t } = useTranslation('cases');
  const [giver, receiver] = [textOf(value['staff']), textOf(value['partner'])];
  if (giver === '') return null;
  return (
    <Link to="/work-handovers/+new" search={{ giver, receiver }}>
      {t('agents.handOver')}
    </Link>
  );
}
