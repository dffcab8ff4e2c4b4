/** A card or a scanned number into the fields of a person: what is empty is filled, what says something else is asked about. Pure. */
import { checkIdPaper, idTypes, normalPaperNumber, type IdType } from '#shared/identity/id-paper.ts';
import { normalisePersonName } from '#shared/identity/person-name.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { compareDates, isPlainDate, type PlainDate } from '#shared/time/plain-date.ts';
import type { CardParts } from './reader.ts';

export const cardFields = ['name', 'idNumber', 'address'] as const;
export type CardField = (typeof cardFields)[number];

export interface Difference {
  readonly field: CardField;
  readonly typed: string;
  readonly read: string;
}

export interface Filled {
  /** With everything that was empty. */
  readonly person: JsonObject;
  readonly filled: readonly CardField[];
  readonly differences: readonly Difference[];
}

const textIn = (person: JsonObject, field: string): string => {
  const value = person[field];
  return typeof value === 'string' ? value : '';
};

/** One thing written two ways is no difference. */
const spelled: Readonly<Record<CardField, (text: string) => string>> = {
  name: normalisePersonName,
  idNumber: normalPaperNumber,
  address: (text) => text.replaceAll(/\s+/gu, ''),
};

const typeOf = (person: JsonObject): IdType => idTypes.find((type) => type === person['idType']) ?? 'residentId';

/** The number brings its paper along: one without the other would be another paper. */
const partOf = (card: CardParts, field: CardField): JsonObject =>
  field === 'idNumber'
    ? { idType: card.idType, idNumber: card.idNumber ?? '' }
    : { [field]: (field === 'name' ? card.name : card.address) ?? '' };

function isSame(person: JsonObject, card: CardParts, field: CardField): boolean {
  const read = textIn(partOf(card, field), field);
  const same = spelled[field](textIn(person, field)) === spelled[field](read);
  return same && (field !== 'idNumber' || typeOf(person) === card.idType);
}

export function fillPerson(person: JsonObject, card: CardParts, fields: readonly CardField[] = cardFields): Filled {
  const read = fields.filter((field) => textIn(partOf(card, field), field) !== '');
  const filled = read.filter((field) => textIn(person, field).trim() === '');
  const differing = read.filter((field) => !filled.includes(field) && !isSame(person, card, field));
  return {
    person: takeFields(person, card, filled),
    filled,
    differences: differing.map((field) => ({
      field,
      typed: textIn(person, field),
      read: textIn(partOf(card, field), field),
    })),
  };
}

export const takeFields = (person: JsonObject, card: CardParts, fields: readonly CardField[]): JsonObject =>
  fields.reduce((taken, field) => ({ ...taken, ...partOf(card, field) }), person);

/** Its last day is still a good one. 居民身份证法 art. 5: 5, 10, 20 years or 长期. */
export function expiredOn({ validTo }: Pick<CardParts, 'validTo'>, today: PlainDate): PlainDate | undefined {
  if (validTo === undefined || !isPlainDate(validTo)) return undefined;
  return compareDates(validTo, today) < 0 ? validTo : undefined;
}

/** The card that was read says nothing of a person whose number was changed since. */
export function isOfCard(person: JsonObject, card: CardParts): boolean {
  const read = checkIdPaper(typeOf(person), textIn(person, 'idNumber'));
  return read.ok && card.idNumber !== undefined && read.value.number === card.idNumber;
}
