/** What is known of a person while it is typed: pure, so that it can be tested without a screen. */
import { checkPersonName, hasPrivateUse } from '#shared/identity/person-name.ts';
import { replacedCharacters, type Replaced } from '#shared/identity/private-use.ts';
import { checkPhone } from '#shared/identity/phone.ts';
import { checkIdPaper, idTypes, isUnusual, recogniseIdType, type IdType } from '#shared/identity/id-paper.ts';
import { normaliseIdNumber } from '#shared/identity/resident-id.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { Refusal, Result } from '#shared/kernel/result.ts';
import { ageOn, type PlainDate } from '#shared/time/plain-date.ts';
import { textOf } from './values.ts';

const residentId: IdType = 'residentId';
export function idTypeOf(person: JsonObject): IdType {
  const type = textOf(person['idType']);
  return idTypes.find((one) => one === type) ?? residentId;
}

/** Speaks while a number is typed only once it is whole; a shorter one is judged when the person moves on. */
export function idRefusal(person: JsonObject, isLeft: boolean): Refusal | undefined {
  const typed = textOf(person['idNumber']);
  if (typed.trim() === '' || (!isLeft && normaliseIdNumber(typed).length < 18)) return undefined;
  return refusalIn(checkIdPaper(idTypeOf(person), typed));
}

export const isUnusualNumber = (person: JsonObject): boolean => isUnusual(idTypeOf(person), textOf(person['idNumber']));

export interface IdReading {
  readonly birth: PlainDate | null;
  readonly sex: 'male' | 'female';
  readonly age: number | null;
  readonly isMinor: boolean;
}

/** Date of birth, sex and age that a whole and right number says. */
export function readId(person: JsonObject, today: PlainDate): IdReading | undefined {
  const read = checkIdPaper(idTypeOf(person), textOf(person['idNumber']));
  if (!read.ok || read.value.person === undefined) return undefined;
  const { birth, sex } = read.value.person;
  const age = birth === null ? null : ageOn(birth, today);
  return { birth, sex, age, isMinor: age !== null && age < 18 };
}

export const nameRefusal = (person: JsonObject): Refusal | undefined => {
  const typed = textOf(person['name']);
  return typed.trim() === '' ? undefined : refusalIn(checkPersonName(typed));
};

/** 造字: only the machine that made the character can show it, so it must not go on paper unseen. */
export const hasOwnCharacter = (person: JsonObject): boolean => hasPrivateUse(textOf(person['name']));

/** What of the name the standard writes with another code point: said, because the one on the card must be it. */
export const replacedIn = (person: JsonObject): Replaced[] => replacedCharacters(textOf(person['name']));

export const phoneRefusal = (person: JsonObject): Refusal | undefined => {
  const typed = textOf(person['phone']);
  return typed.trim() === '' ? undefined : refusalIn(checkPhone(typed));
};

const refusalIn = (result: Result<unknown>): Refusal | undefined => (result.ok ? undefined : result.refusal);

const spelled = (result: Result<string>, typed: string): string => (result.ok ? result.value : typed);

/** The one spelling of what was typed: full-width digits, dots and blanks made right as soon as the field is left. */
export function normalPerson(person: JsonObject): JsonObject {
  const name = textOf(person['name']);
  return {
    ...person,
    ...(name === '' ? {} : { name: spelled(checkPersonName(name), name) }),
    ...normalPaper(person),
  };
}

/** What a person leaves as it stands, or chose among the three whose numbers are alike. */
const isOpen = (type: IdType): boolean =>
  type === residentId || type === 'residencePermit' || type === 'permanentResident';

/** Where no kind of paper was chosen, a number that can be of one alone chooses it. */
function normalPaper(person: JsonObject): JsonObject {
  const typed = textOf(person['idNumber']);
  if (typed === '') return {};
  const chosen = idTypeOf(person);
  const type = isOpen(chosen) ? (recogniseIdType(typed) ?? chosen) : chosen;
  const read = checkIdPaper(type, typed);
  return {
    ...(type === chosen ? {} : { idType: type }),
    idNumber: read.ok ? read.value.number : normaliseIdNumber(typed),
  };
}
