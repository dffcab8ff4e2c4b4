/** Today's numbers; each is the count of the list its button opens. */
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { listCases, totalOf } from './cases.ts';
import { countLost } from './custody.ts';
import { memoCounts } from './memos.ts';
import { countAwaited } from './signatures.ts';
import { todayOf } from './standings.ts';
import { allVisibleTo, visibleTo } from './viewer.ts';

const shown = 8;
/** 常办事项: counted among the last cases, so that it costs the same in a file of any size. */
const frequentShown = 6;
const frequentAmong = 300;

export function homeOf(core: DeskCore, viewer: Viewer) {
  const today = todayOf(core);
  const list = (filter: 'overdue' | 'dueSoon' | 'all') =>
    listCases(core, viewer, { filter, search: '', limit: shown }).lines;
  return {
    today,
    counts: {
      takenToday: totalOf(core, viewer, 'today'),
      open: totalOf(core, viewer, 'open'),
      overdue: totalOf(core, viewer, 'overdue'),
      dueSoon: totalOf(core, viewer, 'dueSoon'),
      waiting: totalOf(core, viewer, 'waiting'),
      undecided: totalOf(core, viewer, 'undecided'),
      toTell: totalOf(core, viewer, 'toTell'),
      uncollected: totalOf(core, viewer, 'uncollected'),
      unsigned: totalOf(core, viewer, 'unsigned'),
      awaited: countAwaited(core, viewer),
      lostOriginals: countLost(core, viewer),
    },
    recent: list('all'),
    frequent: frequentOf(core, viewer),
    memos: memoCounts(core, viewer),
    pressing: [...list('overdue'), ...list('dueSoon')].slice(0, shown),
  };
}

interface FrequentRow {
  readonly kind: string;
  readonly code: string;
  readonly name: string;
}

/** What is taken in most often here and can still be: a new case of it begins with one key. */
const frequentOf = (core: DeskCore, viewer: Viewer): FrequentRow[] =>
  all(
    core.store.read,
    sql<FrequentRow>`SELECT recent.kind, recent.matter AS code, r.label AS name FROM (
        SELECT c.kind, c.matter FROM live_case c
        WHERE c.is_counted = 1 AND c.matter <> '' AND ${allVisibleTo(viewer)} AND ${visibleTo(viewer)}
        ORDER BY c.last_on DESC, c.row DESC LIMIT ${frequentAmong}) recent
      JOIN live_record r ON r.kind = 'matter' AND r.key = recent.matter
      WHERE json_extract(r.value, '$.isActive') = 1
      GROUP BY recent.kind, recent.matter ORDER BY count(*) DESC, recent.matter LIMIT ${frequentShown}`,
  );
