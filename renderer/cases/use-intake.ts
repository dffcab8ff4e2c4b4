import { useMemo, useState } from 'react';
import type { z } from 'zod';
import type { ActAnswer, beginInput } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { checkForm, pathOf, stillStanding, type Refusals } from '../fields/check.ts';
import { photosOfMissing } from '../fields/brought-photos.ts';
import { intakeDay } from '../fields/matter-form/known.ts';
import { checkMatterForm } from '../fields/matter-form/check.ts';
import { matterIn, useMatterVersion } from '../fields/matter-facts.ts';
import { stepData, stepForm, type StepForm } from '../fields/step-form.ts';
import { now, today } from '../fields/today.ts';
import { forDoor } from '../fields/values.ts';
import { tidyForm } from '../fields/tidy.ts';
import { printTasks, tasksOf } from '../papers/print-desk.ts';
import { usePrintSize } from '../papers/use-print-size.ts';
import { intakeData, type IntakeValues } from './intake-form.ts';
import { readLate } from './late.ts';
import { readSheet } from './sheet.ts';
import { useDraft, type Draft } from './use-draft.ts';

type BeginInput = Omit<z.infer<typeof beginInput>, 'act'>;

export interface IntakePlace {
  /** Under which it submits, and under which its draft is kept. */
  readonly act: string;
  readonly kind: string;
  readonly ruleset: Ruleset;
  readonly type: string;
  readonly start: IntakeValues;
}

export interface Intake {
  readonly typed: IntakeValues;
  readonly put: (typed: IntakeValues) => void;
  readonly form: StepForm;
  readonly refusals: Refusals;
  /** Why the desk said no; everything typed stays. */
  readonly refusal: DeskRefusal | undefined;
  readonly isBusy: boolean;
  readonly draft: Draft;
  readonly taken: ActAnswer | undefined;
  /** Answers what has to be mended first; empty when it was taken in, or is being. */
  readonly submit: (isByHand: boolean) => Promise<Refusals>;
}

const send = (act: string, input: BeginInput) => desk.case.begin({ act, ...input });

export function useIntake({ act, kind, ruleset, type, start }: IntakePlace): Intake {
  const [typed, setTyped] = useState(start);
  const [data, setData] = useState(() => intakeData(start));
  const [refusals, setRefusals] = useState<Refusals>({});
  const [taken, setTaken] = useState<ActAnswer>();
  const draft = useDraft({ id: act, kind, type, stream: null }, data);
  const begin = useAct(send, act);
  const print = usePrintSize();
  const form = useMemo(() => stepForm(ruleset, type), [ruleset, type]);
  const version = useMatterVersion(matterIn({ places: form.places, values: typed.values }));

  const put = (next: IntakeValues) => {
    setRefusals((standing) => stillStanding(standing, placesOf(typed), placesOf(next)));
    setTyped(next);
    setData(intakeData(next));
  };
  const submit = async (isByHand: boolean): Promise<Refusals> => {
    const read = readIntakeInput(kind, form, typed, version?.fields ?? []);
    setRefusals(read.refusals);
    if (!read.input) return read.refusals;
    const answer = await begin.run({ ...read.input, print, ...(isByHand ? { isByHand } : {}) });
    if (!answer) return {};
    if (!answer.ok) {
      const found = foundAt(answer.refusal);
      setRefusals(found);
      return found;
    }
    setTaken(answer.value);
    void draft.drop();
    void printTasks(tasksOf(answer.value));
    return {};
  };
  return { typed, put, form, refusals, refusal: begin.refusal, isBusy: begin.isBusy, draft, taken, submit };
}

const foundAt = (refusal: DeskRefusal): Refusals =>
  refusal.field === undefined ? {} : Object.fromEntries([[pathOf(refusal), refusal]]);

/** Where each refusal of the form points. */
const placesOf = ({ values, late, sheet }: IntakeValues): JsonObject => ({ ...values, late, sheet });

interface Read {
  readonly refusals: Refusals;
  /** Undefined while something has to be mended. */
  readonly input?: BeginInput;
}

function readIntakeInput(kind: string, form: StepForm, typed: IntakeValues, declared: readonly FormField[]): Read {
  const intake = intakeDay(typed.late, today());
  const own = checkMatterForm(form.places, tidyForm(kind, form.places, typed.values), declared, intake);
  const { tidied, files } = photosOfMissing(form.places, own.tidied);
  const brought = [...own.photos.map((photo) => ({ ...photo })), ...files];
  const late = readLate(typed.late, now());
  const sheet = readSheet(typed.sheet);
  const refusals = {
    ...checkForm(form.places, tidied),
    ...own.refusals,
    ...refusalAt(sheet, 'sheet'),
    ...refusalAt(late, 'late.day'),
  };
  if (Object.keys(refusals).length > 0 || !late.ok || !sheet.ok) return { refusals };
  return {
    refusals,
    input: {
      ...{ kind, type: form.type, data: forDoor(stepData(form, tidied)) },
      ...(late.value ? { late: { ...late.value } } : {}),
      ...(sheet.value === '' ? {} : { sheet: sheet.value }),
      ...(typed.visit === undefined ? {} : { visit: typed.visit }),
      ...(brought.length === 0 ? {} : { files: brought }),
    },
  };
}

const refusalAt = (result: Result<unknown>, path: string): Refusals =>
  result.ok ? {} : { [result.refusal.field ?? path]: result.refusal };
