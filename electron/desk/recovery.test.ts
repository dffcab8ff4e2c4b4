import { expect, it } from 'vitest';
import { parsePhrase } from '#shared/identity/recovery-phrase.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { chief, openDesk, password, setUpDesk, setUpInput, type TestDesk } from '../../tests/support/desk.ts';
import { makeWorld } from '../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../tests/support/store.ts';
import { openWithRecovery } from './keys/key-slots.ts';

interface Shown {
  readonly groups: string[];
  readonly html: string;
}
const own = { password: chief.password };
const opens = async ({ desk }: TestDesk, groups: readonly string[]): Promise<boolean> =>
  (await openWithRecovery(desk.runtime.keys, unwrap(parsePhrase(groups.join(' '))))).ok;

/** A desk whose first phrase is known. */
async function deskWithPhrase(seed: number) {
  const desk = await openDesk({ dir: temporaryFolder(), world: makeWorld(seed) });
  const window = await desk.connect();
  const input = await setUpInput(window);
  await window.ask('setUp.complete', { ...input });
  return { desk, window, old: input.phrase };
}

it('the old phrase opens until the new one was typed back, and the new one from then on', async () => {
  const { desk, window, old } = await deskWithPhrase(301);
  expect(await opens(desk, old)).toBe(true);
  const shown = await window.ask<Shown>('recovery.propose', own);
  expect(shown.groups).toHaveLength(8);
  // Two sheets, each with every group.
  for (const group of shown.groups) expect(shown.html.split(group).length - 1).toBe(2);
  expect([await opens(desk, old), await opens(desk, shown.groups)]).toEqual([true, false]);
  const slip = shown.groups.map((group, index) =>
    index === 4 ? `${group.slice(0, 4)}${(Number(group[4]) + 1) % 10}` : group,
  );
  expect(await window.refused('recovery.replace', { phrase: slip })).toMatchObject({
    code: 'recovery.group',
    field: 'phrase.4',
  });
  expect(await window.refused('recovery.replace', { phrase: old })).toMatchObject({ code: 'recovery.notTheNew' });
  await window.ask('recovery.replace', { phrase: shown.groups });
  expect([await opens(desk, old), await opens(desk, shown.groups)]).toEqual([false, true]);
  // Once: the same again is nobody's wish any more.
  expect(await window.refused('recovery.replace', { phrase: shown.groups })).toEqual({ code: 'recovery.notProposed' });
  const auditor = await desk.person('shen', ['auditor']);
  const { events } = await auditor.ask<{ events: { type: string }[] }>('audit.list', { limit: 50 });
  expect(events.filter(({ type }) => type === 'recoveryReplaced')).toHaveLength(1);
  // Passwords open as before.
  await window.ask('login.lock', {});
  await window.ask('login.enter', { login: chief.login, ...own });
});

it('takes the password of whoever asks, and wrong ones close their login', async () => {
  const desk = await setUpDesk({ seed: 302 });
  const admin = await desk.person('guan', ['administrator']);
  expect(await admin.refused('recovery.propose', own)).toMatchObject({
    code: 'login.wrongPassword',
    field: 'password',
    details: { left: 4 },
  });
  for (let tries = 0; tries < 3; tries += 1) await admin.refused('recovery.propose', own);
  expect(await admin.refused('recovery.propose', own)).toMatchObject({ code: 'login.locked' });
  expect(await admin.refused('recovery.propose', { password })).toMatchObject({ code: 'login.locked' });
  desk.world.clock.advance(300_000);
  await admin.ask<Shown>('recovery.propose', { password });
});

it('is for the chief and the administrator, and what one was shown nobody else puts in place', async () => {
  const desk = await setUpDesk({ seed: 303 });
  for (const role of ['window', 'review', 'village', 'mediator', 'auditor'] as const) {
    const other = await desk.person(role, [role]);
    expect([role, (await other.refused('recovery.propose', { password })).code]).toEqual([role, 'permission.missing']);
  }
  const { groups } = await desk.chief.ask<Shown>('recovery.propose', own);
  const admin = await desk.person('guan', ['administrator']);
  expect(await admin.refused('recovery.replace', { phrase: groups })).toEqual({ code: 'recovery.notProposed' });
  // It goes with the login in which it was shown.
  await desk.chief.ask('login.lock', {});
  await desk.chief.ask('login.enter', { login: chief.login, ...own });
  expect(await desk.chief.refused('recovery.replace', { phrase: groups })).toEqual({ code: 'recovery.notProposed' });
});
