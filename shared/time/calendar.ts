/**
 * The working-day calendar (工作日历): which weekdays are off (放假) and which weekend days are worked (补班), year by year, from the
 * State Council's notice (国务院办公厅关于…年部分节假日安排的通知). It is data with a version; a limit counted under it keeps that version.
 *
 * A year is `official` when its notice is out, `estimated` when only the law's own holidays are known; a year that is not there at
 * all counts as estimated too. A date that needs such a year is shown as 暂估, never as certain.
 */
import { z } from 'zod';
import { type Refusal, type Result, ok, refuse } from '../kernel/result.ts';
import {
  type PlainDate,
  dateFromEpochDay,
  epochDay,
  getPlainDate,
  isPlainDate,
  isWeekend,
  yearOf,
} from './plain-date.ts';

const yearSchema = z.strictObject({
  /**
   * Days off: `YYYY-MM-DD` or a range `YYYY-MM-DD..YYYY-MM-DD`, both ends included; weekends inside a range may stand in it. Which holiday
   * it is may follow after a blank: `2026-10-01..2026-10-07 国庆节`.
   */
  off: z.array(z.string().min(1).max(60)).max(200),
  /** Weekend days that are worked (补班). */
  work: z.array(z.string().min(1).max(60)).max(60),
  status: z.enum(['official', 'estimated']),
  /** Title of the notice or law, for the sheet that explains a date (办理依据说明). */
  source: z.string().min(1).max(200).optional(),
});

export const calendarSchema = z.strictObject({
  version: z.string().regex(/^[\w.-]{1,40}$/),
  years: z.record(z.string().regex(/^[12]\d{3}$/), yearSchema),
});

export type CalendarYear = z.infer<typeof yearSchema>;
export type CalendarData = z.infer<typeof calendarSchema>;

export type YearStatus = 'official' | 'estimated' | 'missing';

interface OpenYear {
  readonly status: 'official' | 'estimated';
  readonly off: ReadonlySet<PlainDate>;
  readonly work: ReadonlySet<PlainDate>;
  /** What a day off is called, of those that have a name. */
  readonly names: ReadonlyMap<PlainDate, string>;
}

/** A checked calendar, ready to be asked. `data` is what to store. */
export interface WorkCalendar {
  readonly version: string;
  readonly data: CalendarData;
  readonly years: ReadonlyMap<number, OpenYear>;
}

/** Why a day is worked or not: 工作日, 补班, 周末, 放假. */
export type DayNature = 'workday' | 'makeUp' | 'weekend' | 'holiday';

const invalid = (where: string, problem: string): Result<never> => refuse('calendar.invalid', { where, problem });

function readDay(text: string, year: number): Result<PlainDate> {
  if (!isPlainDate(text)) return refuse('calendar.impossibleDate', { date: text });
  return yearOf(text) === year ? ok(text) : refuse('calendar.outsideYear', { date: text, year });
}

/** The days of `YYYY-MM-DD` or of a range, both ends included. */
function readDays(text: string, year: number): Result<PlainDate[]> {
  const [firstText = '', lastText = firstText, ...rest] = text.split('..');
  if (rest.length > 0 || firstText === '' || lastText === '') return refuse('calendar.impossibleDate', { date: text });
  const first = readDay(firstText, year);
  if (!first.ok) return first;
  const last = readDay(lastText, year);
  if (!last.ok) return last;
  if (last.value < first.value) return refuse('calendar.reversedRange', { range: text });
  const from = epochDay(first.value);
  return ok(Array.from({ length: epochDay(last.value) - from + 1 }, (_, index) => dateFromEpochDay(from + index)));
}

/** The days of a day off as it is written, apart from its name. */
export function readDayOff(text: string): { readonly days: string; readonly name: string | undefined } {
  const [, days = text, name] = /^(\S+) (\S{1,16})$/.exec(text) ?? [];
  return { days, name };
}

type Days = Map<PlainDate, string | undefined>;

function addAll(days: Days, texts: readonly ReturnType<typeof readDayOff>[], year: number): Refusal | null {
  for (const { days: text, name } of texts) {
    const read = readDays(text, year);
    if (!read.ok) return read.refusal;
    for (const day of read.value) {
      if (days.has(day)) return { code: 'calendar.duplicate', details: { date: day } };
      days.set(day, name);
    }
  }
  return null;
}

function checkWorkDays(off: Days, work: Days): Refusal | null {
  for (const date of work.keys()) {
    if (off.has(date)) return { code: 'calendar.offAndWork', details: { date } };
    // A weekday is worked anyway: listed as 补班 it is a slip of the pen, and the real day would silently stay off.
    if (!isWeekend(date)) return { code: 'calendar.workNotWeekend', details: { date } };
  }
  return null;
}

function openYear(year: number, { off, work, status }: CalendarYear): Result<OpenYear> {
  const offDays: Days = new Map<PlainDate, string | undefined>();
  const workDays: Days = new Map<PlainDate, string | undefined>();
  const worked = work.map((days) => ({ days, name: undefined }));
  const refusal =
    addAll(offDays, off.map(readDayOff), year) ?? addAll(workDays, worked, year) ?? checkWorkDays(offDays, workDays);
  if (refusal) return { ok: false, refusal };
  const names = [...offDays].filter((one): one is [PlainDate, string] => one[1] !== undefined);
  return ok({ status, off: new Set(offDays.keys()), work: new Set(workDays.keys()), names: new Map(names) });
}

/**
 * Checks a calendar from a file or a form. Shape mistakes are `calendar.invalid` with the place; each kind of typing mistake has
 * its own code and names the date: `impossibleDate`, `outsideYear`, `reversedRange`, `duplicate`, `offAndWork`, `workNotWeekend`.
 */
export function parseCalendar(input: unknown): Result<WorkCalendar> {
  const shape = calendarSchema.safeParse(input);
  if (!shape.success) {
    const issue = shape.error.issues[0];
    return invalid(issue?.path.join('.') ?? '', issue?.code ?? 'invalid');
  }
  const years = new Map<number, OpenYear>();
  for (const [year, data] of Object.entries(shape.data.years)) {
    const opened = openYear(Number(year), data);
    if (!opened.ok) return opened;
    years.set(Number(year), opened.value);
  }
  return ok({ version: shape.data.version, data: shape.data, years });
}

/**
 * The calendar with one year put in or replaced (a notice imported or typed in), under a new version: the same version would let
 * two desks count differently while saying the same.
 */
export function withYear(
  calendar: WorkCalendar,
  year: number,
  data: CalendarYear,
  version: string,
): Result<WorkCalendar> {
  if (version === calendar.version) return invalid('version', 'same');
  return parseCalendar({ version, years: { ...calendar.data.years, [String(year)]: data } });
}

export const yearStatus = (calendar: WorkCalendar, year: number): YearStatus =>
  calendar.years.get(year)?.status ?? 'missing';

/** Whether what the calendar says of this day may still change: its year is missing or only estimated (暂估). */
export const isEstimatedOn = (calendar: WorkCalendar, date: PlainDate): boolean =>
  yearStatus(calendar, yearOf(date)) !== 'official';

// 全国年节及纪念日放假办法 (2024 amendment) art. 2: the holidays with a date of their own, used for a year that is not there at all.
// The lunar ones and the exchanged days (调休) wait for the notice.
const fixedHolidays: ReadonlyMap<string, string> = new Map([
  ['01-01', '元旦'],
  ['05-01', '劳动节'],
  ['05-02', '劳动节'],
  ['10-01', '国庆节'],
  ['10-02', '国庆节'],
  ['10-03', '国庆节'],
]);

/** The days of a year that are not what their weekday says: off on any day, worked on a weekend. */
export function exceptionsOf(calendar: WorkCalendar, year: number): Pick<OpenYear, 'off' | 'work'> {
  const known = calendar.years.get(year);
  if (known !== undefined) return known;
  const digits = String(year).padStart(4, '0');
  return { off: new Set([...fixedHolidays.keys()].map((day) => getPlainDate(`${digits}-${day}`))), work: new Set() };
}

/** What kind of day this is. For a year not in the calendar: Monday to Friday but for the holidays with a fixed date. */
export function natureOf(calendar: WorkCalendar, date: PlainDate): DayNature {
  const year = calendar.years.get(yearOf(date));
  const isOff = year ? year.off.has(date) : fixedHolidays.has(date.slice(5));
  if (isOff) return 'holiday';
  if (year?.work.has(date) === true) return 'makeUp';
  return isWeekend(date) ? 'weekend' : 'workday';
}

/** 春节, 国庆节 …: which holiday a day off belongs to; undefined of any other day, and where the calendar does not say. */
export function holidayOn(calendar: WorkCalendar, date: PlainDate): string | undefined {
  const year = calendar.years.get(yearOf(date));
  return year ? year.names.get(date) : fixedHolidays.get(date.slice(5));
}

export function isWorkingDay(calendar: WorkCalendar, date: PlainDate): boolean {
  const nature = natureOf(calendar, date);
  return nature === 'workday' || nature === 'makeUp';
}
