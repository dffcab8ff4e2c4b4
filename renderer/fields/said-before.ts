/** What a case says already in the field its kind asks in a certain way: a step that does not ask it again still has to know it. */
import { currentRuleset } from '#shared/kinds/mechanism/define.ts';
import type { FieldInput } from '#shared/kinds/mechanism/spec.ts';
import { findKind } from '#shared/kinds/registry.ts';
import type { FieldValue, FormContext } from './types.ts';

export function saidBefore(
  { kind: name, said = {} }: Pick<FormContext, 'kind' | 'said'>,
  input: FieldInput,
): FieldValue {
  const kind = findKind(name);
  const found = Object.entries(kind === undefined ? {} : currentRuleset(kind).fields).find(
    ([, spec]) => spec.input === input,
  );
  return found && said[found[0]];
}
