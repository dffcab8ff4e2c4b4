/** The years of the working-day calendar in force here, and where each comes from: the program, or somebody at this desk. */
import type { YearView } from '#shared/contract/work.ts';
import type { DeskCore } from '../core.ts';
import { recordsOf } from './names.ts';

/** Newest first. `shipped`: as the program brings it; `entered`: imported or typed in here, over a shipped one if there was one. */
export function yearsOf(core: Pick<DeskCore, 'store' | 'calendar'>): YearView[] {
  const entered = new Set(recordsOf(core.store.read, 'calendar').map(({ key }) => key));
  const years = Object.entries(core.calendar.data.years).map(([year, { status, source = '', off, work }]) => ({
    year,
    status,
    source,
    origin: entered.has(year) ? ('entered' as const) : ('shipped' as const),
    off,
    work,
  }));
  return years.toSorted((a, b) => b.year.localeCompare(a.year));
}
