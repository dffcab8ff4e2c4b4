/** 补充或改动: begins with what is known, keeps what was typed however it ends, and says only what differs. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CasePage } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Waiting } from '../app/Waiting.tsx';
import { useDraft } from '../cases/use-draft.ts';
import { newActId } from '../client/act-runner.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { useAnswer } from '../client/use-answer.ts';
import { checkForm, pathOf, stillStanding, type Refusals } from '../fields/check.ts';
import { FieldForm, focusFirstRefusal } from '../fields/FieldForm.tsx';
import { stepForm, type StepForm } from '../fields/step-form.ts';
import { tidyForm } from '../fields/tidy.ts';
import { forDoor, recordOf, textOf } from '../fields/values.ts';
import { saidOf } from './said.ts';

const type = 'told';

interface PartyDialogProps {
  /** In full. */
  readonly page: CasePage;
  readonly ruleset: Ruleset;
  readonly onClose: () => void;
}

interface Begun {
  readonly act: string;
  /** What was known when somebody began to type, and which entries had said it. */
  readonly known: JsonObject;
  readonly seen: JsonObject;
  readonly values: JsonObject;
}

export function PartyDialog(props: PartyDialogProps) {
  const { t } = useTranslation('cases');
  const { page, ruleset, onClose } = props;
  const [act] = useState(newActId);
  const form = stepForm(ruleset, type);
  const drafts = useAnswer(['draft.list', 'once', act], () => desk.draft.list({}));
  const found = drafts.data?.drafts.find((draft) => draft.stream === page.stream && draft.type === type);
  const known = Object.fromEntries(Object.entries(page.fields).filter(([name]) => form.setNames.includes(name)));
  const kept = recordOf(found?.data);
  const begun: Begun = found
    ? {
        act: found.id,
        known: recordOf(kept['known']),
        seen: recordOf(kept['seen']),
        values: recordOf(kept['values']),
      }
    : { act, known, seen: page.seen, values: known };
  return (
    <Modal opened onClose={onClose} title={t('people.edit')} size={62 * 16} closeOnClickOutside={false}>
      {drafts.isLoading ? <Waiting /> : <PartyForm {...props} form={form} begun={begun} />}
    </Modal>
  );
}

interface PartyFormProps extends PartyDialogProps {
  readonly form: StepForm;
  readonly begun: Begun;
}

interface NoteInput {
  readonly set: ReturnType<typeof forDoor>;
  readonly seen: Record<string, string>;
}

function PartyForm({ page, form, begun: opened, onClose }: PartyFormProps) {
  const { t } = useTranslation('cases');
  // Of the opening: a later answer of the desk must not change what was seen.
  const [begun] = useState(opened);
  const { kind, stream } = page;
  const element = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(begun.values);
  const [data, setData] = useState(() => kept(begun, begun.values));
  const [refusals, setRefusals] = useState<Refusals>({});
  const note = useAct((act: string, input: NoteInput) => desk.party.note({ act, party: stream, ...input }), begun.act);
  const draft = useDraft({ id: note.id, kind, type, stream }, data);
  useEffect(() => {
    element.current?.querySelector<HTMLElement>('input')?.focus();
  }, []);
  const show = (found: Refusals) => {
    setRefusals(found);
    window.setTimeout(() => {
      focusFirstRefusal(element.current, found);
    });
  };
  const leave = () => {
    void draft.drop();
    onClose();
  };
  const submit = async () => {
    const tidied = tidyForm(kind, form.places, values);
    const required = form.places.filter(({ name }) => begun.known[name] === undefined || tidied[name] !== undefined);
    const wrong = checkForm(required, tidied);
    show(wrong);
    if (Object.keys(wrong).length > 0) return;
    const set = saidOf(tidyForm(kind, form.places, begun.known), tidied);
    if (Object.keys(set).length === 0) {
      leave();
      return;
    }
    const seen = Object.entries(begun.seen).filter(([name]) => set[name] !== undefined);
    const answer = await note.run({
      set: forDoor(set),
      seen: Object.fromEntries(seen.map(([name, entry]) => [name, textOf(entry)])),
    });
    if (answer?.ok) leave();
    else if (answer?.refusal.field !== undefined) show({ [pathOf(answer.refusal)]: answer.refusal });
  };
  return (
    <form
      ref={element}
      noValidate
      onKeyDown={enterToNext}
      onBlur={draft.keepNow}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <Text c="dimmed">{t('people.editHint')}</Text>
        <FieldForm
          form={{ kind, places: form.places, values, stream }}
          refusals={refusals}
          onChange={(next) => {
            setRefusals((standing) => stillStanding(standing, values, next));
            setValues(next);
            setData(kept(begun, next));
          }}
        />
        <RefusalNote refusal={note.refusal} />
        <Group>
          <Button type="submit" loading={note.isBusy} data-testid="party-submit">
            {t('people.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('act.close')}
          </Button>
          <span style={{ flex: 1 }} />
          <kbd>{shortcuts.submit.keys}</kbd>
        </Group>
      </Stack>
    </form>
  );
}

const kept = ({ known, seen }: Begun, values: JsonObject): JsonObject => ({ known, seen, values });
