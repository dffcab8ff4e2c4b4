/** One row of a registry, begun or changed by the form its kind declares. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { JsonObject } from '#shared/kernel/json.ts';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { useDraft } from '../cases/use-draft.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { checkForm, pathOf, type Refusals } from '../fields/check.ts';
import { FieldForm, focusFirstRefusal } from '../fields/FieldForm.tsx';
import { useKindWords } from '../fields/kind-words.ts';
import { stepData, stepForm } from '../fields/step-form.ts';
import { forDoor } from '../fields/values.ts';
import { tidyForm } from '../fields/tidy.ts';
import type { RegistryName } from './registries.ts';

export interface RecordDialogProps {
  readonly kind: Kind;
  readonly name: RegistryName;
  readonly type: string;
  /** The row that is changed; undefined = a new one. */
  readonly stream: string | undefined;
  readonly start: JsonObject;
  readonly onClose: () => void;
}

interface RecordInput {
  readonly data: ReturnType<typeof forDoor>;
}

export function RecordDialog({ kind, name, type, stream, start, onClose }: RecordDialogProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(kind.kind);
  const element = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(start);
  const [refusals, setRefusals] = useState<Refusals>({});
  const form = stepForm(currentRuleset(kind), type);
  const save = useAct((act: string, { data }: RecordInput) =>
    stream === undefined
      ? desk.registry.begin({ act, kind: name, type, data })
      : desk.registry.step({ act, stream, type, data }),
  );
  const draft = useDraft({ id: save.id, kind: kind.kind, type, stream: stream ?? null }, values);
  const show = (found: Refusals) => {
    setRefusals(found);
    window.setTimeout(() => {
      focusFirstRefusal(element.current, found);
    });
  };
  const submit = async () => {
    const tidied = tidyForm(kind.kind, form.places, values);
    const wrong = checkForm(form.places, tidied);
    show(wrong);
    if (Object.keys(wrong).length > 0) return;
    const answer = await save.run({ data: forDoor(stepData(form, tidied)) });
    if (answer?.ok) {
      void draft.drop();
      onClose();
    } else if (answer?.refusal.field !== undefined) show({ [pathOf(answer.refusal)]: answer.refusal });
  };
  return (
    <Modal opened onClose={onClose} title={words.step(type)} size={62 * 16} closeOnClickOutside={false}>
      <form
        ref={element}
        noValidate
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="sm">
          <FieldForm form={{ kind: kind.kind, places: form.places, values }} refusals={refusals} onChange={setValues} />
          <RefusalNote refusal={save.refusal} />
          <Group>
            <Button type="submit" loading={save.isBusy} data-testid="record-submit">
              {t('registry.save')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('act.close')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
