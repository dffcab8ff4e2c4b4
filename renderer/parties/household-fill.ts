/** A household the hall knows into the members a matter's form asks for, beside the petitioner. Pure. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { headWords } from '#shared/kinds/household/head-words.ts';
import { recordOf, recordsOf, textOf } from '../fields/values.ts';

export interface KnownMember {
  readonly party: string;
  readonly relation: string;
  readonly person: JsonObject;
}

/** What was typed stays as it is; those who are not there yet come behind it. */
export function fillMembers(
  typed: JsonObject,
  petitioner: JsonObject,
  household: string,
  known: readonly KnownMember[],
): JsonObject {
  const there = recordsOf(typed['members']);
  const isThere = ({ party, person }: KnownMember): boolean =>
    (party !== '' && party === textOf(petitioner['party'])) ||
    [petitioner, ...there.map((line) => recordOf(line['person']))].some((one) => isSame(one, person));
  const added = known.flatMap((member, at) =>
    isThere(member) ? [] : [{ person: member.person, relation: at === 0 ? headWords[0] : member.relation }],
  );
  return { ...typed, members: [...there, ...added], household };
}

/** By the number; by the name only where one of the two has none. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  const [number, otherNumber] = [textOf(one['idNumber']), textOf(other['idNumber'])];
  return number !== '' && otherNumber !== '' ? number === otherNumber : textOf(one['name']) === textOf(other['name']);
}
