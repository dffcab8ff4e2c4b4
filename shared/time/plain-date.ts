import { type Result, ok, refuse } from '../kernel/result.ts';

/** A day of the Beijing calendar as `YYYY-MM-DD`, always a day that exists. Two of them compare as text. */
export type PlainDate = string & { readonly __plainDate: true };

/** 0 is Sunday (星期日), 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface DateParts {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** The date of these parts, or null when there is no such day (30 February, month 13). Years 1 to 9999. */
export function dateFromParts({ year, month, day }: DateParts): PlainDate | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (year < 1 || year > 9999 || month < 1 || month > 12) return null;
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as PlainDate;
}

/** Reads eight digits `YYYYMMDD`, as in an ID number or a QR code. */
export const dateFromDigits = (digits: string): PlainDate | null =>
  /^\d{8}$/.test(digits)
    ? dateFromParts({
        year: Number(digits.slice(0, 4)),
        month: Number(digits.slice(4, 6)),
        day: Number(digits.slice(6)),
      })
    : null;

export const isPlainDate = (text: string): text is PlainDate =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dateFromDigits(text.replaceAll('-', '')) !== null;

/** Takes exactly `YYYY-MM-DD`; anything else, or a day that does not exist, is `date.invalid`. */
export const parsePlainDate = (text: string): Result<PlainDate> =>
  isPlainDate(text) ? ok(text) : refuse('date.invalid');

/** For dates written in the code and for stored data already checked. Throws when the text is not a date. */
export function getPlainDate(text: string): PlainDate {
  if (isPlainDate(text)) return text;
  throw new Error(`not a date: ${text}`);
}

export const partsOf = (date: PlainDate): DateParts => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

/**
 * Days since 1970-01-01, negative before. Whole-number arithmetic on the Gregorian calendar (400 years are 146,097 days), because
 * the language's own date type brings the machine's time zone with it.
 */
export function epochDay(date: PlainDate): number {
  const { year, month, day } = partsOf(date);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day with this number; throws outside the years 1 to 9999. */
export function dateFromEpochDay(days: number): PlainDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const date = dateFromParts({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day });
  if (date === null) throw new RangeError(`day ${String(days)} is outside the years 1 to 9999`);
  return date;
}

/** Moves by whole days, backwards when negative. */
export const addDays = (date: PlainDate, days: number): PlainDate => dateFromEpochDay(epochDay(date) + days);

/** Days from `from` to `to`: negative when `to` is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => epochDay(to) - epochDay(from);

/** For sorting: negative, zero or positive. */
export const compareDates = (a: PlainDate, b: PlainDate): number => (a < b ? -1 : a > b ? 1 : 0);

// 1970-01-01 was a Thursday.
export const weekdayOf = (date: PlainDate): Weekday => ((((epochDay(date) + 4) % 7) + 7) % 7) as Weekday;

export const isWeekend = (date: PlainDate): boolean => weekdayOf(date) === 0 || weekdayOf(date) === 6;

/** Full years of age on a day; a person born on 29 February is a year older on 1 March of a common year (民法典 art. 17–20). */
export function ageOn(birth: PlainDate, today: PlainDate): number {
  const years = yearOf(today) - yearOf(birth);
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

/** The day on which somebody of that birth is so many years old: of 29 February the first of March in a common year, as `ageOn` counts. */
export function addYears(birth: PlainDate, years: number): PlainDate {
  const { year, month, day } = partsOf(birth);
  const same = dateFromParts({ year: year + years, month, day });
  if (same !== null) return same;
  return dateFromParts({ year: year + years, month: 3, day: 1 }) ?? birth;
}
