/** What may be done with one of them now: at once where there is nothing to say, else with what its kind asks for. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemoLine } from '#shared/contract/memo.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { checkForm, type Refusals } from '../fields/check.ts';
import { FieldForm } from '../fields/FieldForm.tsx';
import { useKindWords } from '../fields/kind-words.ts';
import { stepData, stepForm, type StepForm } from '../fields/step-form.ts';
import { tidyForm } from '../fields/tidy.ts';
import { forDoor, type DoorJson } from '../fields/values.ts';
import { CameTakeIn } from './CameTakeIn.tsx';

interface Step {
  readonly stream: string;
  readonly type: string;
  readonly data: DoorJson;
}
const send = (act: string, input: Step) => desk.case.step({ act, ...input });

export function MemoSteps({ line }: { readonly line: MemoLine }) {
  const words = useKindWords(line.kind);
  const kind = findKind(line.kind);
  const act = useAct(send);
  const [asking, setAsking] = useState<StepForm>();
  if (!kind) return null;
  const take = async (form: StepForm, data: JsonObject): Promise<void> => {
    const answer = await act.run({ stream: line.stream, type: form.type, data: forDoor(data) });
    if (!answer?.ok) return;
    setAsking(undefined);
    askAgain();
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <CameTakeIn line={line} />
      {line.allowed.map((type) => {
        const form = stepForm(currentRuleset(kind), type);
        return (
          <Button
            key={type}
            variant="default"
            size="compact-md"
            data-act={type}
            onClick={() => {
              if (form.places.length > 0) setAsking(form);
              else void take(form, {});
            }}
          >
            {words.step(type)}
          </Button>
        );
      })}
      <RefusalNote refusal={asking ? undefined : act.refusal} />
      {asking && (
        <StepDialog
          line={line}
          form={asking}
          act={act}
          onTake={(data) => void take(asking, data)}
          onClose={() => {
            setAsking(undefined);
          }}
        />
      )}
    </Group>
  );
}

interface StepDialogProps {
  readonly line: MemoLine;
  readonly form: StepForm;
  readonly act: Pick<ReturnType<typeof useAct>, 'refusal' | 'isBusy'>;
  readonly onTake: (data: JsonObject) => void;
  readonly onClose: () => void;
}

function StepDialog({ line, form, act, onTake, onClose }: StepDialogProps) {
  const { t } = useTranslation('screens');
  const words = useKindWords(line.kind);
  const [values, setValues] = useState<JsonObject>({});
  const [refusals, setRefusals] = useState<Refusals>({});
  const submit = (): void => {
    const tidied = tidyForm(line.kind, form.places, values);
    const wrong = checkForm(form.places, tidied);
    setRefusals(wrong);
    if (Object.keys(wrong).length === 0) onTake(stepData(form, tidied));
  };
  return (
    <Modal opened onClose={onClose} title={words.step(form.type)}>
      <form
        noValidate
        onKeyDown={enterToNext}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <FieldForm form={{ kind: line.kind, places: form.places, values }} refusals={refusals} onChange={setValues} />
          <RefusalNote refusal={act.refusal} />
          <Button type="submit" loading={act.isBusy} data-testid="memo-submit">
            {t('counter.write')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
