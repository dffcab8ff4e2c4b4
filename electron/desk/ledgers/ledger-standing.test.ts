/** What becomes of a row when its case is put right, merged, taken apart, sealed, or is somebody's the reader may not see. */
import { expect, it } from 'vitest';
import type { LedgerName } from '#shared/contract/ledger.ts';
import type { CasePage } from '#shared/contract/case.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { run, sql, transact } from '../store/handles.ts';

type Desk = TestDesk & { readonly chief: Window };
interface Row {
  readonly number: string;
  readonly cells: readonly string[];
}
const period = { from: '2026-11-01', to: '2027-01-31' };
const dayLong = 24 * 3_600_000;
const permit = { matter: { code: 'PERMIT' } };
const gaps = [{ material: '户口簿', standard: '原件' }];

const begin = (desk: Desk, set = {}): Promise<{ stream: string; number: string }> =>
  desk.chief.ask('case.begin', intake(desk.newId(), {}, set));
const step = (desk: Desk, stream: string, type: string, data: object): Promise<{ act: string }> =>
  desk.chief.ask('case.step', { act: desk.newId(), stream, type, data });
const rowsOf = async (window: Window, ledger: LedgerName): Promise<readonly Row[]> =>
  (await window.ask<{ rows: Row[] }>('ledger.page', { ledger, ...period, limit: 50 })).rows;
const numbersOf = async (window: Window, ledger: LedgerName): Promise<readonly string[]> =>
  (await rowsOf(window, ledger)).map(({ number }) => number).sort();
const countOf = async (window: Window, ledger: LedgerName): Promise<number | undefined> =>
  (await window.ask<{ ledgers: { name: LedgerName; count: number }[] }>('ledger.counts', period)).ledgers.find(
    ({ name }) => name === ledger,
  )?.count;

it('更正: a row says what the case says now, and what was told then', async () => {
  const desk = await setUpDesk({ seed: 311 });
  const { stream, number } = await begin(desk);
  await step(desk, stream, 'correctionNoticed', { gaps });
  const before = (await rowsOf(desk.chief, 'notified'))[0]?.cells ?? [];
  await step(desk, stream, 'corrected', { set: permit, reason: '选错了事项' });
  const after = await rowsOf(desk.chief, 'notified');
  expect(after.map((row) => [row.number, row.cells.slice(1, 5)])).toEqual([
    [number, ['示例许可', before[2], '2026-11-22', '户口簿（原件）']],
  ]);
  const ofMatter = (matter: string) =>
    desk.chief.ask<{ rows: Row[] }>('ledger.page', {
      ...{ ledger: 'notified', ...period, matter, limit: 5 },
    });
  expect((await ofMatter('SAMPLE')).rows).toEqual([]);
  expect((await ofMatter('PERMIT')).rows).toHaveLength(1);
});

it('并案: what was merged away leaves the register and comes back when it is taken apart; what came out of the printer stays', async () => {
  const desk = await setUpDesk({ seed: 312 });
  const [main, other] = [await begin(desk), await begin(desk)];
  for (const { stream } of [main, other]) await step(desk, stream, 'correctionNoticed', { gaps });
  await desk.chief.ask('case.merge', { act: desk.newId(), stream: other.stream, into: main.stream, reason: '重复' });
  expect(await numbersOf(desk.chief, 'notified')).toEqual([main.number]);
  expect(await countOf(desk.chief, 'notified')).toBe(1);
  await desk.chief.ask('case.unmerge', { act: desk.newId(), stream: other.stream, reason: '不是一件事' });
  expect(await numbersOf(desk.chief, 'notified')).toEqual([main.number, other.number].sort());
});

it('超期: the reason somebody gave stands in the row; corrected it says the new one; of what was voided or merged nothing', async () => {
  const desk = await setUpDesk({ seed: 313 });
  const [late, voided, merged, main] = [
    await begin(desk, permit),
    await begin(desk, permit),
    await begin(desk, permit),
    await begin(desk, permit),
  ];
  for (const { stream } of [late, voided, merged, main]) await step(desk, stream, 'accepted', {});
  const why = { due: 'promised', whose: 'system', reason: '系统三天打不开' };
  expect(
    await desk.chief.refused('case.step', {
      ...{ act: desk.newId(), stream: late.stream, type: 'overdueExplained', data: why },
    }),
  ).toMatchObject({ code: 'overdue.none' });
  desk.world.clock.advance(20 * dayLong);
  expect(await countOf(desk.chief, 'overdue')).toBe(4);
  await step(desk, late.stream, 'overdueExplained', why);
  const reasonOf = async () =>
    (await rowsOf(desk.chief, 'overdue')).find(({ number }) => number === late.number)?.cells.at(-2);
  expect(await reasonOf()).toBe('系统或网络：系统三天打不开（陈小芳）');
  await step(desk, late.stream, 'overdueExplained', { ...why, whose: 'unit', reason: '现场勘验排不开' });
  expect(await reasonOf()).toBe('承办站所：现场勘验排不开（陈小芳）');
  await desk.chief.ask('case.merge', { act: desk.newId(), stream: merged.stream, into: main.stream, reason: '重复' });
  const second = await desk.person('second', ['chief']);
  const data = { cause: 'mistake', reason: '录错了人' };
  await step(desk, voided.stream, 'voidAsked', data);
  await second.ask('case.step', { act: desk.newId(), stream: voided.stream, type: 'voided', data });
  expect(await numbersOf(desk.chief, 'overdue')).toEqual([late.number, main.number].sort());
  const { dues } = await desk.chief.ask<CasePage>('case.page', { stream: late.stream, reveal: false });
  expect(dues.find(({ name }) => name === 'promised')?.why).toMatchObject({
    ...{ whose: 'unit', reason: '现场勘验排不开', byName: '陈小芳' },
  });
  const { html } = await desk.chief.ask<{ html: string }>('paper.wholeCourse', { stream: late.stream });
  for (const word of ['写明超期原因', '承诺时限', '承办站所', '现场勘验排不开']) expect(html).toContain(word);
});

it('回避: of a late complaint whoever it is about finds no row in any register, and may not explain it either', async () => {
  const desk = await setUpDesk({ seed: 314 });
  const wang = await desk.person('wang', ['window', 'chief']);
  const { me } = await wang.ask<{ me: { staff: string } }>('desk.status', {});
  const { stream, number } = await desk.chief.ask<{ stream: string; number: string }>('case.begin', {
    ...{ act: desk.newId(), kind: 'complaint', type: 'received' },
    data: { set: { sort: 'complaint', request: '让我白跑三趟', against: me.staff } },
  });
  desk.world.clock.advance(60 * dayLong);
  await wang.ask('login.enter', { login: 'wang', password: 'Other-made-up-2026' });
  for (const ledger of ['complaint', 'overdue'] as const) {
    expect([ledger, await numbersOf(desk.chief, ledger)]).toEqual([ledger, expect.arrayContaining([number])]);
    expect([ledger, await numbersOf(wang, ledger), await countOf(wang, ledger)]).toEqual([ledger, [], 0]);
  }
  const data = { due: 'answer', whose: 'window', reason: '没有时间' };
  const asked = { act: desk.newId(), stream, type: 'overdueExplained', data };
  const nobody = { ...asked, act: desk.newId(), stream: desk.newId() };
  expect((await wang.refused('case.step', asked)).code).toBe((await wang.refused('case.step', nobody)).code);
});

it('a sealed row is nobody’s without the permission of its seal, in the rows as in the count', async () => {
  const desk = await setUpDesk({ seed: 315 });
  const [open, sealed] = [await begin(desk), await begin(desk)];
  for (const { stream } of [open, sealed]) await step(desk, stream, 'correctionNoticed', { gaps });
  transact(desk.core().store.write, (transaction) => {
    run(transaction, sql`UPDATE live_case SET seal = 'case.seeInformant' WHERE stream = ${sealed.stream}`);
  });
  // A person of the window sees all stations, and no seal.
  const wang = await desk.person('wang', ['window']);
  expect(await numbersOf(wang, 'notified')).toEqual([open.number]);
  expect(await countOf(wang, 'notified')).toBe(1);
  expect(await countOf(desk.chief, 'notified')).toBe(2);
});
