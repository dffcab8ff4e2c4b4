/** One act on a case: the form its kind or the mechanism declares. Closing keeps what was typed; it is there at the next opening. */
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState, type SyntheticEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { beijingDate, type Instant } from '#shared/time/instant.ts';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { GapsBeforeClosing } from '../archive/FileGaps.tsx';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { Waiting } from '../app/Waiting.tsx';
import { useWho } from '../app/who.ts';
import { newActId } from '../client/act-runner.ts';
import { FieldForm, focusFirstRefusal } from '../fields/FieldForm.tsx';
import { useKindWords } from '../fields/kind-words.ts';
import { recordOf } from '../fields/values.ts';
import { ByHandOffer } from './ByHandOffer.tsx';
import { LateFields } from './LateFields.tsx';
import { useCaseAct, type ActValues } from './use-case-act.ts';
import { actForm, startOf, type ActForm } from './way-out-forms.ts';
import { useOwnDrafts } from './use-own-drafts.ts';

export interface ActDialogProps {
  readonly page: CasePage;
  readonly ruleset: Ruleset;
  readonly type: string;
  readonly onClose: () => void;
  readonly onDone: (answer: ActAnswer) => void;
}

export function ActDialog(props: ActDialogProps) {
  const { page, ruleset, type, onClose } = props;
  const words = useKindWords(page.kind);
  const form = actForm(page, ruleset, type);
  return (
    <Modal opened onClose={onClose} title={words.step(type)} size={46 * 16} closeOnClickOutside={false}>
      <WithDraft page={page} type={type} start={{ values: startOf(form, page, ruleset), late: {} }}>
        {(act, start) => <ActForm {...props} form={form} act={act} start={start} />}
      </WithDraft>
    </Modal>
  );
}

interface WithDraftProps {
  readonly page: CasePage;
  readonly type: string;
  readonly start: ActValues;
  readonly children: (act: string, start: ActValues) => ReactNode;
}

/** Takes up what was typed for this step of this case before, else begins anew. */
export function WithDraft({ page, type, start, children }: WithDraftProps) {
  const [fresh] = useState(newActId);
  const drafts = useOwnDrafts(fresh);
  if (drafts.isLoading) return <Waiting />;
  const found = drafts.data?.drafts.find((draft) => draft.stream === page.stream && draft.type === type);
  if (!found) return children(fresh, start);
  const data = recordOf(found.data);
  return children(found.id, { values: recordOf(data['values']), late: recordOf(data['late']) });
}

interface ActFormProps extends ActDialogProps {
  readonly form: ActForm;
  readonly act: string;
  readonly start: ActValues;
}

function ActForm({ page, ruleset, type, form, act, start, onClose, onDone }: ActFormProps) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const step = useCaseAct({ act, page, form, start, onDone });
  const { typed, put, refusals } = step;
  return (
    <ActFrame step={step} label={words.step(type)} onClose={onClose}>
      <ActHint page={page} type={type} ruleset={ruleset} />
      <FieldForm
        form={{
          ...{ kind: page.kind, places: form.places, values: typed.values },
          ...{
            learnt: {
              ...page.learnt,
              ...{ stages: page.stages, approvals: page.approvals, owed: page.owed, originals: page.originals },
            },
            stream: page.stream,
          },
          ...{ status: page.status, said: page.fields, intake: beijingDate(page.beganOn as Instant) },
        }}
        refusals={refusals}
        onChange={(values) => {
          put({ ...typed, values });
        }}
      />
      {closes(ruleset, type) && <GapsBeforeClosing stream={page.stream} />}
      {form.places.length === 0 && <Text>{t('act.nothingToFill', { step: words.step(type) })}</Text>}
    </ActFrame>
  );
}

interface ActFrameProps {
  readonly step: ReturnType<typeof useCaseAct>;
  readonly label: string;
  readonly onClose: () => void;
  /** False while there is nothing to submit yet. */
  readonly isReady?: boolean;
  readonly children: ReactNode;
}

/** What is round the fields of every act: 补录, the refusal, the buttons, the keys. */
export function ActFrame({ step, label, onClose, isReady = true, children }: ActFrameProps) {
  const { t } = useTranslation('cases');
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const first =
      element.current?.querySelector<HTMLElement>('[data-autofocus]') ??
      element.current?.querySelector<HTMLElement>('input:not([type=checkbox]), textarea');
    (first ?? element.current?.querySelector<HTMLElement>('[type=submit]'))?.focus();
  }, []);
  const submit = (isByHand: boolean) => {
    void step.submit(isByHand).then((found) => {
      window.setTimeout(() => {
        focusFirstRefusal(element.current, found);
      });
    });
  };
  return (
    <form
      ref={element}
      noValidate
      onKeyDown={enterToNext}
      onBlur={step.draft.keepNow}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        submit(false);
      }}
    >
      <Stack gap="sm">
        {children}
        <LateFields
          typed={step.typed.late}
          refusals={step.refusals}
          onChange={(late) => {
            step.put({ ...step.typed, late });
          }}
        />
        <RefusalNote refusal={step.refusal} />
        <ByHandOffer
          refusal={step.refusal}
          onAccept={() => {
            submit(true);
          }}
          onPictures={() => {
            submit(false);
          }}
        />
        <Group>
          <Button type="submit" disabled={!isReady} loading={step.isBusy} data-testid="act-submit">
            {t('act.submit', { step: label })}
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

const closes = ({ steps, states }: Ruleset, type: string): boolean => states[steps[type]?.to ?? ''] === 'done';

/** What an act brings about that its name does not say. */
function ActHint({
  page,
  type,
  ruleset,
}: {
  readonly page: CasePage;
  readonly type: string;
  readonly ruleset: Ruleset;
}) {
  const { t } = useTranslation('cases');
  const words = useKindWords(page.kind);
  const who = useWho();
  const redo = ruleset.redo?.[page.status];
  if (type === 'returned' && redo)
    return <Text c="dimmed">{t('act.hint.returned', { status: words.status(redo.to) })}</Text>;
  if (type === 'voided' && page.voidAsked) {
    const { byName, cause } = page.voidAsked;
    return <Text>{t('act.hint.voidConfirm', { name: who(byName), cause: words.value('cause', cause) })}</Text>;
  }
  if (type === 'undone') return <Text>{t('act.hint.undone')}</Text>;
  if (type === 'voided' || type === 'voidAsked') return <Text c="dimmed">{t(`act.hint.${type}`)}</Text>;
  return null;
}
