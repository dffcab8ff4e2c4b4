/** Papers on the printers of this computer, from the act to the socket: what arrives, what becomes of the job, and what is left behind. */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ActAnswer, CasePage } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { unwrap } from '#shared/kernel/result.ts';
import {
  chief,
  intake,
  openDesk,
  setUpDesk,
  testResources,
  type TestDesk,
  type Window,
} from '../../../tests/support/desk.ts';
import { picturesOf, readEscpos, textOf } from '../../../tests/support/escpos-reader.ts';
import { allWell, startFakePrinter, type FakePrinter, type Manners } from '../../../tests/support/fake-printer.ts';
import { makeWorld } from '../../../tests/support/journal-desk.ts';
import { temporaryFolder } from '../../../tests/support/store.ts';
import { issuedPaper } from '../queries/papers.ts';
import { thermalBytes } from './thermal/index.ts';
import { usualTools } from './ways/way-to.ts';
import { usualPatience } from './ways/way.ts';

const ways = { ...usualTools, patience: { ...usualPatience, connectMs: 2_000, stillMs: 300, askMs: 200 } };
/** A page as "PDF": what matters here is which page arrives. */
const drawPdf = (html: string): Promise<Uint8Array> => Promise.resolve(Buffer.from(html));
const isLong = process.env['TONGBAN_LONG'] === '1';

async function plugIn(manners: Manners = { behaves: 'reads' }): Promise<FakePrinter> {
  const printer = await startFakePrinter(manners);
  onTestFinished(printer.stop);
  return printer;
}

/** Sets a printer up as the wizard does, and sends its sizes there. */
async function setUpPrinter(
  desk: TestDesk,
  admin: Window,
  { port }: FakePrinter,
  more: JsonObject = {},
): Promise<string> {
  const printer = {
    id: desk.newId(),
    title: '一号窗口小票机',
    way: { by: 'network', host: '127.0.0.1', port },
    speaks: 'escposText',
    cut: true,
    tells: false,
    sizes: ['80mm'],
    ...more,
  };
  await admin.ask('printer.keep', { printer });
  for (const size of printer.sizes) await admin.ask('paper.choosePrinter', { size, printer: printer.id });
  return printer.id;
}

async function room(seed: number, manners?: Manners, more: JsonObject = {}) {
  const desk = await setUpDesk({ seed, options: { ways, drawPdf } });
  const admin = await desk.person('admin', ['administrator', 'window']);
  const printer = await plugIn(manners);
  const id = await setUpPrinter(desk, admin, printer, more);
  return { desk, admin, printer, id };
}

type OfDesk = TestDesk & { readonly chief: Window };
const petitioner = { name: '李𬭎桂', idType: 'residentId', idNumber: '360732198512310019', phone: '13907975555' };
async function takeIn(desk: OfDesk): Promise<{ stream: string; job: string; paper: string }> {
  const { stream, jobs } = await desk.chief.ask<ActAnswer>(
    'case.begin',
    intake(desk.newId(), { print: '80mm' }, { petitioner }),
  );
  return { stream, job: jobs[0]?.id ?? '', paper: jobs[0]?.paper ?? '' };
}
const printNow = (desk: OfDesk, job: string) => desk.chief.ask('paper.printNow', { act: desk.newId(), job });
const waiting = async (desk: OfDesk) => (await desk.chief.ask<{ jobs: unknown[] }>('paper.waiting', {})).jobs;
const papersOf = async (desk: OfDesk, stream: string) =>
  (await desk.chief.ask<CasePage>('case.page', { stream, reveal: false })).papers;

/** 受理通知书 of a permit: made in two copies, one for each side. */
async function acceptPermit(desk: OfDesk): Promise<{ stream: string; job: string }> {
  const { stream } = await desk.chief.ask<ActAnswer>(
    'case.begin',
    intake(desk.newId(), {}, { matter: { code: 'PERMIT' } }),
  );
  const step = { act: desk.newId(), stream, type: 'accepted', data: {}, print: 'A4' };
  const { jobs } = await desk.chief.ask<ActAnswer>('case.step', step);
  return { stream, job: jobs[0]?.id ?? '' };
}

describe('a slip on a printer of the network', () => {
  it.each(['escposText', 'escposRaster'] as const)(
    'arrives byte for byte as %s, in Chinese, and is cut',
    async (speaks) => {
      const { desk, printer } = await room(201, undefined, { speaks });
      const { stream, job, paper } = await takeIn(desk);
      expect(await printNow(desk, job)).toEqual({ fate: 'printed', reason: null });
      await expect.poll(() => printer.received.length).toBe(1);
      const viewer = [...desk.desk.runtime.logins.values()].find(({ name }) => name === chief.name);
      if (viewer === undefined) throw new Error('the chief is not logged in');
      const { blocks } = unwrap(issuedPaper(desk.core(), viewer, { stream, paper }));
      const mode = speaks === 'escposText' ? 'text' : 'raster';
      const made = unwrap(await thermalBytes(testResources.fonts(), blocks, { mode, cut: true, only: 0 }));
      const [bytes = Buffer.alloc(0)] = printer.received;
      expect(Buffer.compare(bytes, made)).toBe(0);
      const [piece] = readEscpos(bytes);
      expect(piece?.isCut).toBe(true);
      // The line with the rare character is drawn, and everything is where nothing is text.
      expect(piece && textOf(piece).includes('收件凭证')).toBe(speaks === 'escposText');
      expect(piece && textOf(piece)).not.toContain('李');
      expect(piece && picturesOf(piece)).toBeDefined();
      expect(await papersOf(desk, stream)).toMatchObject([{ copies: 1 }]);
      expect(await waiting(desk)).toEqual([]);
    },
  );

  it('a second copy is marked, and two windows do not mix their slips', async () => {
    const { desk, printer } = await room(202);
    const jobs = [(await takeIn(desk)).job, (await takeIn(desk)).job, (await takeIn(desk)).job];
    const fates = await Promise.all(jobs.map((job) => printNow(desk, job)));
    expect(fates).toEqual(jobs.map(() => ({ fate: 'printed', reason: null })));
    await expect.poll(() => printer.received.length).toBe(3);
    for (const bytes of printer.received) expect(readEscpos(bytes)).toHaveLength(1);
    const { stream, paper, job } = await takeIn(desk);
    await printNow(desk, job);
    const copy = await desk.chief.ask<{ id: string }>('paper.print', {
      act: desk.newId(),
      stream,
      paper,
      size: '80mm',
    });
    await printNow(desk, copy.id);
    await expect.poll(() => printer.received.length).toBe(5);
    expect(
      readEscpos(printer.received[4] ?? Buffer.alloc(0))
        .map(textOf)
        .join(''),
    ).toContain('补打第2份');
  });

  it.each<[Manners['behaves'] | 'unplugged', string, string]>([
    ['unplugged', 'failed', 'refused'],
    ['neverHangsUp', 'unknown', 'silent'],
    ['hangsUpFirst', 'unknown', 'cut'],
  ])('of a printer that is %s waits with its printer and reason, and prints later', async (how, fate, reason) => {
    const { desk, printer } = await room(203, how === 'unplugged' ? undefined : { behaves: how });
    if (how === 'unplugged') await printer.stop();
    const { stream, job } = await takeIn(desk);
    expect(await printNow(desk, job)).toEqual({ fate, reason });
    expect(await waiting(desk)).toMatchObject([{ id: job, state: fate, reason, printer: '一号窗口小票机' }]);
    // The case is there, and its copy is not counted as out.
    expect(await papersOf(desk, stream)).toMatchObject([{ copies: 0 }]);
    if (how === 'unplugged') await printer.start();
    printer.manners = { behaves: 'reads' };
    expect(await printNow(desk, job)).toEqual({ fate: 'printed', reason: null });
    expect(await papersOf(desk, stream)).toMatchObject([{ copies: 1 }]);
  });

  it('is not sent to one that says it has no paper, and is doubted where it ran out meanwhile', async () => {
    const out = { ...allWell, printer: 0x1a, paper: 0x72 };
    const { desk, printer } = await room(204, { behaves: 'reads', status: out }, { tells: true });
    const { job } = await takeIn(desk);
    expect(await printNow(desk, job)).toEqual({ fate: 'failed', reason: 'paperOut' });
    expect(printer.received).toEqual([]);
    printer.manners = { behaves: 'reads', status: allWell };
    expect(await printNow(desk, job)).toEqual({ fate: 'printed', reason: null });
  });

  it('goes to another printer when somebody says so, and of one paper always', async () => {
    const { desk, admin, printer } = await room(205);
    const other = await plugIn();
    const id = await setUpPrinter(desk, admin, other, { title: '二号窗口小票机', speaks: 'escposRaster' });
    await printNow(desk, (await takeIn(desk)).job);
    await expect.poll(() => other.received.length).toBe(1);
    const first = (await admin.ask<{ printers: { id: string }[] }>('printer.list', {})).printers[0]?.id ?? '';
    await desk.chief.ask('printer.choosePaper', { paper: 'receipt', printer: first });
    await printNow(desk, (await takeIn(desk)).job);
    await expect.poll(() => printer.received.length).toBe(1);
    await desk.chief.ask('printer.choosePaper', { paper: 'receipt', printer: '' });
    await admin.ask('printer.remove', { id });
    expect(await admin.ask('printer.list', {})).toMatchObject({ chosen: { '80mm': '' }, byPaper: {} });
    // Without a printer of its own the page prints, as before.
    const { job } = await takeIn(desk);
    expect(await desk.chief.refused('paper.printNow', { act: desk.newId(), job })).toEqual({ code: 'print.notHere' });
  });
});

describe('a paper in two copies', () => {
  const pages = { speaks: 'pdf', sizes: ['A4'], title: '办公室打印机' };

  it('goes out one by one, each with whose it is', async () => {
    const { desk, printer } = await room(206, undefined, pages);
    const { stream, job } = await acceptPermit(desk);
    expect(await printNow(desk, job)).toEqual({ fate: 'printed', reason: null });
    await expect.poll(() => printer.received.length).toBe(2);
    const said = printer.received.map((page) => /一式两份[^<]*/.exec(page.toString())?.[0]);
    expect(said[0]).toContain('第一份');
    expect(said[1]).toContain('第二份');
    expect((await papersOf(desk, stream)).at(-1)).toMatchObject({ copies: 1 });
  });

  it('of which the second fails is told as it is: the first is out, and only the second is printed again', async () => {
    const { desk, printer } = await room(207, undefined, pages);
    const { stream, job } = await acceptPermit(desk);
    const stopping = expect
      .poll(() => printer.received.length, { interval: 1 })
      .toBe(1)
      .then(() => printer.stop());
    const [answer] = await Promise.all([printNow(desk, job), stopping]);
    // The line of the second may have been taken just before the plug was pulled.
    expect(['failed', 'unknown']).toContain((answer as { fate: string }).fate);
    expect(await waiting(desk)).toMatchObject([{ id: job, pieces: 2, done: 1 }]);
    // One of them may be in somebody's hand: the step is not taken back without a word about it.
    expect(await desk.chief.ask('case.page', { stream, reveal: false })).toMatchObject({ arePapersOut: true });
    await printer.start();
    expect(await printNow(desk, job)).toEqual({ fate: 'printed', reason: null });
    await expect.poll(() => printer.received.length).toBe(2);
    expect(printer.received[1]?.toString()).toContain('第二份');
  });

  it('of which the first was doubted goes on with the second when somebody saw the first', async () => {
    const { desk, printer } = await room(208, { behaves: 'neverHangsUp' }, pages);
    const { job } = await acceptPermit(desk);
    expect(await printNow(desk, job)).toEqual({ fate: 'unknown', reason: 'silent' });
    const seen = { act: desk.newId(), job, fate: 'printed', printer: '' };
    expect(await desk.chief.ask('paper.settle', seen)).toEqual({ job, goesOn: true });
    expect(await waiting(desk)).toMatchObject([{ id: job, state: 'queued', done: 1 }]);
    printer.manners = { behaves: 'reads' };
    await printNow(desk, job);
    expect(printer.received.at(-1)?.toString()).toContain('第二份');
    expect(await waiting(desk)).toEqual([]);
  });
});

describe('whole pages through a browser', () => {
  it('go out one copy after the other, and somebody says what became of each', async () => {
    const pages: [html: string, size: string, printer: string][] = [];
    const print = (...page: [string, string, string]) => {
      pages.push(page);
      return Promise.resolve({ state: 'unknown', reason: 'browser' } as const);
    };
    const desk = await setUpDesk({ seed: 216, options: { ways, pages: { print } } });
    const admin = await desk.person('admin', ['administrator', 'window']);
    const here = { way: { by: 'browser', name: '' }, speaks: 'driver', sizes: ['A4', 'A5'] };
    await setUpPrinter(desk, admin, await plugIn(), here);
    const { job } = await acceptPermit(desk);
    expect(await printNow(desk, job)).toEqual({ fate: 'unknown', reason: 'browser' });
    const saw = { job, fate: 'printed', printer: '' };
    expect(await desk.chief.ask('paper.settle', { act: desk.newId(), ...saw })).toMatchObject({ goesOn: true });
    expect(await printNow(desk, job)).toEqual({ fate: 'unknown', reason: 'browser' });
    expect(pages.map(([html, ...where]) => [...where, html.includes('受理通知书')])).toEqual([
      ['A4', '', true],
      ['A4', '', true],
    ]);
    await desk.chief.ask('paper.settle', { act: desk.newId(), ...saw });
    expect(await waiting(desk)).toEqual([]);
  });

  it('are not drawn where no browser can be started any more, and the job waits', async () => {
    const here = { way: { by: 'browser', name: '' }, speaks: 'driver', sizes: ['A4', 'A5'] };
    const { desk } = await room(217, undefined, here);
    const { job } = await acceptPermit(desk);
    const refused = await desk.chief.refused('paper.printNow', { act: desk.newId(), job });
    expect(refused).toMatchObject({ code: 'print.notDrawn' });
    expect(await waiting(desk)).toMatchObject([{ id: job, state: 'queued' }]);
  });
});

describe('the print room', () => {
  it('a program that ends while a printer takes the bytes does not know what became of the paper', async () => {
    const dir = temporaryFolder();
    const world = makeWorld(209);
    const patient = { ...ways, patience: { ...ways.patience, stillMs: 1_500 } };
    const first = await setUpDesk({ dir, world, options: { ways: patient } });
    const admin = await first.person('admin', ['administrator', 'window']);
    const printer = await plugIn({ behaves: 'neverHangsUp' });
    await setUpPrinter(first, admin, printer);
    const { job } = await takeIn(first);
    const underWay = printNow(first, job).catch(() => undefined);
    await expect.poll(() => printer.openLines()).toBe(1);
    await first.close();
    await printer.stop();
    const desk = await openDesk({ dir, world });
    const window = await desk.connect();
    await window.ask('login.enter', { login: chief.login, password: chief.password });
    expect(await window.ask('paper.waiting', {})).toMatchObject({ jobs: [{ id: job, state: 'unknown' }] });
    await underWay;
  });

  it('tries a printer before it is kept: a page with Chinese, a rare character and a code, and how the printer is', async () => {
    const { desk, admin } = await room(210);
    const printer = await plugIn({ behaves: 'reads', status: allWell });
    const way = { by: 'network', host: '127.0.0.1', port: printer.port };
    const draft = { title: '新的', way, speaks: 'escposText', cut: true, tells: false, sizes: ['80mm'] };
    expect(await admin.ask('printer.test', { printer: draft, size: '80mm' })).toEqual({
      ...{ fate: 'printed', reason: null, state: 'ready' },
    });
    const [piece] = readEscpos(printer.received[0] ?? Buffer.alloc(0));
    expect(piece && textOf(piece)).toContain('便民服务中心');
    expect(piece?.pictures.length).toBeGreaterThan(2);
    expect((await admin.ask<{ printers: unknown[] }>('printer.list', {})).printers).toHaveLength(1);
    const clerk = await desk.person('clerk', ['window']);
    expect(await clerk.refused('printer.test', { printer: draft, size: '80mm' })).toMatchObject({
      code: 'permission.missing',
    });
  });

  it.each([
    ['a file of somebody', { by: 'device', path: '/home/chen/.bashrc' }],
    ['a way out of /dev', { by: 'device', path: '/dev/usb/lp0/../../../etc/passwd' }],
    ['a disk', { by: 'device', path: '/dev/sda' }],
    ['an option', { by: 'cups', queue: '-oraw' }],
    ['an address of the web', { by: 'network', host: 'http://x', port: 9100 }],
    ['no port', { by: 'network', host: 'printer', port: 0 }],
  ])('keeps no printer that is %s', async (_what, way) => {
    const { desk, admin } = await room(211);
    const printer = {
      id: desk.newId(),
      title: 'x',
      way,
      speaks: 'escposText',
      cut: true,
      tells: false,
      sizes: ['80mm'],
    };
    expect(await admin.refused('printer.keep', { printer })).toMatchObject({ code: 'input.invalid' });
  });

  // 40 MB: what a desk of this test grows by while it takes in 200 cases at all; a slip that stayed would be 200 × 60 KB and its line.
  it(
    `prints ${isLong ? '10,000' : '200'} slips in a row and leaves nothing behind`,
    { timeout: isLong ? 3_600_000 : 120_000 },
    async () => {
      const { desk, printer } = await room(212, undefined, { speaks: 'escposRaster' });
      let taken = await takeIn(desk);
      await printNow(desk, taken.job);
      const files = (): string[] => [
        ...readdirSync(tmpdir()).filter((name) => name.startsWith('tongban-print')),
        ...readdirSync(desk.dir),
      ];
      const [before, handles] = [files(), process.getActiveResourcesInfo().length];
      const heapBefore = heap();
      for (let slip = 2; slip <= (isLong ? 10_000 : 200); slip += 1) {
        // A history of ten thousand copies is nobody's case: reading it would be measured, not printing.
        if (slip % 50 === 0) {
          taken = await takeIn(desk);
          expect(await printNow(desk, taken.job)).toEqual({ fate: 'printed', reason: null });
        }
        const { stream, paper } = taken;
        const copy = await desk.chief.ask<{ id: string }>('paper.print', {
          act: desk.newId(),
          stream,
          paper,
          size: '80mm',
        });
        expect(await printNow(desk, copy.id)).toEqual({ fate: 'printed', reason: null });
        printer.received.length = Math.min(printer.received.length, 1);
      }
      await expect.poll(printer.openLines).toBe(0);
      expect(await waiting(desk)).toEqual([]);
      expect(files()).toEqual(before);
      await expect.poll(() => process.getActiveResourcesInfo().length).toBeLessThanOrEqual(handles + 5);
      expect(heap() - heapBefore).toBeLessThan(40_000_000);
    },
  );
});

/** What is really held: everything that may go has gone. */
function heap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
