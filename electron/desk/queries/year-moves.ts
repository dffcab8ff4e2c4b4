/** What a year of the calendar would move, counted from the rows of what is owed; nothing is written. */
import type { MovedCase, YearMoves } from '#shared/contract/time.ts';
import { atField, ok, type Result } from '#shared/kernel/result.ts';
import { namedDue, type Due } from '#shared/kinds/mechanism/dues.ts';
import { movedDue } from '#shared/kinds/mechanism/moved-dues.ts';
import { withYear, type CalendarYear, type WorkCalendar } from '#shared/time/calendar.ts';
import { lightEdges, standing, type LightEdges } from '#shared/time/standing.ts';
import { fieldOfSlip } from '../commands/calendar.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { dueOfRow, nowOf, todayOf, type DueRow } from './standings.ts';
import { visibleTo } from './viewer.ts';

export interface YearQuestion {
  readonly year: string;
  readonly off: readonly string[];
  readonly work: readonly string[];
  readonly status: CalendarYear['status'];
}

/** Shown at most; the counts are of all. */
const mostShown = 200;
/** No calendar is stored under it: it is only counted with. */
const triedVersion = 'preview';

interface OwedRow extends DueRow {
  readonly kind: string;
  readonly number: string;
  readonly title: string;
  readonly is_visible: number;
}

/** Refusals: the same as of the import, for the same slips. */
export function yearMovesOf(core: DeskCore, viewer: Viewer, question: YearQuestion): Result<YearMoves> {
  const { year, off, work, status } = question;
  const tried = withYear(core.calendar, Number(year), { off: [...off], work: [...work], status }, triedVersion);
  if (!tried.ok) return atField(tried, fieldOfSlip(tried.refusal, work));
  const found = movesUnder(core, viewer, tried.value);
  const moved = found.filter(({ from, to }) => from.due !== to.due);
  const cases = moved.filter(({ isVisible }) => isVisible).map(({ shown }) => shown);
  return ok({
    moved: moved.length,
    overdue: moved.filter(({ shown }) => shown.becomesOverdue).length,
    settled: found.length - moved.length,
    cases: cases.toSorted(byNewDay).slice(0, mostShown),
    isAuthority: core.isAuthority,
  });
}

const byNewDay = (a: MovedCase, b: MovedCase): number => (`${a.to}${a.number}` < `${b.to}${b.number}` ? -1 : 1);

interface Move {
  readonly from: Due;
  readonly to: Due;
  readonly isVisible: boolean;
  readonly shown: MovedCase;
}

function movesUnder(core: DeskCore, viewer: Viewer, calendar: WorkCalendar): readonly Move[] {
  const day = { today: todayOf(core), now: nowOf(core) };
  const [before, after] = [core.calendar, calendar].map((one) => lightEdges({ ...day, calendar: one }));
  const isOverdue = (due: Due, edges?: LightEdges): boolean =>
    standing({ ...day, calendar, dues: [namedDue(due)] }, edges).light === 'red';
  return owedRows(core, viewer).flatMap((row): Move[] => {
    const from = dueOfRow(row);
    const to = movedDue(from, calendar);
    if (to === undefined) return [];
    const { stream, kind, number, title } = row;
    const becomesOverdue = !isOverdue(from, before) && isOverdue(to, after);
    const shown = { stream, kind, number, title, due: from.name, from: from.due, to: to.due, becomesOverdue };
    return [{ from, to, isVisible: row.is_visible === 1, shown }];
  });
}

/** All that is owed of open cases: who imports a year is told how many it moves, before as after, and which only where they may read them. */
const owedRows = ({ store }: DeskCore, viewer: Viewer): readonly OwedRow[] =>
  all(
    store.read,
    sql<OwedRow>`SELECT d.*, c.kind, c.number, c.title, (${visibleTo(viewer)}) AS is_visible
      FROM live_case c JOIN live_due d ON d.stream = c.stream WHERE c.is_open = 1 AND d.met IS NULL`,
  );
