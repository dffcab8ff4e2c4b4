import { useState } from 'react';
import type { z } from 'zod';
import type { ActAnswer, CasePage, stepInput } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { beijingDate, type Instant } from '#shared/time/instant.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { photosOfForm, photosOfMissing } from '../fields/brought-photos.ts';
import { checkForm, pathOf, stillStanding, type Refusals } from '../fields/check.ts';
import { matterIn, useMatterVersion } from '../fields/matter-facts.ts';
import { knownIn } from '../fields/matter-form/known.ts';
import { now } from '../fields/today.ts';
import { forDoor, textOf } from '../fields/values.ts';
import { tidyForm } from '../fields/tidy.ts';
import { printTasks, tasksOf } from '../papers/print-desk.ts';
import { usePrintSize } from '../papers/use-print-size.ts';
import { readLate } from './late.ts';
import { useDraft, type Draft } from './use-draft.ts';
import { actData, type ActForm } from './way-out-forms.ts';

export interface ActValues {
  readonly values: JsonObject;
  readonly late: JsonObject;
}
export const actDraft = ({ values, late }: ActValues): JsonObject => ({ values, late });

/** Where each refusal of the form points. */
const placesOf = ({ values, late }: ActValues): JsonObject => ({ ...values, late });

type StepInput = Omit<z.infer<typeof stepInput>, 'act'>;
const sendStep = (act: string, input: StepInput) =>
  input.type === 'unmerged'
    ? desk.case.unmerge({ act, stream: input.stream, reason: textOf(input.data['reason']) })
    : desk.case.step({ act, ...input });

export interface CaseAct {
  readonly typed: ActValues;
  readonly put: (typed: ActValues) => void;
  readonly refusals: Refusals;
  readonly refusal: DeskRefusal | undefined;
  readonly isBusy: boolean;
  readonly draft: Draft;
  /** Answers what has to be mended first. `onDone` is told when the act is written; its papers are then on their way. */
  readonly submit: (isByHand: boolean) => Promise<Refusals>;
}

interface CaseActPlace {
  /** Of a draft that is taken up again, or fresh. */
  readonly act: string;
  readonly page: CasePage;
  readonly form: ActForm;
  readonly start: ActValues;
  readonly onDone: (answer: ActAnswer) => void;
}

/** One act on a case, as its form uses it: kept while it is typed, checked before it is sent, printed once it is written. */
export function useCaseAct({ act, page, form, start, onDone }: CaseActPlace): CaseAct {
  const [typed, setTyped] = useState(start);
  const [data, setData] = useState(() => actDraft(start));
  const [refusals, setRefusals] = useState<Refusals>({});
  const draft = useDraft({ id: act, kind: page.kind, type: form.type, stream: page.stream }, data);
  const step = useAct(sendStep, act);
  const print = usePrintSize();
  const version = useMatterVersion(matterIn({ places: form.places, values: typed.values, learnt: page.learnt }));

  const submit = async (isByHand: boolean): Promise<Refusals> => {
    const { tidied, files } = broughtWith(page, form, typed.values, version?.fields ?? []);
    const late = readLate(typed.late, now());
    const wrong = {
      ...checkForm(form.places, tidied),
      ...(late.ok ? {} : { [late.refusal.field ?? 'late.day']: late.refusal }),
    };
    setRefusals(wrong);
    if (!late.ok || Object.keys(wrong).length > 0) return wrong;
    const answer = await step.run({
      ...{ stream: page.stream, type: form.type, data: forDoor(actData(form, tidied)), print },
      seen: seenOf(page, form),
      ...(late.value ? { late: { ...late.value } } : {}),
      ...(isByHand ? { isByHand } : {}),
      ...(files.length === 0 ? {} : { files }),
    });
    if (!answer) return {};
    if (!answer.ok) {
      const found: Refusals = answer.refusal.field === undefined ? {} : { [pathOf(answer.refusal)]: answer.refusal };
      setRefusals(found);
      return found;
    }
    void draft.drop();
    void printTasks(tasksOf(answer.value));
    onDone(answer.value);
    return {};
  };
  const put = (next: ActValues) => {
    setRefusals((standing) => stillStanding(standing, placesOf(typed), placesOf(next)));
    setTyped(next);
    setData(actDraft(next));
  };
  return { typed, put, refusals, refusal: step.refusal, isBusy: step.isBusy, draft, submit };
}

/** What is submitted, and the photographs beside it. */
function broughtWith(page: CasePage, form: ActForm, values: JsonObject, declared: readonly FormField[]) {
  const { kind, fields: said, beganOn } = page;
  const missing = photosOfMissing(form.places, tidyForm(kind, form.places, values));
  const known = knownIn({ kind, places: form.places, values, said }, beijingDate(beganOn as Instant));
  const own = photosOfForm(form.places, missing.tidied, declared, known);
  return { tidied: own.tidied, files: [...missing.files, ...own.files] };
}

/** What the person saw of the fields that are set now: a change in between becomes a question, never a silent loss. */
const seenOf = (page: CasePage, { setNames }: ActForm): Record<string, string> =>
  Object.fromEntries(Object.entries(page.seen).filter(([name]) => setNames.includes(name)));
