/** 到证登记: the cases that await their certificate; those that came are ticked off and noted in one act. */
import { Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnchorLink } from '../app/links.tsx';
import { usePerson } from '../app/person.ts';
import { Answered, Waiting } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { today } from '../fields/today.ts';
import { recordOf } from '../fields/values.ts';
import { ArrivalRows } from './ArrivalRows.tsx';
import { draftKind, draftType, readArriving } from './ticked.ts';
import type { ArrivalView } from './use-arriving.ts';

export function ArrivalsPage() {
  const { t } = useTranslation('cases');
  const answer = useAnswer(['arrival.waiting'], () => desk.arrival.waiting({}), { keepsLast: true });
  return (
    <Stack gap="md" maw={1200} data-testid="arrivals">
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('arrival.title')}</Title>
        <AnchorLink to="/cases" search={{ filter: 'toTell' }}>
          {t('arrival.toTell')}
        </AnchorLink>
      </Group>
      <Answered answer={answer}>{(page) => <Ticking page={page} />}</Answered>
    </Stack>
  );
}

/** Takes up what was ticked before, else begins anew; after each noting under a fresh act. */
function Ticking({ page }: { readonly page: ArrivalView }) {
  const { t } = useTranslation('cases');
  const { me } = usePerson();
  const [round, setRound] = useState(newActId);
  const [noted, setNoted] = useState(0);
  const drafts = useAnswer(['draft.list', 'once', round], () => desk.draft.list({}));
  if (drafts.isLoading) return <Waiting />;
  const found = drafts.data?.drafts.find(({ kind, type }) => kind === draftKind && type === draftType);
  const fresh = { arrivedOn: today(), responsible: me.name, ticked: {} };
  return (
    <>
      {noted > 0 && (
        <Text role="status" fw={600} data-testid="arrivals-noted">
          {t('arrival.noted', { count: noted })}
        </Text>
      )}
      {page.rows.length === 0 ? (
        <Text c="dimmed">{t('arrival.nobody')}</Text>
      ) : (
        <ArrivalRows
          key={round}
          act={found?.id ?? round}
          page={page}
          start={readArriving(recordOf(found?.data), fresh)}
          onNoted={(count, isWhole) => {
            setNoted(count);
            if (isWhole) setRound(newActId());
          }}
        />
      )}
    </>
  );
}
