/** 欠缺材料 and 原件保管 of one case: what is missing, what was undertaken about it, and what of the person's own lies here. */
import { Paper, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import type { WayOutOfMissing } from '#shared/kinds/matter/material.ts';
import { useDates } from '../app/dates.ts';
import { useWho } from '../app/who.ts';

type Owed = CasePage['owed'][number];

export function OwedPanel({ page }: { readonly page: CasePage }) {
  const { t } = useTranslation('cases');
  if (page.owed.length === 0) return null;
  return (
    <Paper withBorder p="md" data-testid="owed">
      <Title order={2} mb="xs">
        {t('owed.title')}
      </Title>
      <Table verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {(['material', 'way', 'who', 'until', 'state'] as const).map((column) => (
              <Table.Th key={column}>{t(`owed.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {page.owed.map((row, index) => (
            <Table.Tr key={index} data-owed={row.material} data-state={row.state}>
              <Table.Td>{row.material}</Table.Td>
              <Table.Td>{t(`missing.way.${row.way as WayOutOfMissing}`)}</Table.Td>
              <Table.Td>{row.who}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{row.until ?? ''}</Table.Td>
              <Table.Td>
                <OwedState row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

/** A paper to be checked is 待核验 till somebody has asked for it. */
const waiting: Readonly<Partial<Record<string, 'owed.state.check' | 'owed.state.photo'>>> = {
  check: 'owed.state.check',
  photo: 'owed.state.photo',
};
const how = ['came', 'checked', 'pledged', 'shown'] as const;

function OwedState({ row }: { readonly row: Owed }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const who = useWho();
  const { state, way, met } = row;
  if (met !== null) {
    const known = how.find((one) => one === met.how) ?? 'came';
    return (
      <>
        <Text size="sm">{t(`owed.met.${known}`, { on: day(met.on), by: who(met.byName) })}</Text>
        {met.note !== '' && (
          <Text size="sm" c="dimmed">
            {met.note}
          </Text>
        )}
      </>
    );
  }
  if (state === 'over') return <Text size="sm">{t('owed.state.over')}</Text>;
  const isLate = state === 'late';
  return (
    <Text size="sm" fw={600} c={isLate ? 'red.8' : 'var(--tongban-warn)'}>
      {t(isLate ? 'owed.state.late' : (waiting[way] ?? 'owed.state.open'))}
    </Text>
  );
}
