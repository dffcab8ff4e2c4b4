import { Button, Group, Stack, Text } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askStatusAgain } from '../app/use-status.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { BackupStep } from './BackupStep.tsx';
import { GroupsInput } from './GroupsInput.tsx';
import { PhraseStep } from './PhraseStep.tsx';
import { PlaceStep } from './PlaceStep.tsx';
import { StaffStep } from './StaffStep.tsx';
import { StepList } from './StepList.tsx';
import { usePhrase } from './use-phrase.ts';
import {
  emptyState,
  inputOf,
  isStepDone,
  steps,
  type SetUpInput,
  type SetUpState,
  type Step,
  type StepProps,
} from './set-up-state.ts';

export function SetUpPage({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('screens');
  const [state, setState] = useState(() => emptyState(t('setUp.deskName')));
  const [at, setAt] = useState(0);
  const act = useAct((_act, input: SetUpInput) => desk.setUp.complete(input));
  const step = steps[at] ?? 'place';
  const phrase = usePhrase(state, at >= steps.indexOf('phrase'));
  const set = (change: Partial<SetUpState>): void => {
    setState((last) => ({ ...last, ...change }));
  };
  const isDone = isStepDone(step, state);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (!isDone) return;
    if (at < steps.length - 1) {
      setAt(at + 1);
      return;
    }
    const answer = await act.run(inputOf(state));
    if (answer?.ok) await askStatusAgain();
  };
  return (
    <form onSubmit={(event) => void submit(event)} onKeyDown={enterToNext} noValidate>
      <StepList step={step} />
      <Stack key={step}>
        {step === 'phrase' ? <PhraseStep answer={phrase} /> : <StepFields step={step} state={state} set={set} />}
        <RefusalNote refusal={act.refusal} />
        {act.isBusy && <Text role="status">{t('setUp.making')}</Text>}
        <Group justify="space-between" mt="md">
          <Button
            variant="default"
            onClick={() => {
              if (at === 0) onBack();
              else setAt(at - 1);
            }}
            disabled={act.isBusy}
          >
            {t('common.back')}
          </Button>
          <Button type="submit" disabled={!isDone} loading={act.isBusy}>
            {at === steps.length - 1 ? t('setUp.finish') : t('common.next')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function StepFields({ step, ...props }: StepProps & { readonly step: Exclude<Step, 'phrase'> }) {
  const { t } = useTranslation('screens');
  const { state, set } = props;
  switch (step) {
    case 'place':
      return <PlaceStep {...props} />;
    case 'staff':
      return <StaffStep {...props} />;
    case 'typeBack':
      return (
        <>
          <Text>{t('setUp.typeBack')}</Text>
          <GroupsInput
            groups={state.phrase}
            onChange={(phrase) => {
              set({ phrase });
            }}
          />
        </>
      );
    case 'backup':
      return <BackupStep {...props} />;
  }
}
