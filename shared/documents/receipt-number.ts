/**
 * The receipt number, given at the desk, offline, final at once:
 *
 *   108201  A7      261122  0001    K
 *   area 6  writer  yymmdd  serial  check      19 characters of Crockford's base32, no hyphens
 *
 * `area` is the township and village part (digits 7–12) of the station's division code; the writer code belongs to one life of one
 * data directory, so a restored or copied desk never repeats a number. The check character works over the field GF(32): the sum of
 * all values, each times α^i (i = distance from the right), is zero. α has 31 different powers and 19 are used, so every single
 * wrong character and every swap of two neighbours is caught, in the check character too.
 */
import { codePoints } from '../kernel/code-points.ts';
import { base32Alphabet, base32Character, base32Value, readLookAlikes } from '../kernel/base32.ts';
import { dashes, toAsciiUpper, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';
import { type PlainDate, dateFromDigits, yearOf } from '../time/plain-date.ts';

/** A number that was checked, in its one spelling: 19 upper-case characters. */
export type ReceiptNumberText = string & { readonly __receiptNumber: true };

export interface ReceiptNumber {
  readonly text: ReceiptNumberText;
  /** 6 digits. */
  readonly area: string;
  /** 2 characters. */
  readonly writerCode: string;
  readonly date: PlainDate;
  /** 1 to `lastSerial`. */
  readonly serial: number;
}

export type ReceiptNumberParts = Omit<ReceiptNumber, 'text'>;

const length = 19;
const decimalSerials = 9999;
const firstLetterSerial = 10 * 32 ** 3;

/** The highest serial of one writer and day, ZZZZ: far beyond any desk. */
export const lastSerial = decimalSerials + 32 ** 4 - firstLetterSerial;

/**
 * The four characters of a serial: 0001 to 9999 in decimal, so that people can count, then A000, A001 … ZZZZ in base32. Texts sort
 * as their serials do. Throws outside 1 to `lastSerial`.
 */
export function serialToText(serial: number): string {
  if (!Number.isInteger(serial) || serial < 1 || serial > lastSerial)
    throw new RangeError(`not a serial: ${String(serial)}`);
  if (serial <= decimalSerials) return String(serial).padStart(4, '0');
  const value = serial - decimalSerials - 1 + firstLetterSerial;
  return [15, 10, 5, 0].map((shift) => base32Character(value >> shift)).join('');
}

/** The serial of four characters, or null when no serial is written so (0000, 0A00). */
export function textToSerial(text: string): number | null {
  if (/^\d{4}$/.test(text)) return Number(text) || null;
  if (!/^[A-Z]/.test(text) || text.length !== 4) return null;
  let value = 0;
  for (const character of text) {
    const digit = base32Value(character);
    if (digit === undefined) return null;
    value = value * 32 + digit;
  }
  return value - firstLetterSerial + decimalSerials + 1;
}

/** Times α in GF(32) with the primitive polynomial x^5 + x^2 + 1. */
const timesAlpha = (value: number): number => (value & 16 ? ((value << 1) & 31) ^ 0b00101 : value << 1);

/** Sum of value × α^(distance from the right) over the whole text, by Horner's scheme; null for a foreign character. */
function weightedSum(text: string): number | null {
  let sum = 0;
  for (const character of text) {
    const value = base32Value(character);
    if (value === undefined) return null;
    sum = timesAlpha(sum) ^ value;
  }
  return sum;
}

/** The check character makes the weighted sum zero; in this field adding and taking away are the same. */
const checkCharacter = (body: string): string => base32Character(weightedSum(`${body}0`) ?? 0);

/** Township and village of a station's 12-digit division code: 360732108201 → 108201. Throws on anything else. */
export function areaOfStation(divisionCode: string): string {
  if (!/^\d{12}$/.test(divisionCode)) throw new RangeError(`not a 12-digit division code: ${divisionCode}`);
  return divisionCode.slice(6);
}

export const isWriterCode = (text: string): boolean =>
  text.length === 2 && codePoints(text).every((c) => base32Alphabet.includes(c));

/** Writes a number from its parts. Throws when a part does not fit its place: that is a bug, not an input. */
export function formReceiptNumber({ area, writerCode, date, serial }: ReceiptNumberParts): ReceiptNumberText {
  if (!/^\d{6}$/.test(area) || !isWriterCode(writerCode))
    throw new RangeError(`not an area and a writer: ${area} ${writerCode}`);
  if (Math.floor(yearOf(date) / 100) !== 20) throw new RangeError(`the year of ${date} does not fit a number`);
  const body = area + writerCode + date.slice(2).replaceAll('-', '') + serialToText(serial);
  return (body + checkCharacter(body)) as ReceiptNumberText;
}

/** Upper case, no blanks or hyphens, full-width characters narrowed, O read as 0, I and L as 1. */
export const normaliseReceiptNumber = (text: string): string =>
  readLookAlikes(toAsciiUpper(withoutBlanks(toHalfWidth(text)).replace(dashes, '')));

function readParts(text: string): ReceiptNumberParts | null {
  const date = dateFromDigits(`20${text.slice(8, 14)}`);
  const serial = textToSerial(text.slice(14, 18));
  const area = text.slice(0, 6);
  if (date === null || serial === null || !/^\d{6}$/.test(area)) return null;
  return { area, writerCode: text.slice(6, 8), date, serial };
}

/**
 * Reads a number as typed, dictated or scanned. Refusals: `number.length`, `number.characters`, `number.check` (a character is
 * mistyped or two are swapped), `number.malformed` (well checked but no number of ours: no such date, serial or area).
 */
export function parseReceiptNumber(typed: string): Result<ReceiptNumber> {
  const text = normaliseReceiptNumber(typed);
  const count = codePoints(text).length;
  if (count !== length) return refuse('number.length', { length: count });
  const sum = weightedSum(text);
  if (sum === null) return refuse('number.characters');
  if (sum !== 0) return refuse('number.check');
  const parts = readParts(text);
  return parts ? ok({ text: text as ReceiptNumberText, ...parts }) : refuse('number.malformed');
}

/** In groups, for paper and screen: `108201 A7 261122 0001K`. */
export const displayReceiptNumber = (number: ReceiptNumberText): string =>
  [number.slice(0, 6), number.slice(6, 8), number.slice(8, 14), number.slice(14)].join(' ');
