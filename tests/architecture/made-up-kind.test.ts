/**
 * A kind is one declaration: a made-up one (失物招领, lost and found) is added to a real desk and driven from intake to slip, through
 * correction, undo and void, without a line anywhere else. `tests/e2e/kind-made-up.spec.ts` does the same at the screens.
 */
import { expect, test } from 'vitest';
import { get, sql } from '#desk/store/handles.ts';
import type { ActAnswer, CaseLine, CasePage } from '#shared/contract/case.ts';
import { displayReceiptNumber, parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { setUpDesk, type TestDesk, type Window } from '../support/desk.ts';
import { lostAndFound } from '../support/made-up-kinds/lost-and-found.ts';

const openWith = () => setUpDesk({ options: { kinds: [...kinds, lostAndFound] } });

const begin = (desk: TestDesk, window: Window): Promise<ActAnswer> =>
  window.ask<ActAnswer>('case.begin', {
    act: desk.newId(),
    kind: 'lostAndFound',
    type: 'handedIn',
    data: { set: { thing: '黑色钱包', finder: '欧阳文秀', phone: '13900001234' } },
    print: 'A5',
  });
const step = (desk: TestDesk, window: Window, stream: string, type: string, data: object): Promise<ActAnswer> =>
  window.ask<ActAnswer>('case.step', { act: desk.newId(), stream, type, data });
const pageOf = (window: Window, stream: string): Promise<CasePage> =>
  window.ask<CasePage>('case.page', { stream, reveal: false });
const find = async (window: Window, search: string, filter = 'all'): Promise<readonly CaseLine[]> =>
  (await window.ask<{ lines: CaseLine[] }>('case.list', { filter, search, limit: 50 })).lines;
const htmlOf = async (window: Window, stream: string, paper: string): Promise<string> =>
  (await window.ask<{ html: string }>('paper.html', { stream, paper, size: 'A5', copy: 1 })).html;

test('is taken in, printed, listed, found by any fragment and scanned', async () => {
  const desk = await openWith();
  const { chief } = desk;
  const taken = await begin(desk, chief);
  expect(parseReceiptNumber(taken.number).ok).toBe(true);
  expect(taken).toMatchObject({ status: 'kept', issued: [{ spec: 'receipt' }], jobs: [{ size: 'A5', copy: 1 }] });
  const shown = displayReceiptNumber(unwrap(parseReceiptNumber(taken.number)).text);
  const html = await htmlOf(chief, taken.stream, taken.issued[0]?.id ?? '');
  for (const printed of ['失物招领：黑色钱包', '欧阳文秀', shown]) expect(html).toContain(printed);

  const [line] = await find(chief, '');
  expect(line).toMatchObject({
    stream: taken.stream,
    kind: 'lostAndFound',
    title: '失物：黑色钱包',
    petitioner: '欧阳**',
  });
  expect(line).toMatchObject({ isOpen: true, nextDue: '2027-11-22' });
  for (const typed of ['文秀', 'ouyang', 'wx', '1390000', '0001234', '钱包', taken.number.slice(-5)])
    expect(
      (await find(chief, typed)).map(({ stream }) => stream),
      typed,
    ).toEqual([taken.stream]);
  expect(await find(chief, '雨伞')).toEqual([]);
  expect(await chief.ask('case.byCode', { code: taken.number })).toMatchObject({ stream: taken.stream });

  const page = await pageOf(chief, taken.stream);
  expect(page).toMatchObject({
    fields: { thing: '黑色钱包', phone: expect.not.stringContaining('00001234') as string },
  });
  expect(page.dues).toMatchObject([{ name: 'owner', lapse: 'expired' }]);
  expect(page.allowed).toEqual(expect.arrayContaining(['claimed', 'sold', 'corrected', 'voided', 'merged', 'note']));
  for (const type of ['handedIn', 'undone', 'unmerged', 'paperIssued', 'officialNumber', 'joined'])
    expect(page.allowed).not.toContain(type);
});

test('is corrected, taken back and voided, with its papers', async () => {
  const desk = await openWith();
  const { chief } = desk;
  const taken = await begin(desk, chief);
  const { stream } = taken;
  const first = taken.issued[0]?.id ?? '';
  const tokenOf = (paper: string): string =>
    get(desk.core().store.read, sql<{ token: string }>`SELECT token FROM live_paper WHERE id = ${paper}`)?.token ?? '';
  const scan = (paper: string) =>
    chief.ask('case.byCode', { code: `TB1-${taken.number}-RC-20261122-${tokenOf(paper)}-` });

  const corrected = await step(desk, chief, stream, 'corrected', { set: { finder: '欧阳文修' }, reason: '听错了' });
  const second = corrected.issued[0]?.id ?? '';
  expect(corrected.wrong.map(({ id }) => id)).toEqual([first]);
  expect(await htmlOf(chief, stream, second)).toContain('更正件');
  expect(await scan(first)).toMatchObject({ stream, paper: { status: 'superseded', replacedBy: second } });
  expect((await find(chief, '文修')).map((line) => line.stream)).toEqual([stream]);
  expect(await find(chief, '文秀')).toEqual([]);

  const { undoableAct = '' } = await pageOf(chief, stream);
  await step(desk, chief, stream, 'undone', { act: undoableAct });
  expect(await scan(first)).toMatchObject({ paper: { status: 'valid' } });
  expect(await scan(second)).toMatchObject({ paper: { status: 'void' } });
  expect((await find(chief, '文秀')).map((line) => line.stream)).toEqual([stream]);

  await step(desk, chief, stream, 'claimed', { owner: '失主' });
  expect(await pageOf(chief, stream)).toMatchObject({ status: 'claimed', isOpen: false, dues: [{ state: 'met' }] });
  await step(desk, chief, stream, 'undone', { act: (await pageOf(chief, stream)).undoableAct ?? '' });
  await step(desk, chief, stream, 'voided', { cause: 'trial', reason: '培训时录的' });
  expect(await scan(first)).toMatchObject({ paper: { status: 'void' } });
  expect(await chief.ask('home.summary')).toMatchObject({ counts: { takenToday: 0, open: 0 } });
  expect((await find(chief, '', 'voided')).map((line) => line.stream)).toEqual([stream]);
  const register = await chief.ask('case.voidRegister', { from: '2026-11-01', to: '2026-11-30' });
  expect(register).toMatchObject({ rows: [{ number: taken.number, reason: '培训时录的' }] });
  expect((await chief.refused('case.step', { act: desk.newId(), stream, type: 'sold', data: {} })).code).toBe(
    'case.ended',
  );
});

test('is not known to a desk that was not given it', async () => {
  const desk = await setUpDesk();
  const refusal = await desk.chief.refused('case.begin', {
    act: desk.newId(),
    kind: 'lostAndFound',
    type: 'handedIn',
    data: {},
  });
  expect(refusal.code).toBe('step.unknown');
});

test('is written by its own commands alone: no caller writes what the program writes, nor a row of staff', async () => {
  const desk = await openWith();
  const { stream, issued } = await begin(desk, desk.chief);
  const refuse = async (type: string, data: object, at = stream) =>
    (await desk.chief.refused('case.step', { act: desk.newId(), stream: at, type, data })).code;
  expect(await refuse('officialNumber', { number: '1' })).toBe('step.unknown');
  expect(await refuse('merged', { into: desk.newId(), reason: '只写一边' })).toBe('step.unknown');
  expect(await refuse('paperPrinted', { paper: issued[0]?.id, copy: 1, fate: 'printed', printer: '' })).toBe(
    'step.unknown',
  );
  const [own] = (await desk.chief.ask<{ staff: { staff: string }[] }>('staff.list')).staff;
  expect(await refuse('corrected', { set: { roles: ['window'] }, reason: '绕过' }, own?.staff)).toBe('step.unknown');
  const begun = {
    act: desk.newId(),
    kind: 'staff',
    type: 'added',
    data: { set: { name: '甲', login: 'jia', roles: ['chief'] } },
  };
  expect((await desk.chief.refused('case.begin', begun)).code).toBe('step.unknown');
});
