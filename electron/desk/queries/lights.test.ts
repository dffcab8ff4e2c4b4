/** 超期 and 快到期 are one thing: the number on the home screen, the rows its button opens, and the colour of each row. */
import { expect, it } from 'vitest';
import type { CaseLine } from '#shared/contract/case.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import { noDue } from '#shared/kinds/mechanism/project.ts';
import { fromBeijing, millisOf } from '#shared/time/instant.ts';
import { addDays, getPlainDate } from '#shared/time/plain-date.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { seed } from '../../../tests/support/seed.ts';
import { all, run, sql, transact, type Transaction } from '../store/handles.ts';

const start = getPlainDate('2026-11-22');
const units = ['workingDay', 'calendarDay', 'hour'] as const;
const lapses = ['overdue', 'overdue', 'overdue', 'deemedAccepted', 'expired'] as const;

/** One made-up due within a fortnight of the start, most of them owed; answers its day where it counts for `next_due`. */
function putDue(transaction: Transaction, stream: string, name: string, pick: (below: number) => number): string {
  const due = addDays(start, pick(20) - 6);
  const unit = units[pick(3)] ?? 'hour';
  const dueAt =
    unit === 'hour' ? unwrap(fromBeijing(due, `${String(pick(24)).padStart(2, '0')}:${pick(2) ? '00' : '30'}`)) : null;
  const met = pick(5) === 0 ? unwrap(fromBeijing(addDays(due, pick(9) - 4), '10:00')) : null;
  // Some stand still; of these some were late before they did, and stay so.
  const from = pick(5) === 0 ? unwrap(fromBeijing(addDays(start, pick(20) - 6), '10:00')) : null;
  const isPaused = from !== null && (dueAt === null ? dayOf(from) <= due : from <= dueAt);
  const stops = from === null ? '' : JSON.stringify({ pauses: [{ from, name: 'test', basis: '' }] });
  run(
    transaction,
    sql`INSERT INTO live_due (stream, name, amount, unit, from_at, due, due_at, estimated, calendar_version, lapse, met,
      is_paused, stops) VALUES (${stream}, ${name}, 5, ${unit}, '2026-11-01T01:00:00.000Z', ${due}, ${dueAt}, 0, 'made-up', ${lapses[pick(5)] ?? 'overdue'}, ${met},
      ${Number(isPaused)}, ${stops})`,
  );
  return met === null && !isPaused ? due : noDue;
}

function putDues(desk: TestDesk, pick: (below: number) => number): void {
  transact(desk.core().store.write, (transaction) => {
    run(transaction, sql`DELETE FROM live_due`);
    for (const { stream } of all(transaction, sql<{ stream: string }>`SELECT stream FROM live_case`)) {
      const days = ['a', 'b', 'c'].slice(0, pick(4)).map((name) => putDue(transaction, stream, name, pick));
      run(
        transaction,
        sql`UPDATE live_case SET next_due = ${days.toSorted()[0] ?? noDue}, is_open = ${Number(pick(8) > 0)} WHERE stream = ${stream}`,
      );
    }
  });
}

interface List {
  readonly lines: CaseLine[];
  readonly total: number | null;
}
const list = (window: Window, filter: string): Promise<List> =>
  window.ask('case.list', { filter, search: '', limit: 200 });
const streams = ({ lines }: List): string[] => lines.map(({ stream }) => stream).toSorted();

it('the home numbers, the lists and the colours agree, whatever is due in which unit and with which effect', async () => {
  const chance = seed();
  const { pick } = makeWorld(chance);
  const desk = await setUpDesk({ seed: 91 });
  for (let count = 0; count < 90; count += 1) await desk.chief.ask('case.begin', intake(desk.newId()));
  putDues(desk, pick);
  const seen = new Set<string>();
  for (const at of ['00:00', '08:15', '23:59', '12:30', '09:00', '17:45']) {
    const day = addDays(start, 1 + pick(8));
    desk.world.clock.advance(millisOf(unwrap(fromBeijing(day, at))) - desk.world.clock.now());
    const every = await list(desk.chief, 'all');
    const shining = (light: string): string[] =>
      every.lines.flatMap((line) => (line.light === light ? [line.stream] : [])).toSorted();
    const { counts } = await desk.chief.ask<{ counts: Record<string, number> }>('home.summary', {});
    for (const [filter, light] of [
      ['overdue', 'red'],
      ['dueSoon', 'yellow'],
    ] as const) {
      const rows = await list(desk.chief, filter);
      const when = `${day} ${at} ${filter}, seed ${String(chance)}`;
      expect([when, streams(rows)]).toEqual([when, shining(light)]);
      expect([when, rows.total, counts[filter]]).toEqual([when, rows.lines.length, rows.lines.length]);
      if (rows.lines.length > 0) seen.add(filter);
    }
    seen.add(shining('none').length > 0 ? 'none' : 'all shine');
  }
  expect([...seen].toSorted()).toEqual(['dueSoon', 'none', 'overdue']);
});
