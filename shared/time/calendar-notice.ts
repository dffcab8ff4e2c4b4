/**
 * Reads a year's days out of the wording of the State Council's notice, pasted or typed:
 *
 *   一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
 *
 * Days gather until 放假 or 上班 says what they are. What the notice says twice is checked once more: the weekday in brackets and
 * 共N天. A day of which nothing is said is refused rather than skipped, because a lost 补班 day moves every limit after it.
 */
import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import { toHalfWidth } from '../kernel/half-width.ts';
import type { CalendarYear } from './calendar.ts';
import { weekdayOfCharacter } from './chinese-format.ts';
import { type PlainDate, dateFromParts, daysBetween, weekdayOf, yearOf } from './plain-date.ts';

const notes = String.raw`(?:\(([^)]*)\))?`;
const firstDay = String.raw`(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日${notes}`;
const lastDay = String.raw`(?:(?:至|到|-|~|—)(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日${notes})?`;
const tokens = new RegExp(`${firstDay}${lastDay}|(放假|上班)(?:(\\d+)天)?|共(\\d+)天`, 'g');

interface Span {
  readonly first: PlainDate;
  readonly last: PlainDate;
}

/** 一、元旦： or 春节：, as a line of the notice begins. */
const heading = /^(?:[一二三四五六七八九十]+、)?(\p{Script=Han}{2,5}(?:、\p{Script=Han}{2,5}){0,2}):/u;

interface Reading {
  readonly off: string[];
  readonly work: string[];
  /** Days of which nothing has been said yet. */
  pending: Span[];
  /** Which holiday the sentence is about: the heading of its line. */
  holiday: string | undefined;
  /** How many days the last 放假 or 上班 took, against 共N天. */
  lastCount: number | null;
}

const spanText = ({ first, last }: Span): string => (first === last ? first : `${first}..${last}`);

function readDay(year: string | undefined, month: string, day: string, note: string | undefined): Result<PlainDate> {
  const date = dateFromParts({ year: Number(year), month: Number(month), day: Number(day) });
  if (date === null) return refuse('calendar.impossibleDate', { date: `${String(year)}-${month}-${day}` });
  const said = /(?:周|星期)([一二三四五六日天])/.exec(note ?? '')?.[1];
  if (said !== undefined && weekdayOfCharacter(said) !== weekdayOf(date)) {
    return refuse('calendar.weekdayMismatch', { date, said: `周${said}` });
  }
  return ok(date);
}

function readSpan(match: RegExpExecArray, year: number): Result<Span> {
  const [, fromYear = String(year), fromMonth = '', fromDay = '', fromNote, toYear, toMonth, toDay, toNote] = match;
  const first = readDay(fromYear, fromMonth, fromDay, fromNote);
  if (!first.ok) return first;
  if (toDay === undefined) return ok({ first: first.value, last: first.value });
  const last = readDay(toYear ?? fromYear, toMonth ?? fromMonth, toDay, toNote);
  return last.ok ? ok({ first: first.value, last: last.value }) : last;
}

function settle(reading: Reading, verb: string): void {
  const spans = reading.pending.map(spanText);
  const name = reading.holiday === undefined ? '' : ` ${reading.holiday}`;
  if (verb === '上班') reading.work.push(...spans);
  else reading.off.push(...spans.map((span) => `${span}${name}`));
  // 「放假调休」 is followed by no days of its own; a verb without days (「调休放假」 in a preamble) says nothing.
  if (reading.pending.length > 0) {
    reading.lastCount = reading.pending.reduce((sum, { first, last }) => sum + daysBetween(first, last) + 1, 0);
  }
  reading.pending = [];
}

function checkCount(reading: Reading, said: string | undefined, sentence: string): Refusal | null {
  if (said === undefined || reading.lastCount === null || Number(said) === reading.lastCount) return null;
  return {
    code: 'calendar.countMismatch',
    details: { said: Number(said), counted: reading.lastCount, sentence: sentence.slice(0, 60) },
  };
}

function readToken(reading: Reading, match: RegExpExecArray, year: number, sentence: string): Refusal | null {
  const [verb, verbCount, count] = match.slice(9);
  if (verb !== undefined) {
    settle(reading, verb);
    return checkCount(reading, verbCount, sentence);
  }
  if (count !== undefined) return checkCount(reading, count, sentence);
  const span = readSpan(match, year);
  if (!span.ok) return span.refusal;
  reading.pending.push(span.value);
  return null;
}

function readSentence(reading: Reading, sentence: string, year: number): Refusal | null {
  reading.lastCount = null;
  reading.holiday = heading.exec(sentence)?.[1] ?? reading.holiday;
  for (const match of sentence.matchAll(tokens)) {
    const refusal = readToken(reading, match, year, sentence);
    if (refusal) return refusal;
  }
  // The date under the notice belongs to the year before; a day of this year must be off or worked.
  const lost = reading.pending.find(({ first }) => yearOf(first) === year);
  reading.pending = [];
  return lost ? { code: 'calendar.noticeUnclear', details: { date: spanText(lost) } } : null;
}

/**
 * The year a notice sets, as data for `withYear` (which checks it against the other typing mistakes). Refusals name the day:
 * `weekdayMismatch`, `countMismatch`, `impossibleDate`, `noticeUnclear` (neither 放假 nor 上班 is said of a day), `noticeEmpty`.
 */
export function readNotice(year: number, text: string, source?: string): Result<CalendarYear> {
  const reading: Reading = { off: [], work: [], pending: [], lastCount: null, holiday: undefined };
  const plain = toHalfWidth(text).replace(/[ \t]+/g, '');
  for (const line of plain.split(/[\r\n]+/)) {
    reading.holiday = undefined;
    for (const sentence of line.split(/[。;]+/)) {
      const refusal = readSentence(reading, sentence, year);
      if (refusal) return { ok: false, refusal };
    }
  }
  if (reading.off.length === 0) return refuse('calendar.noticeEmpty', { year });
  return ok({ off: reading.off, work: reading.work, status: 'official', ...(source === undefined ? {} : { source }) });
}
