/** How the due dates of listed cases stand today; time passing writes nothing. */
import { join } from 'sql-template-tag';
import { dueSchema, namedDue, type Due } from '#shared/kinds/mechanism/dues.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { Instant } from '#shared/time/instant.ts';
import { standing, type Standing } from '#shared/time/standing.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore } from '../core.ts';
import { all, sql } from '../store/handles.ts';

export const nowOf = (core: Pick<DeskCore, 'ports'>): Instant =>
  new Date(core.ports.clock.now()).toISOString() as Instant;
export const todayOf = (core: Pick<DeskCore, 'ports'>): PlainDate => dayOf(nowOf(core));

export const standingOf = (core: DeskCore, dues: readonly Due[]): Standing =>
  standing({ dues: dues.map(namedDue), today: todayOf(core), now: nowOf(core), calendar: core.calendar });

interface DueRow {
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
}

/** Standings of several streams by one query. */
export function standingsOf(core: DeskCore, streams: readonly string[]): ReadonlyMap<string, Standing> {
  if (streams.length === 0) return new Map();
  const rows = all(core.store.read, sql<DueRow>`SELECT * FROM live_due WHERE stream IN (${join([...streams])})`);
  const byStream = Map.groupBy(rows, ({ stream }) => stream);
  return new Map(streams.map((stream) => [stream, standingOf(core, (byStream.get(stream) ?? []).map(dueOfRow))]));
}

const dueOfRow = (row: DueRow): Due =>
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
  });
