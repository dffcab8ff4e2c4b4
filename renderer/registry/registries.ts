import type { JsonObject } from '#shared/kernel/json.ts';
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import { findKind } from '#shared/kinds/registry.ts';
import { beginningStep } from '../fields/step-form.ts';

export const registryNames = ['matter', 'station', 'rule', 'agent'] as const;
export type RegistryName = (typeof registryNames)[number];

/** Throws for a registry that is not declared: a bug. */
export function getRegistry(name: RegistryName): Kind {
  const kind = findKind(name);
  if (!kind) throw new Error(`no registry ${name}`);
  return kind;
}

export interface RegistrySteps {
  /** Begins a row. */
  readonly begin: string;
  /** Steps of a row that is in use, in the kind's order: those with a form, and those without. */
  readonly later: readonly { readonly type: string; readonly hasForm: boolean }[];
}

/** Where a row stands: most are in use or not, and those with more to say say it. */
export const stateOf = (value: JsonObject): string =>
  typeof value['status'] === 'string' ? value['status'] : value['isActive'] === true ? 'active' : 'retired';

export function registrySteps(kind: Kind, state: string): RegistrySteps {
  const ruleset = currentRuleset(kind);
  const later = Object.entries(ruleset.steps).filter(([, { from }]) => from.includes(state));
  return {
    begin: beginningStep(ruleset),
    later: later.map(([type, { sets = [], form = {} }]) => ({
      type,
      hasForm: sets.length > 0 || Object.keys(form).length > 0,
    })),
  };
}

/** What a change begins with: the fields as they are. */
export function fieldsOf(kind: Kind, value: JsonObject): JsonObject {
  const names = Object.keys(currentRuleset(kind).fields);
  return Object.fromEntries(Object.entries(value).filter(([name, part]) => names.includes(name) && part !== null));
}
