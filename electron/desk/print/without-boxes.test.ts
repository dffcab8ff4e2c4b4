/** What no face has never reaches paper as a box: not in a paper of the moment, and not in one that a desk with more faces issued. */
import { expect, it } from 'vitest';
import type { ActAnswer } from '#shared/contract/case.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';
import { startFakePrinter } from '../../../tests/support/fake-printer.ts';
import { run, sql, transact } from '../store/handles.ts';

const drawPdf = (html: string): Promise<Uint8Array> => Promise.resolve(Buffer.from(html));
const missing = '\u{2EBF1}';
/** One black dot. */
const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR42mNgAAAAAgAB5Pq4ugAAAABJRU5ErkJggg==';
const glyph = 'alt="U+2EBF1"';

type OfDesk = TestDesk & { readonly chief: Window };
interface Drawn {
  readonly html: string;
  readonly sheet: string;
  readonly blanks: readonly string[];
}

const takeIn = (desk: OfDesk, name: string): Promise<ActAnswer> =>
  desk.chief.ask(
    'case.begin',
    intake(
      desk.newId(),
      { isByHand: true, print: 'A5' },
      { petitioner: { name, idType: 'residentId', idNumber: '360732198512310019', phone: '13907975555' } },
    ),
  );

it('a paper of the moment is given with blanks and says which, and with the picture once there is one', async () => {
  const desk = await setUpDesk({ seed: 241, options: { drawPdf } });
  const { stream } = await takeIn(desk, `李桂${missing}`);
  const first = await desk.chief.ask<Drawn>('paper.wholeCourse', { stream });
  expect(first.blanks).toEqual(['U+2EBF1']);
  expect(first.html).not.toContain(missing);
  expect(first.html).toContain('空白处按身份证上的字手写填入');
  await desk.chief.ask('paper.keepPicture', { character: missing, picture });
  const second = await desk.chief.ask<Drawn>('paper.wholeCourse', { stream });
  expect(second.blanks).toEqual([]);
  expect(second.html).toContain(glyph);
  expect(second.html).not.toContain(missing);
});

it('a paper that all faces are there for has no blanks', async () => {
  const desk = await setUpDesk({ seed: 242 });
  const { stream } = await takeIn(desk, '李桂花');
  expect(await desk.chief.ask<Drawn>('paper.wholeCourse', { stream })).toMatchObject({ blanks: [] });
});

/** The receipt as a desk issued it that had a face for the character. */
async function issuedElsewhere(desk: OfDesk) {
  const printer = await startFakePrinter({ behaves: 'reads' });
  const admin = await desk.person('admin', ['administrator', 'window']);
  const way = { by: 'network', host: '127.0.0.1', port: printer.port };
  const id = desk.newId();
  const pages = { id, title: '办公室', way, speaks: 'pdf', cut: false, tells: false, sizes: ['A5', 'A4'] };
  await admin.ask('printer.keep', { printer: pages });
  await admin.ask('paper.choosePrinter', { size: 'A5', printer: id });
  const { stream, jobs } = await takeIn(desk, '李桂花');
  transact(desk.core().store.write, (transaction) =>
    run(
      transaction,
      sql`UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), '李桂花', ${`李桂${missing}`}) AS BLOB)
        WHERE stream = ${stream} AND type = 'paperIssued'`,
    ),
  );
  return { printer, stream, job: jobs[0]?.id ?? '', paper: jobs[0]?.paper ?? '' };
}

it('a job refuses the box, says which character and where, and prints it blank when somebody says so; a reprint too', async () => {
  const desk = await setUpDesk({ seed: 243, options: { drawPdf } });
  const { printer, stream, job, paper } = await issuedElsewhere(desk);
  const now = (id: string, more = {}) => desk.chief.ask('paper.printNow', { act: desk.newId(), job: id, ...more });
  const refused = await desk.chief.refused('paper.printNow', { act: desk.newId(), job });
  expect(refused).toMatchObject({ code: 'paper.glyphMissing', details: { codePoints: 'U+2EBF1' } });
  expect(printer.received).toEqual([]);
  expect(await now(job, { byHand: true })).toEqual({ fate: 'printed', reason: null });
  const again = await desk.chief.ask<{ id: string; copy: number }>('paper.print', {
    ...{ act: desk.newId(), stream, paper, size: 'A5' },
  });
  expect(again.copy).toBe(2);
  expect(await now(again.id)).toEqual({ fate: 'printed', reason: null });
  await expect.poll(() => printer.received.length).toBe(2);
  for (const page of printer.received.map(String)) {
    expect(page).not.toContain(missing);
    expect(page).toContain('U+2EBF1');
  }
  await printer.stop();
});

it('a page that prints by itself is refused the box, one that only shows the paper is not', async () => {
  const desk = await setUpDesk({ seed: 244, options: { drawPdf } });
  const { printer, stream, paper } = await issuedElsewhere(desk);
  const of = { stream, paper, size: 'A5', copy: 1 };
  expect(await desk.chief.refused('paper.html', { ...of, forPrint: 'whole' })).toMatchObject({
    code: 'paper.glyphMissing',
  });
  const { html } = await desk.chief.ask<{ html: string }>('paper.html', { ...of, forPrint: 'byHand' });
  expect(html).not.toContain(missing);
  expect((await desk.chief.ask<{ html: string }>('paper.html', of)).html).toContain(missing);
  await printer.stop();
});
