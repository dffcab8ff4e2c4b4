/** Making out a hand-over: one's own, or by the person in charge for somebody who is not there; or giving back what one had taken (交还). */
import { Text } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HandoverPage } from '#shared/contract/work-handover.ts';
import { useToday } from '../app/use-today.ts';
import { Answered, Waiting } from '../app/Waiting.tsx';
import { useOwnDrafts } from '../cases/use-own-drafts.ts';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { recordOf } from '../fields/values.ts';
import { HandoverForm } from './HandoverForm.tsx';
import { draftPlace, fresh, readKeyed, type Keyed } from './keyed.ts';
import { HandoverFrame } from './HandoverFrame.tsx';

const route = getRouteApi('/shell/work-handovers/+new');

export function NewHandover() {
  const { t } = useTranslation('cases');
  const { back, giver, receiver = '' } = route.useSearch();
  return (
    <HandoverFrame title={t(back === undefined ? 'workHandover.new' : 'workHandover.giveBack')}>
      <Text>{t('workHandover.newHint')}</Text>
      {back !== undefined ? (
        <GivingBack stream={back} />
      ) : giver === undefined ? (
        <Drafted />
      ) : (
        <GivingFor {...{ giver, receiver }} />
      )}
    </HandoverFrame>
  );
}

/** Takes up what was typed before, else begins anew. */
function Drafted() {
  const [act] = useState(newActId);
  const today = useToday();
  const drafts = useOwnDrafts(act);
  if (drafts.isLoading) return <Waiting />;
  const found = drafts.data?.drafts.find(({ kind, type }) => kind === draftPlace.kind && type === draftPlace.type);
  return (
    <Form act={found?.id ?? act} start={found === undefined ? fresh(today) : readKeyed(recordOf(found.data), today)} />
  );
}

/** Of somebody who is away: all they have in hand, for their A/B 岗 unless somebody else is chosen. */
function GivingFor(who: Pick<Keyed, 'giver' | 'receiver'>) {
  const [act] = useState(newActId);
  const today = useToday();
  return <Form act={act} start={{ ...fresh(today), ...who }} />;
}

function GivingBack({ stream }: { readonly stream: string }) {
  const [act] = useState(newActId);
  const today = useToday();
  const page = useAnswer(['workHandover.page', stream], () => desk.workHandover.page({ stream }));
  return <Answered answer={page}>{(given) => <Form act={act} start={backOf(given, today)} />}</Answered>;
}

const backOf = ({ giver, rows }: HandoverPage, today: string): Keyed => ({
  ...fresh(today),
  ...{ receiver: giver, why: 'other' as const },
  ticked: rows.flatMap(({ line, stayed }) => (stayed === '' ? [line.stream] : [])),
});

function Form({ act, start }: { readonly act: string; readonly start: Keyed }) {
  const navigate = useNavigate();
  return (
    <HandoverForm
      act={act}
      start={start}
      onDone={(stream) => void navigate({ to: '/work-handovers/$stream', params: { stream } })}
    />
  );
}
