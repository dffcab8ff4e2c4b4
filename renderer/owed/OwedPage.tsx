/** 欠缺材料: everything that cases still owe, by what is to be done about it; what has a day comes first. */
import { Group, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { owedViews, type OwedLine, type OwedView } from '#shared/contract/owed.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

const route = getRouteApi('/shell/owed');

export function OwedPage() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const { view = 'check' } = route.useSearch();
  const list = useAnswer(['owed.list', view], () => desk.owed.list({ view }), { keepsLast: true });
  const label = (one: OwedView): string => {
    const count = list.data?.counts[one] ?? 0;
    return count === 0 ? t(`owed.view.${one}`) : t('owed.viewCount', { view: t(`owed.view.${one}`), count });
  };
  return (
    <Stack gap="md">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('owed.title')}</Title>
        <AnchorLink to="/originals">{t('originals.book')}</AnchorLink>
      </Group>
      <SegmentedControl
        aria-label={t('owed.views')}
        size="sm"
        data={owedViews.map((one) => ({ value: one, label: label(one) }))}
        value={view}
        onChange={(next) => {
          const known = owedViews.find((one) => one === next);
          if (known) void navigate({ to: '/owed', search: { view: known } });
        }}
        style={{ alignSelf: 'flex-start' }}
      />
      <Text size="sm" role="status" data-testid="owed-says">
        {t(`owed.says.${view}`)}
      </Text>
      <Answered answer={list}>
        {({ lines, isMore }) => (
          <>
            {lines.length === 0 ? <Text c="dimmed">{t('owed.none')}</Text> : <Lines lines={lines} />}
            {isMore && <Text c="dimmed">{t('owed.more')}</Text>}
          </>
        )}
      </Answered>
    </Stack>
  );
}

function Lines({ lines }: { readonly lines: readonly OwedLine[] }) {
  const { t } = useTranslation('cases');
  return (
    <Table striped verticalSpacing="xs" data-testid="owed-lines">
      <Table.Thead>
        <Table.Tr>
          {(['number', 'petitioner', 'title', 'material', 'who', 'until', 'calls', 'status'] as const).map((column) => (
            <Table.Th key={column}>{t(`owed.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line, index) => (
          <Line key={index} line={line} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Line({ line }: { readonly line: OwedLine }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(line.kind);
  const { day } = useDates();
  return (
    <Table.Tr data-stream={line.stream} data-past={line.isPast}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <CaseLink stream={line.stream} number={line.number} />
      </Table.Td>
      <Table.Td>{line.petitioner}</Table.Td>
      <Table.Td>{line.title}</Table.Td>
      <Table.Td>{line.material}</Table.Td>
      <Table.Td>{line.who}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {line.until ?? t('owed.since', { on: day(line.on) })}
        {line.isPast && (
          <Text span size="sm" c="red.8" fw={600} ml="xs">
            {t('owed.past')}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{line.calls === 0 ? '' : t('owed.calls', { count: line.calls })}</Table.Td>
      <Table.Td>{words.status(line.status)}</Table.Td>
    </Table.Tr>
  );
}
