/** Today's numbers; each is the count of the list its button opens. */
import { fromBeijing } from '#shared/time/instant.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { sql } from '../store/handles.ts';
import { countOf, listCases, totalOf } from './cases.ts';
import { todayOf } from './standings.ts';
import { visibleTo } from './viewer.ts';

const shown = 8;

export function homeOf(core: DeskCore, viewer: Viewer) {
  const today = todayOf(core);
  const list = (filter: 'overdue' | 'dueSoon' | 'all') =>
    listCases(core, viewer, { filter, search: '', limit: shown }).lines;
  const dayStart = unwrap(fromBeijing(today, '00:00:00'));
  const closed = sql`c.is_open = 0 AND c.is_counted = 1 AND c.last_on >= ${dayStart} AND ${visibleTo(viewer)}`;
  return {
    today,
    counts: {
      takenToday: totalOf(core, viewer, 'today'),
      open: totalOf(core, viewer, 'open'),
      overdue: totalOf(core, viewer, 'overdue'),
      dueSoon: totalOf(core, viewer, 'dueSoon'),
      undecided: totalOf(core, viewer, 'undecided'),
      closedToday: countOf(core, closed),
    },
    recent: list('all'),
    pressing: [...list('overdue'), ...list('dueSoon')].slice(0, shown),
  };
}
