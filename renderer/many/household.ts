/** 全家: who belongs to a household, and each of its members as a row of their own. Pure. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { guardianRelation, headOfHousehold } from '#shared/kinds/matter/relations.ts';
import { householdSchema } from '#shared/kinds/matter/form-values.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { readId } from '../fields/person.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { newRow, numberIn, type ManyRow } from './many-draft.ts';

export interface Member {
  readonly person: JsonObject;
  /** To the head; '' of the head. */
  readonly relation: string;
  readonly isTicked: boolean;
}

/**
 * The one place members come from: what somebody's cases say of their household (`party.take`). Each person once, without the head.
 */
export function membersKnown(head: JsonObject, values: readonly unknown[]): readonly Member[] {
  const found = values.flatMap((value) => householdSchema.safeParse(value).data?.members ?? []);
  const seen = new Set([keyOf(head)]);
  return found.flatMap(({ person, relation }) => {
    const key = keyOf(person);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ person: person, relation, isTicked: true }];
  });
}

const keyOf = (person: JsonObject): string =>
  numberIn({ id: '', petitioner: person, form: {} }) || `${textOf(person['name'])} ${textOf(person['phone'])}`;

/** 户主 as whom to call, and as legal representative of those under 18; each with their own data. The head comes first. */
export function rowsOfHousehold(
  head: Member,
  members: readonly Member[],
  today: PlainDate,
  household: string,
): readonly ManyRow[] {
  const { name, idType, idNumber, phone, address, party } = head.person;
  const known = (record: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== ''));
  const sex = readId(head.person, today)?.sex;
  const ofMember = ({ person, relation }: Member): JsonObject => {
    const isMinor = readId(person, today)?.isMinor === true;
    const contact =
      textOf(phone) === '' ? undefined : { ...known({ name }), phone: textOf(phone), relation: headOfHousehold };
    const guardian = { ...known({ name, idType, idNumber, phone, party }), relation: guardianRelation(relation, sex) };
    return known({ address, ...person, contact, guardian: isMinor ? guardian : undefined });
  };
  const own = head.isTicked ? [newRow(head.person, {}, household)] : [];
  const others = members.filter(({ isTicked, person }) => isTicked && textOf(person['name']).trim() !== '');
  return [...own, ...others.map((member) => newRow(ofMember(member), {}, household))];
}

/**
 * One case each: where a choice decides whether the form asks for the household, and only one of its options does not, that one is meant
 * (这次给谁办：只有本人).
 */
export function eachAlone(fields: readonly FormField[]): JsonObject {
  const said = fields.flatMap(({ type, shownIf }) => {
    const asked = type === 'household' && shownIf ? fields.find(({ key }) => key === shownIf.field) : undefined;
    const others = asked?.options?.filter((option) => shownIf?.values.includes(option) !== true) ?? [];
    return asked !== undefined && others.length === 1 ? [[asked.key, others[0] ?? ''] as const] : [];
  });
  return Object.fromEntries(said);
}

/** What a form for one person leaves out. */
export const withoutHouseholds = (fields: readonly FormField[], form: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(recordOf(form)).filter(([key]) => fields.find((field) => field.key === key)?.type !== 'household'),
  );
