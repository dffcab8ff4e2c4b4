/** One list that was taken in: its sheet to sign, the state of each row, single slips on wish. */
import { Button, Group, Stack, Table, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListRow } from '#shared/contract/many.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { useDates } from '../app/dates.ts';
import { AnchorLink, ButtonLink } from '../app/links.tsx';
import { LongTable } from '../app/LongTable.tsx';
import { usePerson } from '../app/person.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { printSheet, printTasks, taskOf } from '../papers/print-desk.ts';
import { usePrintSize } from '../papers/use-print-size.ts';
import { listKind } from './many-draft.ts';

const route = getRouteApi('/shell/many/$stream');

type Page = Extract<Awaited<ReturnType<typeof desk.many.page>>, { readonly ok: true }>['value'];

export function ListPage() {
  const { stream } = route.useParams();
  const answer = useAnswer(['many.page', stream], () => desk.many.page({ stream }), { keepsLast: true });
  return <Answered answer={answer}>{(page) => <OneList page={page} />}</Answered>;
}

function OneList({ page }: { readonly page: Page }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  const { stream, number, matter, on, count, taken } = page;
  return (
    <Stack gap="md" maw={1200} data-testid="many-list">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('many.one', { number })}</Title>
        <AnchorLink to="/many">{t('many.another')}</AnchorLink>
      </Group>
      <Text>
        {matter} · {day(on)} ·{' '}
        <b data-testid="many-taken">{t(taken < count ? 'many.partly' : 'many.wholly', { taken, count })}</b>
      </Text>
      {taken < count && <GoOn list={stream} />}
      <Printing page={page} />
      <Rows rows={page.rows} />
    </Stack>
  );
}

/** What is still to come stands in the draft of whoever began it. */
function GoOn({ list }: { readonly list: string }) {
  const { t } = useTranslation('cases');
  const drafts = useAnswer(['draft.list'], () => desk.draft.list({}));
  const found = drafts.data?.drafts.find(
    ({ kind, data }) => kind === listKind && textOf(recordOf(data)['list']) === list,
  );
  if (!found) return <Text c="dimmed">{t('many.elsewhere')}</Text>;
  return (
    <Group>
      <ButtonLink to="/many" search={{ draft: found.id }} data-testid="many-go-on">
        {t('many.goOnHere')}
      </ButtonLink>
    </Group>
  );
}

function Printing({ page }: { readonly page: Page }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const first = useRef<HTMLButtonElement>(null);
  const slips = useSlips(setRefusal);
  useEffect(() => {
    first.current?.focus();
  }, []);
  const printList = async () => {
    const paper = await answerOf(() => desk.many.paper({ stream: page.stream }));
    setRefusal(paper.ok ? undefined : paper.refusal);
    if (paper.ok) await printSheet(paper.value, 'intakeList', 'A4');
  };
  const there = page.rows.filter(({ paper }) => paper !== null);
  return (
    <>
      <RefusalNote refusal={refusal} />
      <Group>
        <Button ref={first} disabled={there.length === 0} onClick={() => void printList()} data-testid="many-print">
          {t('many.printList')}
        </Button>
        {may('paper.issue') && (
          <Button
            variant="default"
            disabled={there.length === 0}
            onClick={() => void slips(there)}
            data-testid="many-slips"
          >
            {t('many.printSlips', { count: there.length })}
          </Button>
        )}
      </Group>
    </>
  );
}

/** Queues the slip of each and prints one after another; the first refusal ends it. */
function useSlips(onRefusal: (refusal: DeskRefusal | undefined) => void): (rows: readonly ListRow[]) => Promise<void> {
  const size = usePrintSize();
  return async (rows) => {
    onRefusal(undefined);
    for (const { stream, number, paper } of rows) {
      if (paper === null) continue;
      const job = await answerOf(() => desk.paper.print({ act: newActId(), stream, paper, size }));
      if (!job.ok) {
        onRefusal(job.refusal);
        return;
      }
      void printTasks([taskOf(job.value, { stream, number, spec: '' })]);
    }
  };
}

/** In rem, so that they follow 适老 large text. */
const widths = { at: '4rem', number: '17rem', name: '8rem', idNumber: '13rem', state: '10rem' } as const;

function Rows({ rows }: { readonly rows: readonly ListRow[] }) {
  const { t } = useTranslation('cases');
  const { may } = usePerson();
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const slips = useSlips(setRefusal);
  return (
    <>
      <RefusalNote refusal={refusal} />
      <LongTable
        data-testid="many-list-rows"
        rows={rows.map((row, at) => ({ row, at }))}
        keyOf={({ row }) => row.stream}
        fieldOf={(line, from) => line.querySelector(from instanceof HTMLButtonElement ? 'button' : 'a')}
        head={
          <>
            {(['at', 'number', 'name', 'idNumber', 'state'] as const).map((column) => (
              <Table.Th key={column} w={widths[column]}>
                {t(`many.column.${column}`)}
              </Table.Th>
            ))}
            <Table.Th />
          </>
        }
        line={({ row, at }, place) => (
          <Table.Tr {...place} data-row={row.stream} data-there={row.number !== ''}>
            <Table.Td>{at + 1}</Table.Td>
            <Table.Td>
              {row.number === '' ? (
                <Text c="var(--tongban-warn)">{t('many.notThere')}</Text>
              ) : (
                <AnchorLink to="/cases/$stream" params={{ stream: row.stream }}>
                  {showNumber(row.number)}
                </AnchorLink>
              )}
            </Table.Td>
            <Table.Td>{row.petitioner}</Table.Td>
            <Table.Td style={{ fontVariantNumeric: 'tabular-nums' }}>{row.idNumber}</Table.Td>
            <Table.Td>{row.kind === '' ? '' : kindWords(row.kind).status(row.status)}</Table.Td>
            <Table.Td>
              {row.paper !== null && may('paper.issue') && (
                <Button size="compact-sm" variant="subtle" onClick={() => void slips([row])}>
                  {t('many.printSlip')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        )}
      />
    </>
  );
}
