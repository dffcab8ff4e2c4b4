/** Kinds of which a case can be taken in here, and those that may be about another case (投诉). No screen names one. */
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import type { FieldInput, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { kinds } from '#shared/kinds/registry.ts';

/** In the order of the registry: the first is what is mostly taken in. */
export const takenIn: readonly Kind[] = kinds.filter(({ form }) => form === 'case');

/** The first field that is asked for so. */
export const fieldOf = ({ fields }: Pick<Ruleset, 'fields'>, input: FieldInput): string | undefined =>
  Object.keys(fields).find((field) => fields[field]?.input === input);

export const takenInAbout: readonly Kind[] = takenIn.filter(
  (kind) => fieldOf(currentRuleset(kind), 'case') !== undefined,
);
