/** One 上报批次: its 移交清单 to print, and what came back, keyed in row by row. What is keyed in and not noted yet is kept as a draft. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../app/dates.ts';
import { AnchorLink } from '../app/links.tsx';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Answered, Waiting } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { recordOf } from '../fields/values.ts';
import { printSheet } from '../papers/print-desk.ts';
import { AnswerRows, type BatchView } from './AnswerRows.tsx';
import { Roster } from './Roster.tsx';
import { draftType, readKeyed } from './keyed.ts';
import { useOwnDrafts } from '../cases/use-own-drafts.ts';

const route = getRouteApi('/shell/batches/$stream');

export function BatchPage() {
  const { stream } = route.useParams();
  const answer = useAnswer(['batch.page', stream], () => desk.batch.page({ stream }), { keepsLast: true });
  return <Answered answer={answer}>{(page) => <OneBatch page={page} />}</Answered>;
}

function OneBatch({ page }: { readonly page: BatchView }) {
  const { t } = useTranslation('cases');
  const { day } = useDates();
  return (
    <Stack gap="md" maw={1200} data-testid="batch-page">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('batch.one', { number: page.number })}</Title>
        <AnchorLink to="/batches">{t('batch.title')}</AnchorLink>
      </Group>
      <Text>
        {t('batch.head', { authority: page.authority, matter: page.matter, on: day(page.sentOn), count: page.count })}{' '}
        <b data-testid="batch-out">{page.out === 0 ? t('batch.allBack') : t('batch.stillOut', { count: page.out })}</b>
      </Text>
      <PrintHandover stream={page.stream}>
        {page.rosters.map((form) => (
          <Roster key={form} stream={page.stream} number={page.number} form={form} />
        ))}
      </PrintHandover>
      <Keying page={page} />
    </Stack>
  );
}

/** Takes up what was keyed in before, else begins anew; after each noting under a fresh act. */
function Keying({ page }: { readonly page: BatchView }) {
  const [round, setRound] = useState(newActId);
  const drafts = useOwnDrafts(round);
  if (drafts.isLoading) return <Waiting />;
  const found = drafts.data?.drafts.find(({ stream, type }) => stream === page.stream && type === draftType);
  return (
    <AnswerRows
      key={round}
      act={found?.id ?? round}
      page={page}
      start={readKeyed(recordOf(found?.data))}
      onNoted={() => {
        setRound(newActId());
      }}
    />
  );
}

interface PrintHandoverProps {
  readonly stream: string;
  readonly children: ReactNode;
}

function PrintHandover({ stream, children }: PrintHandoverProps) {
  const { t } = useTranslation('cases');
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const print = async () => {
    const paper = await answerOf(() => desk.batch.handover({ stream }));
    setRefusal(paper.ok ? undefined : paper.refusal);
    if (paper.ok) await printSheet(paper.value, 'handoverList', 'A4');
  };
  return (
    <>
      <RefusalNote refusal={refusal} />
      <Group>
        <Button variant="default" onClick={() => void print()} data-testid="batch-handover">
          {t('batch.handover')}
        </Button>
        {children}
      </Group>
    </>
  );
}
