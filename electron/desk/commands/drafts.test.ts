import { expect, it } from 'vitest';
import { chief, intake, openDesk, setUpDesk, type Window } from '../../../tests/support/desk.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';

interface Drafts {
  readonly drafts: readonly { readonly id: string; readonly data: object }[];
}
const drafts = (window: Window): Promise<Drafts> => window.ask('draft.list', {});
const draft = (id: string, request: string) => ({
  ...{ id, kind: 'service', type: 'received', stream: null },
  data: { request },
});

it('survives a logout and a restart, whatever its length', async () => {
  const dir = temporaryFolder();
  const world = makeWorld(51);
  const desk = await setUpDesk({ dir, world });
  const id = desk.newId();
  const long = '字𠮷'.repeat(50_000);
  await desk.chief.ask('draft.keep', draft(id, '半句'));
  await desk.chief.ask('draft.keep', draft(id, long));
  await desk.chief.ask('login.leave', {});
  await desk.close();
  const again = await openDesk({ dir, world });
  const window = await again.connect();
  await window.ask('login.enter', { login: chief.login, password: chief.password });
  expect((await drafts(window)).drafts).toMatchObject([{ id, data: { request: long } }]);
});

it('is its own person’s: another neither sees, changes nor drops it', async () => {
  const desk = await setUpDesk({ seed: 52 });
  const other = await desk.person('wang', ['window']);
  const id = desk.newId();
  await desk.chief.ask('draft.keep', draft(id, '我的'));
  expect((await drafts(other)).drafts).toEqual([]);
  expect(await other.refused('draft.keep', draft(id, '别人的'))).toEqual({ code: 'permission.missing' });
  await other.ask('draft.drop', { id });
  expect((await drafts(desk.chief)).drafts).toMatchObject([{ id, data: { request: '我的' } }]);
  await desk.chief.ask('draft.drop', { id });
  expect((await drafts(desk.chief)).drafts).toEqual([]);
});

it('goes with the act it was of', async () => {
  const desk = await setUpDesk({ seed: 53 });
  const id = desk.newId();
  await desk.chief.ask('draft.keep', draft(id, '来窗口办理'));
  expect(await desk.chief.refused('case.begin', intake(id, {}, { matter: { code: 'NONE' } }))).toMatchObject({
    code: 'matter.unknown',
  });
  expect((await drafts(desk.chief)).drafts).toHaveLength(1);
  await desk.chief.ask('case.begin', intake(id));
  expect((await drafts(desk.chief)).drafts).toEqual([]);
});
