/** 负责人同意登录: after days without the hub, each login of anybody but a chief. */
import { describe, expect, it } from 'vitest';
import { joinMadeUpHub } from '../../tests/support/made-up-hub.ts';
import { chief, password, setUpDesk, type TestDesk } from '../../tests/support/desk.ts';
import { all, sql, transact } from './store/handles.ts';
import { metHub } from './sync/met.ts';

const clerk = { login: 'liu', password };
const allowing = { login: chief.login, password: chief.password };
const day = 24 * 3600 * 1000;

/** A clerk works here; the desk met its hub, and then so many days went by. */
async function away(days: number, seed = 51): ReturnType<typeof setUpDesk> {
  const desk = await setUpDesk({ seed });
  await desk.chief.ask('staff.add', { act: desk.newId(), name: '刘芳', roles: ['window'], ...clerk });
  joinMadeUpHub(desk.core());
  desk.world.clock.advance(days * day);
  return desk;
}

const logins = (desk: TestDesk): unknown[] =>
  all(desk.core().store.read, sql<{ data: string }>`SELECT data FROM audit WHERE type = 'login' ORDER BY seq`).map(
    ({ data }) => JSON.parse(data) as unknown,
  );

describe('a desk that is away from its hub', () => {
  it('asks nobody before the days are over', async () => {
    const desk = await away(29);
    expect(await (await desk.connect()).ask('login.enter', clerk)).toMatchObject({ name: '刘芳' });
  });

  it('asks a chief on the thirtieth day: both passwords, and the audit chain says who allowed whom', async () => {
    const desk = await away(30);
    const window = await desk.connect();
    expect(await window.refused('login.enter', clerk)).toMatchObject({
      code: 'login.needsChief',
      details: { days: 30 },
    });
    expect(await window.refused('home.summary', {})).toMatchObject({ code: 'login.required' });
    // It is no wrong password: nobody is locked out by asking.
    for (let tries = 0; tries < 6; tries += 1) await window.refused('login.enter', clerk);
    const me = await window.ask<{ staff: string }>('login.enter', { ...clerk, chief: allowing });
    expect(me).toMatchObject({ name: '刘芳' });
    const { me: who } = await desk.chief.ask<{ me: { staff: string } }>('desk.status', {});
    expect(logins(desk).at(-1)).toEqual({ allowedBy: who.staff, daysAway: 30 });
  });

  it('takes nobody’s word but a chief’s', async () => {
    const desk = await away(31);
    const window = await desk.connect();
    expect(
      await window.refused('login.enter', { ...clerk, chief: { ...allowing, password: 'Wrong-2026' } }),
    ).toMatchObject({ code: 'login.chiefWrong', field: 'chief.password', details: { left: 4 } });
    expect(await window.refused('login.enter', { ...clerk, chief: clerk })).toMatchObject({ code: 'login.notChief' });
    // The wrong password of the person is told first, whoever allows it.
    expect(await window.refused('login.enter', { ...clerk, password: 'Wrong-2026', chief: allowing })).toMatchObject({
      code: 'login.wrong',
    });
  });

  it('lets a chief in alone', async () => {
    const desk = await away(90);
    expect(await (await desk.connect()).ask('login.enter', allowing)).toMatchObject({ name: chief.name });
  });

  it('lets whoever locked their screen back to what they had typed, and nobody else', async () => {
    const desk = await away(31);
    const [window, other] = [await desk.connect(), await desk.connect()];
    await window.ask('login.enter', { ...clerk, chief: allowing });
    await window.ask('login.lock', {});
    expect(await window.ask('login.enter', clerk)).toMatchObject({ name: '刘芳' });
    expect(await other.refused('login.enter', clerk)).toMatchObject({ code: 'login.needsChief' });
    await window.ask('login.leave', {});
    expect(await window.refused('login.enter', clerk)).toMatchObject({ code: 'login.needsChief' });
  });

  it('asks for whoever comes to a screen that somebody else locked', async () => {
    const desk = await away(31);
    const other = { login: 'wang', password };
    await desk.chief.ask('staff.add', { act: desk.newId(), name: '王敏', roles: ['window'], ...other });
    const window = await desk.connect();
    await window.ask('login.enter', { ...clerk, chief: allowing });
    await window.ask('login.lock', {});
    expect(await window.refused('login.enter', other)).toMatchObject({ code: 'login.needsChief' });
    expect(await window.ask('login.enter', clerk)).toMatchObject({ name: '刘芳' });
  });

  it('lets nobody try out the password of a chief', async () => {
    const desk = await away(31);
    const window = await desk.connect();
    const tried = (chiefs: string) =>
      window.refused('login.enter', { ...clerk, chief: { ...allowing, password: chiefs } });
    for (let tries = 0; tries < 4; tries += 1)
      expect(await tried('Wrong-2026')).toMatchObject({ code: 'login.chiefWrong' });
    expect(await tried('Wrong-2026')).toMatchObject({ code: 'login.locked' });
    expect(await tried(allowing.password)).toMatchObject({ code: 'login.locked' });
  });

  it('asks no more once it met its hub, over the line or by a stick', async () => {
    const desk = await away(45);
    const window = await desk.connect();
    await window.refused('login.enter', clerk);
    const core = desk.core();
    transact(core.store.write, (transaction) => {
      metHub(transaction, core.ports.clock.now());
    });
    expect(await window.ask('login.enter', clerk)).toMatchObject({ name: '刘芳' });
  });

  it('asks after as many days as were set; never for 0', async () => {
    const desk = await away(45);
    await desk.chief.ask('link.setAwayLimit', { days: 46 });
    const window = await desk.connect();
    expect(await window.ask('login.enter', clerk)).toMatchObject({ name: '刘芳' });
    await window.ask('login.leave', {});
    await desk.chief.ask('link.setAwayLimit', { days: 45 });
    await window.refused('login.enter', clerk);
    await desk.chief.ask('link.setAwayLimit', { days: 0 });
    expect(await window.ask('login.enter', clerk)).toMatchObject({ name: '刘芳' });
  });
});

it('a desk alone asks nobody, however long', async () => {
  const desk = await setUpDesk({ seed: 52 });
  await desk.chief.ask('staff.add', { act: desk.newId(), name: '刘芳', roles: ['window'], ...clerk });
  desk.world.clock.advance(400 * day);
  expect(await (await desk.connect()).ask('login.enter', clerk)).toMatchObject({ name: '刘芳' });
});
