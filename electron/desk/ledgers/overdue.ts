/**
 * 超期台账: what was met too late, or is late today, by the day it was due. Why, and whose time it was: the pauses and extensions of the limit say
 * so; time that is neither is this office's own.
 */
import { word } from './ledger.ts';
import { caseLedger } from './of-cases.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { Due } from '#shared/kinds/mechanism/dues.ts';
import { daysBetween, getPlainDate } from '#shared/time/plain-date.ts';
import type { DeskCore } from '../core.ts';
import { dueOfRow, nowOf, todayOf, type DueRow } from '../queries/standings.ts';
import { get, sql } from '../store/handles.ts';

function dueOf(core: DeskCore, stream: string, name: string): Due {
  const row = get(core.store.read, sql<DueRow>`SELECT * FROM live_due WHERE stream = ${stream} AND name = ${name}`);
  if (row === undefined) throw new Error('bug: a register names a due that is not there');
  return dueOfRow(row);
}

const units: Readonly<Record<string, string>> = { hour: '小时', workingDay: '个工作日' };

function whoseTime(core: DeskCore, kind: string, { pauses = [], extensions = [], limit }: Due): string {
  const unit = units[limit.unit] ?? '日';
  const paused = pauses.map(({ from, to, name }) => {
    const last = to === undefined ? todayOf(core) : dayOf(to);
    const called = word(`${kind}.value.procedure.${name}`, word(`common.procedure.${name}`, '特别程序'));
    return `${called}（${dayOf(from)} 至 ${last}，不计入时限）`;
  });
  const extended = extensions.map(({ amount, reason }) => `延期 ${String(amount)} ${unit}：${reason}`);
  const said = [...paused, ...extended];
  return said.length === 0 ? '没有暂停和延期，时间都在本单位' : `${said.join('；')}；其余时间在本单位`;
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
    { header: '原因和时间去向', width: 28 },
  ],
  // Joined by what its own index finds at once.
  only: (
    core,
  ) => sql`EXISTS (SELECT 1 FROM live_due d WHERE d.stream = l.stream AND d.name = l.entry AND (d.met IS NOT NULL OR
    (d.is_paused = 0 AND CASE WHEN d.due_at IS NULL THEN d.due < ${todayOf(core)} ELSE d.due_at < ${nowOf(core)} END)))`,
  cells: ({ day, entry, kind, stream }, core) => {
    const due = dueOf(core, stream, entry);
    const met = due.met === undefined ? undefined : dayOf(due.met);
    return [
      word(`${kind}.due.${entry}`, word(`${kind}.due.${entry.split(' ')[0] ?? entry}`, entry)),
      day,
      met ?? '还没有办',
      String(daysBetween(getPlainDate(day), met ?? todayOf(core))),
      whoseTime(core, kind, due),
    ];
  },
});
