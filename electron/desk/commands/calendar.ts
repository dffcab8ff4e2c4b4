/** A new year of the working-day calendar: written as a registry row, then every open due date that counted under it is moved. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { atField, ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import { movedDues } from '#shared/kinds/mechanism/moved-dues.ts';
import { withYear, type WorkCalendar } from '#shared/time/calendar.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { loadState } from '../journal/projections.ts';
import { all, get, sql } from '../store/handles.ts';
import { performAct, type Work } from './act.ts';
import { learntAt } from './learn.ts';
import { beginWithin, stepWithin } from './registry.ts';

export interface YearInput {
  readonly act: string;
  readonly year: string;
  readonly off: string[];
  readonly work: string[];
  readonly status: 'official' | 'estimated';
  readonly version: string;
  readonly source: string;
}

type YearTaken = {
  /** Open due dates that the new year moved. */
  readonly moved: number;
  readonly isAsked: boolean;
};

/** Where this desk is not the authority, the year is asked for, and the authority moves the dues. */
export function importYear(core: DeskCore, viewer: Viewer, input: YearInput): Result<YearTaken> {
  const { act, ...set } = input;
  const { year, off, work, status, source, version } = input;
  let inForce = core.calendar;
  const result = performAct(core, viewer, { id: act, procedure: 'registry.importYear', input: set }, (working) => {
    const calendar = withYear(core.calendar, Number(year), { off, work, status, source }, version);
    if (!calendar.ok) return atField(calendar, fieldOfSlip(calendar.refusal, input.work));
    const written = writeYear(core, viewer, working, set);
    if (!written.ok) return written;
    if (!core.isAuthority) return ok({ moved: 0, isAsked: true });
    inForce = calendar.value;
    return moveDues(core, viewer, working, calendar.value);
  });
  if (result.ok) core.calendar = inForce;
  return result;
}

/** Which item of the form the refusal is about; a date, in whichever of the two lists it stands. */
export function fieldOfSlip({ code, details = {} }: Refusal, work: readonly string[]): string {
  const where = String(details['where'] ?? '');
  if (code === 'calendar.invalid') return ['version', 'source'].find((name) => where.endsWith(name)) ?? 'year';
  const said = String(details['date'] ?? details['range'] ?? '');
  const isWork = code === 'calendar.workNotWeekend' || work.some((text) => text.includes(said));
  return isWork ? 'work' : 'off';
}

function writeYear(core: DeskCore, viewer: Viewer, work: Work, set: Omit<YearInput, 'act'>) {
  const row = get(
    work.transaction,
    sql<{ stream: string }>`SELECT stream FROM live_record WHERE kind = 'calendar' AND key = ${set.year}`,
  );
  if (row === undefined) return beginWithin(core, viewer, work, 'calendar', 'imported', { set: { ...set } });
  const { year: _year, ...changes } = set;
  return stepWithin(core, viewer, work, 'calendar', { stream: row.stream, type: 'replaced', data: { set: changes } });
}

/** 改期: an entry on each open case whose date the new calendar changes, or whose estimate it settles. */
function moveDues(core: DeskCore, viewer: Viewer, work: Work, calendar: WorkCalendar): Result<YearTaken> {
  const streams = all(
    work.transaction,
    sql<{ stream: string }>`SELECT DISTINCT d.stream FROM live_due d JOIN live_case c ON c.stream = d.stream
      WHERE d.met IS NULL AND c.is_open = 1`,
  );
  let moved = 0;
  for (const { stream } of streams) {
    const result = moveDuesOf(core, viewer, work, calendar, stream);
    if (!result.ok) return result;
    moved += result.value;
  }
  return ok({ moved, isAsked: false });
}

function moveDuesOf(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  calendar: WorkCalendar,
  stream: string,
): Result<number> {
  const first = loadState(work.transaction, core.findKind, stream);
  const kind = first && core.findKind(first.kind);
  if (first === undefined || kind === undefined) return refuse('stream.unknown');
  const learnt = learntAt(core, work.transaction, viewer);
  const moved = movedDues(kind, first, calendar);
  let state = first;
  for (const { from, to } of moved) {
    const data = { from, to } as unknown as JsonObject;
    const decision = decideNext(core.findKind, kind, state, { type: 'dueMoved', data }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: false, decision: decision.value });
    state = decision.value.state;
  }
  return ok(moved.length);
}
