/** A petitioner without blanks, and without what belongs to another form of petitioner. Pure. */
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FieldValue } from '../types.ts';
import { isRecord, recordOf, textOf, tidyRecord } from '../values.ts';

/** Of a body no paper of a person is kept, and the other way round: both may have been typed before the form was chosen. */
const ofBodies = ['uscc', 'representative'] as const;
const ofPeople = ['idType', 'idNumber', 'guardian', 'household', 'shown'] as const;

export function tidyPetitioner(value: FieldValue): FieldValue {
  const typed = recordOf(tidyRecord(value));
  const form = textOf(typed['form']);
  const foreign: readonly string[] = form === 'legalPerson' || form === 'otherBody' ? ofPeople : ofBodies;
  const kept = withoutBareType(Object.fromEntries(Object.entries(typed).filter(([name]) => !foreign.includes(name))));
  const others = Object.entries(kept).flatMap(([name, part]) => {
    const tidied = isRecord(part) ? tidyOther(name, part) : part;
    return tidied === undefined ? [] : [[name, tidied] as const];
  });
  const all = Object.fromEntries(others);
  // The form alone says nothing of anybody.
  return Object.keys(all).some((name) => name !== 'form') ? all : undefined;
}

/** The relation of somebody who speaks for them may be said or not: its key is always there. */
function tidyOther(name: string, part: JsonObject): JsonObject | undefined {
  const kept = withoutBareType(part);
  if (Object.keys(kept).length === 0) return undefined;
  return name === 'agent' || name === 'guardian' ? { ...kept, relation: textOf(kept['relation']) } : kept;
}

/** The type of a paper without its number says nothing. */
export function withoutBareType(person: JsonObject): JsonObject {
  if (person['idNumber'] !== undefined) return person;
  const { idType: _bare, ...rest } = person;
  return rest;
}
