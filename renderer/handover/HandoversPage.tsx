/** 工作移交: those somebody gives and receives; the person in charge sees all. */
import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HandoverLine } from '#shared/contract/work-handover.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink, ButtonLink } from '../app/links.tsx';
import { useWho } from '../app/who.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { HandoverFrame } from './HandoverFrame.tsx';

export function HandoversPage() {
  const { t } = useTranslation('cases');
  const answer = useAnswer(['workHandover.list'], () => desk.workHandover.list({}));
  const actions = (
    <ButtonLink to="/work-handovers/+new" data-testid="handover-new">
      {t('workHandover.new')}
    </ButtonLink>
  );
  return (
    <HandoverFrame title={t('workHandover.title')} actions={actions}>
      <Text>{t('workHandover.hint')}</Text>
      <Answered answer={answer}>
        {({ lines }) =>
          lines.length === 0 ? <Text c="dimmed">{t('workHandover.none')}</Text> : <Lines lines={lines} />
        }
      </Answered>
    </HandoverFrame>
  );
}

const columns = ['number', 'giver', 'receiver', 'why', 'period', 'count', 'at', 'status'] as const;

function Lines({ lines }: { readonly lines: readonly HandoverLine[] }) {
  const { t } = useTranslation('cases');
  return (
    <Table data-testid="handovers" striped>
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column}>{t(`workHandover.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Line key={line.stream} line={line} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Line({ line }: { readonly line: HandoverLine }) {
  const words = useKindWords('workHandover');
  const { moment } = useDates();
  const who = useWho();
  const { stream, number, giverName, receiverName, why, count, at, status } = line;
  return (
    <Table.Tr data-handover={stream} data-status={status}>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <AnchorLink to="/work-handovers/$stream" params={{ stream }}>
          {number}
        </AnchorLink>
      </Table.Td>
      <Table.Td>{who(giverName)}</Table.Td>
      <Table.Td>{who(receiverName)}</Table.Td>
      <Table.Td>{words.value('why', why)}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Period line={line} />
      </Table.Td>
      <Table.Td>{count}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{moment(at)}</Table.Td>
      <Table.Td>{words.status(status)}</Table.Td>
    </Table.Tr>
  );
}

export function Period({ line: { from, until } }: { readonly line: Pick<HandoverLine, 'from' | 'until'> }) {
  const { t } = useTranslation('cases');
  return until === null ? t('workHandover.forGood', { from }) : t('workHandover.period', { from, until });
}
