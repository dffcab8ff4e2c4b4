import { describe, expect, it } from 'vitest';
import { chief, openDesk, password, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { tellChanged } from '../sync/of-desk.ts';
import { stepStaff } from './staff.ts';

const idOf = async (window: Window): Promise<string> =>
  (await window.ask<{ me: { staff: string } }>('desk.status', {})).me.staff;
const add = (desk: TestDesk, login: string, more: object = {}) => ({
  ...{ act: desk.newId(), name: '王芳', login, roles: ['window'], password },
  ...more,
});

describe('members of staff', () => {
  it('the last chief can be neither suspended nor given other roles; with a second one, the first can', async () => {
    const desk = await setUpDesk({ seed: 61 });
    const me = await idOf(desk.chief);
    const suspend = { act: desk.newId(), staff: me };
    expect(await desk.chief.refused('staff.suspend', suspend)).toEqual({ code: 'staff.lastChief' });
    const roles = { act: desk.newId(), staff: me, roles: ['window'] };
    expect(await desk.chief.refused('staff.setRoles', roles)).toEqual({ code: 'staff.lastChief' });
    const second = await desk.person('liu', ['chief']);
    await second.ask('staff.setRoles', { act: desk.newId(), staff: me, roles: ['window'] });
    // Rights follow at once, on windows that are open.
    expect(await desk.chief.refused('staff.add', add(desk, 'zhao'))).toEqual({ code: 'permission.missing' });
  });

  it('login names are one person’s for ever, also of those who were suspended', async () => {
    const desk = await setUpDesk({ seed: 62 });
    const { staff } = await desk.chief.ask<{ staff: string }>('staff.add', add(desk, 'wang'));
    await desk.chief.ask('staff.suspend', { act: desk.newId(), staff });
    expect(await desk.chief.refused('staff.add', add(desk, ' wang '))).toMatchObject({
      code: 'record.exists',
      field: 'login',
    });
  });

  it('are added once for one act; other content under its id is refused', async () => {
    const desk = await setUpDesk({ seed: 63 });
    const once = add(desk, 'wang');
    const first = await desk.chief.ask('staff.add', once);
    expect(await desk.chief.ask('staff.add', once)).toEqual(first);
    expect(await desk.chief.refused('staff.add', { ...once, name: '别人' })).toEqual({ code: 'act.conflict' });
    const { staff } = await desk.chief.ask<{ staff: object[] }>('staff.list', {});
    expect(staff).toHaveLength(2);
  });

  it('passwords are held to the rule, and the field is named', async () => {
    const desk = await setUpDesk({ seed: 64 });
    for (const weak of ['short', 'alllowercase', 'Wang2026!']) {
      const refusal = await desk.chief.refused('staff.add', add(desk, 'wang', { password: weak }));
      expect(refusal).toMatchObject({ field: 'password' });
      expect(refusal.code).toMatch(/^password\./);
    }
  });

  it('where the server is only asked for it, a suspended person is out here at once all the same', async () => {
    const desk = await setUpDesk({ seed: 34 });
    const window = await desk.person('wang', ['window']);
    const { me } = await window.ask<{ me: { staff: string } }>('desk.status', {});
    desk.core().isAuthority = false;
    await desk.chief.ask('staff.suspend', { act: desk.newId(), staff: me.staff });
    expect(await window.ask('desk.status', {})).toMatchObject({ me: null });
    expect(await window.refused('login.enter', { login: 'wang', password })).toEqual({ code: 'login.suspended' });
  });

  it('somebody suspended elsewhere is out as soon as that comes in', async () => {
    const desk = await setUpDesk({ seed: 35 });
    const window = await desk.person('wang', ['window']);
    const { me } = await window.ask<{ me: { staff: string } }>('desk.status', {});
    const core = desk.core();
    const [viewer] = desk.desk.runtime.logins.values();
    if (viewer === undefined) throw new Error('nobody is logged in');
    // As a page of the township's server writes it: past the procedure that ends logins.
    const suspended = stepStaff(core, viewer, { act: desk.newId(), staff: me.staff, type: 'suspended' });
    expect(suspended.ok).toBe(true);
    expect(await window.ask('desk.status', {})).toMatchObject({ me: { staff: me.staff } });
    tellChanged(desk.desk.runtime, core, [me.staff]);
    expect(await window.ask('desk.status', {})).toMatchObject({ me: null });
  });

  it('a suspended person is out at once, cannot log in, and opens the file no more', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(65);
    const desk = await setUpDesk({ dir, world });
    const window = await desk.person('wang', ['window']);
    const staff = await idOf(window);
    await desk.chief.ask('staff.suspend', { act: desk.newId(), staff });
    expect(await window.refused('home.summary', {})).toEqual({ code: 'login.required' });
    const enter = { login: 'wang', password };
    expect(await window.refused('login.enter', enter)).toEqual({ code: 'login.suspended' });
    expect(await window.refused('login.enter', { ...enter, password: 'Wrong-2026' })).toMatchObject({
      code: 'login.wrong',
    });
    await desk.close();

    const again = await openDesk({ dir, world });
    const closed = await again.connect();
    expect(await closed.refused('login.enter', enter)).toMatchObject({ code: 'login.wrong' });
    expect(again.desk.runtime.core).toBeNull();
    await closed.ask('login.enter', { login: chief.login, password: chief.password });
    const fresh = 'Again-made-up-2026';
    await closed.ask('staff.reinstate', { act: again.newId(), staff, password: fresh });
    await again.close();
    const third = await openDesk({ dir, world });
    await (await third.connect()).ask('login.enter', { login: 'wang', password: fresh });
  });

  it('what the chief does to somebody who is none is refused', async () => {
    const desk = await setUpDesk({ seed: 66 });
    const staff = desk.newId();
    expect(await desk.chief.refused('staff.suspend', { act: desk.newId(), staff })).toEqual({ code: 'staff.unknown' });
    expect(await desk.chief.refused('staff.resetPassword', { act: desk.newId(), staff, password })).toEqual({
      code: 'staff.unknown',
    });
  });
});
