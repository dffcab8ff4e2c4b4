/**
 * Room for later kinds: a made-up work order (工单) whose assignment belongs to the hub, and its sealed informant part (举报人), a stream
 * of its own that only those with the permission know of.
 */
import { expect, test } from 'vitest';
import type { DeskOptions } from '#desk/runtime.ts';
import { loadEntries } from '#desk/journal/entries.ts';
import { all, sql } from '#desk/store/handles.ts';
import type { ActAnswer, CaseLine, CasePage } from '#shared/contract/case.ts';
import { listFilters } from '#shared/contract/case.ts';
import { fold } from '#shared/kinds/mechanism/fold.ts';
import { kinds } from '#shared/kinds/registry.ts';
import { setUpDesk, type TestDesk, type Window } from '../support/desk.ts';
import { informant } from '../support/made-up-kinds/informant.ts';
import { workOrder } from '../support/made-up-kinds/work-order.ts';

const openWith = (options: Partial<DeskOptions> = {}) =>
  setUpDesk({ options: { kinds: [...kinds, workOrder, informant], ...options } });
const begin = (desk: TestDesk, window: Window, kind: string, type: string, set: object) =>
  window.ask<ActAnswer>('case.begin', { act: desk.newId(), kind, type, data: { set } });
const pageOf = (window: Window, stream: string) => window.ask<CasePage>('case.page', { stream, reveal: false });
const assign = { type: 'assigned', data: { set: { assignee: '镇供电所' } } };

test('away from the authority a desk writes the request, never the fact', async () => {
  const desk = await openWith({ isAuthority: false });
  const { chief } = desk;
  const { stream } = await begin(desk, chief, 'madeUpOrder', 'received', { complaint: '路灯不亮' });
  const { allowed } = await pageOf(chief, stream);
  expect(allowed).toContain('assignmentAsked');
  expect(allowed).not.toContain('assigned');
  const refusal = await chief.refused('case.step', { act: desk.newId(), stream, ...assign });
  expect(refusal).toMatchObject({ code: 'step.notAuthority', details: { request: 'assignmentAsked' } });
  await chief.ask('case.step', { act: desk.newId(), stream, type: 'assignmentAsked', data: { whom: '镇供电所' } });
  const after = await pageOf(chief, stream);
  expect(after).toMatchObject({ status: 'received', fields: { complaint: '路灯不亮' } });
  expect(after.fields).not.toHaveProperty('assignee');
  expect(after.history.map(({ type }) => type)).toEqual(['received', 'assignmentAsked']);
});

test('without a hub the desk is the authority and writes it; a correction does not', async () => {
  const desk = await openWith();
  const { chief } = desk;
  const { stream } = await begin(desk, chief, 'madeUpOrder', 'received', { complaint: '路灯不亮' });
  const clerk = await desk.person('wang', ['window']);
  expect((await pageOf(clerk, stream)).allowed).not.toContain('assigned');
  await chief.ask('case.step', { act: desk.newId(), stream, ...assign });
  expect(await pageOf(chief, stream)).toMatchObject({ status: 'assigned', fields: { assignee: '镇供电所' } });
  const correction = { type: 'corrected', data: { set: { assignee: '别处' }, reason: '想改' } };
  expect((await chief.refused('case.step', { act: desk.newId(), stream, ...correction })).code).toMatch(/^input\./u);
});

test('a sealed part is nowhere for those who may not know of it', async () => {
  const desk = await openWith();
  const { chief } = desk;
  const clerk = await desk.person('wang', ['window']);
  const order = await begin(desk, clerk, 'madeUpOrder', 'received', { complaint: '有人偷排污水' });
  const before = await picture(clerk, order.stream);
  const secret = { parent: order.stream, name: '举报人欧阳', phone: '13912345678' };
  // Whoever takes it down hands it over with that.
  const part = await begin(desk, clerk, 'madeUpInformant', 'recorded', secret);

  expect(await picture(clerk, order.stream)).toEqual(before);
  for (const search of ['举报人欧阳', '欧阳', 'ouyang', '密件', '13912345678', '5678', order.stream])
    expect(await linesOf(clerk, { filter: 'all', search }), search).toEqual([]);
  expect(await linesOf(clerk, { filter: 'all', search: '', kind: 'madeUpInformant' })).toEqual([]);
  expect(await clerk.ask('case.similar', { phone: '13912345678' })).toEqual({ lines: [] });
  const step = { act: desk.newId(), stream: part.stream, type: 'note', data: { text: '看到了' } };
  for (const [path, input] of [
    ['case.page', { stream: part.stream, reveal: true }],
    ['case.step', step],
    ['case.merge', { act: desk.newId(), stream: part.stream, into: order.stream, reason: '并' }],
    ['paper.html', { stream: part.stream, paper: desk.newId(), size: 'A5', copy: 1 }],
  ] as const)
    expect((await clerk.refused(path, input)).code, path).toBe('stream.unknown');

  // The chief sees it, masked until revealed, and it is no case of its own in the day's numbers.
  expect((await linesOf(chief, { filter: 'all', search: '欧阳' })).map(({ stream }) => stream)).toEqual([part.stream]);
  const page = await pageOf(chief, part.stream);
  expect(page).toMatchObject({ kind: 'madeUpInformant', number: '', fields: { parent: order.stream } });
  expect(page.fields['phone']).not.toBe('13912345678');
  expect(await chief.ask('home.summary')).toMatchObject({ counts: { takenToday: 1 } });
});

test('neither fold needs the other, and the case’s own stream does not name its part', async () => {
  const desk = await openWith();
  const { chief } = desk;
  const order = await begin(desk, chief, 'madeUpOrder', 'received', { complaint: '有人偷排污水' });
  const part = await begin(desk, chief, 'madeUpInformant', 'recorded', { parent: order.stream, name: '欧阳' });
  const { store, findKind } = desk.core();
  const [ofOrder, ofPart] = [order, part].map(({ stream }) => loadEntries(store.read, stream));
  expect(JSON.stringify(ofOrder)).not.toContain(part.stream);
  expect(fold(findKind, ofOrder ?? [])).toMatchObject({ marks: [], core: { status: 'received' } });
  expect(fold(findKind, ofPart ?? [])).toMatchObject({ marks: [], core: { status: 'sealed' } });
  const rows = all(store.read, sql<{ stream: string; seal: string }>`SELECT stream, seal FROM live_case ORDER BY seal`);
  expect(rows).toEqual([
    { stream: order.stream, seal: '' },
    { stream: part.stream, seal: 'case.seeInformant' },
  ]);
});

async function linesOf(window: Window, question: object): Promise<readonly CaseLine[]> {
  return (await window.ask<{ lines: CaseLine[] }>('case.list', { limit: 50, ...question })).lines;
}

/** Everything a person can ask for without knowing a stream, and the page of the case. */
async function picture(window: Window, stream: string) {
  const lists = await Promise.all(
    listFilters.map((filter) => window.ask('case.list', { filter, search: '', limit: 50 })),
  );
  return {
    lists,
    home: await window.ask('home.summary'),
    page: await pageOf(window, stream),
    byCode: await window.ask('case.byCode', { code: (await pageOf(window, stream)).number }),
    waiting: await window.ask('paper.waiting'),
    drafts: await window.ask('draft.list'),
    register: await window.ask('case.voidRegister', { from: '2026-01-01', to: '2026-12-31' }),
  };
}
