/** 来访: one identification, many matters, through the door of a real desk. */
import { expect, it } from 'vitest';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import type { CasePage } from '#shared/contract/case.ts';
import { recordIn } from '#shared/kinds/common/fields.ts';
import { all, sql } from '../store/handles.ts';

const page = (window: Window, stream: string): Promise<CasePage> => window.ask('case.page', { stream, reveal: true });
const take = async (desk: TestDesk, window: Window, more: object = {}): Promise<string> =>
  (await window.ask<{ stream: string }>('case.begin', { ...intake(desk.newId()), ...more })).stream;
const partyOf = ({ fields }: CasePage): unknown => recordIn(fields['petitioner'])['party'];

it('puts every later matter with the first, whichever of them it is asked from, and tells who was asked first', async () => {
  const desk = await setUpDesk({ seed: 81 });
  const other = await desk.person('wang', ['window']);
  const first = await take(desk, desk.chief);
  expect((await page(desk.chief, first)).visit).toBeNull();
  const second = await take(desk, other, { visit: first });
  const third = await take(desk, other, { visit: second });
  for (const [stream, others] of [
    [first, [second, third]],
    [second, [first, third]],
    [third, [first, second]],
  ] as const) {
    const { visit } = await page(desk.chief, stream);
    expect(visit).toMatchObject({ firstBy: '陈小芳', firstAt: '永丰镇便民服务中心' });
    expect(visit?.others.map((one) => one.stream)).toEqual(others);
  }
  const numbers = all(desk.core().store.read, sql<{ number: string }>`SELECT DISTINCT number FROM live_case`);
  expect(numbers).toHaveLength(3);
});

it('meets its visitor once', async () => {
  const desk = await setUpDesk({ seed: 82 });
  const first = await take(desk, desk.chief);
  const second = await take(desk, desk.chief, { visit: first });
  const party = partyOf(await page(desk.chief, first));
  expect(party).toEqual(expect.any(String));
  expect(partyOf(await page(desk.chief, second))).toBe(party);
});

it('does not take somebody else for the visitor', async () => {
  const desk = await setUpDesk({ seed: 83 });
  const first = await take(desk, desk.chief);
  const { data } = intake(desk.newId()) as { data: { set: object } };
  const someone = { name: '李示例', phone: '13900000008' };
  const second = await take(desk, desk.chief, {
    visit: first,
    data: { ...data, set: { ...data.set, petitioner: someone } },
  });
  expect(partyOf(await page(desk.chief, second))).not.toBe(partyOf(await page(desk.chief, first)));
});

it('with a case that is none is refused, and nothing is taken in', async () => {
  const desk = await setUpDesk({ seed: 84 });
  const nowhere = { ...intake(desk.newId()), visit: desk.newId() };
  expect(await desk.chief.refused('case.begin', nowhere)).toMatchObject({ code: 'stream.unknown' });
  const call = { act: desk.newId(), kind: 'call', type: 'noted', data: { set: { text: '问路' } } };
  const { stream } = await desk.chief.ask<{ stream: string }>('case.begin', call);
  expect(await desk.chief.refused('case.begin', { ...intake(desk.newId()), visit: stream })).toMatchObject({
    code: 'stream.unknown',
  });
  expect(all(desk.core().store.read, sql`SELECT stream FROM live_case`)).toEqual([]);
});

it('shows nobody a matter that they may not see', async () => {
  const desk = await setUpDesk({ seed: 85 });
  const village = await desk.person('cun', ['village']);
  const { writer } = desk.core();
  const own = writer.station;
  const first = await take(desk, desk.chief);
  Object.assign(writer, { station: '360732108201' });
  const elsewhere = await take(desk, desk.chief, { visit: first });
  Object.assign(writer, { station: own });
  expect((await page(desk.chief, first)).visit?.others.map(({ stream }) => stream)).toEqual([elsewhere]);
  expect((await page(village, first)).visit).toBeNull();
});
