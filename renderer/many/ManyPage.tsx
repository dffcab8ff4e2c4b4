/** 批量收件: the matter chosen once, then person after person; kept by itself, taken in row by row. */
import { Group, Skeleton, Stack, Title } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { recordOf } from '../fields/values.ts';
import { EarlierLists } from './EarlierLists.tsx';
import { ManyForm } from './ManyForm.tsx';
import { emptyMany, readMany, takenByLists } from './many-draft.ts';

const route = getRouteApi('/shell/many');

export function ManyPage() {
  const { t } = useTranslation('cases');
  const { draft = '', matter } = route.useSearch();
  // Asked anew each time: an answer from before the last save would bring back fewer people.
  const [visit] = useState(newActId);
  const drafts = useAnswer(['draft.find', 'once', visit, draft], () => desk.draft.find({ id: draft }));
  if (drafts.isLoading || takenByLists === undefined) return <Skeleton height={400} />;
  const found = drafts.data?.draft ?? undefined;
  return (
    <Stack gap="sm" maw={1240}>
      <Group justify="space-between" align="baseline">
        <Title order={1}>{t('many.title')}</Title>
        <EarlierLists />
      </Group>
      <RefusalNote refusal={drafts.refusal} />
      <ManyForm
        key={draft}
        id={draft}
        taken={takenByLists}
        start={found ? readMany(recordOf(found.data)) : emptyMany(matter)}
        isRestored={found !== undefined}
      />
    </Stack>
  );
}
