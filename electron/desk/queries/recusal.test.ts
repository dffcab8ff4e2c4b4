/** 回避: whoever is complained of finds the complaint nowhere, by no number, name, code or list, and can write nothing into it. */
import { expect, it } from 'vitest';
import { listFilters } from '#shared/contract/case.ts';
import { setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { get, sql } from '../store/handles.ts';

const petitioner = { name: '李桂花', idType: 'residentId', idNumber: '360732198512310019', phone: '13907975555' };

interface Taken {
  readonly stream: string;
  readonly number: string;
  readonly issued: readonly { readonly id: string }[];
}

const complain = (desk: TestDesk, window: Window, set: Record<string, unknown>): Promise<Taken> =>
  window.ask<Taken>('case.begin', {
    ...{ act: desk.newId(), kind: 'complaint', type: 'received', print: '80mm' },
    data: { set: { sort: 'complaint', petitioner, request: '让我白跑三趟', ...set } },
  });
const staffOf = async (window: Window): Promise<string> =>
  (await window.ask<{ me: { staff: string } }>('desk.status', {})).me.staff;

async function everything(window: Window, { number }: Taken, token: string): Promise<string> {
  const answers: unknown[] = [];
  const ask = async (path: string, input: unknown) => answers.push(await window.ask(path, input));
  for (const filter of listFilters) {
    await ask('case.list', { filter, search: '', limit: 50 });
    await ask('case.list', { filter, search: '李桂花', limit: 50 });
  }
  await ask('case.list', { filter: 'all', search: number, limit: 50 });
  await ask('home.summary', {});
  await ask('case.similar', { idNumber: petitioner.idNumber, phone: petitioner.phone });
  await ask('party.find', { typed: '5555' });
  await ask('party.similar', { name: petitioner.name, idNumber: petitioner.idNumber, phone: petitioner.phone });
  await ask('paper.waiting', {});
  await ask('case.byCode', { code: `TB1-${number}-TS-20261122-${token}-` });
  await ask('case.voidRegister', { from: '2026-01-01', to: '2026-12-31' });
  return JSON.stringify(answers);
}

it('is found nowhere by whoever it is about, and by everybody else', async () => {
  const desk = await setUpDesk({ seed: 61 });
  const { chief } = desk;
  const wang = await desk.person('wang', ['window']);
  const li = await desk.person('li', ['window']);
  const taken = await complain(desk, chief, { against: await staffOf(wang) });
  const token = get(
    desk.core().store.read,
    sql<{ token: string }>`SELECT token FROM live_paper WHERE stream = ${taken.stream}`,
  )?.token;
  const seen = await everything(wang, taken, token ?? '');
  expect(seen).not.toContain(taken.stream);
  expect(seen).not.toContain('"total":1');
  expect(await everything(li, taken, token ?? '')).toContain(taken.stream);
  const act = desk.newId();
  for (const [path, input] of [
    ['case.page', { stream: taken.stream, reveal: false }],
    ['case.step', { act, stream: taken.stream, type: 'note', data: { text: '没有这回事' } }],
    ['case.whyThisDay', { stream: taken.stream, due: 'answer' }],
    ['paper.print', { act, stream: taken.stream, paper: taken.issued[0]?.id, size: '80mm' }],
  ] as const)
    expect([path, await wang.refused(path, input)]).toMatchObject([path, { code: 'stream.unknown' }]);
});

it('is hidden from the day on which it came out whom it is about', async () => {
  const desk = await setUpDesk({ seed: 62 });
  const wang = await desk.person('wang', ['window', 'review']);
  const { stream } = await complain(desk, wang, { place: '2 号窗口' });
  await wang.ask('case.page', { stream, reveal: false });
  const set = { handler: await staffOf(desk.chief), against: await staffOf(wang) };
  // Not by themselves: they would choose who looks into it.
  expect(await wang.refused('case.step', { act: desk.newId(), stream, type: 'assigned', data: { set } })).toMatchObject(
    { code: 'case.concernsYou' },
  );
  await desk.chief.ask('case.step', { act: desk.newId(), stream, type: 'assigned', data: { set } });
  expect(await wang.refused('case.page', { stream, reveal: false })).toMatchObject({ code: 'stream.unknown' });
});

it('stands on the page of the case it is about, for those who may see it', async () => {
  const desk = await setUpDesk({ seed: 63 });
  const wang = await desk.person('wang', ['window']);
  const about = await wang.ask<Taken>('case.begin', {
    ...{ act: desk.newId(), kind: 'service', type: 'received' },
    data: { set: { petitioner, matter: { code: 'SAMPLE' } } },
  });
  const { stream } = await complain(desk, desk.chief, { about: about.stream, against: await staffOf(wang) });
  const aboutThis = async (window: Window) =>
    (await window.ask<{ aboutThis: { stream: string }[] }>('case.page', { stream: about.stream, reveal: false }))
      .aboutThis;
  expect((await aboutThis(desk.chief)).map((line) => line.stream)).toEqual([stream]);
  expect(await aboutThis(wang)).toEqual([]);
});

it('about the only one who may assign is handed up by whoever else is there, till somebody else may assign', async () => {
  const desk = await setUpDesk({ seed: 64 });
  const wang = await desk.person('wang', ['window']);
  const { stream } = await complain(desk, wang, { against: await staffOf(desk.chief) });
  const allowed = async (window: Window) =>
    (await window.ask<{ allowed: string[] }>('case.page', { stream, reveal: false })).allowed;
  expect(await allowed(wang)).toContain('handedUp');
  expect(await allowed(wang)).not.toContain('assigned');
  const data = { upperUnit: '兴国县政务服务管理局', why: '被反映人是本单位唯一能交办的人' };
  const step = { act: desk.newId(), stream, type: 'handedUp', data };
  await wang.ask('case.step', step);
  await wang.ask('case.step', { act: desk.newId(), stream, type: 'undone', data: { act: step.act } });
  const li = await desk.person('li', ['review']);
  expect(await allowed(wang)).not.toContain('handedUp');
  expect(await wang.refused('case.step', { ...step, act: desk.newId() })).toMatchObject({ code: 'case.othersMay' });
  expect(await allowed(li)).toContain('assigned');
});
