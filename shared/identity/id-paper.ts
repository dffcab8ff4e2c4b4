/**
 * The papers that say who somebody is (证件类型). Only numbers of 18 characters have a check character; of the others the forms seen on cards are
 * known, not confirmed by a document here: a number of another form is asked about, never refused.
 */
import { toAsciiUpper, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { checkResidentId, type ResidentId, type ResidentIdKind } from './resident-id.ts';

/**
 * residentId: 居民身份证. residencePermit: 港澳台居民居住证, whose numbers are like it. permanentResident: 外国人永久居留身份证, the new of 18 characters and the
 * old of 15; both are valid. hkMacaoPass: 港澳居民来往内地通行证; taiwanPass: 台湾居民来往大陆通行证.
 */
export const idTypes = [
  'residentId',
  'residencePermit',
  'permanentResident',
  'hkMacaoPass',
  'taiwanPass',
  'passport',
  'household',
  'military',
  'birthCertificate',
  'other',
] as const;
export type IdType = (typeof idTypes)[number];

export interface IdPaper {
  /** In its one spelling. */
  readonly number: string;
  /** What an 18-character number says of the person. */
  readonly person?: { readonly birth: PlainDate | null; readonly sex: ResidentId['sex'] };
}

/** 3 letters of the country and 12 digits, until 2023-11-30. */
const oldPermanent = /^[A-Z]{3}\d{12}$/;

/** As seen on cards; undefined: any. */
const usualForms: Readonly<Record<IdType, RegExp | undefined>> = {
  residentId: undefined,
  residencePermit: undefined,
  permanentResident: undefined,
  // The last two of ten say how often it was issued.
  hkMacaoPass: /^[HM]\d{8}(?:\d{2})?$/,
  taiwanPass: /^\d{8}$|^\d{10}[A-Z]?$/,
  passport: /^(?=.*\d)[A-Z\d]{6,12}$/,
  household: /^\d{9}$|^\d{18}$/,
  military: undefined,
  birthCertificate: /^[A-Z]\d{9}$/,
  other: undefined,
};

/** Full-width and lower-case letters made one, without blanks. */
export const normalPaperNumber = (text: string): string => toAsciiUpper(withoutBlanks(toHalfWidth(text)));

/**
 * Reads the number of a paper. Refusals: those of `checkResidentId` for a resident ID and a residence permit; `identity.permanent` for a permanent resident's card
 * that is neither of the two; of other papers none.
 */
export function checkIdPaper(type: IdType, text: string): Result<IdPaper> {
  if (type === 'residentId' || type === 'residencePermit') return readResident(text);
  const number = normalPaperNumber(text);
  if (type !== 'permanentResident' || oldPermanent.test(number)) return ok({ number });
  const read = checkResidentId(number);
  if (!read.ok) return read.refusal.code === 'identity.check' ? read : refuse('identity.permanent');
  return read.value.kind === 'permanentResident' ? readResident(text) : refuse('identity.permanent');
}

function readResident(text: string): Result<IdPaper> {
  const read = checkResidentId(text);
  if (!read.ok) return read;
  const { number, birth, sex } = read.value;
  return ok({ number, person: { birth, sex } });
}

/** Not of the form such numbers mostly have: to be compared with the paper once more. */
export function isUnusual(type: IdType, text: string): boolean {
  const number = normalPaperNumber(text);
  return number !== '' && usualForms[type]?.test(number) === false;
}

const typeOfKind: Readonly<Record<ResidentIdKind, IdType>> = {
  citizen: 'residentId',
  hongKong: 'residencePermit',
  macao: 'residencePermit',
  taiwan: 'residencePermit',
  permanentResident: 'permanentResident',
};

/** Which paper a number is of that can be of no other; undefined where that cannot be told. */
export function recogniseIdType(text: string): IdType | undefined {
  const number = normalPaperNumber(text);
  const read = checkResidentId(number);
  if (read.ok) return typeOfKind[read.value.kind];
  if (oldPermanent.test(number)) return 'permanentResident';
  if (usualForms.hkMacaoPass?.test(number) === true) return 'hkMacaoPass';
  // The forms of Chinese passports; a child's certificate of birth has nine digits behind its letter.
  return /^(?:[DEGPS]\d{8}|E[A-Z]\d{7})$/.test(number) ? 'passport' : undefined;
}
