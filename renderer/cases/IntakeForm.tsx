import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftPlaceInForm } from '#shared/contract/work.ts';
import { enterToNext } from '../app/enter-to-next.ts';
import { shortcuts } from '../app/keys.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { useRefusalSentence } from '../app/refusal-sentence.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { useSteady } from '../app/use-steady.ts';
import { RefusalNote } from '../app/RefusalNote.tsx';
import { intakeDay } from '../fields/matter-form/known.ts';
import { today } from '../fields/today.ts';
import { partyIn } from '../fields/petitioner/party-in.ts';
import { CallUp } from '../parties/call-up.ts';
import { FieldForm, focusFirstRefusal } from '../fields/FieldForm.tsx';
import { useSheetTaker } from '../devices/use-taker.ts';
import { ByHandOffer } from './ByHandOffer.tsx';
import { DraftState } from './DraftState.tsx';
import { LateFields } from './LateFields.tsx';
import { lateOfSheet } from './intake-form.ts';
import { showSheet } from './sheet.ts';
import { goToPlace } from './place-in-form.ts';
import { TakenPanel } from './TakenPanel.tsx';
import classes from './Intake.module.css';
import { ToMany } from '../many/ToMany.tsx';
import { useCallUp } from './use-call-up.ts';
import { usePark, useTakenUp } from './use-park.ts';
import { useIntake, type Intake, type IntakePlace } from './use-intake.ts';

interface IntakeFormProps extends IntakePlace {
  readonly isRestored: boolean;
  /** Where the person was when they put it aside. */
  readonly place?: DraftPlaceInForm;
}

export function IntakeForm({ isRestored, place, ...intakePlace }: IntakeFormProps) {
  const intake = useIntake(intakePlace);
  const { kind, act, start } = intakePlace;
  useTakenUp(act, isRestored);
  if (intake.taken) return <TakenPanel kind={kind} answer={intake.taken} typed={intake.typed} />;
  const isUntouched = !isRestored && JSON.stringify(intake.typed) === JSON.stringify(start);
  return <OpenForm {...{ act, kind, intake, isRestored, isUntouched, place }} />;
}

interface OpenFormProps {
  readonly act: string;
  readonly kind: string;
  readonly intake: Intake;
  readonly isRestored: boolean;
  readonly isUntouched: boolean;
  readonly place: DraftPlaceInForm | undefined;
}

function OpenForm({ act, kind, intake, isRestored, isUntouched, place }: OpenFormProps) {
  const { t } = useTranslation('cases');
  const element = useRef<HTMLFormElement>(null);
  const { typed, put, form, refusals, refusal, draft } = intake;
  const { park, refusal: parkRefusal } = usePark({ element, kind, draft, isUntouched });
  const party = partyIn({ places: form.places, values: typed.values });
  const called = useCallUp({ element, act, draft, party });
  // Of the opening: a later answer of the desk must not take the cursor away.
  const [opening] = useState(place);
  useEffect(() => {
    if (opening) return goToPlace(element.current, opening);
    const inputs = [...(element.current?.querySelectorAll<HTMLInputElement>('input') ?? [])];
    (inputs.find((input) => isEmpty(input, inputs)) ?? inputs[0])?.focus();
    return undefined;
  }, [opening]);
  const submit = useSteady((isByHand: boolean) => {
    void intake.submit(isByHand).then((found) => {
      // After the fields have been drawn with their reasons.
      window.setTimeout(() => {
        focusFirstRefusal(element.current, found);
      });
    });
  });
  const putLate = useSteady((late: JsonObject) => {
    put({ ...typed, late });
  });
  const putSheet = useSteady((sheet: string) => {
    put({ ...typed, sheet, late: lateOfSheet(typed, sheet) });
  });
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
        {typed.visit !== undefined && (
          <Text c="dimmed" data-testid="same-visit">
            {t('take.sameVisit')}
          </Text>
        )}
        <CallUp value={called.callUp}>
          <FieldForm
            form={{ kind, places: form.places, values: typed.values, intake: intakeDay(typed.late, today()) }}
            refusals={refusals}
            onChange={(values) => {
              put({ ...typed, values });
            }}
          />
        </CallUp>
        <Group align="flex-start" gap="lg">
          <SheetField sheet={typed.sheet} refusal={refusals['sheet']} onChange={putSheet} />
          <div style={{ flex: 1 }}>
            <LateFields typed={typed.late} refusals={refusals} onChange={putLate} />
          </div>
        </Group>
        <RefusalNote refusal={refusal ?? parkRefusal ?? called.refusal} />
        <ByHandOffer
          refusal={refusal}
          onAccept={() => {
            submit(true);
          }}
          onPictures={() => {
            submit(false);
          }}
        />
        <Group className={classes.foot ?? ''}>
          <Button type="submit" size="lg" loading={intake.isBusy} data-testid="take-submit">
            {t('take.submit')}
          </Button>
          <DraftState keptAt={draft.keptAt} isRestored={isRestored} />
          <span style={{ flex: 1 }} />
          <kbd>{shortcuts.submit.keys}</kbd>
          <ToMany kind={kind} values={typed.values} onGone={draft.drop} />
          <Button variant="default" onClick={park} disabled={isUntouched} data-testid="take-park">
            {t('take.park', { keys: shortcuts.park.keys })}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Of a group of radio buttons: none of them is chosen. */
const isEmpty = (input: HTMLInputElement, all: readonly HTMLInputElement[]): boolean =>
  input.type === 'radio' ? !all.some(({ name, checked }) => name === input.name && checked) : input.value === '';

interface SheetFieldProps {
  readonly sheet: string;
  readonly refusal: DeskRefusal | undefined;
  readonly onChange: (sheet: string) => void;
}

/** 空白应急单: typed, or scanned from the QR of the sheet. What stands on a sheet happened before now. */
function SheetField({ sheet, refusal, onChange }: SheetFieldProps) {
  const { t } = useTranslation('cases');
  const sentence = useRefusalSentence();
  const box = useRef<HTMLInputElement>(null);
  useSheetTaker(box, (number) => {
    onChange(showSheet(number));
  });
  return (
    <TextInput
      ref={box}
      aria-label={t('take.sheet')}
      placeholder={t('take.sheetHint')}
      name="sheet"
      w={380}
      data-enter-skip
      autoComplete="off"
      value={sheet}
      error={refusal && sentence(refusal)}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
      onBlur={() => {
        if (showSheet(sheet) !== sheet) onChange(showSheet(sheet));
      }}
    />
  );
}
