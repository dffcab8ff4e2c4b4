import { type Result, ok, refuse } from '../kernel/result.ts';
import { type PlainDate, dateFromEpochDay, epochDay, isPlainDate } from './plain-date.ts';

/** A moment in UTC as `YYYY-MM-DDTHH:MM:SS.mmmZ`, always in this one spelling, so two of them compare as text. */
export type Instant = string & { readonly __instant: true };

export interface BeijingMoment {
  readonly date: PlainDate;
  /** `HH:MM:SS`, 24 hours. */
  readonly time: string;
}

const dayLength = 86_400_000;
const hourLength = 3_600_000;
// One time for the whole country since 1992, UTC+8 without summer time.
const beijingOffset = 8 * hourLength;
/** 0001-01-01 00:00 UTC: there is no year 0 in a plain date. */
const firstMillis = epochDay('0001-01-01' as PlainDate) * dayLength;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

function clockOf(millisOfDay: number): { seconds: string; fraction: string } {
  const seconds = Math.floor(millisOfDay / 1000);
  return {
    seconds: `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`,
    fraction: pad(millisOfDay % 1000, 3),
  };
}

/** The instant of whole milliseconds since 1970; throws outside the years 1 to 9999. */
export function instantFromMillis(millis: number): Instant {
  const days = Math.floor(millis / dayLength);
  const { seconds, fraction } = clockOf(Math.floor(millis) - days * dayLength);
  return `${dateFromEpochDay(days)}T${seconds}.${fraction}Z` as Instant;
}

/** Takes UTC only (`Z`), with or without fractions of a second; anything else is `date.invalid`. */
export function parseInstant(text: string): Result<Instant> {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,9}))?Z$/.exec(text);
  const [, date = '', hour, minute, second, fraction = ''] = match ?? [];
  if (!isPlainDate(date)) return refuse('date.invalid');
  return ok(
    `${date}T${String(hour)}:${String(minute)}:${String(second)}.${fraction.padEnd(3, '0').slice(0, 3)}Z` as Instant,
  );
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function millisOf(instant: Instant): number {
  const day = epochDay(instant.slice(0, 10) as PlainDate);
  const [hours, minutes, seconds, millis] = [
    instant.slice(11, 13),
    instant.slice(14, 16),
    instant.slice(17, 19),
    instant.slice(20, 23),
  ].map(Number) as [number, number, number, number];
  return day * dayLength + hours * hourLength + minutes * 60_000 + seconds * 1000 + millis;
}

/** What a clock on the wall in Beijing shows. */
export function toBeijing(instant: Instant): BeijingMoment {
  const shifted = millisOf(instant) + beijingOffset;
  const days = Math.floor(shifted / dayLength);
  return { date: dateFromEpochDay(days), time: clockOf(shifted - days * dayLength).seconds };
}

export const beijingDate = (instant: Instant): PlainDate => toBeijing(instant).date;

/** The instant of a Beijing date and time `HH:MM` or `HH:MM:SS`; `24:00` is the end of the day. */
export function fromBeijing(date: PlainDate, time: string): Result<Instant> {
  const match = /^([01]\d|2[0-3]|24):([0-5]\d)(?::([0-5]\d))?$/.exec(time);
  if (!match) return refuse('date.invalid');
  const [hours, minutes, seconds] = [match[1], match[2], match[3] ?? '0'].map(Number) as [number, number, number];
  if (hours === 24 && minutes + seconds > 0) return refuse('date.invalid');
  const millisOfDay = hours * hourLength + minutes * 60_000 + seconds * 1000;
  const millis = epochDay(date) * dayLength + millisOfDay - beijingOffset;
  // In Beijing the year 1 begins eight hours before it does by UTC: no instant can be written for them.
  return millis < firstMillis ? refuse('date.invalid') : ok(instantFromMillis(millis));
}

/** Real hours, through nights, weekends and holidays. */
export const addHoursTo = (instant: Instant, hours: number): Instant =>
  instantFromMillis(millisOf(instant) + hours * hourLength);

/** Hours from one instant to another, with fractions; negative when `to` is earlier. */
export const hoursBetween = (from: Instant, to: Instant): number => (millisOf(to) - millisOf(from)) / hourLength;
