/** 检查人员: what they see, that they change nothing, that each look is written down, and that it ends, whatever the clock says. */
import { expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import type { ProcedureMeta } from '#shared/contract/base.ts';
import { intake, password, setUpDesk, type TestDesk, type Window } from '../../tests/support/desk.ts';
import { all, sql } from './store/handles.ts';

type Desk = TestDesk & { readonly chief: Window };
const dayLong = 24 * 3_600_000;
const year = { from: '2026-01-01', to: '2026-12-31' };

interface Sampled {
  readonly stream: string;
  readonly drawn: readonly string[];
  readonly left: readonly string[];
}

async function drawnFrom(desk: Desk, count: number, cases: number): Promise<Sampled> {
  const streams: string[] = [];
  for (let at = 0; at < cases; at += 1) {
    const { stream } = await desk.chief.ask<{ stream: string }>('case.begin', intake(desk.newId(), { print: 'A5' }));
    await desk.chief.ask('case.step', {
      ...{ act: desk.newId(), stream, type: 'correctionNoticed' },
      data: { gaps: [{ material: '户口簿', standard: '原件' }] },
    });
    streams.push(stream);
  }
  const { stream } = await desk.chief.ask<{ stream: string }>('inspection.draw', {
    ...{ act: desk.newId(), title: '专项检查', body: '示例县局', method: 'simple', seed: '20261122' },
    ...{ ...year, matters: [], stations: [], wish: { count } },
  });
  const page = await desk.chief.ask<{ cases: { stream: string }[] }>('inspection.page', { stream });
  const drawn = page.cases.map((one) => one.stream);
  return { stream, drawn, left: streams.filter((one) => !drawn.includes(one)) };
}

async function admit(desk: Desk, more: object = {}): Promise<Window> {
  const input = { name: '钱督查', body: '示例县局', login: 'qian', password, days: 3, ...more };
  await desk.chief.ask('inspection.admit', { act: desk.newId(), ...input });
  const window = await desk.connect();
  await window.ask('login.enter', { login: 'qian', password });
  return window;
}

const auditOf = (desk: Desk, type: string): { by: string; data: Record<string, unknown> }[] =>
  all<{ by_staff: string; data: string }>(
    desk.core().store.read,
    sql`SELECT by_staff, data FROM audit WHERE type = ${type} ORDER BY seq`,
  ).map(({ by_staff: by, data }) => ({ by, data: JSON.parse(data) as Record<string, unknown> }));

it('sees the cases of the sample and not a row, a count or a page of another', async () => {
  const desk = await setUpDesk({ seed: 401 });
  const { stream, drawn, left } = await drawnFrom(desk, 2, 5);
  const inspector = await admit(desk, { sample: stream });
  expect([drawn.length, left.length]).toEqual([2, 3]);
  const list = await inspector.ask<{ lines: { stream: string }[]; total: number | null }>('case.list', {
    ...{ filter: 'open', search: '', limit: 50 },
  });
  expect(list.lines.map((line) => line.stream).sort()).toEqual([...drawn].sort());
  expect(list.total).toBe(2);
  const found = await inspector.ask<{ lines: { stream: string }[] }>('case.list', {
    ...{ filter: 'all', search: '李桂花', limit: 50 },
  });
  expect(found.lines.map((line) => line.stream).sort()).toEqual([...drawn].sort());
  const { ledgers } = await inspector.ask<{ ledgers: { name: string; count: number }[] }>('ledger.counts', year);
  expect(ledgers.find(({ name }) => name === 'notified')?.count).toBe(2);
  expect(ledgers.map(({ name }) => name)).not.toContain('looks');
  const nobody = desk.newId();
  for (const path of ['case.page', 'paper.wholeCourse']) {
    const ask = (of: string) =>
      inspector.refused(path, { stream: of, ...(path === 'case.page' ? { reveal: true } : {}) });
    for (const one of left) expect(await ask(one)).toEqual(await ask(nobody));
  }
  await inspector.ask('case.page', { stream: drawn[0], reveal: true });
  await inspector.ask('paper.wholeCourse', { stream: drawn[0] });
});

it('whoever is let in for everything sees everything, and changes nothing', async () => {
  const desk = await setUpDesk({ seed: 402 });
  const { drawn, left } = await drawnFrom(desk, 1, 2);
  const inspector = await admit(desk);
  for (const stream of [...drawn, ...left]) {
    const page = await inspector.ask<{ allowed: string[] }>('case.page', { stream, reveal: false });
    expect(page.allowed).toEqual([]);
  }
  const entries = (): number => all(desk.core().store.read, sql`SELECT seq FROM entry`).length;
  const before = entries();
  for (const [group, procedures] of Object.entries(contract)) {
    for (const [name, procedure] of Object.entries(procedures)) {
      const { access, inspectors } = (procedure as unknown as { '~orpc': { meta: ProcedureMeta } })['~orpc'].meta;
      if (access === 'public' || inspectors !== 'closed') continue;
      const answer = await inspector.call(`${group}.${name}`, {}, 1);
      expect([`${group}.${name}`, JSON.stringify(answer).includes('permission.missing')]).toEqual([
        `${group}.${name}`,
        true,
      ]);
    }
  }
  expect(entries()).toBe(before);
});

it('every look is written down under the inspector, before it is shown, also of what was refused', async () => {
  const desk = await setUpDesk({ seed: 403 });
  const { stream, drawn, left } = await drawnFrom(desk, 1, 2);
  const inspector = await admit(desk, { sample: stream });
  const { me } = await inspector.ask<{ me: { staff: string; until: string } }>('desk.status', {});
  expect(me.until).toBe('2026-11-24');
  const look = desk.newId();
  await inspector.ask('case.page', { stream: drawn[0], reveal: false, look });
  await inspector.ask('case.page', { stream: drawn[0], reveal: false, look });
  await inspector.refused('case.page', { stream: left[0], reveal: false, look: desk.newId() });
  await inspector.ask('case.list', { filter: 'all', search: '李桂花', limit: 50 });
  expect(auditOf(desk, 'look')).toEqual([
    { by: me.staff, data: { procedure: 'case.page', stream: drawn[0] } },
    { by: me.staff, data: { procedure: 'case.page', stream: left[0] } },
    { by: me.staff, data: { procedure: 'case.list' } },
  ]);
  const auditor = await desk.person('shen', ['auditor']);
  const { rows } = await auditor.ask<{ rows: { cells: string[] }[] }>('ledger.page', {
    ...{ ledger: 'looks', ...year, limit: 50 },
  });
  expect(rows.map(({ cells }) => cells.slice(1, 3))).toContainEqual(['钱督查', '检查人员查看']);
});

it('ends after the last day, and a clock that is set back gives no day more', async () => {
  const desk = await setUpDesk({ seed: 404 });
  const { drawn } = await drawnFrom(desk, 1, 1);
  const inspector = await admit(desk);
  desk.world.clock.advance(2 * dayLong);
  await inspector.ask('case.page', { stream: drawn[0], reveal: false });
  desk.world.clock.advance(dayLong);
  expect(await inspector.refused('case.page', { stream: drawn[0], reveal: false })).toEqual({ code: 'login.required' });
  const ended = { code: 'login.ended', details: { until: '2026-11-24' } };
  expect(await inspector.refused('login.enter', { login: 'qian', password })).toEqual(ended);
  // Somebody writes on the day after; then the clock goes back three days.
  await desk.chief.ask('case.step', {
    ...{ act: desk.newId(), stream: drawn[0], type: 'note', data: { text: '检查结束' } },
  });
  desk.world.clock.advance(-3 * dayLong);
  expect(await inspector.refused('login.enter', { login: 'qian', password })).toEqual(ended);
});

it('is sent away before the last day, and opens no closed desk', async () => {
  const desk = await setUpDesk({ seed: 405 });
  const inspector = await admit(desk);
  const { me } = await inspector.ask<{ me: { staff: string } }>('desk.status', {});
  await desk.chief.ask('inspection.end', { act: desk.newId(), staff: me.staff });
  expect(await inspector.refused('home.summary', {})).toEqual({ code: 'login.required' });
  expect(await inspector.refused('login.enter', { login: 'qian', password })).toEqual({ code: 'login.suspended' });
  // No step of staff makes a clerk of an inspector.
  expect(
    await desk.chief.refused('staff.setRoles', { act: desk.newId(), staff: me.staff, roles: ['chief'] }),
  ).toMatchObject({ code: 'step.notNow' });
});
