/** The cases of a sample, and what can be handed over of them. */
import { Button, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedCase } from '#shared/contract/inspection.ts';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { printSheet } from '../papers/print-desk.ts';
import { useFiles, type FileState } from './use-files.ts';
import { CaseLink } from '../cases/CaseLink.tsx';

export function SampleCases({ stream, isFinished }: { readonly stream: string; readonly isFinished: boolean }) {
  const { t } = useTranslation('cases');
  const answer = useAnswer(['inspection.page', stream], () => desk.inspection.page({ stream }));
  const [notPrinted, setNotPrinted] = useState<DeskRefusal>();
  const finish = useAct((act, note: string) => desk.inspection.finish({ act, stream, note }));
  const print = async () => {
    const page = await answerOf(() => desk.inspection.paper({ stream }));
    setNotPrinted(page.ok ? undefined : page.refusal);
    if (page.ok) await printSheet(page.value, 'sampleList', 'A4');
  };
  const end = async () => {
    if ((await finish.run(''))?.ok === true) askAgain();
  };
  return (
    <Answered answer={answer}>
      {({ cases }) => (
        <Stack gap="xs">
          <Group>
            <Button variant="default" onClick={() => void print()}>
              {t('inspections.list')}
            </Button>
            {!isFinished && (
              <Button variant="default" loading={finish.isBusy} onClick={() => void end()}>
                {t('inspections.finish')}
              </Button>
            )}
          </Group>
          <RefusalNote refusal={notPrinted ?? finish.refusal} />
          <Files stream={stream} cases={cases} />
        </Stack>
      )}
    </Answered>
  );
}

function Files({ stream, cases }: { readonly stream: string; readonly cases: readonly InspectedCase[] }) {
  const { t } = useTranslation('cases');
  const { status } = usePerson();
  const { states, isRunning, run, stop } = useFiles(stream, status.printing === 'electron');
  const all = [...states.values()];
  const done = all.filter(({ state }) => state === 'done').length;
  const failed = all.filter(({ state }) => state === 'failed').length;
  const left = cases.filter((one) => states.has(one.stream) && states.get(one.stream)?.state !== 'done');
  return (
    <Stack gap="xs">
      {status.makesPdf ? (
        <Group>
          <Button loading={isRunning} onClick={() => void run(cases)} data-testid="inspection-files">
            {t('inspections.files')}
          </Button>
          {isRunning && (
            <Button variant="default" onClick={stop}>
              {t('inspections.stop')}
            </Button>
          )}
          {!isRunning && left.length > 0 && (
            <Button variant="default" onClick={() => void run(left)}>
              {t('inspections.again')}
            </Button>
          )}
          {all.length > 0 && (
            <Text role="status" data-testid="inspection-progress">
              {t('inspections.done', { done, of: cases.length, failed })}
            </Text>
          )}
        </Group>
      ) : (
        <Text c="dimmed">{t('inspections.noPdf')}</Text>
      )}
      {isRunning && <Progress value={((done + failed) / Math.max(1, cases.length)) * 100} />}
      <Cases cases={cases} states={states} />
    </Stack>
  );
}

const columns = ['number', 'matter', 'who', 'day', 'status', 'file'] as const;

interface CasesProps {
  readonly cases: readonly InspectedCase[];
  readonly states: ReadonlyMap<string, FileState>;
}

function Cases({ cases, states }: CasesProps) {
  const { t } = useTranslation('cases');
  return (
    <Table striped verticalSpacing={4} data-testid="inspection-cases">
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column}>{t(`inspections.column.${column}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cases.map(({ stream, number, title, petitioner, day, status }) => (
          <Table.Tr key={stream}>
            <Table.Td>
              <CaseLink stream={stream} number={number} />
            </Table.Td>
            <Table.Td>{title}</Table.Td>
            <Table.Td>{petitioner}</Table.Td>
            <Table.Td>{day}</Table.Td>
            <Table.Td>{status}</Table.Td>
            <Table.Td>
              <Fate state={states.get(stream)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Fate({ state }: { readonly state: FileState | undefined }) {
  const { t } = useTranslation('cases');
  if (state === undefined) return null;
  return state.state === 'failed' ? <RefusalNote refusal={state.refusal} /> : t(`inspections.state.${state.state}`);
}
