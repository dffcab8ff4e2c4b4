/** Kinds of which a case can be taken in here, and those that may be about another case (投诉). No screen names one. */
import { currentRuleset, type Kind } from '#shared/kinds/mechanism/define.ts';
import type { FieldInput, Ruleset } from '#shared/kinds/mechanism/spec.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { usePerson } from '../app/person.ts';

const cases: readonly Kind[] = kinds.filter(({ form }) => form === 'case');

/** In the order of the registry: the first is what is mostly taken in. A faculty that the station has not switched on leaves no trace. */
export function useTakenIn(): readonly Kind[] {
  const { status } = usePerson();
  const on = status.station?.faculties ?? [];
  return cases.filter(({ faculty }) => faculty === undefined || on.includes(faculty));
}

/** The first field that is asked for so. */
export const fieldOf = ({ fields }: Pick<Ruleset, 'fields'>, input: FieldInput): string | undefined =>
  Object.keys(fields).find((field) => fields[field]?.input === input);

export const takenInAbout: readonly Kind[] = cases.filter(
  (kind) => fieldOf(currentRuleset(kind), 'case') !== undefined,
);
