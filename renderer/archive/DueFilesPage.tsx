/** 到期档案: what has been kept as long as it had to be and is to be appraised, and for which matters nobody has said how long. */
import { Alert, List, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DueFiles } from '#shared/contract/archive.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { RegistryFrame } from '../registry/RegistryFrame.tsx';
import { CaseLink } from '../cases/CaseLink.tsx';

export function DueFilesPage() {
  const { t } = useTranslation('cases');
  const files = useAnswer(['archive.due'], () => desk.archive.due({}));
  return (
    <RegistryFrame title={t('archive.due.title')}>
      <Text>{t('archive.due.what')}</Text>
      <Answered answer={files}>
        {({ rows, count, unset }) => (
          <Stack gap="md">
            {count === 0 ? <Text c="dimmed">{t('archive.due.none')}</Text> : <Rows rows={rows} count={count} />}
            {unset.length > 0 && <Unset unset={unset} />}
          </Stack>
        )}
      </Answered>
    </RegistryFrame>
  );
}

function Rows({ rows, count }: Pick<DueFiles, 'rows' | 'count'>) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  return (
    <>
      <Alert color="orange" variant="light">
        {t('archive.due.count', { count })}
      </Alert>
      <Table striped verticalSpacing="xs" data-testid="due-files">
        <Table.Thead>
          <Table.Tr>
            {(['number', 'title', 'petitioner', 'closed', 'retention', 'until'] as const).map((column) => (
              <Table.Th key={column}>{t(`archive.due.column.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.stream}>
              <Table.Td>
                <CaseLink stream={row.stream} number={row.number} />
              </Table.Td>
              <Table.Td>{row.title}</Table.Td>
              <Table.Td>{row.petitioner}</Table.Td>
              <Table.Td>{day(row.closed)}</Table.Td>
              <Table.Td>{t(`archive.retention.${row.retention}`)}</Table.Td>
              <Table.Td>{day(row.until)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Unset({ unset }: Pick<DueFiles, 'unset'>) {
  const { t } = useTranslation('cases');
  return (
    <div data-testid="retention-unset">
      <Title order={2} mb="xs">
        {t('archive.due.unset')}
      </Title>
      <List spacing={2}>
        {unset.map(({ code, name, count }) => (
          <List.Item key={code}>
            <AnchorLink to="/matters/$code" params={{ code }}>
              {name}
            </AnchorLink>{' '}
            {t('archive.due.cases', { count })}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
