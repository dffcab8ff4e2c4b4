/** 待到证: what is decided and waits for its certificate, the oldest first. */
import { longestWaiting, type WaitingRow } from '#shared/contract/arrival.ts';
import { maskName } from '#shared/identity/masking.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { countOf, type LineRow } from './cases.ts';
import { visibleTo } from './viewer.ts';

export function waitingForCertificates(
  core: DeskCore,
  viewer: Viewer,
): { readonly rows: WaitingRow[]; readonly total: number } {
  const where = sql`c.queue <> '' AND c.queue = 'certificate' AND ${visibleTo(viewer)}`;
  const rows = all(
    core.store.read,
    sql<LineRow & { readonly matter: string }>`SELECT c.* FROM live_case c WHERE ${where}
      ORDER BY c.queue_day, c.row LIMIT ${longestWaiting}`,
  );
  return {
    rows: rows.map(({ stream, number, petitioner, matter, title, queue_day: day, began_on: beganOn }) => ({
      ...{ stream, number, matter, title, beganOn },
      petitioner: maskName(petitioner),
      since: getPlainDate(day),
    })),
    total: countOf(core, where),
  };
}
