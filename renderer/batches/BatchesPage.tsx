/** 上报批次: choosing what goes up together, and what went up before with how many are still out. */
import { Group, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { SendUp } from './SendUp.tsx';

export function BatchesPage() {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const list = useAnswer(['batch.list'], () => desk.batch.list({}), { keepsLast: true });
  return (
    <Stack gap="md" maw={1200}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('batch.title')}</Title>
        <AnchorLink to="/cases" search={{ filter: 'waiting' }}>
          {t('batch.toWaiting')}
        </AnchorLink>
      </Group>
      {may('case.handle') && <SendUp />}
      <Title order={2}>{t('batch.sent')}</Title>
      <Answered answer={list}>
        {({ batches }) =>
          batches.length === 0 ? <Text c="dimmed">{t('batch.none')}</Text> : <Sent batches={batches} />
        }
      </Answered>
    </Stack>
  );
}

type Batches = Extract<Awaited<ReturnType<typeof desk.batch.list>>, { readonly ok: true }>['value']['batches'];

function Sent({ batches }: { readonly batches: Batches }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  return (
    <Table data-testid="batches">
      <Table.Thead>
        <Table.Tr>
          {(['number', 'authority', 'matter', 'sentOn', 'count', 'out'] as const).map((column) => (
            <Table.Th key={column}>{t(`batch.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {batches.map(({ stream, number, authority, matter, sentOn, count, out }) => (
          <Table.Tr key={stream} data-batch={stream}>
            <Table.Td>
              <AnchorLink to="/batches/$stream" params={{ stream }}>
                {number}
              </AnchorLink>
            </Table.Td>
            <Table.Td>{authority}</Table.Td>
            <Table.Td>{matter}</Table.Td>
            <Table.Td>{day(sentOn)}</Table.Td>
            <Table.Td>{count}</Table.Td>
            <Table.Td data-testid="batch-out">
              {out === 0 ? t('batch.allBack') : t('batch.stillOut', { count: out })}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
