/** 作废登记簿: every number that was voided in a period, why and by whom, read from the entries themselves. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { fromBeijing } from '#shared/time/instant.ts';
import { addDays, type PlainDate } from '#shared/time/plain-date.ts';
import { unwrap } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { all, sql } from '../store/handles.ts';
import { staffNames } from './names.ts';
import { visibleTo } from './viewer.ts';

export interface VoidRow {
  readonly stream: string;
  readonly number: string;
  readonly title: string;
  readonly cause: string;
  readonly on: string;
  readonly reason: string;
  readonly byName: string;
  readonly askedByName: string;
}

export function voidRegisterOf(core: DeskCore, viewer: Viewer, from: PlainDate, to: PlainDate): VoidRow[] {
  const start = unwrap(fromBeijing(from, '00:00:00'));
  const end = unwrap(fromBeijing(addDays(to, 1), '00:00:00'));
  const nameOf = staffNames(core.store.read);
  const rows = all(
    core.store.read,
    sql<{
      stream: string;
      number: string;
      title: string;
      voided: string;
      voided_on: string;
      body: Uint8Array | null;
      by_staff: string;
      asked_by: string | null;
    }>`
      SELECT c.stream, c.number, c.title, c.voided, c.voided_on, e.body, e.by_staff,
        (SELECT a.by_staff FROM entry a WHERE a.stream = c.stream AND a.type = 'voidAsked' ORDER BY a.seq DESC LIMIT 1) AS asked_by
      FROM live_case c JOIN entry e ON e.stream = c.stream AND e.type = 'voided'
      WHERE c.voided <> '' AND c.voided_on >= ${start} AND c.voided_on < ${end} AND ${visibleTo(viewer)}
      ORDER BY c.voided_on`,
  );
  return rows.map((row) => ({
    stream: row.stream,
    number: row.number,
    title: row.title,
    cause: row.voided,
    on: row.voided_on,
    reason: reasonOf(row.body),
    byName: nameOf(row.by_staff),
    askedByName: row.asked_by === null ? '' : nameOf(row.asked_by),
  }));
}

function reasonOf(body: Uint8Array | null): string {
  // The number stays accounted for when the file is gone.
  if (body === null) return '档案已销毁';
  const { data } = JSON.parse(new TextDecoder().decode(body)) as { data: JsonObject };
  const { reason } = data;
  return typeof reason === 'string' ? reason : '';
}
