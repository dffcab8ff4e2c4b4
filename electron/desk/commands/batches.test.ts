import { describe, expect, it } from 'vitest';
import type { CasePage } from '#shared/contract/case.ts';
import type { BatchRow } from '#shared/contract/batch.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { intake, refusalFrom, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

type Desk = TestDesk & { readonly chief: Window };

const step = (desk: Desk, stream: string, type: string, data: JsonObject = {}) =>
  desk.chief.ask('case.step', { act: desk.newId(), stream, type, data });
const statusOf = async (desk: Desk, stream: string): Promise<string> =>
  (await desk.chief.ask<CasePage>('case.page', { stream, reveal: false })).status;

async function accepted(desk: Desk, matter: string, count: number): Promise<string[]> {
  const streams: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { stream } = await desk.chief.ask<{ stream: string }>(
      'case.begin',
      intake(desk.newId(), {}, { matter: { code: matter } }),
    );
    await step(desk, stream, 'accepted');
    streams.push(stream);
  }
  return streams;
}

const send = (desk: Desk, streams: readonly string[], act = desk.newId()) =>
  desk.chief.call('batch.send', { act, authority: '县民政局', streams });
const sent = async (desk: Desk, streams: readonly string[]): Promise<{ stream: string; number: string }> =>
  desk.chief.ask('batch.send', { act: desk.newId(), authority: '县民政局', streams });
interface Page {
  readonly count: number;
  readonly out: number;
  readonly rows: readonly BatchRow[];
}
const pageOf = (desk: Desk, stream: string): Promise<Page> => desk.chief.ask('batch.page', { stream });
const statesOf = ({ rows }: Page) => rows.map(({ state }) => state);
const candidates = async (desk: Desk, matter: string): Promise<string[]> => {
  const { rows } = await desk.chief.ask<{ rows: { stream: string }[] }>('batch.candidates', { matter });
  return rows.map(({ stream }) => stream);
};

describe('上报批次', () => {
  it('goes up in one act under one number, offered before and not after', async () => {
    const desk = await setUpDesk({ seed: 91 });
    const streams = await accepted(desk, 'SAMPLE', 3);
    expect(await candidates(desk, 'SAMPLE')).toEqual(streams);
    const { matters } = await desk.chief.ask<{ matters: unknown[] }>('batch.matters', {});
    expect(matters).toMatchObject([{ code: 'SAMPLE', count: 3 }]);
    const act = desk.newId();
    const first = await send(desk, streams, act);
    // A double click is one batch.
    expect(await send(desk, streams, act)).toEqual(first);
    expect(await candidates(desk, 'SAMPLE')).toEqual([]);
    for (const stream of streams) expect(await statusOf(desk, stream)).toBe('reported');
    const { batches } = await desk.chief.ask<{ batches: { stream: string; number: string }[] }>('batch.list', {});
    expect(batches).toMatchObject([{ authority: '县民政局', count: 3, out: 3 }]);
    expect(batches[0]?.number).toMatch(/^PC20261122-.{2}-01$/);
    const next = await sent(desk, await accepted(desk, 'SAMPLE', 1));
    expect(next.number).toMatch(/-02$/);
  });

  it('all or none: a row that cannot go is named, and no other went', async () => {
    const desk = await setUpDesk({ seed: 92 });
    const streams = await accepted(desk, 'SAMPLE', 3);
    await step(desk, streams[1] ?? '', 'decided', { set: { outcome: 'done' }, result: '当场办好' });
    expect(refusalFrom(await send(desk, streams))).toMatchObject({
      code: 'step.notNow',
      details: { row: 2 },
      field: 'rows.1',
    });
    expect(await statusOf(desk, streams[0] ?? '')).toBe('accepted');
    const [other = ''] = await accepted(desk, 'PERMIT', 1);
    const mixed = [streams[0] ?? '', streams[2] ?? '', other];
    expect(refusalFrom(await send(desk, mixed))).toMatchObject({ code: 'batch.otherMatter', details: { row: 3 } });
    expect(await statusOf(desk, other)).toBe('accepted');
    expect((await desk.chief.ask<{ batches: unknown[] }>('batch.list', {})).batches).toEqual([]);
    const twice = [other, other];
    expect(refusalFrom(await send(desk, twice))?.code).toBe('input.invalid');
  });

  it('answers row by row, each its own case, in one act; the batch says how many are still out', async () => {
    const desk = await setUpDesk({ seed: 93 });
    const streams = await accepted(desk, 'SAMPLE', 4);
    const [yes = '', no = '', gaps = '', alone = ''] = streams;
    const batch = await sent(desk, streams);
    const rows = [
      { stream: yes, answer: 'agreed' },
      { stream: no, answer: 'disagreed', reason: '收入超过标准' },
      { stream: gaps, answer: 'gaps', missing: '收入证明', standard: '近三个月' },
    ];
    const { answers } = await desk.chief.ask<{ answers: { status: string; issued: { spec: string }[] }[] }>(
      'batch.answer',
      { act: desk.newId(), stream: batch.stream, rows },
    );
    expect(answers.map(({ status }) => status)).toEqual(['decided', 'decided', 'accepted']);
    expect(answers[2]?.issued).toMatchObject([{ spec: 'correctionNotice' }]);
    const page = await pageOf(desk, batch.stream);
    expect(page).toMatchObject({ count: 4, out: 1 });
    expect(statesOf(page)).toEqual(['agreed', 'disagreed', 'gaps', 'out']);
    // Said on the case's own page it is the same answer.
    await step(desk, alone, 'sentBack', { reason: '缺一份' });
    expect(statesOf(await pageOf(desk, batch.stream))).toEqual(['agreed', 'disagreed', 'gaps', 'sentBack']);
    expect((await pageOf(desk, batch.stream)).out).toBe(0);
    // Up again with another batch it is out there, not here.
    const again = await sent(desk, [alone]);
    expect(statesOf(await pageOf(desk, batch.stream)).at(-1)).toBe('sentBack');
    const { batches } = await desk.chief.ask<{ batches: { stream: string; out: number }[] }>('batch.list', {});
    expect(batches.map(({ stream, out }) => [stream, out])).toEqual([
      [again.stream, 1],
      [batch.stream, 0],
    ]);
  });

  it('all or none of the answers too: one already given refuses those keyed in with it', async () => {
    const desk = await setUpDesk({ seed: 94 });
    const streams = await accepted(desk, 'SAMPLE', 2);
    const [first = '', second = ''] = streams;
    const batch = await sent(desk, streams);
    const answer = (rows: JsonObject[]) =>
      desk.chief.call('batch.answer', { act: desk.newId(), stream: batch.stream, rows });
    await answer([{ stream: second, answer: 'agreed' }]);
    const both = [first, second].map((stream) => ({ stream, answer: 'agreed' }));
    expect(refusalFrom(await answer(both))).toMatchObject({ code: 'batch.notOut', details: { row: 2 } });
    expect(statesOf(await pageOf(desk, batch.stream))).toEqual(['out', 'agreed']);
    const other = await sent(desk, await accepted(desk, 'SAMPLE', 1));
    const foreign = await desk.chief.call('batch.answer', {
      act: desk.newId(),
      stream: other.stream,
      rows: [{ stream: first, answer: 'agreed' }],
    });
    expect(refusalFrom(foreign)?.code).toBe('batch.notOut');
  });

  it('is handed over with a list that names every case, and the look at it is written down', async () => {
    const desk = await setUpDesk({ seed: 95 });
    const batch = await sent(desk, await accepted(desk, 'SAMPLE', 2));
    const { html } = await desk.chief.ask<{ html: string }>('batch.handover', { stream: batch.stream });
    const text = html.replace(/<[^>]*>/gu, '');
    for (const word of ['移交清单', batch.number, '县民政局', '移交人', '接收人']) expect(text).toContain(word);
    expect(refusalFrom(await desk.chief.call('batch.handover', { stream: desk.newId() }))?.code).toBe('stream.unknown');
  });

  it('is taken back case by case, and says so', async () => {
    const desk = await setUpDesk({ seed: 96 });
    const streams = await accepted(desk, 'SAMPLE', 2);
    const act = desk.newId();
    await send(desk, streams, act);
    const { batches } = await desk.chief.ask<{ batches: { stream: string }[] }>('batch.list', {});
    await step(desk, streams[0] ?? '', 'undone', { act });
    expect(statesOf(await pageOf(desk, batches[0]?.stream ?? ''))).toEqual(['elsewhere', 'out']);
  });
});
