/** Checks a kind's declaration once, at start, and compiles its entry types. A mistake in a kind is a bug and throws. */
import type { EntryType } from './entry-type.ts';
import { paperTypes } from './papers.ts';
import { recordTypes } from './records.ts';
import type { KindSpec, Ruleset, StepSpec } from './spec.ts';
import { stepType } from './steps.ts';
import { waysOut } from './ways-out.ts';

export interface Kind extends KindSpec {
  /** rules number → entry type → how it folds. */
  readonly typesByRules: ReadonlyMap<number, ReadonlyMap<string, EntryType>>;
}

export function defineKind(spec: KindSpec): Kind {
  const typesByRules = new Map(
    Object.entries(spec.rulesets).map(([number, ruleset]) => {
      checkRuleset(`${spec.kind} rules ${number}`, ruleset);
      return [Number(number), compile(ruleset)] as const;
    }),
  );
  if (!typesByRules.has(spec.rules)) throw new Error(`${spec.kind}: rules ${String(spec.rules)} are not declared`);
  if (spec.form === 'registry' ? !spec.record : !spec.row) throw new Error(`${spec.kind}: projects to nothing`);
  return { ...spec, typesByRules };
}

/** The rules of new streams. */
export const currentRuleset = (kind: Kind): Ruleset => rulesetOf(kind, kind.rules);

/** Throws for a number the kind does not declare: callers have checked `needsUpgrade`. */
export function rulesetOf(kind: Kind, rules: number): Ruleset {
  const ruleset = kind.rulesets[rules];
  if (ruleset === undefined) throw new Error(`${kind.kind}: no rules ${String(rules)}`);
  return ruleset;
}

function compile(ruleset: Ruleset): ReadonlyMap<string, EntryType> {
  const own = Object.entries(ruleset.steps).map(([type, step]) => [type, stepType(step, ruleset)] as const);
  const generic = { ...recordTypes, ...paperTypes, ...waysOut(ruleset) };
  for (const [type] of own) if (type in generic) throw new Error(`step ${type} has a name of the mechanism`);
  return new Map([...own, ...Object.entries(generic)]);
}

function checkRuleset(where: string, ruleset: Ruleset): void {
  const steps = Object.entries(ruleset.steps);
  if (!steps.some(([, step]) => step.from.length === 0)) throw new Error(`${where}: no step begins it`);
  for (const [type, step] of steps) checkStep(`${where}, ${type}`, step, ruleset);
  const redo = Object.entries(ruleset.redo ?? {}).flatMap(([from, { to }]) => [from, to]);
  const { from = [], to, issues = [] } = ruleset.withdrawal ?? {};
  known(where, ruleset.states, [...redo, ...from, ...(to === undefined ? [] : [to])]);
  known(where, ruleset.papers ?? {}, issues);
  for (const paper of Object.values(ruleset.papers ?? {})) known(where, ruleset.fields, paper.shows);
  const reached = new Set([...steps.map(([, step]) => step.to), ...redo, to]);
  for (const state of Object.keys(ruleset.states))
    if (!reached.has(state)) throw new Error(`${where}: nothing leads to ${state}`);
}

function checkStep(where: string, step: StepSpec, ruleset: Ruleset): void {
  known(where, ruleset.states, [...step.from, ...(step.to === undefined ? [] : [step.to])]);
  known(where, ruleset.fields, [...(step.sets ?? []), ...(step.requires ?? [])]);
  known(where, ruleset.papers ?? {}, step.issues ?? []);
  if (step.from.length === 0 && step.to === undefined) throw new Error(`${where}: begins a stream in no state`);
  if (step.authority) known(where, ruleset.steps, [step.authority.request]);
  for (const name of step.requires ?? []) {
    if (!step.sets?.includes(name)) throw new Error(`${where}: requires ${name} and may not set it`);
  }
}

function known(where: string, declared: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  for (const name of names) if (!(name in declared)) throw new Error(`${where}: ${name} is not declared`);
}
