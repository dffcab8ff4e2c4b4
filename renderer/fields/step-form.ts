/** The form of a step, as its kind declares it: fields it sets and data of its own, the matter first. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Ruleset } from '#shared/kinds/mechanism/spec.ts';
import type { FieldPlace } from './types.ts';

export interface StepForm {
  readonly type: string;
  readonly places: readonly FieldPlace[];
  /** Which of them are fields of the case (`data.set`); the others are the step's own. */
  readonly setNames: readonly string[];
}

/** The step with which a case of these rules begins. Every ruleset has one: `defineKind` sees to it. */
export function beginningStep(ruleset: Ruleset): string {
  const found = Object.entries(ruleset.steps).find(([, { from }]) => from.length === 0);
  if (!found) throw new Error('bug: no step begins it');
  return found[0];
}

export function stepForm(ruleset: Ruleset, type: string): StepForm {
  const step = ruleset.steps[type];
  const setNames = step?.sets ?? [];
  const set = setNames.flatMap((name): FieldPlace[] => {
    const spec = ruleset.fields[name];
    return spec ? [{ name, spec, isRequired: step?.requires?.includes(name) ?? false }] : [];
  });
  const own = Object.entries(step?.form ?? {}).map(
    ([name, spec]): FieldPlace => ({ name, spec, isRequired: spec.isOptional !== true }),
  );
  return { type, places: inOrder([...set, ...own]), setNames };
}

/** What is asked of a person depends on the matter; asked last, they would have typed in vain. Long texts come when the rest is done. */
const rank: Partial<Record<FieldPlace['spec']['input'], number>> = {
  case: 0,
  matter: 0,
  petitioner: 1,
  materials: 3,
  missing: 3,
  came: 0,
  tolerated: 0,
  longText: 4,
};
const others = 2;

const ends = { first: -1, last: 5 } as const;
const rankOf = ({ spec }: FieldPlace): number =>
  spec.order === undefined ? (rank[spec.input] ?? others) : ends[spec.order];

const inOrder = (places: readonly FieldPlace[]): FieldPlace[] =>
  places.toSorted((one, other) => rankOf(one) - rankOf(other));

/** `data` as the door wants it. */
export function stepData({ setNames }: StepForm, tidied: JsonObject): JsonObject {
  const entries = Object.entries(tidied);
  const set = entries.filter(([name]) => setNames.includes(name));
  const own = entries.filter(([name]) => !setNames.includes(name));
  return { ...Object.fromEntries(own), ...(setNames.length > 0 ? { set: Object.fromEntries(set) } : {}) };
}
