/** Checks a kind's declaration once, at start, and compiles its entry types. A mistake in a kind is a bug and throws. */
import { findPaper } from '../../documents/papers.ts';
import { chargeTypes } from './charge.ts';
import { disposalTypes } from './disposal.ts';
import type { EntryType } from './entry-type.ts';
import { overdueTypes } from './overdue.ts';
import { paperTypes } from './papers.ts';
import { partyTypes } from './parties.ts';
import { withRecusal } from './recusal.ts';
import { recordTypes } from './records.ts';
import type { JsonObject } from '../../kernel/json.ts';
import { isOfTownship, requestTypes } from './requests.ts';
import { signatureTypes } from './signatures.ts';
import type { KindSpec, Redo, Ruleset, StepSpec } from './spec.ts';
import { stepType } from './steps.ts';
import { visitTypes } from './visit.ts';
import { waysOut } from './ways-out.ts';

export interface Kind extends KindSpec {
  /** rules number → entry type → how it folds. */
  readonly typesByRules: ReadonlyMap<number, ReadonlyMap<string, EntryType>>;
}

/** Names as the header of an entry takes them. */
const namePattern = /^[a-z][A-Za-z0-9]{0,39}$/;

export function defineKind(spec: KindSpec): Kind {
  if (!namePattern.test(spec.kind)) throw new Error(`${spec.kind}: not a name`);
  const typesByRules = new Map(
    Object.entries(spec.rulesets).map(([number, ruleset]) => {
      checkRuleset(`${spec.kind} rules ${number}`, ruleset);
      known(`${spec.kind} rules ${number}`, ruleset.fields, [
        ...(spec.recuses ?? []),
        ...(spec.charge === undefined ? [] : [spec.charge]),
      ]);
      return [Number(number), compile(spec, ruleset)] as const;
    }),
  );
  if (!typesByRules.has(spec.rules)) throw new Error(`${spec.kind}: rules ${String(spec.rules)} are not declared`);
  const rows = { registry: spec.record, party: spec.party, case: spec.row, part: spec.row, memo: spec.memo };
  if (rows[spec.form] === undefined) throw new Error(`${spec.kind}: projects to nothing`);
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

function compile(spec: KindSpec, ruleset: Ruleset): ReadonlyMap<string, EntryType> {
  const { kind, form } = spec;
  const own = Object.entries(ruleset.steps).map(([type, step]) => [type, stepType(step, ruleset)] as const);
  const linking = form === 'party' ? partyTypes : {};
  const ofCases =
    form === 'case' ? { ...visitTypes, ...disposalTypes, ...chargeTypes(spec, ruleset), ...overdueTypes(ruleset) } : {};
  const asking = isOfTownship(spec) ? requestTypes : {};
  const generic = Object.entries({
    ...recordTypes(ruleset),
    ...paperTypes,
    ...signatureTypes,
    ...waysOut(ruleset),
    ...asking,
    ...linking,
    ...ofCases,
  });
  const taken = new Set(generic.map(([type]) => type));
  for (const [type] of own) if (taken.has(type)) throw new Error(`${kind}: step ${type} has a name of the mechanism`);
  const all = [...own, ...(form === 'registry' ? asRegistry(ruleset, generic) : generic)];
  const { recuses } = spec;
  return new Map(
    recuses === undefined ? all : all.map(([name, type]) => [name, withRecusal(recuses, name, type)] as const),
  );
}

/** Whoever may correct a case may not therefore correct the list of staff: the ways out of a registry are for those who write it. */
function asRegistry(ruleset: Ruleset, types: readonly (readonly [string, EntryType])[]) {
  const begins = Object.values(ruleset.steps).find(({ from }) => from.length === 0);
  // Who asks for a step must be allowed that step: not every one of a registry needs what beginning a row does.
  const permissionFor = ({ type }: JsonObject) =>
    typeof type === 'string' ? ruleset.steps[type]?.permission : undefined;
  return types.map(
    ([name, type]) =>
      [
        name,
        begins ? { ...type, permission: begins.permission, ...(name === 'asked' ? { permissionFor } : {}) } : type,
      ] as const,
  );
}

function checkRuleset(where: string, ruleset: Ruleset): void {
  const steps = Object.entries(ruleset.steps);
  if (!steps.some(([, step]) => step.from.length === 0)) throw new Error(`${where}: no step begins it`);
  known(where, ruleset.states, ruleset.waits ?? []);
  for (const [type, step] of steps) checkStep(`${where}, ${type}`, step, ruleset);
  const redos = Object.values(ruleset.redo ?? {}).flatMap(waysBack);
  const redo = [...Object.keys(ruleset.redo ?? {}), ...redos.map((one) => one.to)];
  const { from = [], to, issues = [] } = ruleset.withdrawal ?? {};
  known(where, ruleset.states, [...redo, ...from, ...(to === undefined ? [] : [to])]);
  known(where, ruleset.papers ?? {}, issues);
  for (const [name, paper] of Object.entries(ruleset.papers ?? {})) {
    if (findPaper(name) === undefined) throw new Error(`${where}: no paper ${name} in shared/documents`);
    known(where, ruleset.fields, paper.shows);
  }
  if (issuesAny(ruleset) && !steps.some(([, step]) => step.numbered))
    throw new Error(`${where}: papers without a number`);
  const reached = new Set([...steps.map(([, step]) => step.to), ...redos.map((one) => one.to), to]);
  for (const state of Object.keys(ruleset.states))
    if (!reached.has(state)) throw new Error(`${where}: nothing leads to ${state}`);
}

const waysBack = (redo: Redo): readonly Redo[] => [redo, ...(redo.or ? waysBack(redo.or) : [])];

const issuesAny = ({ steps, withdrawal }: Ruleset): boolean =>
  [withdrawal, ...Object.values(steps)].some((step) => (step?.issues ?? []).length > 0);

function checkStep(where: string, step: StepSpec, ruleset: Ruleset): void {
  known(where, ruleset.states, [...step.from, ...(step.to === undefined ? [] : [step.to])]);
  known(where, ruleset.fields, [...(step.sets ?? []), ...(step.fills?.sets ?? []), ...(step.requires ?? [])]);
  known(where, ruleset.papers ?? {}, step.issues ?? []);
  if (!namePattern.test(where.split(', ').at(-1) ?? '')) throw new Error(`${where}: not a name`);
  if (step.from.length === 0 && step.to === undefined) throw new Error(`${where}: begins a stream in no state`);
  if (step.v > 1 && step.upgrade === undefined)
    throw new Error(`${where}: version ${String(step.v)} reads no older one`);
  if (step.form !== undefined && Object.hasOwn(step.form, 'set'))
    throw new Error(`${where}: set is the name of the fields`);
  for (const { when } of Object.values(step.form ?? {})) {
    // What is necessary is checked on the step's own data; what is only asked may go by a field it sets.
    const others = when?.mustFor === undefined ? Object.fromEntries((step.sets ?? []).map((name) => [name, true])) : {};
    if (when !== undefined) known(where, { ...step.form, ...others }, [when.field]);
  }
  known(where, ruleset.papers ?? {}, step.reprints ?? []);
  const owned = (step.sets ?? []).filter((name) => ruleset.fields[name]?.class === 'hub');
  if (owned.length > 0 && !step.authority) throw new Error(`${where}: sets ${owned.join()} without the authority`);
  if (step.authority) known(where, ruleset.steps, [step.authority.request]);
  if (step.insteadOf !== undefined) known(where, ruleset.steps, [step.insteadOf]);
  for (const name of step.requires ?? []) {
    if (!step.sets?.includes(name)) throw new Error(`${where}: requires ${name} and may not set it`);
  }
}

function known(where: string, declared: Readonly<Record<string, unknown>>, names: readonly string[]): void {
  for (const name of names) if (!Object.hasOwn(declared, name)) throw new Error(`${where}: ${name} is not declared`);
}
