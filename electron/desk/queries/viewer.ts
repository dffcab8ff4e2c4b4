/** Who sees what: the one place. Every query takes a `Viewer` first and adds `visibleTo`. */
import type { Sql } from 'sql-template-tag';
import { join } from 'sql-template-tag';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import { recusedOf } from '#shared/kinds/mechanism/recusal.ts';
import type { StreamState } from '#shared/kinds/mechanism/state.ts';
import type { Viewer } from '../core.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';

/**
 * The row filter on `live_case` (alias `c`): cases of the viewer's station, of all stations for those who may, and sealed parts
 * only for those who hold the seal's permission; never a case that is about the viewer (回避). Without the permission to read cases: none.
 */
export function visibleTo(viewer: Viewer): Sql {
  if (!viewer.may.has('case.read')) return sql`0`;
  // The plus keeps it a filter on rows: as an index it would win over the one that has the order of the list.
  const station = viewer.may.has('case.seeAllStations') ? sql`1` : sql`+c.station = ${viewer.station}`;
  return sql`${station} AND c.seal IN (${join(['', ...viewer.may])}) AND ${notAbout(viewer)} AND ${inSample(viewer)}`;
}

/** 检查人员 who were let in for one sample: everything else is as if it were not there. */
const inSample = ({ inspects }: Viewer): Sql =>
  inspects?.only === undefined
    ? sql`1`
    : sql`+c.stream IN (SELECT value FROM json_each(${JSON.stringify([...inspects.only])}))`;

/** Whoever sees a sample alone sees nothing that is of no case. */
const isOfSample = ({ inspects }: Viewer): boolean => inspects?.only !== undefined;

/** 回避: ids are of one length, so that none is part of another. */
export const notAbout = (viewer: Viewer): Sql => sql`(c.hidden_from = '' OR instr(c.hidden_from, ${viewer.staff}) = 0)`;

/** Of a list of everything: a person of one station reads that station's rows, not all in search of theirs. */
export const allVisibleTo = (viewer: Viewer): Sql =>
  viewer.may.has('case.seeAllStations') ? sql`1` : sql`c.station = ${viewer.station}`;

const allPartiesOf = (viewer: Viewer): Sql =>
  viewer.inspects !== undefined
    ? sql`0`
    : viewer.may.has('case.seeAllStations')
      ? sql`1`
      : sql`p.station = ${viewer.station}`;

/** The row filter on `live_memo` (alias `m`): as of cases. */
export function memoVisibleTo(viewer: Viewer): Sql {
  if (!viewer.may.has('case.read') || isOfSample(viewer)) return sql`0`;
  return viewer.may.has('case.seeAllStations') ? sql`1` : sql`+m.station = ${viewer.station}`;
}

/** The row filter on `live_trip` (alias `t`), which holds nothing of a person: by station, as of cases. */
export function tripVisibleTo(viewer: Viewer): Sql {
  if (!viewer.may.has('case.read') || isOfSample(viewer)) return sql`0`;
  return viewer.may.has('case.seeAllStations') ? sql`1` : sql`t.station = ${viewer.station}`;
}

/** Which of some streams a person may hear of: their cases, people of their station, and every registry. */
export function streamsSeenBy(read: ReadHandle, viewer: Viewer, streams: readonly string[]): string[] {
  if (streams.length === 0) return [];
  const hidden = all(
    read,
    sql<{
      stream: string;
    }>`SELECT c.stream FROM live_case c WHERE c.stream IN (${join([...streams])}) AND NOT (${visibleTo(viewer)})`,
  );
  const strangers = all(
    read,
    sql<{ stream: string }>`SELECT p.stream FROM live_party p WHERE p.stream IN (${join([...streams])})
      AND NOT (${viewer.may.has('case.read') ? allPartiesOf(viewer) : sql`0`})`,
  );
  const others = all(
    read,
    sql<{ stream: string }>`SELECT m.stream FROM live_memo m WHERE m.stream IN (${join([...streams])})
      AND NOT (${memoVisibleTo(viewer)})`,
  );
  const isHidden = new Set([...hidden, ...strangers, ...others].map(({ stream }) => stream));
  return streams.filter((stream) => !isHidden.has(stream));
}

/** The same for a stream that was loaded whole. */
export function isVisible(viewer: Viewer, kind: Kind, state: StreamState): boolean {
  if (!viewer.may.has(kind.read) || recusedOf(kind.recuses ?? [], state).includes(viewer.staff)) return false;
  if (kind.form !== 'registry' && viewer.inspects?.only?.has(state.stream) === false) return false;
  return kind.form === 'registry' || viewer.may.has('case.seeAllStations') || state.station === viewer.station;
}
