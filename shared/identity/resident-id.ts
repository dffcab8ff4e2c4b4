/**
 * The citizen's number (公民身份号码, GB 11643-1999): 6 digits of area, 8 of birth, 3 of sequence (odd male, even female) and a check
 * character by ISO 7064 MOD 11-2. The same 18 characters stand on the residence permits of people from Hong Kong, Macao and
 * Taiwan (area 810000, 820000, 830000; 国办发〔2018〕81号) and, with a leading 9, on the foreign permanent resident's card since
 * 2023-12-01. Unknown or abolished area codes and births before 1900 are real and are not refused.
 */
import { codePoints } from '../kernel/code-points.ts';
import { toAsciiUpper, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';
import { type PlainDate, dateFromDigits, yearOf } from '../time/plain-date.ts';

export type ResidentIdNumber = string & { readonly __residentIdNumber: true };

export type ResidentIdKind = 'citizen' | 'hongKong' | 'macao' | 'taiwan' | 'permanentResident';

export interface ResidentId {
  /** 18 characters, the last perhaps an upper-case X. */
  readonly number: ResidentIdNumber;
  readonly kind: ResidentIdKind;
  /** The area of the first registration, 6 digits; not where the person lives now. */
  readonly area: string;
  /**
   * Null only for a permanent resident whose digits 7–14 are no date: the inner layout of those numbers is not confirmed by a
   * document here, so nothing is refused for it.
   */
  readonly birth: PlainDate | null;
  readonly sex: 'male' | 'female';
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

const kindByArea: Readonly<Record<string, ResidentIdKind>> = { 810000: 'hongKong', 820000: 'macao', 830000: 'taiwan' };

// Nobody alive or in a living file was born earlier; a year such as 0985 is a slip that the check character happened to pass.
const earliestYear = 1800;

/** What people and card readers put around the number, taken away; x and the multiplication sign become X. */
export const normaliseIdNumber = (text: string): string =>
  toAsciiUpper(withoutBlanks(toHalfWidth(text))).replace(/[×✕Хх]$/u, 'X');

/** The check character of the first 17 digits. */
function checkCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits.charAt(index)), 0);
  return '10X98765432'.charAt(sum % 11);
}

const kindOf = (number: string): ResidentIdKind =>
  number.startsWith('9') ? 'permanentResident' : (kindByArea[number.slice(0, 6)] ?? 'citizen');

function birthOf(digits: string): PlainDate | null {
  const birth = dateFromDigits(digits);
  return birth !== null && yearOf(birth) >= earliestYear ? birth : null;
}

const isLegacy = (text: string): boolean => /^\d{15}$/.test(text) && birthOf(`19${text.slice(6, 12)}`) !== null;

/**
 * Reads an 18-character number. Refusals: `identity.legacy15` (a first-generation number, see `convertLegacyId`),
 * `identity.length`, `identity.characters`, `identity.date` (no such birthday), `identity.check` (a character is mistyped).
 */
export function checkResidentId(text: string): Result<ResidentId> {
  const number = normaliseIdNumber(text);
  if (isLegacy(number)) return refuse('identity.legacy15');
  const length = codePoints(number).length;
  if (length !== 18) return refuse('identity.length', { length });
  if (!/^\d{17}[\dX]$/.test(number)) return refuse('identity.characters');
  const kind = kindOf(number);
  const birth = birthOf(number.slice(6, 14));
  if (checkCharacter(number) !== number.charAt(17)) return refuse('identity.check');
  if (birth === null && kind !== 'permanentResident') return refuse('identity.date');
  const sex = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
  return ok({ number: number as ResidentIdNumber, kind, area: number.slice(0, 6), birth, sex });
}

/**
 * The 18-character form of a 15-digit number of the first generation: "19" before the year, then the check character. For old
 * files only: cards with 15 digits have not been valid since 2013. Refuses what is not such a number as `checkResidentId` would.
 */
export function convertLegacyId(text: string): Result<ResidentId> {
  const number = normaliseIdNumber(text);
  if (!isLegacy(number)) return refuse('identity.length', { length: codePoints(number).length });
  const digits = `${number.slice(0, 6)}19${number.slice(6)}`;
  return checkResidentId(digits + checkCharacter(digits));
}

export interface ResidentIdParts {
  /** 6 digits. */
  readonly area: string;
  readonly birth: PlainDate;
  /** 0–999; odd male, even female. */
  readonly sequence: number;
}

/** A valid number from its parts, for made-up people (demonstration, tests, benchmarks). Throws when a part does not fit. */
export function makeResidentId({ area, birth, sequence }: ResidentIdParts): ResidentIdNumber {
  if (!/^\d{6}$/.test(area)) throw new RangeError(`not an area code: ${area}`);
  if (!Number.isInteger(sequence) || sequence < 0 || sequence > 999)
    throw new RangeError(`not a sequence: ${String(sequence)}`);
  const digits = area + birth.replaceAll('-', '') + String(sequence).padStart(3, '0');
  return (digits + checkCharacter(digits)) as ResidentIdNumber;
}
