import { describe, expect, it } from 'vitest';
import type { CasePage } from '#shared/contract/case.ts';
import type { WaitingRow } from '#shared/contract/arrival.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { intake, refusalFrom, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

type Desk = TestDesk & { readonly chief: Window };

const step = (desk: Desk, stream: string, type: string, data: JsonObject = {}) =>
  desk.chief.ask('case.step', { act: desk.newId(), stream, type, data });
const waiting = (desk: Desk, window = desk.chief): Promise<{ rows: WaitingRow[]; total: number }> =>
  window.ask('arrival.waiting', {});
const queueOf = async (desk: Desk, stream: string) =>
  (await desk.chief.ask<CasePage>('case.page', { stream, reveal: false })).queue?.name;

async function decided(desk: Desk, count: number): Promise<string[]> {
  const set = {
    ...{ code: 'CERT', name: '示例发证', category: '示例', type: 'grant', version: '1' },
    stages: [{ kind: 'certificate', name: '制证到件' }],
  };
  await desk.chief.ask('registry.begin', { act: desk.newId(), kind: 'matter', type: 'published', data: { set } });
  const streams: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const asked = intake(desk.newId(), {}, { matter: { code: 'CERT' } });
    const { stream } = await desk.chief.ask<{ stream: string }>('case.begin', asked);
    await step(desk, stream, 'accepted');
    await step(desk, stream, 'decided', { set: { outcome: 'granted' }, result: '准予' });
    streams.push(stream);
  }
  return streams;
}

const note = (desk: Desk, streams: readonly string[], act = desk.newId()) =>
  desk.chief.call('arrival.note', {
    ...{ act, arrivedOn: '2026-11-22', responsible: '王芳' },
    rows: streams.map((stream, index) => ({ stream, certificate: `示例证 ${String(index + 1)} 号` })),
  });

describe('到证登记', () => {
  it('those that came are noted in one act, the others go on waiting; a double click is one act', async () => {
    const desk = await setUpDesk({ seed: 131 });
    const streams = await decided(desk, 3);
    const { rows, total } = await waiting(desk);
    expect([rows.map(({ stream }) => stream), total]).toEqual([streams, 3]);
    expect(rows[0]).toMatchObject({ petitioner: '李**', matter: 'CERT', title: '示例发证', since: '2026-11-22' });
    const act = desk.newId();
    const came = streams.slice(0, 2);
    const first = await note(desk, came, act);
    expect(first).toMatchObject({ ok: true });
    expect(await note(desk, came, act)).toEqual(first);
    expect((await waiting(desk)).rows.map(({ stream }) => stream)).toEqual(streams.slice(2));
    for (const stream of came) expect(await queueOf(desk, stream)).toBe('toTell');
    const page = await desk.chief.ask<CasePage>('case.page', { stream: came[1] ?? '', reveal: true });
    expect(page.stages).toMatchObject([{ state: 'done', by: ['王芳'], notes: { certificate: '示例证 2 号' } }]);
    const acts = page.history.filter(({ type }) => type === 'stageDone').map(({ act: one }) => one);
    expect(acts).toEqual([act]);
  });

  it('all or none: a row that does not wait is named, and no other was noted', async () => {
    const desk = await setUpDesk({ seed: 132 });
    const streams = await decided(desk, 2);
    const { stream: other } = await desk.chief.ask<{ stream: string }>('case.begin', intake(desk.newId()));
    expect(refusalFrom(await note(desk, [...streams, other]))).toMatchObject({
      code: 'arrival.notOpen',
      details: { row: 3 },
      field: 'rows.2',
    });
    expect((await waiting(desk)).total).toBe(2);
    expect(refusalFrom(await note(desk, [streams[0] ?? '', streams[0] ?? '']))).toMatchObject({ field: 'rows' });
    expect((await waiting(desk)).total).toBe(2);
  });
});

describe('凭证遗失', () => {
  it('prints the slip once more in the act that says who came, marked as another copy', async () => {
    const desk = await setUpDesk({ seed: 133 });
    const taken = await desk.chief.ask<{ stream: string; jobs: { id: string }[] }>(
      'case.begin',
      intake(desk.newId(), { print: '80mm' }),
    );
    for (const { id: job } of taken.jobs) {
      await desk.chief.ask('paper.sent', { job });
      await desk.chief.ask('paper.settle', { act: desk.newId(), job, fate: 'printed', printer: '' });
    }
    const data = { cameBy: '李桂花', proof: 'idCard' };
    const lost = { act: desk.newId(), stream: taken.stream, type: 'slipLost', data, print: '80mm' };
    const again = await desk.chief.ask<{ jobs: object[] }>('case.step', lost);
    expect(again.jobs).toMatchObject([{ copy: 2, size: '80mm' }]);
    expect(await desk.chief.ask('case.step', lost)).toEqual(again);
    const { jobs } = await desk.chief.ask<{ jobs: object[] }>('paper.waiting', {});
    expect(jobs).toHaveLength(1);
  });
});
