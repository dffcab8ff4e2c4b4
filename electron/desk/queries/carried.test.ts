/** 所办的事, read from both sides with a real file: the due of a carried case, its result, and who carries it. */
import { expect, it } from 'vitest';
import type { CasePage } from '#shared/contract/case.ts';
import { intake, setUpDesk, testMatters, type TestDesk, type Window } from '../../../tests/support/desk.ts';

interface Taken {
  readonly stream: string;
  readonly number: string;
}

const person = (intake('').data as { set: { petitioner: object; matter: { code: string } } }).set;
const { petitioner } = person;
const { code } = person.matter;

const serve = (desk: TestDesk, window: Window): Promise<Taken> => window.ask<Taken>('case.begin', intake(desk.newId()));
const help = (desk: TestDesk, window: Window, matters = [code]): Promise<Taken> =>
  window.ask<Taken>('case.begin', {
    ...{ act: desk.newId(), kind: 'proxy', type: 'asked' },
    data: {
      set: {
        ...{ sort: 'help', channel: 'hall', petitioner, because: 'old' },
        matters: matters.map((one) => ({ code: one })),
      },
    },
  });
const step = (desk: TestDesk, window: Window, stream: string, type: string, data: object) =>
  window.ask('case.step', { act: desk.newId(), stream, type, data });
const page = (window: Window, stream: string, reveal = false) => window.ask<CasePage>('case.page', { stream, reveal });

it('shows the due of a carried case, then its result; and on that case who carries it', async () => {
  const desk = await setUpDesk({ seed: 71 });
  const { chief } = desk;
  const [served, helped] = [await serve(desk, chief), await help(desk, chief)];
  expect((await page(chief, served.stream)).carriedBy).toEqual([]);
  await step(desk, chief, helped.stream, 'bound', { case: served.stream });
  const { carries } = await page(chief, helped.stream);
  expect(carries).toMatchObject([
    {
      ...{ stream: served.stream, number: served.number },
      case: { kind: 'service', status: 'received', outcome: '', isOver: false },
    },
  ]);
  expect(carries[0]?.case?.due?.day).toMatch(/^2026-/);
  // Nobody does it yet; then somebody by name, whose telephone is read in full by a logged act only.
  expect((await page(chief, served.stream)).carriedBy).toMatchObject([
    { stream: helped.stream, number: helped.number, by: '', phone: '' },
  ]);
  const { me } = await chief.ask<{ me: { staff: string; name: string } }>('desk.status', {});
  await step(desk, chief, helped.stream, 'accepted', { set: { agent: me.staff, agentPhone: '13970712345' } });
  const who = { stream: helped.stream, kind: 'proxy', status: 'accepted', by: me.name };
  expect((await page(chief, served.stream)).carriedBy).toMatchObject([{ ...who, phone: '139****2345' }]);
  expect((await page(chief, served.stream, true)).carriedBy).toMatchObject([{ ...who, phone: '13970712345' }]);
  await step(desk, chief, served.stream, 'accepted', {});
  await step(desk, chief, served.stream, 'decided', { set: { outcome: 'granted' }, result: '准予' });
  const after = await page(chief, helped.stream);
  expect(after.carries[0]?.case).toMatchObject({ status: 'decided', outcome: 'granted' });
  await step(desk, chief, helped.stream, 'unbound', { case: served.stream, why: '选错了' });
  expect((await page(chief, served.stream)).carriedBy).toEqual([]);
});

it('marks the due of a carried case that is late', async () => {
  const desk = await setUpDesk({ seed: 72 });
  const { chief } = desk;
  const set = { matter: { code: 'PERMIT' } };
  const served = await chief.ask<Taken>('case.begin', intake(desk.newId(), {}, set));
  const helped = await help(desk, chief, ['PERMIT']);
  await step(desk, chief, served.stream, 'accepted', {});
  await step(desk, chief, helped.stream, 'bound', { case: served.stream });
  const due = async () => (await page(chief, helped.stream)).carries[0]?.case?.due;
  expect((await due())?.light).toBe('green');
  desk.world.clock.advance(60 * 86_400_000);
  expect((await due())?.light).toBe('red');
});

it('refuses what is no case of theirs, by the real file', async () => {
  const desk = await setUpDesk({ seed: 73 });
  const { chief } = desk;
  const other = testMatters.map((row) => row['code'] as string).find((one) => one !== code) ?? '';
  const [served, helped] = [await serve(desk, chief), await help(desk, chief, [other])];
  const refused = async (stream: string) =>
    chief.refused('case.step', {
      ...{ act: desk.newId(), stream: helped.stream, type: 'bound' },
      data: { case: stream },
    });
  expect(await refused(served.stream)).toMatchObject({ code: 'proxy.otherMatter' });
  expect(await refused(helped.stream)).toMatchObject({ code: 'proxy.noSuchCase' });
  expect(await refused(desk.newId())).toMatchObject({ code: 'proxy.noSuchCase' });
  const again = await help(desk, chief);
  await step(desk, chief, served.stream, 'voided', { cause: 'trial', reason: '试录' });
  const act = { act: desk.newId(), stream: again.stream, type: 'bound', data: { case: served.stream } };
  expect(await chief.refused('case.step', act)).toMatchObject({ code: 'proxy.noSuchCase' });
});
