/** Writing one down: kept while it is typed, checked as the door will, sent once, and remembered so that a mis-key is taken back. */
import { useState } from 'react';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { useDraft, type Draft } from '../cases/use-draft.ts';
import type { DeskRefusal } from '../client/answer.ts';
import { newActId } from '../client/act-runner.ts';
import { askAgain } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAct } from '../client/use-act.ts';
import { checkForm, pathOf, stillStanding, type Refusals } from '../fields/check.ts';
import { stepData, stepForm } from '../fields/step-form.ts';
import { tidyForm } from '../fields/tidy.ts';
import { forDoor, type DoorJson } from '../fields/values.ts';
import { noteLast } from './last-memo.ts';
import { keepNote } from './typed-notes.ts';

interface Begin {
  readonly kind: string;
  readonly type: string;
  readonly data: DoorJson;
}
const send = (act: string, input: Begin) => desk.case.begin({ act, ...input });

export interface MemoBegin {
  readonly values: JsonObject;
  readonly put: (values: JsonObject) => void;
  readonly refusals: Refusals;
  readonly refusal: DeskRefusal | undefined;
  readonly isBusy: boolean;
  readonly draft: Draft;
  /** True when it is written. */
  readonly begin: (type: string, kind?: string, ruleset?: Ruleset) => Promise<boolean>;
}

export interface MemoPlace {
  readonly act: string;
  readonly kind: string;
  readonly ruleset: Ruleset;
  /** The step under which it is kept while it is typed. */
  readonly type: string;
  readonly start: JsonObject;
}

export function useMemoBegin({ act, kind, ruleset, type, start }: MemoPlace): MemoBegin {
  const [values, setValues] = useState(start);
  const [data, setData] = useState<JsonObject>({ values: start });
  const [refusals, setRefusals] = useState<Refusals>({});
  const draft = useDraft({ id: act, kind, type, stream: null }, data);
  const run = useAct(send, act);
  const put = (next: JsonObject): void => {
    setRefusals((standing) => stillStanding(standing, values, next));
    setValues(next);
    keepNote(kind, { act, values: next });
    setData({ values: next });
  };
  const begin = async (step: string, as = kind, rules = ruleset): Promise<boolean> => {
    const form = stepForm(rules, step);
    const tidied = tidyForm(as, form.places, values);
    const wrong = checkForm(form.places, tidied);
    setRefusals(wrong);
    if (Object.keys(wrong).length > 0) return false;
    const answer = await run.run({ kind: as, type: step, data: forDoor(stepData(form, tidied)) });
    if (!answer) return false;
    if (!answer.ok) {
      if (answer.refusal.field !== undefined) setRefusals({ [pathOf(answer.refusal)]: answer.refusal });
      return false;
    }
    void draft.drop();
    keepNote(kind, { act: newActId(), values: {} });
    noteLast({ stream: answer.value.stream, kind: as, status: answer.value.status });
    askAgain();
    return true;
  };
  return { values, put, refusals, refusal: run.refusal, isBusy: run.isBusy, draft, begin };
}
