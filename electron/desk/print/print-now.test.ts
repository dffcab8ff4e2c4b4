import { describe, expect, it } from 'vitest';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import type { PrintOutcome, PrintServices } from '../runtime.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

/** A print system that keeps what it was given and says what it is told to. */
function printSystem(names: readonly string[]) {
  const given: { html: string; size: string; printer: string }[] = [];
  const says: (PrintOutcome | Error)[] = [];
  const services: PrintServices = {
    printers: () => Promise.resolve(names.map((name) => ({ name, title: `${name} 打印机` }))),
    print: (html, size, printer) => {
      given.push({ html, size, printer });
      const said = says.shift() ?? { state: 'printed' };
      return said instanceof Error ? Promise.reject(said) : Promise.resolve(said);
    },
  };
  return { given, says, services };
}

const openWith = (seed: number, printers: PrintServices) =>
  setUpDesk({ seed, options: { printing: 'electron', printers } });

async function takeIn(desk: TestDesk, window: Window): Promise<{ stream: string; job: string }> {
  const { stream, jobs } = await window.ask<ActAnswer>('case.begin', intake(desk.newId(), { print: '80mm' }));
  return { stream, job: jobs[0]?.id ?? '' };
}
const copiesOf = async (window: Window, stream: string): Promise<number[]> =>
  (await window.ask<CasePage>('case.page', { stream, reveal: false })).papers.map(({ copies }) => copies);

describe('printing by the program itself', () => {
  it('sends the slip to the printer of its size and settles the job', async () => {
    const { given, services } = printSystem(['Receipt', 'Office']);
    const desk = await openWith(91, services);
    const { stream, job } = await takeIn(desk, desk.chief);
    expect(await desk.chief.refused('paper.printNow', { act: desk.newId(), job })).toMatchObject({
      code: 'print.noPrinter',
    });
    await desk.chief.ask('paper.choosePrinter', { size: '80mm', printer: 'Receipt' });
    expect(await desk.chief.ask('paper.printers', {})).toEqual({
      printers: [
        { name: 'Receipt', title: 'Receipt 打印机', sizes: ['80mm', 'A5', 'A4'] },
        { name: 'Office', title: 'Office 打印机', sizes: ['80mm', 'A5', 'A4'] },
      ],
      chosen: { '80mm': 'Receipt', A5: '', A4: '' },
    });
    const now = { act: desk.newId(), job };
    expect(await desk.chief.ask('paper.printNow', now)).toEqual({ fate: 'printed', reason: null });
    expect(await desk.chief.ask('paper.printNow', now)).toEqual({ fate: 'printed', reason: null });
    expect(given).toMatchObject([{ size: '80mm', printer: 'Receipt' }]);
    expect(given[0]?.html).toContain('李桂花');
    expect(await copiesOf(desk.chief, stream)).toEqual([1]);
    expect(await desk.chief.ask('paper.waiting', {})).toEqual({ jobs: [] });
  });

  it('takes the only printer there is, and forgets one that is gone', async () => {
    const { given, services } = printSystem(['Only']);
    const desk = await openWith(92, services);
    await desk.chief.ask('paper.choosePrinter', { size: '80mm', printer: 'Gone' });
    const { job } = await takeIn(desk, desk.chief);
    await desk.chief.ask('paper.printNow', { act: desk.newId(), job });
    expect(given).toMatchObject([{ printer: 'Only' }]);
  });

  it('says what failed, keeps the job, and prints it again under the same copy', async () => {
    const { says, given, services } = printSystem(['Only']);
    const desk = await openWith(93, services);
    const { stream, job } = await takeIn(desk, desk.chief);
    says.push({ state: 'failed', reason: 'out of paper' });
    expect(await desk.chief.ask('paper.printNow', { act: desk.newId(), job })).toEqual({
      fate: 'failed',
      reason: 'out of paper',
    });
    expect(await copiesOf(desk.chief, stream)).toEqual([0]);
    await desk.chief.ask('paper.printNow', { act: desk.newId(), job });
    expect(given).toHaveLength(2);
    expect(given[1]?.html).not.toContain('补打');
    expect(await copiesOf(desk.chief, stream)).toEqual([1]);
  });

  it('a main process that falls over leaves the fate unknown, to be asked', async () => {
    const { says, services } = printSystem(['Only']);
    const desk = await openWith(94, services);
    const { job } = await takeIn(desk, desk.chief);
    says.push(new Error('gone'));
    expect(await desk.chief.ask('paper.printNow', { act: desk.newId(), job })).toEqual({
      fate: 'unknown',
      reason: null,
    });
    expect(await desk.chief.ask('paper.waiting', {})).toMatchObject({ jobs: [{ id: job, state: 'unknown' }] });
  });

  it('two clicks at once print once', async () => {
    const { given, services } = printSystem(['Only']);
    const desk = await openWith(95, services);
    const { job } = await takeIn(desk, desk.chief);
    const click = () => desk.chief.call('paper.printNow', { act: desk.newId(), job });
    await Promise.all([click(), click()]);
    expect(given).toHaveLength(1);
  });

  it('is the browser’s where the program has no window of its own', async () => {
    const desk = await setUpDesk({ seed: 96 });
    const { job } = await takeIn(desk, desk.chief);
    expect(await desk.chief.refused('paper.printNow', { act: desk.newId(), job })).toEqual({ code: 'print.notHere' });
    expect(await desk.chief.refused('paper.printers', {})).toEqual({ code: 'print.notHere' });
  });
});
