/** Each register holds what happened and still holds: nothing that was taken back, voided away or is not the reader's to see. */
import { expect, it } from 'vitest';
import type { LedgerName } from '#shared/contract/ledger.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { all, sql } from '../store/handles.ts';

type Desk = TestDesk & { readonly chief: Window };
interface Counts {
  readonly ledgers: readonly { readonly name: LedgerName; readonly count: number; readonly heads: readonly string[] }[];
}
interface Page {
  readonly rows: readonly {
    readonly stream: string | null;
    readonly number: string;
    readonly cells: string[];
    readonly key: string[];
  }[];
  readonly after: string[] | null;
}
const period = { from: '2026-11-01', to: '2026-12-31' };
const dayLong = 24 * 3_600_000;
const gaps = [{ material: '户口簿', standard: '原件' }];

const begin = (desk: Desk, set = {}): Promise<{ stream: string; number: string }> =>
  desk.chief.ask('case.begin', intake(desk.newId(), {}, set));
const step = (desk: Desk, stream: string, type: string, data: object): Promise<{ act: string }> =>
  desk.chief.ask('case.step', { act: desk.newId(), stream, type, data });
const rowsOf = (window: Window, ledger: LedgerName, more = {}): Promise<Page> =>
  window.ask('ledger.page', { ledger, ...period, limit: 50, ...more });
const numbersOf = async (window: Window, ledger: LedgerName): Promise<string[]> =>
  (await rowsOf(window, ledger)).rows.map(({ number }) => number).sort();

/** Undone at once: 撤回上一步. */
async function undoLast(desk: Desk, stream: string): Promise<void> {
  const { history } = await desk.chief.ask<{ history: { act: string; type: string }[] }>('case.page', {
    stream,
    reveal: false,
  });
  const act = history.find(({ type }) => type === 'correctionNoticed')?.act ?? '';
  await step(desk, stream, 'undone', { act });
}

async function voidOf(desk: Desk, stream: string): Promise<void> {
  const second = await desk.person(`second${stream.slice(-4)}`, ['chief']);
  const data = { cause: 'mistake', reason: '录错了人' };
  await step(desk, stream, 'voidAsked', data);
  await second.ask('case.step', { act: desk.newId(), stream, type: 'voided', data });
}

it('一次性告知 and 不予受理: what was undone, voided or only received has no row', async () => {
  const desk = await setUpDesk({ seed: 301 });
  const [told, undone, voided, received, refused] = [
    await begin(desk),
    await begin(desk),
    await begin(desk),
    await begin(desk),
    await begin(desk),
  ];
  for (const { stream } of [told, undone, voided]) await step(desk, stream, 'correctionNoticed', { gaps });
  await undoLast(desk, undone.stream);
  await voidOf(desk, voided.stream);
  await step(desk, refused.stream, 'refused', { reason: '不属于本镇职权', basis: '行政许可法第三十二条' });
  const { rows } = await rowsOf(desk.chief, 'notified');
  expect(rows.map(({ number, stream }) => [number, stream])).toEqual([[told.number, told.stream]]);
  expect(rows[0]?.cells).toEqual([
    told.number,
    '示例事项',
    '李**',
    '2026-11-22',
    '户口簿（原件）',
    '陈小芳',
    expect.any(String),
  ]);
  expect(await numbersOf(desk.chief, 'refused')).toEqual([refused.number]);
  expect((await rowsOf(desk.chief, 'refused')).rows[0]?.cells.slice(4, 6)).toEqual([
    '不属于本镇职权',
    '行政许可法第三十二条',
  ]);
  expect(await numbersOf(desk.chief, 'voided')).toEqual([voided.number]);
  expect((await rowsOf(desk.chief, 'voided')).rows[0]?.cells.slice(4, 6)).toEqual(['录错', '录错了人']);
  expect(received.number).not.toBe('');
});

it('超期: what was met too late or is late today, not what is in time, paused or somebody else’s', async () => {
  const desk = await setUpDesk({ seed: 302 });
  const permit = { matter: { code: 'PERMIT' } };
  const [late, soon] = [await begin(desk, permit), await begin(desk, permit)];
  for (const { stream } of [late, soon]) await step(desk, stream, 'accepted', {});
  await step(desk, soon.stream, 'decided', {
    set: { outcome: 'rejected' },
    result: '不符合条件',
    basis: '示例条例第一条',
  }).catch(() => undefined);
  expect(await numbersOf(desk.chief, 'overdue')).toEqual([]);
  desk.world.clock.advance(20 * dayLong);
  const open = await rowsOf(desk.chief, 'overdue');
  const own = open.rows.filter(({ number }) => number === late.number);
  expect(own.map(({ cells }) => cells.slice(3))).toEqual([
    ['承诺时限', '2026-11-27', '还没有办', '15', '没有写明', '没有'],
  ]);
});

it('补打: only the second copy and later', async () => {
  const desk = await setUpDesk({ seed: 303 });
  const { stream, number, jobs } = await desk.chief.ask<{
    stream: string;
    number: string;
    jobs: { id: string; paper: string }[];
  }>('case.begin', intake(desk.newId(), { print: 'A5' }));
  const settle = (job: string, fate: string) =>
    desk.chief.ask('paper.settle', { act: desk.newId(), job, fate, printer: '' });
  for (const { id } of jobs) {
    await desk.chief.ask('paper.sent', { job: id });
    await settle(id, 'printed');
  }
  expect(await numbersOf(desk.chief, 'reprinted')).toEqual([]);
  const paper = jobs[0]?.paper ?? '';
  const { id: job } = await desk.chief.ask<{ id: string }>('paper.print', {
    act: desk.newId(),
    stream,
    paper,
    size: 'A5',
  });
  await desk.chief.ask('paper.sent', { job });
  await settle(job, 'printed');
  const { rows } = await rowsOf(desk.chief, 'reprinted');
  expect(rows.map((row) => [row.number, row.cells[4], row.cells[5], row.cells[6]])).toEqual([
    [number, '收件凭证', '2', '已打印'],
  ]);
});

it('投诉: whoever it is about finds neither row nor count', async () => {
  const desk = await setUpDesk({ seed: 304 });
  const wang = await desk.person('wang', ['window']);
  const { me } = await wang.ask<{ me: { staff: string } }>('desk.status', {});
  await desk.chief.ask('case.begin', {
    ...{ act: desk.newId(), kind: 'complaint', type: 'received' },
    data: { set: { sort: 'complaint', request: '让我白跑三趟', against: me.staff } },
  });
  const countOf = async (window: Window): Promise<number | undefined> =>
    (await window.ask<Counts>('ledger.counts', period)).ledgers.find(({ name }) => name === 'complaint')?.count;
  expect([await countOf(desk.chief), await countOf(wang)]).toEqual([1, 0]);
  expect((await rowsOf(wang, 'complaint')).rows).toEqual([]);
  expect((await rowsOf(desk.chief, 'complaint')).rows[0]?.cells.slice(4, 7)).toEqual(['投诉', '陈小芳', '—']);
});

it('敏感信息查看 is for the auditor alone, who sees who looked at which number, and no name', async () => {
  const desk = await setUpDesk({ seed: 305 });
  const { stream, number } = await begin(desk);
  await desk.chief.ask('case.page', { stream, reveal: true });
  await desk.chief.ask('case.page', { stream, reveal: false });
  const auditor = await desk.person('shen', ['auditor']);
  const { ledgers } = await auditor.ask<Counts>('ledger.counts', period);
  expect(ledgers.map(({ name, count }) => [name, count])).toEqual([['looks', 1]]);
  const { rows } = await rowsOf(auditor, 'looks');
  expect(rows.map(({ cells, stream: opens }) => [...cells.slice(1, 4), opens])).toEqual([
    ['陈小芳', '查看完整信息', number, null],
  ]);
  expect(JSON.stringify(rows)).not.toContain('李桂花');
  expect(await desk.chief.refused('ledger.page', { ledger: 'looks', ...period, limit: 5 })).toEqual({
    code: 'permission.missing',
  });
  expect((await desk.chief.ask<Counts>('ledger.counts', period)).ledgers.map(({ name }) => name)).not.toContain(
    'looks',
  );
  expect(await auditor.refused('ledger.page', { ledger: 'notified', ...period, limit: 5 })).toEqual({
    code: 'permission.missing',
  });
});

it('is turned page by page without a row lost or twice, and is the same on paper and in the file', async () => {
  const desk = await setUpDesk({ seed: 306 });
  const numbers: string[] = [];
  for (let at = 0; at < 7; at += 1) {
    const { stream, number } = await begin(desk);
    await step(desk, stream, 'correctionNoticed', { gaps });
    if (at % 2 === 1) desk.world.clock.advance(dayLong);
    numbers.push(number);
  }
  const seen: string[] = [];
  let after: string[] | null = null;
  do {
    const page: Page = await rowsOf(desk.chief, 'notified', { limit: 3, ...(after === null ? {} : { after }) });
    seen.push(...page.rows.map(({ number }) => number));
    after = page.after;
  } while (after !== null);
  expect([...seen].sort()).toEqual([...numbers].sort());
  const { html } = await desk.chief.ask<{ html: string }>('ledger.html', { ledger: 'notified', ...period });
  expect(html).toContain('一次性告知台账');
  expect(html).toContain('李**');
  expect(html).not.toContain('李桂花');
  const asked = { ledger: 'notified', ...period, act: desk.newId() };
  const { data } = await desk.chief.ask<{ data: string }>('ledger.export', asked);
  expect(Buffer.from(data, 'base64').subarray(0, 2).toString()).toBe('PK');
  const leaving = all<{ data: string }>(desk.core().store.read, sql`SELECT data FROM audit WHERE type = 'export'`).map(
    ({ data: text }) => JSON.parse(text) as unknown,
  );
  expect(leaving).toEqual([{ ledger: 'notified', ...period, matter: '', station: '', rows: 7 }]);
});

it('of another station a village sees nothing; a matter and a station narrow it', async () => {
  const desk = await setUpDesk({ seed: 307 });
  const { stream } = await begin(desk);
  await step(desk, stream, 'correctionNoticed', { gaps });
  const count = async (more: object) => (await rowsOf(desk.chief, 'notified', more)).rows.length;
  expect(await count({ matter: 'SAMPLE' })).toBe(1);
  expect(await count({ matter: 'PERMIT' })).toBe(0);
  expect(await count({ station: '360732108000' })).toBe(1);
  expect(await count({ station: '360732108201' })).toBe(0);
  const { writer } = desk.core();
  const own = writer.station;
  Object.assign(writer, { station: '360732108201' });
  const foreign = await begin(desk);
  await step(desk, foreign.stream, 'correctionNoticed', { gaps });
  Object.assign(writer, { station: own });
  const village = await desk.person('cun', ['village']);
  expect(await numbersOf(village, 'notified')).toHaveLength(1);
  expect(await numbersOf(village, 'notified')).not.toContain(foreign.number);
  expect(await numbersOf(desk.chief, 'notified')).toContain(foreign.number);
});
