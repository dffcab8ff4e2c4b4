/** The plans of the queries that run all day: none reads every case, with none and with 2,000 in the file. */
import sqlTemplate, { Sql } from 'sql-template-tag';
import { expect, it } from 'vitest';
import { memoFilters } from '#shared/contract/memo.ts';
import { listFilters } from '#shared/contract/case.ts';
import { ledgerNames } from '#shared/contract/ledger.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { all, run, transact } from '../store/handles.ts';

/** Every call looks slow, so that the store's own log tells its SQL. */
async function openLogged(seed: number): Promise<{ desk: TestDesk & { readonly chief: Window }; said: Set<string> }> {
  const said = new Set<string>();
  let now = 0;
  const log = {
    warn: (fields: Readonly<Record<string, string | number>>) => {
      said.add(String(fields['sql']));
    },
  };
  const desk = await setUpDesk({ seed, options: { log, elapsed: () => (now += 100) } });
  return { desk, said };
}

const isQuery = (text: string): boolean => /^\s*SELECT/.test(text) && !text.includes('BEGIN IMMEDIATE');

function planOf(desk: TestDesk, text: string): string[] {
  const strings = `EXPLAIN QUERY PLAN ${text}`.split('?');
  const query = new Sql(
    strings,
    strings.slice(1).map(() => null),
  );
  return all<{ detail: string }>(desk.core().store.read, query).map(({ detail }) => detail);
}

/**
 * No full scan: a walk along an index in the order of the list, which ends with its LIMIT, and one along an index that holds only
 * what is looked for (待核对, 作废, waiting jobs).
 */
const isFullScan = (detail: string): boolean =>
  /^SCAN (c|d|live_case|p|live_paper|live_person|live_due|j|print_job|e|entry|live_file|m|live_memo|t|live_trip|l|live_ledger|a)\b/.test(
    detail,
  ) && !/USING INDEX (g\d+_cases_(by_last|by_station|by_void|undecided|unsigned)|print_job_waiting)$/.test(detail);

const isSort = (detail: string): boolean => detail.includes('TEMP B-TREE FOR ORDER BY');

function fill(desk: TestDesk, count: number): void {
  transact(desk.core().store.write, (transaction) => {
    run(
      transaction,
      sqlTemplate`INSERT INTO live_case SELECT 10000 + n.value, printf('00000000-0000-7000-8000-%012d', n.value), kind, CASE n.value % 20 WHEN 0 THEN station ELSE
        '36073210820' || (n.value % 9) END, seal, number || n.value, official_number, status, n.value % 3 = 0, is_counted, 0, title,
        matter, petitioner, began_on, began_day, last_on, began_by, next_due, voided, voided_on, merged_into, needs_upgrade, visit,
        queue, queue_day, tries, unsigned_day, hidden_from, about
        FROM live_case, json_each(${JSON.stringify(Array.from({ length: count }, (_, index) => index))}) n
        WHERE row = (SELECT min(row) FROM live_case)`,
    );
    run(
      transaction,
      sqlTemplate`INSERT INTO live_trip SELECT stream, 1, stream, kind, station, 'correction', 'M' || (row % 60), '1', began_day, began_day,
        '', '["户口簿"]', 0 FROM live_case WHERE row >= 10000`,
    );
    run(
      transaction,
      sqlTemplate`INSERT INTO live_ledger SELECT c.stream, n.value, (SELECT id FROM entry LIMIT 1), c.began_day FROM live_case c,
        json_each('["notified","refused","tolerant","complaint","reprinted"]') n WHERE c.row >= 10000`,
    );
  });
}

async function askEverything(window: Window, stream: string): Promise<void> {
  for (const filter of listFilters) {
    const page = await window.ask<{ cursor: string | null }>('case.list', { filter, search: '', limit: 1 });
    if (page.cursor !== null) await window.ask('case.list', { filter, search: '', limit: 1, cursor: page.cursor });
    await window.ask('case.list', { filter, search: '桂花 5555', limit: 50 });
  }
  await window.ask('home.summary', {});
  await window.ask('case.page', { stream, reveal: false });
  await window.ask('case.similar', { idNumber: '360732198512310019', phone: '13907975555' });
  await window.call('case.byCode', { code: '108201A72611220001K' });
  await window.call('case.byCode', { code: '永丰镇〔2026〕1号' });
  await window.ask('case.voidRegister', { from: '2026-01-01', to: '2026-12-31' });
  await window.ask('paper.waiting', {});
  await window.ask('draft.list', {});
  await window.ask('many.list', {});
  await window.ask('many.openCases', { matter: 'SAMPLE', numbers: ['360732198512310019', '360732198512310027'] });
  await window.ask('draft.parked', {});
  for (const filter of memoFilters) await window.ask('memo.list', { kind: 'inquiry', filter });
  await window.ask('memo.list', { kind: 'referral', filter: 'all', about: stream });
  await window.ask('trip.ledger', { from: '2026-01-01', to: '2026-12-31' });
  const registers = { from: '2026-01-01', to: '2026-12-31' };
  await window.ask('ledger.counts', registers);
  for (const ledger of ledgerNames.filter((name) => name !== 'looks')) {
    const asked = { ledger, ...registers, limit: 1 };
    const { after } = await window.ask<{ after: string[] | null }>('ledger.page', asked);
    if (after !== null) await window.ask('ledger.page', { ...asked, after });
  }
  await window.ask('trip.returning', { stream, idNumber: '360732198512310019', phone: '13907975555' });
  await window.ask('desk.status', {});
}

it.each([0, 2000])('no query of daily work scans a table, with %i more cases in the file', async (count) => {
  const { desk, said } = await openLogged(71);
  const village = await desk.person('cun', ['village']);
  const { stream } = await desk.chief.ask<{ stream: string }>('case.begin', intake(desk.newId(), { print: 'A5' }));
  fill(desk, count);
  said.clear();
  await askEverything(desk.chief, stream);
  await askEverything(village, stream);
  const queries = [...said].filter(isQuery);
  expect(queries.length).toBeGreaterThan(20);
  const scans = queries.flatMap((text) =>
    planOf(desk, text)
      .filter(isFullScan)
      .map((detail) => ({ detail, text })),
  );
  expect(scans).toEqual([]);
  // The few cases of one person are sorted, and the counts of 常办事项; a list never is.
  const isList = (text: string): boolean =>
    text.includes('ORDER BY c.') && !/live_person|live_ledger|GROUP BY/.test(text);
  const lists = queries.filter(isList);
  expect(lists.length).toBeGreaterThan(10);
  expect(
    lists.flatMap((text) =>
      planOf(desk, text)
        .filter(isSort)
        .map((detail) => ({ detail, text })),
    ),
  ).toEqual([]);
});

it('the check itself sees a scan and a sort', async () => {
  const { desk } = await openLogged(72);
  expect(planOf(desk, `SELECT * FROM live_case c WHERE c.title = ?`).some(isFullScan)).toBe(true);
  expect(planOf(desk, `SELECT count(*) FROM live_case c`).some(isFullScan)).toBe(true);
  expect(planOf(desk, `SELECT * FROM live_case c ORDER BY c.title`).some(isSort)).toBe(true);
});
