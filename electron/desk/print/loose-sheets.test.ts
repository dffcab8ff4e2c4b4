/** Papers of no case (日结单, 办事指南, a pad) through the print room: on the printer of their size, with a fate, and nothing left of them. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { chief, intake, openDesk, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { readEscpos, textOf } from '../../../tests/support/escpos-reader.ts';
import { startFakePrinter, type FakePrinter, type Manners } from '../../../tests/support/fake-printer.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { todayOf } from '../queries/standings.ts';
import { get, sql } from '../store/handles.ts';
import { usualTools } from './ways/way-to.ts';
import { usualPatience } from './ways/way.ts';

const ways = { ...usualTools, patience: { ...usualPatience, connectMs: 2_000, stillMs: 300, askMs: 200 } };
const drawPdf = (html: string): Promise<Uint8Array> => Promise.resolve(Buffer.from(html));

async function plugIn(manners: Manners = { behaves: 'reads' }): Promise<FakePrinter> {
  const printer = await startFakePrinter(manners);
  onTestFinished(printer.stop);
  return printer;
}

type OfDesk = TestDesk & { readonly chief: Window };

/** A desk with a printer of pages for A4 and A5, and one of slips. */
async function room(seed: number, wishes: Parameters<typeof setUpDesk>[0] = {}) {
  const desk = await setUpDesk({ seed, ...wishes, options: { ways, drawPdf } });
  const admin = await desk.person('admin', ['administrator', 'window']);
  const [pages, slips] = [await plugIn(), await plugIn()];
  for (const [{ port }, speaks, sizes] of [
    [pages, 'pdf', ['A4', 'A5']],
    [slips, 'escposText', ['80mm']],
  ] as const) {
    const way = { by: 'network', host: '127.0.0.1', port };
    const printer = { id: desk.newId(), title: speaks, way, speaks, cut: true, tells: false, sizes };
    await admin.ask('printer.keep', { printer });
    for (const size of sizes) await admin.ask('paper.choosePrinter', { size, printer: printer.id });
  }
  return { desk, admin, pages, slips };
}

interface Drawn {
  readonly html: string;
  readonly sheet: string;
}
const day = (desk: OfDesk) => desk.chief.ask<Drawn>('paper.daySheet', { day: todayOf(desk.core()) });
const queue = (desk: OfDesk, { sheet }: Drawn, who: Window = desk.chief) =>
  who.ask<{ id: string; size: string }>('paper.queue', { act: desk.newId(), sheet });
const printNow = (desk: OfDesk, job: string) => desk.chief.ask('paper.printNow', { act: desk.newId(), job });
const waiting = (desk: OfDesk, who: Window = desk.chief) => who.ask<{ jobs: unknown[] }>('paper.waiting', {});
const rowOf = (desk: OfDesk, id: string) =>
  get(
    desk.core().store.read,
    sql<{ state: string; papers: string | null }>`SELECT state, papers FROM print_job WHERE id = ${id}`,
  );

describe('a paper of no case', () => {
  it('日结单 goes to the printer of its size, and nothing of it stays', async () => {
    const { desk, pages } = await room(231);
    await desk.chief.ask('case.begin', intake(desk.newId()));
    const drawn = await day(desk);
    const { id, size } = await queue(desk, drawn);
    expect(size).toBe('A4');
    expect(await waiting(desk)).toMatchObject({ jobs: [{ id, stream: '', number: '', spec: 'daySheet' }] });
    // The sheet does not stand on itself as one that waits.
    expect((await day(desk)).html).not.toContain('等待打印');
    expect(await printNow(desk, id)).toEqual({ fate: 'printed', reason: null });
    await expect.poll(() => pages.received.length).toBe(1);
    expect(pages.received[0]?.toString()).toContain('日结单');
    expect(await waiting(desk)).toEqual({ jobs: [] });
    expect(rowOf(desk, id)).toEqual({ state: 'printed', papers: null });
  });

  it('办事指南 of 80 mm is a slip in the printer’s own words, and a pad goes out sheet by sheet', async () => {
    const { desk, admin, pages, slips } = await room(232);
    const guide = await desk.chief.ask<Drawn>('paper.matterGuide', { code: 'SAMPLE', size: '80mm' });
    await printNow(desk, (await queue(desk, guide)).id);
    await expect.poll(() => slips.received.length).toBe(1);
    expect(
      readEscpos(slips.received[0] ?? Buffer.alloc(0))
        .map(textOf)
        .join(''),
    ).toContain('办事指南');
    const { stream } = await admin.ask<{ stream: string }>('pad.reserve', { act: desk.newId(), count: 3 });
    const pad = await admin.ask<Drawn>('pad.html', { stream });
    const { id } = await queue(desk, pad, admin);
    await admin.ask('paper.printNow', { act: desk.newId(), job: id });
    await expect.poll(() => pages.received.length).toBe(3);
  });

  it('that did not come out waits, is printed again, and is nobody else’s', async () => {
    const { desk, admin, pages } = await room(233);
    await pages.stop();
    const { id } = await queue(desk, await day(desk));
    expect(await printNow(desk, id)).toMatchObject({ fate: 'failed' });
    expect(await waiting(desk)).toMatchObject({ jobs: [{ id, state: 'failed', printer: 'pdf' }] });
    expect(await waiting(desk, admin)).toEqual({ jobs: [] });
    expect(await admin.refused('paper.printNow', { act: desk.newId(), job: id })).toMatchObject({
      code: 'print.unknownJob',
    });
    await pages.start();
    expect(await printNow(desk, id)).toEqual({ fate: 'printed', reason: null });
  });

  it('that nobody wants any more is gone, and asked for by another login it never was there', async () => {
    const { desk, admin, pages } = await room(234);
    const drawn = await day(desk);
    expect(await admin.refused('paper.queue', { act: desk.newId(), sheet: drawn.sheet })).toMatchObject({
      code: 'paper.unknown',
    });
    const { id } = await queue(desk, drawn);
    await desk.chief.ask('paper.settle', {
      act: desk.newId(),
      job: id,
      fate: 'dropped',
      printer: '',
      reason: '不打了',
    });
    expect(rowOf(desk, id)).toEqual({ state: 'dropped', papers: null });
    expect(pages.received).toEqual([]);
  });

  it('is the page’s to print where no printer takes it', async () => {
    const desk = await setUpDesk({ seed: 235 });
    const drawn = await day(desk);
    expect(await desk.chief.refused('paper.queue', { act: desk.newId(), sheet: drawn.sheet })).toMatchObject({
      code: 'print.notHere',
    });
  });

  it('is not waited for after a start of the program', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(236);
    const { desk: first } = await room(236, { dir, world });
    const { id } = await queue(first, await day(first));
    await first.close();
    const desk = await openDesk({ dir, world });
    const window = await desk.connect();
    await window.ask('login.enter', { login: chief.login, password: chief.password });
    expect(await window.ask('paper.waiting', {})).toEqual({ jobs: [] });
    expect(rowOf({ ...desk, chief: window }, id)).toEqual({ state: 'dropped', papers: null });
  });
});
