/**
 * 检查人员: somebody from outside who looks for some days. How long is held against the latest time this desk has known, whatever its clock says
 * now: a clock that was set back gives nobody a day more.
 */
import { inspectionValueSchema } from '#shared/kinds/inspection/index.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { PlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore, Viewer } from './core.ts';
import { readSetting } from './settings.ts';
import { get, sql } from './store/handles.ts';
import { heardSetting } from './sync/link-state.ts';

type Inspects = NonNullable<Viewer['inspects']>;

/** `sample`: stream of the 迎检; one that is not here holds no case. */
export function inspectionOf(core: DeskCore, until: PlainDate, sample: string | undefined): Inspects {
  if (sample === undefined) return { until };
  const row = get(
    core.store.read,
    sql<{ value: string }>`SELECT value FROM live_record WHERE kind = 'inspection' AND stream = ${sample}`,
  );
  const { rows } = row === undefined ? { rows: [] } : inspectionValueSchema.parse(JSON.parse(row.value));
  return { until, only: new Set(rows) };
}

/** The clock, the newest entry of this desk, what it heard of others, the newest look: whichever is latest. */
function latestKnown(core: DeskCore): string {
  const { read } = core.store;
  const written = get(read, sql<{ at: string }>`SELECT last_at AS at FROM writer WHERE id = ${core.writer.id}`)?.at;
  const looked = get(
    read,
    sql<{
      at: string;
    }>`SELECT at FROM audit WHERE type IN ('reveal', 'look', 'search') ORDER BY at DESC, seq DESC LIMIT 1`,
  )?.at;
  const known = [written, looked, readSetting(read, heardSetting)].map((at) => (at ?? '').slice(0, 24));
  return [new Date(core.ports.clock.now()).toISOString(), ...known].toSorted().at(-1) ?? '';
}

export const isOver = (core: DeskCore, { until }: Inspects): boolean => dayOf(latestKnown(core)) > until;
