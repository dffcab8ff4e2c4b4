/**
 * 村站代收. At a village station: what it took in and has to hand over. At the hall: the same of every station, to be counted in and accepted in
 * time. Below it the 交接清单 that were made.
 */
import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../app/person.ts';
import { Answered, Waiting } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { recordOf } from '../fields/values.ts';
import { HandoverLists } from './HandoverLists.tsx';
import { draftPlace, readKeyed } from './keyed.ts';
import type { PapersPlace } from './use-papers.ts';
import { VillageRows } from './VillageRows.tsx';
import { useOwnDrafts } from '../cases/use-own-drafts.ts';

export function VillagePage() {
  const { t } = useTranslation('cases');
  const { may, status } = usePerson();
  const isVillage = status.station?.form === 'village';
  const list = useAnswer(['village.list'], () => desk.village.list({}), { keepsLast: true });
  return (
    <Stack gap="md" maw={1200} data-testid="village-page">
      <Title order={1}>{t('village.title')}</Title>
      <Answered answer={list}>
        {({ rows }) => (
          <>
            <Text>{t(isVillage ? 'village.hintHere' : 'village.hintHall')}</Text>
            {may('case.handle') && <Keying isVillage={isVillage} rows={rows} />}
          </>
        )}
      </Answered>
      <HandoverLists />
    </Stack>
  );
}

/** Takes up what was ticked before, else begins anew; after each act under a fresh one. */
function Keying({ isVillage, rows }: Pick<PapersPlace, 'isVillage' | 'rows'>) {
  const [round, setRound] = useState(newActId);
  const drafts = useOwnDrafts(round);
  if (drafts.isLoading) return <Waiting />;
  const found = drafts.data?.drafts.find(({ kind, type }) => kind === draftPlace.kind && type === draftPlace.type);
  return (
    <VillageRows
      key={round}
      act={found?.id ?? round}
      isVillage={isVillage}
      rows={rows}
      start={readKeyed(recordOf(found?.data))}
      onDone={() => {
        setRound(newActId());
      }}
    />
  );
}
