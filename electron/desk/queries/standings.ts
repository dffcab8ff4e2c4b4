/** How the due dates of listed cases stand today; time passing writes nothing. */
import { join, type Sql } from 'sql-template-tag';
import { dueSchema, namedDue, stopsSchema, type Due } from '#shared/kinds/mechanism/dues.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { Instant } from '#shared/time/instant.ts';
import { lightEdges, standing, type LightEdges, type Standing } from '#shared/time/standing.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore, Ports } from '../core.ts';
import { all, sql } from '../store/handles.ts';

type Clocked = { readonly ports: Pick<Ports, 'clock'> };
export const nowOf = (core: Clocked): Instant => new Date(core.ports.clock.now()).toISOString() as Instant;
export const todayOf = (core: Clocked): PlainDate => dayOf(nowOf(core));

const dayOfAsking = (core: DeskCore) => ({ today: todayOf(core), now: nowOf(core), calendar: core.calendar });

export const standingOf = (core: DeskCore, dues: readonly Due[], edges?: LightEdges): Standing =>
  standing({ ...dayOfAsking(core), dues: dues.map(namedDue) }, edges);

export interface Shining {
  /** 超期 and 快到期 as conditions on an open case `c`: those whose light is red, those whose light is yellow. */
  readonly red: Sql;
  readonly yellow: Sql;
}

/**
 * The comparisons of `shared/time/standing.ts` in SQL. `next_due` (the earliest due not met of those that run) only bounds the walk along its index: a
 * lapsed one (视为受理) lies before today and shines no more, and another due of the same case may.
 */
export function shiningOf(core: DeskCore): Shining {
  const { today, now, soon } = lightEdges(dayOfAsking(core));
  const past = sql`(CASE WHEN d.due_at IS NULL THEN d.due < ${today} ELSE d.due_at < ${now} END)`;
  const near = sql`(d.due = ${today} OR CASE d.unit WHEN 'hour' THEN d.due_at < ${soon.hour}
    WHEN 'workingDay' THEN d.due <= ${soon.workingDay} ELSE d.due <= ${soon.calendarDay} END)`;
  const owed = (what: Sql): Sql =>
    sql`EXISTS (SELECT 1 FROM live_due d WHERE d.stream = c.stream AND d.met IS NULL AND d.is_paused = 0 AND d.lapse <> 'waiting' AND ${what})`;
  const overdue = owed(sql`d.lapse = 'overdue' AND ${past}`);
  const latest = [soon.workingDay, soon.calendarDay, dayOf(soon.hour)].toSorted().at(-1) ?? today;
  return {
    red: sql`c.next_due <= ${today} AND ${overdue}`,
    yellow: sql`c.next_due <= ${latest} AND NOT ${overdue} AND ${owed(sql`NOT ${past} AND ${near}`)}`,
  };
}

export interface DueRow {
  readonly stream: string;
  readonly name: string;
  readonly amount: number;
  readonly unit: string;
  readonly from_at: string;
  readonly due: string;
  readonly due_at: string | null;
  readonly estimated: number;
  readonly calendar_version: string;
  readonly lapse: string;
  readonly met: string | null;
  readonly is_paused: number;
  readonly stops: string;
}

/** Standings of several streams by one query. */
export function standingsOf(core: DeskCore, streams: readonly string[]): ReadonlyMap<string, Standing> {
  if (streams.length === 0) return new Map();
  const rows = all(core.store.read, sql<DueRow>`SELECT * FROM live_due WHERE stream IN (${join([...streams])})`);
  const byStream = Map.groupBy(rows, ({ stream }) => stream);
  const edges = lightEdges(dayOfAsking(core));
  return new Map(
    streams.map((stream) => [stream, standingOf(core, (byStream.get(stream) ?? []).map(dueOfRow), edges)]),
  );
}

export const dueOfRow = (row: DueRow): Due =>
  dueSchema.parse({
    name: row.name,
    limit: { amount: row.amount, unit: row.unit },
    from: row.from_at,
    due: row.due,
    dueAt: row.due_at,
    estimated: row.estimated === 1,
    calendarVersion: row.calendar_version,
    lapse: row.lapse,
    ...(row.met === null ? {} : { met: row.met }),
    ...(row.stops === '' ? {} : stopsSchema.parse(JSON.parse(row.stops))),
  });
