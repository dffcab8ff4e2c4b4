/** The calendar in force: the one the program ships, with the years that were imported. */
import type { JsonObject } from '../../kernel/json.ts';
import { withYear, type CalendarYear, type WorkCalendar } from '../../time/calendar.ts';

type ImportedYear = CalendarYear & { readonly year: string; readonly version: string; readonly source: string };

/** `values`: rows of the registry 工作日历, in any order; one year a row. */
export const calendarInForce = (shipped: WorkCalendar, values: readonly JsonObject[]): WorkCalendar =>
  values.reduce((calendar: WorkCalendar, value) => {
    const { year, version, off, work, status, source } = value as unknown as ImportedYear;
    const changed = withYear(calendar, Number(year), { off, work, status, source }, version);
    return changed.ok ? changed.value : calendar;
  }, shipped);
