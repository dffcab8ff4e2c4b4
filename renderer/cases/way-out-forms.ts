/** The forms of the mechanism's own acts (容错), which every kind has: as data, like those of a kind's steps. */
import { z } from 'zod';
import type { CasePage } from '#shared/contract/case.ts';
import type { Json, JsonObject } from '#shared/kernel/json.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { overdueCauses } from '#shared/kinds/mechanism/overdue.ts';
import type { FieldSpec, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { stepData, stepForm, type StepForm } from '../fields/step-form.ts';
import type { FieldPlace } from '../fields/types.ts';
import { recordsOf, textOf } from '../fields/values.ts';

export interface ActForm extends StepForm {
  /** What the act needs and nobody types. */
  readonly fixed: JsonObject;
  /** What it begins with. */
  readonly begins?: JsonObject;
}

const reasonText = z.string().trim().min(1).max(2000);
const long = (longest: number): FieldSpec => ({
  class: 'guarded',
  input: 'longText',
  schema: z.string().trim().min(1).max(longest),
});
const line = (longest: number): FieldSpec => ({ ...long(longest), input: 'text' });
const causes = ['duplicate', 'mistake', 'trial'] as const;

const place = (name: string, spec: FieldSpec, isRequired = true): FieldPlace => ({ name, spec, isRequired });
const reason = place('reason', { class: 'guarded', input: 'longText', schema: reasonText });
const cause = place('cause', { class: 'guarded', input: 'choice', schema: z.enum(causes), values: causes });

const whereabouts = ['notGiven', 'takenBack'] as const;
const papersHere = place('papersHere', {
  class: 'guarded',
  input: 'choice',
  schema: z.enum(whereabouts),
  values: whereabouts,
});

/** 退回的材料: what was handed in, to be ticked as it is handed back. */
function handedBack(page: CasePage, ruleset: Ruleset): FieldPlace[] {
  const lists = Object.entries(ruleset.fields).filter(([, { input }]) => input === 'materials');
  const names = lists.flatMap(([name]) => recordsOf(page.fields[name]).map((row) => textOf(row['name'])));
  if (names.length === 0) return [];
  return [
    place(
      'handedBack',
      { class: 'guarded', input: 'choices', schema: z.array(z.string()), values: [...new Set(names)] },
      false,
    ),
  ];
}

type OwnForm = Pick<ActForm, 'places' | 'fixed' | 'begins'>;

/** 超期说明: of what is late; of that which nobody has explained yet first. What was said before is there to be put right. */
function overdueExplained({ dues }: CasePage): OwnForm {
  const late = dues.filter(isLate);
  const names = late.map(({ name }) => name);
  const first = late.find(({ why }) => why === undefined) ?? late[0];
  const { whose, reason: said } = first?.why ?? {};
  return {
    places: [
      place('due', { class: 'guarded', input: 'choice', schema: z.string().min(1), values: names }),
      place('whose', { class: 'guarded', input: 'choice', schema: z.enum(overdueCauses), values: overdueCauses }),
      reason,
    ],
    fixed: {},
    begins: {
      ...(first === undefined ? {} : { due: first.name }),
      ...(whose === undefined || said === undefined ? {} : { whose, reason: said }),
    },
  };
}
export const isLate = ({ state }: CasePage['dues'][number]): boolean => state === 'overdue' || state === 'metLate';

const ownForms: Readonly<Record<string, (page: CasePage, ruleset: Ruleset) => OwnForm>> = {
  overdueExplained,
  returned: () => ({ places: [reason], fixed: {} }),
  voidAsked: () => ({ places: [cause, reason], fixed: {} }),
  voided: ({ voidAsked }) => ({
    places: voidAsked ? [reason] : [cause, reason],
    // A second person confirms the cause that was asked for.
    fixed: voidAsked ? { cause: voidAsked.cause } : {},
  }),
  voidDeclined: () => ({ places: [reason], fixed: {} }),
  withdrawn: (page, ruleset) => ({
    places: [reason, ...handedBack(page, ruleset), place('receivedBy', line(100))],
    fixed: { handedBack: [] },
  }),
  note: () => ({ places: [place('text', long(20_000))], fixed: {} }),
  undone: ({ undoableAct, arePapersOut }) => ({
    places: arePapersOut ? [papersHere] : [],
    fixed: undoableAct === undefined ? {} : { act: undoableAct },
  }),
  unmerged: () => ({ places: [reason], fixed: {} }),
  doubtSettled: ({ doubts }) => ({ places: [reason], fixed: { entries: doubts } }),
};

/** The form of any act on a case: a step of its kind, or a way out. */
export function actForm(page: CasePage, ruleset: Ruleset, type: string): ActForm {
  const own = ruleset.steps[type] === undefined ? ownForms[type]?.(page, ruleset) : undefined;
  if (own) return { type, setNames: [], ...own };
  const form = stepForm(ruleset, type);
  const places = form.places.filter(({ spec: { ifLearnt } }) => ifLearnt?.(page.learnt) ?? true);
  return { ...form, places, fixed: {} };
}

export const actData = (form: ActForm, tidied: JsonObject): JsonObject => ({
  ...form.fixed,
  ...stepData(form, tidied),
});

/** What the form begins with: of fields the case has, their present values, where they are not hidden. */
export function startOf(form: ActForm, page: CasePage, ruleset: Ruleset): JsonObject {
  const known = form.setNames.flatMap((name): [string, Json][] => {
    const value = page.fields[name];
    const isHidden = ruleset.fields[name]?.isPersonal === true && !page.isRevealed;
    return value === undefined || isHidden ? [] : [[name, value]];
  });
  const suggested = findKind(page.kind)?.suggest?.(form.type, page) ?? {};
  return { ...form.begins, ...suggested, ...Object.fromEntries(known) };
}
