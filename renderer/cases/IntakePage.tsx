/** 新收件, for a case of any kind: the form its kind declares, kept by itself, submitted once. */
import { Group, SegmentedControl, Skeleton, Stack, Title } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import { untilLeft } from '../app/keepers.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { kindWords } from '../fields/kind-words.ts';
import { beginningStep } from '../fields/step-form.ts';
import { recordOf } from '../fields/values.ts';
import { IntakeForm } from './IntakeForm.tsx';
import { emptyIntake, readIntake } from './intake-form.ts';
import { useTakenIn } from './taken-in.ts';

const route = getRouteApi('/shell/take');

export function IntakePage() {
  const { draft = '', kind: asked, sheet, matter, about } = route.useSearch();
  const takenIn = useTakenIn();
  // Asked anew each time: a list from before the last save would bring back an older form.
  const [visit] = useState(newActId);
  const drafts = useAnswer(['draft.find', 'once', visit, draft], async () => {
    await untilLeft();
    return desk.draft.find({ id: draft });
  });
  const found = drafts.data?.draft ?? undefined;
  const kind = takenIn.find(({ kind: name }) => name === (found?.kind ?? asked)) ?? takenIn[0];
  if (drafts.isLoading || !kind) return <Skeleton height={400} />;
  const ruleset = currentRuleset(kind);
  const start = found ? readIntake(recordOf(found.data)) : emptyIntake(ruleset, { sheet, matter, about });
  return (
    <Stack gap="sm" maw={1180}>
      <IntakeHead kind={kind} takenIn={takenIn} />
      <RefusalNote refusal={drafts.refusal} />
      <IntakeForm
        key={`${draft} ${kind.kind}`}
        act={draft}
        kind={kind.kind}
        ruleset={ruleset}
        type={beginningStep(ruleset)}
        start={start}
        isRestored={found !== undefined}
        {...(found?.place ? { place: found.place } : {})}
      />
    </Stack>
  );
}

function IntakeHead({ kind, takenIn }: { readonly kind: Kind; readonly takenIn: readonly Kind[] }) {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  return (
    <Group justify="space-between">
      <Title order={1}>{t('take.title', { kind: kindWords(kind.kind).name })}</Title>
      {takenIn.length > 1 && (
        <SegmentedControl
          data={takenIn.map(({ kind: name }) => ({ value: name, label: kindWords(name).name }))}
          value={kind.kind}
          onChange={(name) => void navigate({ to: '/take', search: { kind: name, draft: newActId() } })}
        />
      )}
    </Group>
  );
}
