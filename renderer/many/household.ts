/** 全家: who belongs to a household, and each of its members as a row of their own. Pure. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { guardianRelation, headOfHousehold } from '#shared/kinds/matter/relations.ts';
import { householdSchema } from '#shared/kinds/matter/form-values.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { readId } from '../fields/person.ts';
import { recordOf, textOf } from '../fields/values.ts';
import { fillParty } from '../parties/fill.ts';
import type { KnownMember } from '../parties/household-fill.ts';
import { newRow, numberIn, type ManyRow } from './many-draft.ts';

export interface Member {
  readonly person: JsonObject;
  /** To the head; '' of the head. */
  readonly relation: string;
  readonly isTicked: boolean;
  /** Looked up and not touched since: another head brings others. */
  readonly isFound?: true;
  /** Has the name of somebody who is listed already; whether it is one human nobody has said. */
  readonly isAlike?: true;
}

export interface KnownHousehold {
  readonly petitioner: JsonObject;
  /** The head is the first. */
  readonly members: readonly KnownMember[];
}

export interface Sought {
  /** Whom the person found or whose card was read. */
  readonly found: JsonObject;
  /** What their own cases say under each key of a form (`party.take`). */
  readonly values: readonly unknown[];
  readonly household?: KnownHousehold;
}

interface People {
  readonly head: JsonObject;
  readonly members: readonly Member[];
}

/**
 * Whom 全家 lists: the household as its stream says it now, then those of whom only somebody's cases know. Each once, without
 * the head; `typed` stays as it is and comes last.
 */
export function peopleOf({ found, values, household }: Sought, typed: readonly Member[]): People {
  const [first, ...others] = household?.members ?? [];
  const isHead = first === undefined || isHeadOf(found, first);
  const own = (member: KnownMember): JsonObject => {
    const { party, person } = member;
    const known = { ...person, ...(party === '' ? {} : { party }) };
    // Of whoever stands at the counter, what was read from the card stays.
    return isSame(found, known) ? fillParty(found, known, false) : known;
  };
  const address = textOf(household?.petitioner['address']);
  const head = first === undefined ? found : { ...(address === '' ? {} : { address }), ...own(first) };
  const candidates = [
    ...others.map((member) => ({ person: own(member), relation: member.relation })),
    // What the cases of another member call somebody is no relation to the head.
    ...membersKnown(found, values).map(({ person, relation }) => ({ person, relation: isHead ? relation : '' })),
    ...(isHead ? [] : [{ person: found, relation: '' }]),
  ];
  const listed: Member[] = [];
  for (const { person, relation } of candidates) {
    const there = [head, ...listed.map((one) => one.person), ...typed.map((one) => one.person)];
    if (there.some((one) => isSame(one, person) || saysNothingMore(one, person))) continue;
    const isAlike = there.some((one) => isNamesake(one, person));
    listed.push({ person, relation, isTicked: !isAlike, isFound: true, ...(isAlike ? { isAlike } : {}) });
  }
  return { head, members: [...listed, ...typed] };
}

/** What was typed while the answer was on its way stays. */
export const headWith = (typed: JsonObject, known: JsonObject): JsonObject =>
  isSame(typed, known) ? fillParty(typed, known, false) : known;

/** Whether the one who was found is the head of the household: else its head would take their place, which a person says. */
export const isHeadOf = (found: JsonObject, { party, person }: KnownMember): boolean =>
  isSame(found, { ...person, party });

/** Those whom forms name, each once, without the head. */
export function membersKnown(head: JsonObject, values: readonly unknown[]): readonly Member[] {
  const found = values.flatMap((value) => householdSchema.safeParse(value).data?.members ?? []);
  const seen = new Set([keyOf(head)]);
  return found.flatMap(({ person, relation }) => {
    const key = keyOf(person);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ person, relation, isTicked: true }];
  });
}

const keyOf = (person: JsonObject): string =>
  numberOf(person) || `${textOf(person['name'])} ${textOf(person['phone'])}`;

const numberOf = (person: JsonObject): string => numberIn({ id: '', petitioner: person, form: {} });
const nameOf = (person: JsonObject): string => textOf(person['name']).trim();

/** By the stream or by the number. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  const [party, number] = [textOf(one['party']), numberOf(one)];
  return (party !== '' && party === textOf(other['party'])) || (number !== '' && number === numberOf(other));
}

/** One name, and no two numbers that tell two people apart. */
const isNamesake = (one: JsonObject, other: JsonObject): boolean =>
  nameOf(one) === nameOf(other) && (numberOf(one) === '' || numberOf(other) === '');

const saysNothingMore = (one: JsonObject, other: JsonObject): boolean =>
  isNamesake(one, other) &&
  numberOf(other) === '' &&
  (textOf(other['phone']) === '' || textOf(other['phone']) === textOf(one['phone']));

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
