/**
 * A kind is one declaration: this file adds a made-up one (失物招领, lost and found) to a real desk and drives it from intake to slip,
 * through correction, undo and void, without a line anywhere else.
 */
import { expect, test } from 'vitest';
import { z } from 'zod';
import { get, sql } from '#desk/store/handles.ts';
import type { ActAnswer, CaseLine, CasePage } from '#shared/contract/case.ts';
import { displayReceiptNumber, parseReceiptNumber } from '#shared/documents/receipt-number.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { text, textOf } from '#shared/kinds/common/fields.ts';
import { phone } from '#shared/kinds/common/petitioner.ts';
import { defineKind } from '#shared/kinds/mechanism/define.ts';
import { valueOf } from '#shared/kinds/mechanism/state.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { setUpDesk, type TestDesk, type Window } from '../support/desk.ts';

const lostAndFound = defineKind({
  kind: 'lostAndFound',
  form: 'case',
  rules: 1,
  read: 'case.read',
  rulesets: {
    1: {
      undoMinutes: 10,
      states: { kept: 'open', claimed: 'done', sold: 'done' },
      fields: {
        thing: text(200),
        finder: { ...text(100), isPersonal: true },
        phone: { class: 'guarded', input: 'text', schema: phone, isPersonal: true, isOptional: true },
      },
      papers: {
        receipt: {
          shows: ['thing', 'finder'],
          facts: ({ state, learnt, number, qr, replaces }) => ({
            hall: { name: learnt.station.name },
            number,
            qr,
            petitioner: { name: textOf(valueOf(state, 'finder')) },
            matter: `失物招领：${textOf(valueOf(state, 'thing'))}`,
            materials: [{ name: textOf(valueOf(state, 'thing')), copies: 1, form: 'original' }],
            receivedBy: learnt.staff.name,
            receivedAt: `${state.beganOn.slice(0, 10)} 09:00`,
            custody: 'desk',
            next: ['六个月无人认领的，依法处理。'],
            ...(replaces ? { replaces: { number, issuedOn: replaces.on.slice(0, 10), changes: [] } } : {}),
          }),
        },
      },
      steps: {
        handedIn: {
          v: 1,
          from: [],
          to: 'kept',
          permission: 'case.take',
          numbered: true,
          sets: ['thing', 'finder', 'phone'],
          requires: ['thing', 'finder'],
          // 民法典 art. 318: a year without an owner, and it is the state's.
          dues: ({ learnt, on }) => [learnt.due('owner', on, { amount: 365, unit: 'calendarDay' }, 'expired')],
          issues: ['receipt'],
        },
        claimed: {
          v: 1,
          from: ['kept'],
          to: 'claimed',
          permission: 'case.handle',
          form: { owner: { class: 'guarded', input: 'text', schema: z.string().trim().min(1).max(100) } },
          meets: ['owner'],
          isReversible: true,
        },
        sold: { v: 1, from: ['kept'], to: 'sold', permission: 'case.decide' },
      },
    },
  },
  row: (state) => {
    const tel = textOf(valueOf(state, 'phone'));
    const finder = { role: 'finder', name: textOf(valueOf(state, 'finder')), ...(tel === '' ? {} : { phone: tel }) };
    return { title: `失物：${textOf(valueOf(state, 'thing'))}`, people: [finder], text: '' };
  },
  sample: () => [{ type: 'handedIn', data: { set: { thing: '雨伞', finder: '王五' } } }],
});

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
