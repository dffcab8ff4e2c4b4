/** Which open cases a new year would move, and which of them would be 超期 by it: seen before it counts. */
import { Alert, Badge, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MovedCase, YearMoves as Moves } from '#shared/contract/time.ts';
import { Answered } from '../app/Waiting.tsx';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import classes from './Registry.module.css';
import { CaseLink } from '../cases/CaseLink.tsx';

export interface TriedYear {
  readonly year: string;
  readonly off: string[];
  readonly work: string[];
  readonly status: 'official' | 'estimated';
}

export function YearMoves({ tried }: { readonly tried: TriedYear }) {
  const answer = useAnswer(['registry.previewYear', tried], () => desk.registry.previewYear(tried), {
    keepsLast: true,
  });
  return <Answered answer={answer}>{(moves) => <WhatMoves moves={moves} />}</Answered>;
}

function WhatMoves({ moves }: { readonly moves: Moves }) {
  const { t } = useTranslation('cases');
  const { moved, overdue, settled, cases, isAuthority } = moves;
  return (
    <Stack gap="xs" data-testid="year-moves">
      <Text fw={600}>{moved === 0 ? t('calendar.movesNone') : t('calendar.moves', { count: moved })}</Text>
      {overdue > 0 && (
        <Alert color="red" variant="light" data-testid="year-moves-overdue">
          {t('calendar.movesOverdue', { count: overdue })}
        </Alert>
      )}
      {settled > 0 && <Text>{t('calendar.movesSettled', { count: settled })}</Text>}
      {!isAuthority && <Text>{t('calendar.movesByServer')}</Text>}
      {cases.length > 0 && <Cases cases={cases} />}
      {cases.length < moved && (
        <Text c="dimmed">
          {cases.length === 0 ? t('calendar.movesHidden') : t('calendar.movesShown', { count: cases.length })}
        </Text>
      )}
    </Stack>
  );
}

function Cases({ cases }: { readonly cases: readonly MovedCase[] }) {
  const { t } = useTranslation('cases');
  return (
    <div className={classes.moves}>
      <Table striped verticalSpacing={4} stickyHeader data-testid="year-moves-rows">
        <Table.Thead>
          <Table.Tr>
            {(['number', 'title', 'due', 'from', 'to'] as const).map((column) => (
              <Table.Th key={column}>{t(`calendar.moveColumn.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cases.map((one) => (
            <Table.Tr key={`${one.stream} ${one.due}`} data-stream={one.stream}>
              <Table.Td>
                <CaseLink stream={one.stream} number={one.number} />
              </Table.Td>
              <Table.Td>{one.title}</Table.Td>
              <Table.Td>{kindWords(one.kind).due(one.due)}</Table.Td>
              <Table.Td>{one.from}</Table.Td>
              <Table.Td>
                {one.to}{' '}
                {one.becomesOverdue && (
                  <Badge color="red" variant="light" tt="none">
                    {t('calendar.moveOverdue')}
                  </Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
