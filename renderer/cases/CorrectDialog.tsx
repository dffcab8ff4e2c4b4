/** 更正: which fields, old → new, why; and which issued papers are wrong from then on. */
import { Alert, Box, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beijingDate, type Instant } from '#shared/time/instant.ts';
import type { CasePage } from '#shared/contract/case.ts';
import { usePerson } from '../app/person.ts';
import { Answered } from '../app/Waiting.tsx';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAnswer } from '../client/use-answer.ts';
import { FieldForm } from '../fields/FieldForm.tsx';
import { paperName, useKindWords } from '../fields/kind-words.ts';
import { kitOf } from '../fields/kits.ts';
import type { FieldPlace } from '../fields/types.ts';
import { ActFrame, WithDraft, type ActDialogProps } from './ActDialog.tsx';
import { correctionForm, wrongPapers } from './correction.ts';
import { useCaseAct, type ActValues } from './use-case-act.ts';

export function CorrectDialog(props: ActDialogProps) {
  const { page, onClose, type } = props;
  const { may } = usePerson();
  const words = useKindWords(page.kind);
  const isReveal = may('case.reveal');
  // Whoever mends an ID number has to see all of it; that it was seen is written down.
  const [look] = useState(newActId);
  const whole = useAnswer(['case.page', page.stream, look], () =>
    desk.case.page({ stream: page.stream, reveal: isReveal, look }),
  );
  return (
    <Modal opened onClose={onClose} title={words.step(type)} size={60 * 16} closeOnClickOutside={false}>
      <Answered answer={whole}>
        {(seen) => (
          <WithDraft page={page} type={type} start={{ values: {}, late: {} }}>
            {(act, start) => <CorrectForm {...props} seen={seen} act={act} start={start} />}
          </WithDraft>
        )}
      </Answered>
    </Modal>
  );
}

interface CorrectFormProps extends ActDialogProps {
  /** The case with its personal data, as far as the person may see it. */
  readonly seen: CasePage;
  readonly act: string;
  readonly start: ActValues;
}

function CorrectForm({ page, ruleset, type, seen, act, start, onClose, onDone }: CorrectFormProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const fields = page.correctable;
  const [chosen, setChosen] = useState<readonly string[]>(fields.filter((name) => name in start.values));
  const form = correctionForm(ruleset, type, chosen);
  const step = useCaseAct({ act, page: seen, form, start, onDone });
  const { typed, put, refusals } = step;
  const choose = (names: readonly string[]) => {
    setChosen(names);
    const added = names.filter((name) => !(name in typed.values) && seen.fields[name] !== undefined);
    const values = Object.fromEntries(added.map((name) => [name, seen.fields[name] ?? null] as const));
    put({ ...typed, values: { ...typed.values, ...values } });
  };
  return (
    <ActFrame step={step} label={words.step(type)} onClose={onClose} isReady={chosen.length > 0}>
      <Checkbox.Group label={t('correct.which')} value={[...chosen]} onChange={choose}>
        <Group gap="lg" mt={6}>
          {fields.map((name, index) => (
            <Checkbox key={name} value={name} label={words.field(name)} data-autofocus={index === 0 || undefined} />
          ))}
        </Group>
      </Checkbox.Group>
      {form.places.map((place) => (
        <OldAndNew key={place.name} place={place} seen={seen} isOldShown={chosen.includes(place.name)}>
          <FieldForm
            form={{
              ...{ kind: page.kind, places: [place], values: typed.values },
              ...{ learnt: page.learnt, stream: page.stream },
              ...{ said: page.fields, intake: beijingDate(page.beganOn as Instant) },
            }}
            refusals={refusals}
            onChange={(values) => {
              put({ ...typed, values });
            }}
          />
        </OldAndNew>
      ))}
      <WrongPapers names={wrongPapers(ruleset, page.papers, chosen).map(paperName)} />
    </ActFrame>
  );
}

interface OldAndNewProps {
  readonly place: FieldPlace;
  readonly seen: CasePage;
  readonly isOldShown: boolean;
  readonly children: React.ReactNode;
}

function OldAndNew({ place, seen, isOldShown, children }: OldAndNewProps) {
  const { t } = useTranslation('cases');
  const old = seen.fields[place.name];
  const { Show } = kitOf(seen.kind, place.name, place.spec);
  return (
    <Stack gap={4}>
      {isOldShown && old !== undefined && (
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <Text c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {t('correct.old')}
          </Text>
          <Box style={{ textDecoration: 'line-through' }}>
            <Show value={old} kind={seen.kind} name={place.name} spec={place.spec} />
          </Box>
        </Group>
      )}
      {children}
    </Stack>
  );
}

function WrongPapers({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation('cases');
  if (names.length === 0) return null;
  return (
    <Alert color="orange" variant="light" title={t('correct.wrongTitle')}>
      {t('correct.wrong', { names: names.join(t('separator')) })}
    </Alert>
  );
}
