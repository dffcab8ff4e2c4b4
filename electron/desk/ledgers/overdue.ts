/**
 * 超期台账: what was met too late, or is late today, by the day it was due. Why, and whose time it was, somebody said (超期说明); what the limit
 * itself knows of that are its pauses and extensions.
 */
import { z } from 'zod';
import { word } from './ledger.ts';
import { caseLedger, type NameOf } from './of-cases.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { Due } from '#shared/kinds/mechanism/dues.ts';
import { overdueKey, overdueWhyKind } from '#shared/kinds/mechanism/project.ts';
import { daysBetween, getPlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore } from '../core.ts';
import { dueOfRow, nowOf, todayOf, type DueRow } from '../queries/standings.ts';
import { get, sql } from '../store/handles.ts';

function dueOf(core: DeskCore, stream: string, name: string): Due {
  const row = get(core.store.read, sql<DueRow>`SELECT * FROM live_due WHERE stream = ${stream} AND name = ${name}`);
  if (row === undefined) throw new Error('bug: a register names a due that is not there');
  return dueOfRow(row);
}

const said = z.object({ label: z.string(), value: z.string() });
const why = z.object({ reason: z.string(), by: z.string() });

/** As somebody said it; a limit that was begun anew has not been explained. */
function reasonOf(core: DeskCore, stream: string, due: string, nameOf: NameOf): string {
  const row = get(
    core.store.read,
    sql`SELECT label, value FROM live_record WHERE kind = ${overdueWhyKind} AND key = ${overdueKey(stream, due)}`,
  );
  if (row === undefined) return '没有写明';
  const { label, value } = said.parse(row);
  const { reason, by } = why.parse(JSON.parse(value));
  return `${word(`common.whose.${label}`, label)}：${reason}（${nameOf(by)}）`;
}

const units: Readonly<Record<string, string>> = { hour: '小时', workingDay: '个工作日' };

function stopsOf(core: DeskCore, kind: string, { pauses = [], extensions = [], limit }: Due): string {
  const unit = units[limit.unit] ?? '日';
  const paused = pauses.map(({ from, to, name }) => {
    const last = to === undefined ? todayOf(core) : dayOf(to);
    const called = word(`${kind}.value.procedure.${name}`, word(`common.procedure.${name}`, '特别程序'));
    return `${called}（${dayOf(from)} 至 ${last}，不计入时限）`;
  });
  const extended = extensions.map(({ amount, reason }) => `延期 ${String(amount)} ${unit}：${reason}`);
  const stops = [...paused, ...extended];
  return stops.length === 0 ? '没有' : stops.join('；');
}

export const overdue = caseLedger({
  name: 'overdue',
  ledger: 'overdue',
  title: '超期台账',
  basis: '按到期日；超过时限才办的，和到今天还没有办的。等申请人、等上级的时间不算超期。',
  columns: [
    { header: '时限', width: 9 },
    { header: '到期日', width: 12 },
    { header: '办理日', width: 12 },
    { header: '超期天数（自然日）', width: 8 },
    { header: '超期原因', width: 24 },
    { header: '暂停和延期', width: 18 },
  ],
  // Of a case that is done only what was met too late stands here; of the others the due itself says it, found by its own index.
  only: (
    core,
  ) => sql`(c.is_open = 0 OR EXISTS (SELECT 1 FROM live_due d WHERE d.stream = l.stream AND d.name = l.entry AND (d.met IS NOT NULL OR
    (d.is_paused = 0 AND CASE WHEN d.due_at IS NULL THEN d.due < ${todayOf(core)} ELSE d.due_at < ${nowOf(core)} END))))`,
  cells: ({ day, entry, kind, stream }, core, nameOf) => {
    const due = dueOf(core, stream, entry);
    const met = due.met === undefined ? undefined : dayOf(due.met);
    return [
      word(`${kind}.due.${entry}`, word(`${kind}.due.${entry.split(' ')[0] ?? entry}`, entry)),
      day,
      met ?? '还没有办',
      String(daysBetween(getPlainDate(day), met ?? todayOf(core))),
      reasonOf(core, stream, entry, nameOf),
      stopsOf(core, kind, due),
    ];
  },
});
