import { describe, expect, it } from 'vitest';
import {
  chief,
  hall,
  intake,
  openDesk,
  password,
  setUp,
  setUpDesk,
  setUpInput,
  township,
  type TestDesk,
} from '../../tests/support/desk.ts';
import { decideBegin } from '#shared/kinds/mechanism/decide.ts';
import { ok } from '#shared/kernel/result.ts';
import { makeWorld } from '../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../tests/support/store.ts';
import { performAct } from './commands/act.ts';
import { learntAt } from './commands/learn.ts';
import type { SecretStore } from './keys/slot-boxes.ts';

const enterChief = { login: chief.login, password: chief.password };

/** As the township's server brings somebody in: a login name that is borne here already, and no password. */
function bringNamesake(desk: TestDesk, login: string): void {
  const core = desk.core();
  const [viewer] = desk.desk.runtime.logins.values();
  const kind = core.findKind('staff');
  if (viewer === undefined || kind === undefined) throw new Error('nobody is logged in');
  const set = { name: '同名', login, roles: ['window'] };
  const brought = performAct(core, viewer, { id: desk.newId(), procedure: 'brought', input: {} }, (work) => {
    const learnt = learntAt(core, work.transaction, viewer);
    // Its id stands before every other: it is found first.
    const stream = '00000000-0000-7000-8000-000000000001';
    const decision = decideBegin(core.findKind, kind, stream, { type: 'added', data: { set } }, learnt, work.pen);
    if (!decision.ok) return decision;
    work.keep({ isNew: true, decision: decision.value });
    return ok({});
  });
  expect(brought.ok).toBe(true);
}

describe('a login name that two bear', () => {
  it('is here the one’s who has a password here: after joining, after a start, for a look at what needs it', async () => {
    const desk = await setUpDesk({ seed: 31 });
    bringNamesake(desk, chief.login);
    const { me } = await desk.chief.ask<{ me: { staff: string } }>('desk.status', {});
    const window = await desk.connect();
    expect(await window.ask('login.enter', enterChief)).toMatchObject({ staff: me.staff, name: chief.name });
    expect(await window.refused('login.enter', { ...enterChief, password })).toMatchObject({ code: 'login.wrong' });
    expect(
      (await window.ask<{ groups: string[] }>('recovery.propose', { password: chief.password })).groups,
    ).toHaveLength(8);
    await desk.close();
    const again = await openDesk({ dir: desk.dir, world: desk.world });
    const first = await again.connect();
    expect(await first.ask('login.enter', enterChief)).toMatchObject({ staff: me.staff });
  });

  it('tells the two apart by their passwords once both have one', async () => {
    const desk = await setUpDesk({ seed: 32 });
    bringNamesake(desk, chief.login);
    const namesake = '00000000-0000-7000-8000-000000000001';
    await desk.chief.ask('staff.resetPassword', { act: desk.newId(), staff: namesake, password });
    const window = await desk.connect();
    expect(await window.ask('login.enter', { login: chief.login, password })).toMatchObject({ staff: namesake });
    expect(await window.ask('login.enter', enterChief)).toMatchObject({ name: chief.name });
  });
});

describe('set-up', () => {
  it('goes by the phrase that was shown, and logs the chief in', async () => {
    const desk = await openDesk();
    const window = await setUp(desk);
    const status = await window.ask<{ state: string; me: { roles: string[] }; station: object }>('desk.status', {});
    expect(status).toMatchObject({
      state: 'open',
      me: { name: chief.name, roles: ['chief', 'administrator'] },
      station: { code: hall.code, name: hall.name, township: township.name },
    });
    expect(await window.refused('setUp.complete', await setUpInputAgain(window))).toEqual({
      code: 'desk.alreadySetUp',
    });
  });

  const setUpInputAgain = async (window: Parameters<typeof setUpInput>[0]) => {
    expect(await window.refused('setUp.phrase', { township: '永丰镇', station: '大厅' })).toEqual({
      code: 'desk.alreadySetUp',
    });
    return { township, station: hall, desk: '一', staff: chief, phrase: Array(8).fill('00000'), backupFolder: '' };
  };

  it('refuses a phrase with a slip in it, another phrase, a weak password and a station of another township', async () => {
    const desk = await openDesk();
    const window = await desk.connect();
    const input = await setUpInput(window);
    const slip = input.phrase.map((group, index) =>
      index === 2 ? `${group.slice(0, 4)}${String((Number(group[4]) + 1) % 10)}` : group,
    );
    expect(await window.refused('setUp.complete', { ...input, phrase: slip })).toMatchObject({
      code: 'recovery.group',
      field: 'phrase.2',
    });
    const other = await window.ask<{ groups: string[] }>('setUp.phrase', { township: '永丰镇', station: '大厅' });
    expect(await window.refused('setUp.complete', input)).toMatchObject({
      code: 'recovery.notTheShown',
      field: 'phrase',
    });
    const right = { ...input, phrase: other.groups };
    const weak = { ...right, staff: { ...chief, password: 'short' } };
    expect(await window.refused('setUp.complete', weak)).toMatchObject({
      code: 'password.tooShort',
      field: 'staff.password',
    });
    const elsewhere = { ...right, station: { ...hall, code: '110101001000' } };
    expect(await window.refused('setUp.complete', elsewhere)).toMatchObject({ field: 'station.code' });
    expect((await window.ask<{ state: string }>('desk.status', {})).state).toBe('new');
    await window.ask('setUp.complete', right);
  });

  it('refused half-way leaves the desk as new as before, and can be done again', async () => {
    const desk = await openDesk();
    const window = await desk.connect();
    const input = await setUpInput(window);
    // Composing makes 63 characters of 21: longer than a login name may be, which only the kind knows.
    const long = { ...input, staff: { ...chief, login: '\uFB2C'.repeat(40) } };
    expect((await window.refused('setUp.complete', long)).code).toMatch(/^input\./);
    expect((await window.ask<{ state: string }>('desk.status', {})).state).toBe('new');
    await window.ask('setUp.complete', input);
    await window.ask('case.begin', intake(desk.newId()));
  });
});

describe('login', () => {
  it('opens the file after a start, for two windows at once', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(3);
    const first = await setUpDesk({ dir, world });
    await first.close();
    const desk = await openDesk({ dir, world });
    const [one, two] = [await desk.connect(), await desk.connect()];
    expect(await one.refused('home.summary', {})).toEqual({ code: 'desk.locked' });
    const both = await Promise.all([one.ask('login.enter', enterChief), two.ask('login.enter', enterChief)]);
    expect(both).toHaveLength(2);
    await one.ask('case.begin', intake(desk.newId()));
    expect(await two.ask('home.summary', {})).toMatchObject({ counts: { open: 1 } });
  });

  it('locks a name after five wrong tries for 300 seconds, on a closed and on an open file', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(4);
    await (await setUpDesk({ dir, world })).close();
    const desk = await openDesk({ dir, world });
    const window = await desk.connect();
    const wrong = { login: chief.login, password: 'Wrong-2026' };
    for (const left of [4, 3, 2, 1]) {
      expect(await window.refused('login.enter', wrong)).toMatchObject({ code: 'login.wrong', details: { left } });
    }
    expect(await window.refused('login.enter', wrong)).toMatchObject({
      code: 'login.locked',
      details: { seconds: 300 },
    });
    expect(await window.refused('login.enter', enterChief)).toMatchObject({ code: 'login.locked' });
    world.clock.advance(299_000);
    expect(await window.refused('login.enter', enterChief)).toMatchObject({ details: { seconds: 1 } });
    world.clock.advance(1_000);
    await window.ask('login.enter', enterChief);

    const other = await desk.connect();
    for (let tries = 0; tries < 5; tries += 1) await other.call('login.enter', wrong);
    expect(await other.refused('login.enter', enterChief)).toMatchObject({ code: 'login.locked' });
    // Whoever is logged in works on.
    await window.ask('home.summary', {});
  });

  it('keeps the lock, and the tries that lead to it, over a restart', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(44);
    await (await setUpDesk({ dir, world })).close();
    const wrong = { login: chief.login, password: 'Wrong-2026' };
    const started = async () => {
      const desk = await openDesk({ dir, world });
      return { desk, window: await desk.connect() };
    };
    const first = await started();
    for (let tries = 0; tries < 3; tries += 1) await first.window.refused('login.enter', wrong);
    await first.desk.close();
    const second = await started();
    expect(await second.window.refused('login.enter', wrong)).toMatchObject({ details: { left: 1 } });
    expect(await second.window.refused('login.enter', wrong)).toMatchObject({ code: 'login.locked' });
    await second.desk.close();
    world.clock.advance(100_000);
    const third = await started();
    expect(await third.window.refused('login.enter', enterChief)).toMatchObject({ details: { seconds: 200 } });
    world.clock.advance(200_000);
    await third.window.ask('login.enter', enterChief);
    for (let tries = 0; tries < 4; tries += 1)
      await (await third.desk.connect()).refused('login.enter', { ...wrong, login: ' chen ' });
    await third.desk.close();
    const fourth = await started();
    expect(await fourth.window.refused('login.enter', wrong)).toMatchObject({ code: 'login.locked' });
  });

  it('counts tries made at once one by one', async () => {
    const desk = await setUpDesk({ seed: 45 });
    const windows = await Promise.all(Array.from({ length: 8 }, () => desk.connect()));
    const typed = windows.map((_, index) => (index === 7 ? enterChief : { ...enterChief, password: 'Wrong-2026' }));
    const said = await Promise.all(windows.map((window, index) => window.refused('login.enter', typed[index])));
    expect(said.map(({ code }) => code)).toEqual([
      ...Array.from({ length: 4 }, () => 'login.wrong'),
      ...Array.from({ length: 4 }, () => 'login.locked'),
    ]);
  });

  it('does not tell an unknown name from a wrong password', async () => {
    const desk = await setUpDesk();
    const window = await desk.connect();
    const unknown = await window.refused('login.enter', { login: 'nobody', password: 'Wrong-2026' });
    expect(unknown).toEqual(await window.refused('login.enter', { login: chief.login, password: 'Wrong-2026' }));
  });

  it('is of one connection, and gone with it', async () => {
    const desk = await setUpDesk();
    const other = await desk.connect();
    expect(await other.refused('home.summary', {})).toEqual({ code: 'login.required' });
    await other.ask('login.enter', enterChief);
    await other.connection.close();
    expect(desk.desk.runtime.logins.size).toBe(1);
    await desk.chief.ask('login.lock', {});
    expect(await desk.chief.refused('home.summary', {})).toEqual({ code: 'login.required' });
  });
});

describe('passwords', () => {
  it('are changed with the old one, and open the file at the next start', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(5);
    const desk = await setUpDesk({ dir, world });
    const fresh = 'Fresh-made-up-2026';
    expect(await desk.chief.refused('login.changePassword', { old: 'Wrong-2026', fresh })).toMatchObject({
      code: 'login.wrongOld',
      field: 'old',
    });
    expect(await desk.chief.refused('login.changePassword', { old: chief.password, fresh: 'short' })).toMatchObject({
      code: 'password.tooShort',
      field: 'fresh',
    });
    await desk.chief.ask('login.changePassword', { old: chief.password, fresh });
    await desk.close();
    const again = await (await openDesk({ dir, world })).connect();
    expect(await again.refused('login.enter', enterChief)).toMatchObject({ code: 'login.wrong' });
    await again.ask('login.enter', { login: chief.login, password: fresh });
  });

  it('a reset by the chief counts at once and at the next start', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(6);
    const desk = await setUpDesk({ dir, world });
    const window = await desk.person('wang', ['window']);
    const { staff } = await window.ask<{ me: { staff: string } }>('desk.status', {}).then(({ me }) => me);
    const fresh = 'Reset-made-up-2026';
    await desk.chief.ask('staff.resetPassword', { act: desk.newId(), staff, password: fresh });
    const other = await desk.connect();
    expect(await other.refused('login.enter', { login: 'wang', password })).toMatchObject({ code: 'login.wrong' });
    await other.ask('login.enter', { login: 'wang', password: fresh });
    await desk.close();
    await (await (await openDesk({ dir, world })).connect()).ask('login.enter', { login: 'wang', password: fresh });
  });
});

/** A key store that wraps by a mask of its own: what another account or machine would refuse is refused. */
function secretStore(mask: number): SecretStore & { asked: string[] } {
  const asked: string[] = [];
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ mask);
  return {
    asked,
    available: () => Promise.resolve(true),
    protect: (bytes) => {
      asked.push('protect');
      return Promise.resolve(Uint8Array.of(mask, ...flip(bytes)));
    },
    unprotect: (bytes) => {
      asked.push('unprotect');
      return bytes[0] === mask ? Promise.resolve(flip(bytes.slice(1))) : Promise.reject(new Error('not mine'));
    },
  };
}

describe('the key store of the operating system', () => {
  it('opens the file at the next start of the same account; a login is still needed', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(7);
    const secrets = secretStore(0x5a);
    await (await setUpDesk({ dir, world, options: { secrets } })).close();
    expect(secrets.asked).toContain('protect');
    const desk = await openDesk({ dir, world, options: { secrets } });
    const window = await desk.connect();
    expect((await window.ask<{ state: string; me: unknown }>('desk.status', {})).state).toBe('open');
    expect(await window.refused('home.summary', {})).toEqual({ code: 'login.required' });
    await window.ask('login.enter', enterChief);
    await desk.close();
    const stranger = await openDesk({ dir, world, options: { secrets: secretStore(0x33) } });
    expect(stranger.desk.runtime.state).toBe('locked');
  });

  it('gets its slot at the first login where the desk was set up without one', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(8);
    await (await setUpDesk({ dir, world })).close();
    const secrets = secretStore(0x5a);
    const desk = await openDesk({ dir, world, options: { secrets } });
    expect(desk.desk.runtime.state).toBe('locked');
    await (await desk.connect()).ask('login.enter', enterChief);
    await desk.close();
    expect((await openDesk({ dir, world, options: { secrets } })).desk.runtime.state).toBe('open');
  });
});
