/**
 * 到期档案: closed cases whose 保管期限 has passed, the oldest first, to be appraised (档案法实施条例 art. 24); and matters of closed cases for which
 * nobody has set one. It only tells: nothing is ever destroyed by itself.
 */
import type { DueFiles } from '#shared/contract/archive.ts';
import { keptUntil, type Retention } from '#shared/archive/retention.ts';
import { maskName } from '#shared/identity/masking.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { todayOf } from '../queries/standings.ts';
import { visibleTo } from '../queries/viewer.ts';
import { all, sql } from '../store/handles.ts';
import { retentionOf } from './file-facts.ts';

/** Of every kind the steps that close a case. */
const closingTypes = ({ kinds }: DeskCore): string[] => [
  ...new Set(
    kinds.flatMap(({ rulesets }) =>
      Object.values(rulesets).flatMap(({ steps, states }) =>
        Object.entries(steps).flatMap(([type, { to = '' }]) => (states[to] === 'done' ? [type] : [])),
      ),
    ),
  ),
];

/** Years that the shortest period lasts: what began later cannot have passed it. */
const shortest = 10;
const longest = 500;

interface Row {
  readonly stream: string;
  readonly number: string;
  readonly title: string;
  readonly matter: string;
  readonly petitioner: string;
  readonly closed: string;
}

function closedRows(core: DeskCore, viewer: Viewer, before: string): readonly Row[] {
  return all(
    core.store.read,
    sql<Row>`SELECT c.stream, c.number, c.title, c.matter, c.petitioner, max(e.on_at) AS closed
      FROM live_case c JOIN entry e ON e.stream = c.stream
        AND e.type IN (SELECT value FROM json_each(${JSON.stringify(closingTypes(core))}))
      WHERE c.is_open = 0 AND c.voided = '' AND c.merged_into = '' AND c.began_on < ${before} AND ${visibleTo(viewer)}
      GROUP BY c.stream ORDER BY closed`,
  );
}

interface MatterRow {
  readonly matter: string;
  readonly title: string;
  readonly count: number;
}

export function dueFiles(core: DeskCore, viewer: Viewer): DueFiles {
  const today = todayOf(core);
  const known = new Map<string, Retention | undefined>();
  const retained = (matter: string): Retention | undefined => {
    if (!known.has(matter)) known.set(matter, retentionOf(core, matter));
    return known.get(matter);
  };
  const before = `${String(Number(today.slice(0, 4)) - shortest)}-01-01`;
  const rows = closedRows(core, viewer, before).flatMap(({ petitioner, matter, closed: on, ...row }) => {
    const retention = retained(matter);
    const closed = dayOf(on);
    const until = retention === undefined ? null : keptUntil(retention, closed.slice(0, 4));
    if (retention === undefined || until === null || until >= today) return [];
    return [{ ...row, petitioner: maskName(petitioner), closed, retention, until }];
  });
  const matters = all(
    core.store.read,
    sql<MatterRow>`SELECT c.matter, max(c.title) AS title, count(*) AS count FROM live_case c
      WHERE c.is_open = 0 AND c.voided = '' AND c.merged_into = '' AND c.matter <> '' AND ${visibleTo(viewer)}
      GROUP BY c.matter ORDER BY c.matter`,
  );
  return {
    rows: rows.slice(0, longest),
    count: rows.length,
    unset: matters.flatMap(({ matter, title, count }) =>
      retained(matter) === undefined ? [{ code: matter, name: title, count }] : [],
    ),
  };
}
