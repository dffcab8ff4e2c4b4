// The recovery phrase (恢复口令): what opens a station's data when every password and the machine are gone. Eight groups of five digits,
// because digits can be read out by telephone, written by hand and typed without an input method. In each group the first four digits
// are random (32 digits, 106 bits in all) and the fifth is a check digit, so that a slip is found where it happened, as it is typed.
//
// What the check digit promises (Damm's quasigroup, started from another state at each position; the test tries every case):
//   every single wrong digit in a group is found; every swap of two neighbouring digits is found, also across two groups;
//   a group that is right at one position is wrong at each of the seven others, so exchanged groups are found, both of them.
// Any other mistake in a group is found with a probability of about 9 in 10. What slips through all that opens nothing.
import { dashes, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import type { Random } from '../kernel/ports.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';

/** Forty digits, every group checked; made only here. */
export type RecoveryPhrase = string & { readonly recoveryPhrase: true };

export const groupCount = 8;
export const groupLength = 5;

/** H. M. Damm, "Total anti-symmetrische Quasigruppen" (Marburg 2004), order 10: each row and column a permutation, x∘x = 0. */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const;

export function newPhrase(random: Random): RecoveryPhrase {
  const digits = randomDigits(random, groupCount * (groupLength - 1));
  return asPhrase(
    Array.from({ length: groupCount }, (_, index) => withCheckDigit(index, digits.slice(index * 4, index * 4 + 4))),
  );
}

/** The five digits of group `index` (from 0), or a refusal: recovery.characters, .groupLength, .group, each with `group` from 1. */
export function checkGroup(index: number, text: string): Result<string> {
  assertIndex(index);
  const digits = digitsOf(text);
  const group = index + 1;
  if (digits === undefined) return refuse('recovery.characters', { group }, groupField(index));
  if (digits.length !== groupLength)
    return refuse('recovery.groupLength', { group, digits: digits.length }, groupField(index));
  return stateAfter(index, digits) === 0 ? ok(digits) : refuse('recovery.group', { group }, groupField(index));
}

/** Forty digits with any blanks and dashes between them, full-width or not; the first wrong group is named. */
export function parsePhrase(text: string): Result<RecoveryPhrase> {
  const digits = digitsOf(text);
  if (digits === undefined) return refuse('recovery.allCharacters');
  if (digits.length !== groupCount * groupLength) return refuse('recovery.length', { digits: digits.length });
  const groups = split(digits);
  for (const [index, group] of groups.entries()) {
    const checked = checkGroup(index, group);
    if (!checked.ok) return checked;
  }
  return ok(asPhrase(groups));
}

/** `12345 67890 …`, as printed. */
export const formatPhrase = (phrase: RecoveryPhrase): string => phraseGroups(phrase).join(' ');

export const phraseGroups = (phrase: RecoveryPhrase): readonly string[] => split(phrase);

/** Where a form shows group `index` (from 0). */
export const groupField = (index: number): string => `phrase.${String(index)}`;

const asPhrase = (groups: readonly string[]): RecoveryPhrase => groups.join('') as RecoveryPhrase;

const split = (digits: string): string[] =>
  Array.from({ length: groupCount }, (_, index) => digits.slice(index * groupLength, (index + 1) * groupLength));

/** As x∘x = 0, the state before the check digit is the check digit. */
const withCheckDigit = (index: number, digits: string): string => `${digits}${String(stateAfter(index, digits))}`;

/** 0 after a whole right group. States 1 to 8 start the groups: each step is a permutation, so two starts never end alike. */
function stateAfter(index: number, digits: string): number {
  return Array.from(digits).reduce((state, digit) => Number(damm[state]?.[Number(digit)]), index + 1);
}

/** Full-width digits become plain; blanks, line ends, commas and dashes go; anything else: undefined. */
function digitsOf(text: string): string | undefined {
  const plain = withoutBlanks(toHalfWidth(text).replace(dashes, '').replace(/[,、]/g, ''));
  return /^\d*$/.test(plain) ? plain : undefined;
}

/** Bytes from 250 on are thrown away: taken modulo 10 they would favour the small digits. */
function randomDigits(random: Random, count: number): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of random.bytes(count)) if (byte < 250) digits += String(byte % 10);
  }
  return digits.slice(0, count);
}

function assertIndex(index: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= groupCount)
    throw new RangeError('a recovery phrase has groups 0 to 7');
}
