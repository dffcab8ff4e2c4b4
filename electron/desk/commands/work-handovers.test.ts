/** 工作移交 through the real door: given, taken, sent back, taken back; what cannot go stays and says why, and nothing is lost meanwhile. */
import { expect, it } from 'vitest';
import type { HandoverPage, PendingRow } from '#shared/contract/work-handover.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

const staffOf = async (window: Window): Promise<string> =>
  (await window.ask<{ me: { staff: string } }>('desk.status', {})).me.staff;
const take = async (desk: TestDesk, window: Window): Promise<string> =>
  (await window.ask<{ stream: string }>('case.begin', intake(desk.newId()))).stream;
const step = (desk: TestDesk, window: Window, stream: string, type: string, data: object = {}): Promise<unknown> =>
  window.ask('case.step', { act: desk.newId(), stream, type, data });
async function voided(desk: TestDesk, asks: Window, does: Window, stream: string): Promise<void> {
  for (const [window, type] of [
    [asks, 'voidAsked'],
    [does, 'voided'],
  ] as const)
    await step(desk, window, stream, type, { cause: 'mistake', reason: '重复' });
}
const mine = async (window: Window): Promise<readonly string[]> => {
  const { lines } = await window.ask<{ lines: { stream: string }[] }>('case.list', {
    ...{ filter: 'mine', search: '', limit: 50 },
  });
  return lines.map(({ stream }) => stream).sort();
};
const inHand = async (window: Window, giver: string | null = null): Promise<readonly string[]> => {
  const { rows } = await window.ask<{ rows: PendingRow[] }>('workHandover.pending', { giver });
  return rows.map(({ line }) => line.stream).sort();
};
const pageOf = (window: Window, stream: string) => window.ask<HandoverPage>('workHandover.page', { stream });
const leave = { why: 'leave', from: '2026-11-23', until: '2026-11-27' } as const;

async function hall(seed: number) {
  const desk = await setUpDesk({ seed });
  const [wang, li] = [await desk.person('wang', ['window']), await desk.person('li', ['window'])];
  const [from, to] = [await staffOf(wang), await staffOf(li)];
  const give = (rows: readonly { stream: string; note?: string }[], more: object = {}, by = wang) =>
    by.ask<{ stream: string; number: string }>('workHandover.give', {
      ...{ act: desk.newId(), giver: from, receiver: to, ...leave, rows, ...more },
    });
  const answer = (window: Window, path: 'take' | 'takeBack' | 'sendBack', stream: string, more: object = {}) =>
    window.ask<{ taken: number; stayed: number }>(`workHandover.${path}`, { act: desk.newId(), stream, ...more });
  return { ...{ desk, chief: desk.chief, wang, li, from, to, give }, answer };
}

it('goes to a colleague when they take it, with what was said of each, and not before', async () => {
  const { desk, wang, li, from, give, answer } = await hall(901);
  const streams = [await take(desk, wang), await take(desk, wang)].toSorted();
  const [one = '', two = ''] = streams;
  const { stream, number } = await give([{ stream: one, note: '周三来补户口簿' }, { stream: two }], {
    note: '钥匙在抽屉',
  });
  expect(number).toMatch(/^YJ20261122-[0-9A-Z]{2}-01$/u);
  expect([await mine(wang), await mine(li)]).toEqual([streams, []]);
  expect(await li.ask('workHandover.count', {})).toEqual({ toTake: 1, out: 0, sentBack: 0 });
  expect(await wang.ask('workHandover.count', {})).toEqual({ toTake: 0, out: 1, sentBack: 0 });
  expect(await pageOf(li, stream)).toMatchObject({
    ...{ status: 'given', note: '钥匙在抽屉', mayTake: true, mayTakeBack: false, hidden: 0 },
    rows: [
      { line: { stream: one, petitioner: '李**' }, note: '周三来补户口簿', stayed: '' },
      { line: { stream: two }, note: '' },
    ],
  });
  expect(await answer(li, 'take', stream)).toEqual({ taken: 2, stayed: 0 });
  expect([await mine(wang), await mine(li)]).toEqual([[], streams]);
  expect([await inHand(wang), await inHand(li)]).toEqual([[], streams]);
  expect(await li.ask('case.page', { stream: one, reveal: false })).toMatchObject({
    charge: { name: '测试li', list: stream },
  });
  expect(await pageOf(wang, stream)).toMatchObject({ status: 'taken', giver: from, mayTakeBack: false });
  expect(await li.refused('workHandover.take', { act: desk.newId(), stream })).toMatchObject({
    code: 'workHandover.notOpen',
  });
});

it('is answered by nobody else; sent back or taken back, it is where it was', async () => {
  const { desk, chief, wang, li, give, answer } = await hall(902);
  const zhao = await desk.person('zhao', ['window']);
  const one = await take(desk, wang);
  const first = await give([{ stream: one }]);
  const act = (stream: string) => ({ act: desk.newId(), stream });
  expect(await wang.refused('workHandover.take', act(first.stream))).toMatchObject({ code: 'workHandover.notYours' });
  expect(await zhao.refused('workHandover.takeBack', act(first.stream))).toMatchObject({
    code: 'workHandover.notYours',
  });
  expect(await zhao.refused('workHandover.page', { stream: first.stream })).toMatchObject({ code: 'stream.unknown' });
  expect(await zhao.ask('workHandover.list', {})).toEqual({ lines: [] });
  await answer(li, 'sendBack', first.stream, { refusal: '我也外出' });
  expect(await pageOf(wang, first.stream)).toMatchObject({ status: 'sentBack', refusal: '我也外出' });
  expect(await wang.ask('workHandover.count', {})).toEqual({ toTake: 0, out: 0, sentBack: 1 });
  const second = await give([{ stream: one }]);
  await answer(wang, 'takeBack', second.stream);
  expect(await li.refused('workHandover.take', act(second.stream))).toMatchObject({ code: 'workHandover.notOpen' });
  const third = await give([{ stream: one }]);
  await answer(chief, 'takeBack', third.stream);
  expect(await pageOf(chief, third.stream)).toMatchObject({ status: 'takenBack' });
  expect([await mine(wang), await mine(li)]).toEqual([[one], []]);
  expect((await chief.ask<{ lines: unknown[] }>('workHandover.list', {})).lines).toHaveLength(3);
});

it('of somebody absent only the person in charge makes it out', async () => {
  const { desk, chief, wang, li, from, to, give, answer } = await hall(903);
  const zhao = await desk.person('zhao', ['window']);
  const one = await take(desk, wang);
  const asked = { act: desk.newId(), giver: from, receiver: to, ...leave, rows: [{ stream: one }] };
  expect(await zhao.refused('workHandover.pending', { giver: from })).toMatchObject({ code: 'permission.missing' });
  expect(await zhao.refused('workHandover.give', asked)).toMatchObject({ code: 'permission.missing' });
  await chief.ask('staff.suspend', { act: desk.newId(), staff: from });
  expect(await inHand(chief, from)).toEqual([one]);
  const { stream } = await give([{ stream: one }], { why: 'departure' }, chief);
  expect(await pageOf(li, stream)).toMatchObject({ giver: from, byName: '陈小芳', receiver: to });
  await answer(li, 'take', stream);
  expect(await mine(li)).toEqual([one]);
});

it('says which cannot be given and why, and writes nothing', async () => {
  const { desk, chief, wang, li, from, to, give } = await hall(904);
  const refused = (rows: readonly object[], more: object = {}, by = wang) =>
    by.refused('workHandover.give', {
      ...{ act: desk.newId(), giver: from, receiver: to, ...leave, rows, ...more },
    });
  const [one, others] = [await take(desk, wang), await take(desk, li)];
  expect(await refused([{ stream: one, note: '不该写下' }, { stream: others }])).toMatchObject({
    ...{ code: 'charge.otherHand', details: { row: 2 } },
  });
  const page = await wang.ask<{ history: { type: string }[] }>('case.page', { stream: one, reveal: false });
  expect(page.history.map(({ type }) => type)).not.toContain('note');
  expect(await refused([])).toMatchObject({ code: 'workHandover.empty' });
  expect(await refused([{ stream: one }], { receiver: from })).toMatchObject({ code: 'workHandover.self' });
  expect(await refused([{ stream: one }], { until: '2026-11-01' })).toMatchObject({ code: 'date.invalid' });
  const nobody = { giver: 'NOBODY', note: '公章' };
  expect(await refused([], nobody, chief)).toMatchObject({ code: 'workHandover.giver', field: 'giver' });
  await voided(desk, wang, chief, one);
  expect(await refused([{ stream: one }])).toMatchObject({ code: 'charge.nothingLeft' });
  const boss = await staffOf(chief);
  await chief.ask('staff.suspend', { act: desk.newId(), staff: to });
  expect(await refused([{ stream: others }])).toMatchObject({ code: 'workHandover.receiver' });
  // Without cases it goes too: keys and seals are handed over as well.
  expect((await give([], { receiver: boss, note: '公章一枚' })).number).toMatch(/-01$/u);
});

it('what cannot go when it is taken stays, with the reason, and the rest goes', async () => {
  const { desk, chief, wang, li, to, give, answer } = await hall(905);
  const zhao = await desk.person('zhao', ['window']);
  const [closed, gone, fine] = [await take(desk, wang), await take(desk, wang), await take(desk, wang)];
  const { stream } = await give([{ stream: closed }, { stream: gone }, { stream: fine }]);
  // Meanwhile one is voided, and one goes to a third colleague.
  await voided(desk, wang, chief, closed);
  const other = await give([{ stream: gone }], { receiver: await staffOf(zhao) });
  await answer(zhao, 'take', other.stream);
  expect(await answer(li, 'take', stream)).toEqual({ taken: 1, stayed: 2 });
  const { rows } = await pageOf(wang, stream);
  expect(rows.map(({ line, stayed }) => [line.stream, stayed])).toEqual([
    [closed, 'nothingLeft'],
    [gone, 'otherHand'],
    [fine, ''],
  ]);
  expect([await mine(wang), await mine(zhao), await mine(li)]).toEqual([[], [gone], [fine]]);
  expect(to).toBe((await pageOf(wang, stream)).receiver);
});

it('a complaint is not given to whom it is about, and one that names them meanwhile stays', async () => {
  const { desk, chief, wang, li, to, give, answer } = await hall(906);
  const complain = async (set: object) =>
    (
      await wang.ask<{ stream: string }>('case.begin', {
        ...{ act: desk.newId(), kind: 'complaint', type: 'received' },
        data: { set: { sort: 'complaint', request: '没有人接待', ...set } },
      })
    ).stream;
  const [about, later] = [await complain({ against: to }), await complain({})];
  const input = { act: desk.newId(), giver: await staffOf(wang), receiver: to, ...leave };
  expect(await wang.refused('workHandover.give', { ...input, rows: [{ stream: about }] })).toMatchObject({
    code: 'workHandover.concernsReceiver',
  });
  const { stream } = await give([{ stream: later }]);
  await step(desk, chief, later, 'assigned', { set: { handler: await staffOf(wang), against: to } });
  // The receiver learns only that a case is not theirs to see.
  expect(await pageOf(li, stream)).toMatchObject({ rows: [], hidden: 1 });
  expect(JSON.stringify(await pageOf(li, stream))).not.toContain(later);
  expect(await answer(li, 'take', stream)).toEqual({ taken: 0, stayed: 1 });
  expect((await pageOf(wang, stream)).rows).toMatchObject([{ line: { stream: later }, stayed: 'notSeen' }]);
});

it('goes on paper in three copies, each saying whose it is, and names nobody in full', async () => {
  const { desk, wang, li, give } = await hall(907);
  const { stream, number } = await give([{ stream: await take(desk, wang), note: '周三来补' }], { note: '钥匙在抽屉' });
  const { html } = await li.ask<{ html: string }>('workHandover.paper', { stream });
  for (const text of [
    number,
    '第一份：移交人',
    '第二份：接收人',
    '第三份：负责人存档',
    '监交人',
    '周三来补',
    '李**',
    '测试wang',
  ])
    expect(html).toContain(text);
  expect(html).not.toContain('李桂花');
});

it('offers the originals the giver holds with the cases; each stays theirs till the receiver says that it came', async () => {
  const { desk, chief, wang, li, from, to, give, answer } = await hall(950);
  const petitioner = (intake(desk.newId()).data as { set: { petitioner: object } }).set.petitioner;
  const set = { sort: 'help', channel: 'hall', petitioner, matters: [{ code: 'SAMPLE' }], because: 'old' };
  const asked = { act: desk.newId(), kind: 'proxy', type: 'asked', data: { set } };
  const { stream } = await wang.ask<{ stream: string }>('case.begin', asked);
  const comes = [
    { name: '户口簿', copies: 1 },
    { name: '残疾证', copies: 1 },
  ];
  await step(desk, wang, stream, 'originalsTaken', { comes, handedBy: '本人' });
  await step(desk, wang, stream, 'originalsLeft', { originals: ['残疾证'], unit: '县残联' });
  const hands = async () => {
    const page = await chief.ask<{
      originals: { material: string; holder: { at: string; staff: string | null }; offeredTo: string }[];
    }>('case.page', { stream, reveal: false });
    return page.originals.map(({ material, holder, offeredTo }) => [material, holder.staff ?? holder.at, offeredTo]);
  };
  const list = await give([{ stream }], {}, chief);
  expect(await hands()).toEqual([
    ['户口簿', from, to],
    ['残疾证', 'outside', ''],
  ]);
  expect(await answer(li, 'take', list.stream)).toEqual({ taken: 1, stayed: 0 });
  expect((await hands())[0]).toEqual(['户口簿', from, to]);
  await step(desk, li, stream, 'originalsAccepted', { originals: ['户口簿'] });
  expect((await hands())[0]).toEqual(['户口簿', to, '']);
});
