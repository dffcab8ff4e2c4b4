/**
 * What stands at the counter and reads: a scanner gun, a card reader, whatever a vendor's service answers for later. Each is a `Reader`;
 * what it says is checked here before anything of it reaches a form, because a device is a border like any other.
 */
import { z } from 'zod';
import { checkIdPaper, idTypes } from '#shared/identity/id-paper.ts';
import { checkPersonName } from '#shared/identity/person-name.ts';
import { replacedCharacters, type Replaced } from '#shared/identity/private-use.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { isPlainDate } from '#shared/time/plain-date.ts';

export const readerIds = ['wedge', 'simulated'] as const;
export type ReaderId = (typeof readerIds)[number];

/** unread: the card was there and could not be read. removed: taken away too early. absent: no reader answers. */
const problems = ['unread', 'removed', 'absent'] as const;

const text = (longest: number) => z.string().trim().min(1).max(longest);
const day = z.string().refine(isPlainDate);

const cardSchema = z.strictObject({
  name: text(200).exactOptional(),
  idType: z.enum(idTypes),
  idNumber: text(40),
  sex: z.enum(['male', 'female']).exactOptional(),
  birth: day.exactOptional(),
  address: text(200).exactOptional(),
  issuedBy: text(200).exactOptional(),
  validFrom: day.exactOptional(),
  /** longTerm: 长期. */
  validTo: z.union([day, z.literal('longTerm')]).exactOptional(),
  ethnicity: text(40).exactOptional(),
  /** JPEG in base64. No form keeps it: 个人信息保护法 art. 6, no more than the matter needs. */
  photo: z.base64().max(400_000).exactOptional(),
});
export type Card = z.infer<typeof cardSchema>;

const eventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('card'), card: cardSchema }),
  z.strictObject({ kind: z.literal('code'), text: text(2000) }),
  z.strictObject({ kind: z.literal('problem'), code: z.enum(problems) }),
]);
export type ReaderEvent = z.infer<typeof eventSchema>;

/** A card as far as it can be trusted: what does not pass its check is not in it. */
export type CardParts = Omit<Card, 'idNumber' | 'photo'> & {
  readonly idNumber?: string;
  /** What of the name came in the code of an old system and is the standard character now. */
  readonly replaced?: readonly Replaced[];
};

export type Reading =
  | { readonly kind: 'card'; readonly card: CardParts; readonly refusal?: Refusal }
  | { readonly kind: 'code'; readonly text: string }
  /** A code that turned out to be a blank sheet (空白应急单) nobody has keyed in. */
  | { readonly kind: 'sheet'; readonly number: string }
  | { readonly kind: 'problem'; readonly refusal: Refusal };

/** How fast the keys of a scan came. */
export interface Pace {
  readonly keys: number;
  readonly ms: number;
}

/** How a device says something: `focus` is where the cursor was when it began. */
export type Tell = (said: unknown, how?: { readonly pace?: Pace; readonly focus?: Element | null }) => void;

export interface Reader {
  readonly id: ReaderId;
  /** Begins to listen; gives back how to stop. */
  readonly start: (tell: Tell) => () => void;
}

/** The closed list in words of refusals. */
const problemCodes = { unread: 'device.unread', removed: 'device.removed', absent: 'device.absent' } as const;

/** Refusal `device.garbled`: not what a reader says. A card whose number or name is wrong is kept without it, and says so. */
export function readEvent(said: unknown): Result<Reading> {
  const parsed = eventSchema.safeParse(said);
  if (!parsed.success) return refuse('device.garbled');
  const event = parsed.data;
  if (event.kind === 'code') return ok(event);
  if (event.kind === 'problem') return ok({ kind: 'problem', refusal: { code: problemCodes[event.code] } });
  return ok(checkCard(event.card));
}

function checkCard({ photo: _photo, idNumber, name, ...rest }: Card): Reading {
  const number = numberOf({ ...rest, idNumber });
  const named = name === undefined ? undefined : checkPersonName(name);
  const card = {
    ...rest,
    ...(number.ok ? { idNumber: number.value } : {}),
    ...(named?.ok === true ? { name: named.value, ...replacedIn(name ?? '') } : {}),
  };
  const refusal: Refusal | undefined = !number.ok
    ? { code: 'device.cardNumber' }
    : named?.ok === false
      ? { code: 'device.cardName' }
      : undefined;
  return { kind: 'card', card, ...(refusal ? { refusal } : {}) };
}

function replacedIn(name: string): Pick<CardParts, 'replaced'> {
  const replaced = replacedCharacters(name);
  return replaced.length === 0 ? {} : { replaced };
}

/** A number that says another birthday or sex than the card was misread, even where its check character happens to fit. */
function numberOf({ idType, idNumber, birth, sex }: Card): Result<string> {
  const read = checkIdPaper(idType, idNumber);
  if (!read.ok) return read;
  const { person } = read.value;
  const isOtherBirth = birth !== undefined && (person?.birth ?? birth) !== birth;
  const isOtherSex = sex !== undefined && (person?.sex ?? sex) !== sex;
  return isOtherBirth || isOtherSex ? refuse('device.cardNumber') : ok(read.value.number);
}
