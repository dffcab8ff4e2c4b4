import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useEffect, useRef, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { FieldForm, focusFirstRefusal } from '../fields/FieldForm.tsx';
import { ByHandOffer } from './ByHandOffer.tsx';
import { DraftState } from './DraftState.tsx';
import { freshLate } from './late.ts';
import { LateFields } from './LateFields.tsx';
import { isSheet, showSheet } from './sheet.ts';
import { TakenPanel } from './TakenPanel.tsx';
import classes from './Intake.module.css';
import { useIntake, type Intake, type IntakePlace } from './use-intake.ts';

interface IntakeFormProps extends IntakePlace {
  readonly isRestored: boolean;
}

export function IntakeForm({ isRestored, ...place }: IntakeFormProps) {
  const intake = useIntake(place);
  if (intake.taken) return <TakenPanel kind={place.kind} answer={intake.taken} />;
  return <OpenForm kind={place.kind} intake={intake} isRestored={isRestored} />;
}

interface OpenFormProps {
  readonly kind: string;
  readonly intake: Intake;
  readonly isRestored: boolean;
}

function OpenForm({ kind, intake, isRestored }: OpenFormProps) {
  const { t } = useTranslation('cases');
  const element = useRef<HTMLFormElement>(null);
  const { typed, put, form, refusals, refusal, draft } = intake;
  useEffect(() => {
    const inputs = [...(element.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
    (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus();
  }, []);
  const submit = (isByHand: boolean) => {
    void intake.submit(isByHand).then((found) => {
      // After the fields have been drawn with their reasons.
      window.setTimeout(() => {
        focusFirstRefusal(element.current, found);
      });
    });
  };
  return (
    <form
      ref={element}
      className={classes.form ?? ''}
      noValidate
      onKeyDown={enterToNext}
      onBlur={draft.keepNow}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        submit(false);
      }}
    >
      <Stack gap="sm">
        <FieldForm
          form={{ kind, places: form.places, values: typed.values }}
          refusals={refusals}
          onChange={(values) => {
            put({ ...typed, values });
          }}
        />
        <Group align="flex-start" gap="lg">
          <SheetField intake={intake} />
          <div style={{ flex: 1 }}>
            <LateFields
              typed={typed.late}
              refusals={refusals}
              onChange={(late) => {
                put({ ...typed, late });
              }}
            />
          </div>
        </Group>
        <RefusalNote refusal={refusal} />
        <ByHandOffer
          refusal={refusal}
          onAccept={() => {
            submit(true);
          }}
        />
        <Group className={classes.foot ?? ''}>
          <Button type="submit" size="lg" loading={intake.isBusy} data-testid="take-submit">
            {t('take.submit')}
          </Button>
          <DraftState keptAt={draft.keptAt} isRestored={isRestored} />
          <span style={{ flex: 1 }} />
          <kbd>{shortcuts.submit.keys}</kbd>
        </Group>
      </Stack>
    </form>
  );
}

/** 空白应急单: typed, or scanned from the QR of the sheet. What stands on a sheet happened before now. */
function SheetField({ intake: { typed, put, refusals } }: { readonly intake: Intake }) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const refusal = refusals['sheet'];
  return (
    <TextInput
      aria-label={t('take.sheet')}
      placeholder={t('take.sheetHint')}
      name="sheet"
      w={380}
      data-enter-skip
      autoComplete="off"
      value={typed.sheet}
      error={refusal && sentence(refusal)}
      onChange={(event) => {
        const sheet = event.currentTarget.value;
        put({ ...typed, sheet, late: isSheet(sheet) && typed.late['isOn'] === undefined ? freshLate() : typed.late });
      }}
      onBlur={() => {
        put({ ...typed, sheet: showSheet(typed.sheet) });
      }}
    />
  );
}
