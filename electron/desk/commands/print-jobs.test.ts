import { describe, expect, it } from 'vitest';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import { chief, intake, openDesk, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';

interface Waiting {
  readonly jobs: readonly { readonly id: string; readonly state: string; readonly copy: number }[];
}
const waiting = (window: Window): Promise<Waiting> => window.ask('paper.waiting', {});
const pageOf = (window: Window, stream: string): Promise<CasePage> =>
  window.ask('case.page', { stream, reveal: false });
const takeIn = (desk: TestDesk, window: Window): Promise<ActAnswer> =>
  window.ask('case.begin', intake(desk.newId(), { print: '80mm' }));
const settle = (desk: TestDesk, job: string, fate: string, more: object = {}) => ({
  ...{ act: desk.newId(), job, fate, printer: 'Receipt' },
  ...more,
});
const refuseIt = (desk: TestDesk, stream: string) => {
  const data = { reason: '不属于本镇职权', basis: '行政许可法第三十二条' };
  return { act: desk.newId(), stream, type: 'refused', data, print: 'A4' };
};
const jobOf = ({ jobs }: ActAnswer) => jobs[0] ?? { id: '', paper: '', copy: 0, size: '' };

describe('a print job', () => {
  it('is queued with the act, sent, and its copy is an entry once it is known to be out', async () => {
    const desk = await setUpDesk({ seed: 41 });
    const taken = await takeIn(desk, desk.chief);
    const job = jobOf(taken);
    expect(await waiting(desk.chief)).toMatchObject({ jobs: [{ id: job.id, state: 'queued', copy: 1 }] });
    await desk.chief.ask('paper.sent', { job: job.id });
    await desk.chief.ask('paper.settle', settle(desk, job.id, 'printed'));
    expect((await waiting(desk.chief)).jobs).toEqual([]);
    const page = await pageOf(desk.chief, taken.stream);
    expect(page.papers.map(({ copies }) => copies)).toEqual([1]);
    // A second window that asked the same question: nothing is written twice, nothing is taken back.
    await desk.chief.ask('paper.settle', settle(desk, job.id, 'printed'));
    expect(await desk.chief.refused('paper.settle', settle(desk, job.id, 'failed'))).toMatchObject({
      code: 'print.unknownJob',
    });
    expect(await desk.chief.refused('paper.sent', { job: job.id })).toMatchObject({ code: 'print.unknownJob' });
    expect((await pageOf(desk.chief, taken.stream)).papers.map(({ copies }) => copies)).toEqual([1]);
  });

  it('that was sent when the program ended is of unknown fate afterwards', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(42);
    const first = await setUpDesk({ dir, world });
    const [sent, queued] = [await takeIn(first, first.chief), await takeIn(first, first.chief)];
    await first.chief.ask('paper.sent', { job: jobOf(sent).id });
    await first.close();
    const desk = await openDesk({ dir, world });
    const window = await desk.connect();
    await window.ask('login.enter', { login: chief.login, password: chief.password });
    const states = new Map((await waiting(window)).jobs.map(({ id, state }) => [id, state]));
    expect([states.get(jobOf(sent).id), states.get(jobOf(queued).id)]).toEqual(['unknown', 'queued']);
  });

  it('that failed never hides the case, and goes out under its own copy number', async () => {
    const desk = await setUpDesk({ seed: 43 });
    const taken = await takeIn(desk, desk.chief);
    const job = jobOf(taken);
    await desk.chief.ask('paper.sent', { job: job.id });
    await desk.chief.ask('paper.settle', settle(desk, job.id, 'failed', { reason: '缺纸' }));
    expect((await pageOf(desk.chief, taken.stream)).papers.map(({ copies }) => copies)).toEqual([0]);
    expect(await waiting(desk.chief)).toMatchObject({ jobs: [{ state: 'failed', reason: '缺纸' }] });
    const again = { act: desk.newId(), stream: taken.stream, paper: job.paper, size: 'A5' };
    expect(await desk.chief.ask('paper.print', again)).toEqual({ ...job, size: 'A5' });
    expect(await desk.chief.ask('paper.print', again)).toEqual({ ...job, size: 'A5' });
    expect((await waiting(desk.chief)).jobs).toMatchObject([{ id: job.id, state: 'queued', copy: 1 }]);
  });

  it.each(['printed', 'unknown'] as const)('after one that is %s is the second copy, marked 补打', async (fate) => {
    const desk = await setUpDesk({ seed: 44 });
    const taken = await takeIn(desk, desk.chief);
    const job = jobOf(taken);
    await desk.chief.ask('paper.sent', { job: job.id });
    await desk.chief.ask('paper.settle', settle(desk, job.id, fate));
    const print = { act: desk.newId(), stream: taken.stream, paper: job.paper, size: '80mm' };
    const second = await desk.chief.ask<{ id: string; copy: number }>('paper.print', print);
    expect(second).toMatchObject({ copy: 2 });
    expect(second.id).not.toBe(job.id);
    const html = (copy: number) =>
      desk.chief.ask<{ html: string }>('paper.html', { stream: taken.stream, paper: job.paper, size: '80mm', copy });
    expect((await html(1)).html).not.toContain('补打');
    expect((await html(2)).html).toContain('补打 第 2 份');
  });

  it.each(['sent', 'unknown'] as const)(
    'that is %s keeps its step from being taken back until the paper is here',
    async (as) => {
      const desk = await setUpDesk({ seed: 47 });
      const { stream } = await takeIn(desk, desk.chief);
      const { jobs } = await desk.chief.ask<ActAnswer>('case.step', refuseIt(desk, stream));
      const job = jobs[0]?.id ?? '';
      const undone = async (more: object = {}) => {
        const { undoableAct, arePapersOut } = await pageOf(desk.chief, stream);
        return {
          arePapersOut,
          step: { act: desk.newId(), stream, type: 'undone', data: { act: undoableAct, ...more } },
        };
      };
      expect((await undone()).arePapersOut).toBe(false);
      await desk.chief.ask('paper.sent', { job });
      if (as === 'unknown') await desk.chief.ask('paper.settle', settle(desk, job, 'unknown'));
      const { arePapersOut, step } = await undone();
      expect(arePapersOut).toBe(true);
      expect(await desk.chief.refused('case.step', step)).toEqual({ code: 'undo.handedOut' });
      await desk.chief.ask('case.step', (await undone({ papersHere: 'notGiven' })).step);
      expect((await pageOf(desk.chief, stream)).papers.map(({ status }) => status)).toEqual(['valid', 'void']);
    },
  );

  it('that did not come out, as a person says, keeps no step; and of a paper that is void it is not asked about', async () => {
    const desk = await setUpDesk({ seed: 48 });
    const { stream, jobs: slips } = await takeIn(desk, desk.chief);
    await desk.chief.ask('paper.sent', { job: slips[0]?.id });
    await desk.chief.ask('paper.settle', settle(desk, slips[0]?.id ?? '', 'printed'));
    const { jobs } = await desk.chief.ask<ActAnswer>('case.step', refuseIt(desk, stream));
    const job = jobs[0]?.id ?? '';
    await desk.chief.ask('paper.sent', { job });
    await desk.chief.ask('paper.settle', settle(desk, job, 'failed', { reason: '缺纸' }));
    expect((await waiting(desk.chief)).jobs).toMatchObject([{ id: job, state: 'failed' }]);
    const { undoableAct } = await pageOf(desk.chief, stream);
    await desk.chief.ask('case.step', { act: desk.newId(), stream, type: 'undone', data: { act: undoableAct } });
    expect((await waiting(desk.chief)).jobs).toEqual([]);
    expect(await desk.chief.refused('paper.sent', { job })).toMatchObject({ code: 'print.unknownJob' });
  });

  it('goes to a size its form is made for', async () => {
    const desk = await setUpDesk({ seed: 46 });
    const { stream } = await takeIn(desk, desk.chief);
    const data = { reason: '不属于本镇职权', basis: '行政许可法第三十二条' };
    const refusal = { act: desk.newId(), stream, type: 'refused', data, print: '80mm' };
    const { jobs, issued } = await desk.chief.ask<ActAnswer>('case.step', refusal);
    expect([issued.map(({ spec }) => spec), jobs.map(({ size }) => size)]).toEqual([['refusalNotice'], ['A4']]);
    const again = { act: desk.newId(), stream, paper: issued[0]?.id, size: '80mm' };
    expect(await desk.chief.refused('paper.print', again)).toMatchObject({ code: 'paper.size', field: 'size' });
  });

  it('of nobody is refused', async () => {
    const desk = await setUpDesk({ seed: 45 });
    expect(await desk.chief.refused('paper.sent', { job: desk.newId() })).toMatchObject({ code: 'print.unknownJob' });
    expect(await desk.chief.refused('paper.settle', settle(desk, desk.newId(), 'printed'))).toMatchObject({
      code: 'print.unknownJob',
    });
  });
});
