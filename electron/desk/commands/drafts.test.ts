import { describe, expect, it } from 'vitest';
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

describe('挂起', () => {
  const place = { field: 'petitioner.name', index: 3, from: 1, to: 2, scroll: 40 };
  const parked = (id: string, name: string) => ({
    ...draft(id, ''),
    data: { values: { petitioner: { name }, matter: { code: 'SAMPLE' } }, sheet: '' },
    place,
  });
  const list = async (window: Window) =>
    (await window.ask<{ parked: readonly { id: string; who: string }[] }>('draft.parked', {})).parked;

  it('lesson 17: of several parked drafts every one survives a reload', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(54);
    const desk = await setUpDesk({ dir, world });
    const names = Array.from({ length: 130 }, (_, number) => `张示例${'一二三四五六七八九十'.charAt(number % 10)}`);
    const ids: string[] = [];
    for (const name of names) {
      const id = desk.newId();
      ids.push(id);
      await desk.chief.ask('draft.park', parked(id, name));
      // Whatever is saved late, because it was typed while the key was pressed, leaves it aside.
      await desk.chief.ask('draft.keep', { ...draft(id, ''), data: parked(id, name).data });
    }
    await desk.close();
    const again = await openDesk({ dir, world });
    const window = await again.connect();
    await window.ask('login.enter', { login: chief.login, password: chief.password });
    expect((await list(window)).map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect((await drafts(window)).drafts).toEqual([]);
    for (const [index, id] of ids.entries()) {
      const { data } = parked(id, names[index] ?? '');
      expect(await window.ask('draft.find', { id })).toMatchObject({ draft: { id, data, place } });
    }
  });

  it('names them by a masked person and the matter, and one that is taken up lies open again with its place', async () => {
    const desk = await setUpDesk({ seed: 55 });
    const id = desk.newId();
    await desk.chief.ask('draft.park', parked(id, '欧阳示例'));
    expect(await list(desk.chief)).toMatchObject([{ id, who: '欧阳**', matter: '示例事项' }]);
    await desk.chief.ask('draft.takeUp', { id });
    expect(await list(desk.chief)).toEqual([]);
    expect((await drafts(desk.chief)).drafts).toMatchObject([{ id }]);
    expect(await desk.chief.ask('draft.find', { id })).toMatchObject({ draft: { place } });
  });

  it('belongs to its person: another neither sees it, takes it up nor parks over it', async () => {
    const desk = await setUpDesk({ seed: 56 });
    const other = await desk.person('wang', ['window']);
    const id = desk.newId();
    await desk.chief.ask('draft.park', parked(id, '我的'));
    expect(await list(other)).toEqual([]);
    expect(await other.ask('draft.find', { id })).toEqual({ draft: null });
    expect(await other.refused('draft.park', parked(id, '别人的'))).toEqual({ code: 'permission.missing' });
    await other.ask('draft.takeUp', { id });
    expect(await list(desk.chief)).toMatchObject([{ id, who: '我*' }]);
  });

  it('goes when the act it was of is done', async () => {
    const desk = await setUpDesk({ seed: 57 });
    const id = desk.newId();
    await desk.chief.ask('draft.park', parked(id, '张示例'));
    await desk.chief.ask('case.begin', intake(id));
    expect(await list(desk.chief)).toEqual([]);
  });
});

it('of named kinds only: a page that asks for its notes is not handed a list of thousands', async () => {
  const desk = await setUpDesk({ seed: 9 });
  const [note, intake] = [desk.newId(), desk.newId()];
  await desk.chief.ask('draft.keep', draft(intake, '收件'));
  await desk.chief.ask('draft.keep', { ...draft(note, '来电'), kind: 'call', type: 'called' });
  const listed = async (input: object) =>
    (await desk.chief.ask<Drafts>('draft.list', input)).drafts.map(({ id }) => id).toSorted();
  expect(await listed({ kinds: ['call', 'inquiry'] })).toEqual([note]);
  expect(await listed({ kinds: [] })).toEqual([]);
  expect(await listed({})).toEqual([note, intake].toSorted());
});
