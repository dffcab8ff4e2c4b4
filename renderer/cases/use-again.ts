/** 再办一件（同一人）: one key after 收件, a new intake with the same petitioner, who need not be identified again. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ActAnswer } from '#shared/contract/case.ts';
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { useShortcut } from '../app/use-shortcut.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { beginningStep } from '../fields/step-form.ts';
import { forDoor } from '../fields/values.ts';
import { intakeData, type IntakeValues } from './intake-form.ts';

export function useAgain(kind: string, { stream }: ActAnswer, { values }: IntakeValues) {
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<DeskRefusal>();
  const open = async (): Promise<void> => {
    const found = findKind(kind);
    if (!found) return;
    setBusy(true);
    const ruleset = currentRuleset(found);
    const people = Object.entries(values).filter(([name]) => ruleset.fields[name]?.input === 'petitioner');
    const data = intakeData({ values: Object.fromEntries(people), late: {}, sheet: '', visit: stream });
    const id = newActId();
    const place = { id, kind, type: beginningStep(ruleset), stream: null };
    const kept = await answerOf(() => desk.draft.keep({ ...place, data: forDoor(data) }));
    setBusy(false);
    setRefusal(kept.ok ? undefined : kept.refusal);
    if (kept.ok) await navigate({ to: '/take', search: { kind, draft: id } });
  };
  const begin = (): void => {
    if (!isBusy) void open();
  };
  useShortcut('again', begin);
  return { begin, isBusy, refusal };
}
