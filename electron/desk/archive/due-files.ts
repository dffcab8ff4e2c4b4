/**
 * 到期档案: closed cases whose 保管期限 has passed, the oldest first, to be appraised (档案法实施条例 art. 24); and matters of closed cases for which
 * nobody has set one. A voided case (作废) counts from the day it was voided, one that went into another (并案) from that day, and not while the
 * other one is open: it may be taken apart again. It only tells: nothing is ever destroyed by itself. What an appraisal kept longer counts from
 * the day it said.
 */
import type { DueFiles } from '#shared/contract/archive.ts';
import { keptUntil, type Retention } from '#shared/archive/retention.ts';
import { maskName } from '#shared/identity/masking.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { destroyedKind, keptOnKind } from '#shared/kinds/mechanism/disposal.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { todayOf } from '../queries/standings.ts';
import { visibleTo } from '../queries/viewer.ts';
import { all, sql, type ReadHandle, type Transaction } from '../store/handles.ts';
import { retentionOf } from './file-facts.ts';
import { appraisedNow } from './under-appraisal.ts';

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
  readonly voided: string;
  readonly merged: string;
  /** What an appraisal said: a day, 'ever', or nothing. */
  readonly kept: string | null;
}

const closedRows = (core: DeskCore, viewer: Viewer, handle: ReadHandle | Transaction, before: string): readonly Row[] =>
  all(
    handle,
    sql<Row>`SELECT c.stream, c.number, c.title, c.matter, c.petitioner, c.voided, c.merged_into AS merged,
        max(e.on_at) AS closed,
        (SELECT coalesce(json_extract(k.value, '$.until'), 'ever') FROM live_record k
          WHERE k.kind = ${keptOnKind} AND k.key = c.stream) AS kept
      FROM live_case c JOIN entry e ON e.stream = c.stream
        AND CASE WHEN c.voided <> '' THEN e.type = 'voided' WHEN c.merged_into <> '' THEN e.type = 'merged'
          ELSE e.type IN (SELECT value FROM json_each(${JSON.stringify(closingTypes(core))})) END
      WHERE c.is_open = 0 AND NOT EXISTS (SELECT 1 FROM live_case m WHERE m.stream = c.merged_into AND m.is_open = 1)
        AND c.began_on < ${before} AND ${notDestroyed}
        AND ${visibleTo(viewer)}
      GROUP BY c.stream ORDER BY closed, c.number`,
  );

const notDestroyed = sql`NOT EXISTS (SELECT 1 FROM live_record d WHERE d.kind = ${destroyedKind} AND d.key = c.stream)`;

export interface DueFile {
  readonly stream: string;
  readonly number: string;
  readonly title: string;
  readonly matter: string;
  readonly petitioner: string;
  readonly closed: string;
  readonly retention: Retention;
  readonly until: string;
  /** What else than 办结 it ended by. */
  readonly ended: '' | 'voided' | 'merged';
}

/** Every one of them, unmasked. */
export function filesDue(core: DeskCore, viewer: Viewer, handle: ReadHandle | Transaction): readonly DueFile[] {
  const today = todayOf(core);
  const retained = periods(core);
  const before = `${String(Number(today.slice(0, 4)) - shortest)}-01-01`;
  return closedRows(core, viewer, handle, before).flatMap(({ closed: on, kept, voided, merged, ...row }) => {
    const retention = retained(row.matter);
    const closed = dayOf(on);
    if (retention === undefined) return [];
    const ended = voided !== '' ? 'voided' : merged !== '' ? 'merged' : '';
    const until = kept === null ? keptUntil(retention, closed.slice(0, 4)) : kept === 'ever' ? null : kept;
    return until === null || until >= today ? [] : [{ ...row, closed, retention, until, ended }];
  });
}

function periods(core: DeskCore): (matter: string) => Retention | undefined {
  const known = new Map<string, Retention | undefined>();
  return (matter) => {
    if (!known.has(matter)) known.set(matter, retentionOf(core, matter));
    return known.get(matter);
  };
}

interface MatterRow {
  readonly matter: string;
  readonly title: string;
  readonly count: number;
}

export function dueFiles(core: DeskCore, viewer: Viewer): DueFiles {
  const rows = filesDue(core, viewer, core.store.read);
  const under = appraisedNow(core.store.read);
  const retained = periods(core);
  const matters = all(
    core.store.read,
    sql<MatterRow>`SELECT c.matter, max(c.title) AS title, count(*) AS count FROM live_case c
      WHERE c.is_open = 0 AND c.matter <> '' AND ${notDestroyed}
        AND ${visibleTo(viewer)}
      GROUP BY c.matter ORDER BY c.matter`,
  );
  return {
    rows: rows.slice(0, longest).map(({ petitioner, ...row }) => ({
      ...row,
      petitioner: maskName(petitioner),
      appraisal: under.get(row.stream) ?? '',
    })),
    count: rows.length,
    unset: matters.flatMap(({ matter, title, count }) =>
      retained(matter) === undefined ? [{ code: matter, name: title, count }] : [],
    ),
  };
}
