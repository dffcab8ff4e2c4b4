/** 来电: one box to type in; what becomes of it is said afterwards, with one key. */
import { Button, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { appointment } from '#shared/kinds/appointment/index.ts';
import { call } from '#shared/kinds/call/index.ts';
import { inquiry } from '#shared/kinds/inquiry/index.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { digitOf, shortcuts } from '../app/keys.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { newActId } from '../client/act-runner.ts';
import { kindWords } from '../fields/kind-words.ts';
import { stepForm } from '../fields/step-form.ts';
import type { AsideFormProps } from './aside-forms.ts';
import { openAside } from './aside-opener.ts';
import { MemoFrame } from './MemoFrame.tsx';
import { keepNote } from './typed-notes.ts';
import { keepAsIntake } from './to-intake.ts';
import { useMemoBegin } from './use-memo-begin.ts';
import { WithMemoDraft } from './WithMemoDraft.tsx';

const ruleset = currentRuleset(call);
const { places } = stepForm(ruleset, 'awaited');
/** What is said comes first; who calls and about which matter, if anybody says so. */
const asked = ['text', 'phone', 'matter'].flatMap((name) => places.filter((place) => place.name === name));

export function CallForm({ kind, onClose }: AsideFormProps) {
  return (
    <WithMemoDraft kind={kind}>
      {(act, start) => <Call act={act} kind={kind} start={start} onClose={onClose} />}
    </WithMemoDraft>
  );
}

interface CallProps extends AsideFormProps {
  readonly act: string;
  readonly start: JsonObject;
}

function Call({ act, kind, start, onClose }: CallProps) {
  const { t } = useTranslation('screens');
  const navigate = useNavigate();
  const memo = useMemoBegin({ act, kind, ruleset, type: 'awaited', start });
  const note = async (type: string): Promise<void> => {
    if (await memo.begin(type)) onClose();
  };
  const count = async (): Promise<void> => {
    if (await memo.begin('answered', inquiry.kind, currentRuleset(inquiry))) onClose();
  };
  const takeIn = async (): Promise<void> => {
    const draft = await keepAsIntake(memo.values);
    if (draft === undefined) return;
    await memo.draft.drop();
    keepNote(kind, { act: newActId(), values: {} });
    onClose(true);
    await navigate({ to: '/take', search: { draft } });
  };
  /** What was said goes along; the day, the hour and the name are asked beside it. */
  const book = async (): Promise<void> => {
    keepNote(appointment.kind, { act: newActId(), values: memo.values });
    await memo.draft.drop();
    keepNote(kind, { act: newActId(), values: {} });
    openAside({ kind: appointment.kind });
  };
  const ways = [
    { name: kindWords(kind).step('awaited'), go: () => note('awaited') },
    { name: kindWords(kind).step('noted'), go: () => note('noted') },
    { name: t('counter.asInquiry'), go: count },
    { name: t('counter.asIntake'), go: takeIn },
    { name: t('counter.asAppointment'), go: book },
  ];
  useShortcut('nthAction', (event) => void ways[digitOf(event) - 1]?.go());
  return (
    <MemoFrame kind={kind} places={asked} memo={memo} onSubmit={() => void ways[0]?.go()}>
      <Stack gap={6}>
        {ways.map(({ name, go }, index) => (
          <Button
            key={name}
            type={index === 0 ? 'submit' : 'button'}
            variant={index === 0 ? 'filled' : 'default'}
            justify="space-between"
            rightSection={<kbd>{index === 0 ? shortcuts.submit.keys : `Alt + ${String(index + 1)}`}</kbd>}
            disabled={memo.isBusy}
            {...(index === 0 ? {} : { onClick: () => void go() })}
          >
            {name}
          </Button>
        ))}
      </Stack>
    </MemoFrame>
  );
}
