/** 多跑一次登记 and 一次办成率: what they count, under which version, on which day, and who may see the rows behind a number. */
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { LedgerRow, OpenNotice, TripLine } from '#shared/contract/trip.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { run, sql, transact } from '../store/handles.ts';
import { intake, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

const period = { from: '2026-11-01', to: '2026-11-30' };
const gaps = (...names: readonly string[]) => names.map((material) => ({ material, standard: '' }));

class Hall {
  readonly desk: TestDesk & { readonly chief: Window };
  #people = 0;
  constructor(desk: TestDesk & { readonly chief: Window }) {
    this.desk = desk;
  }
  petitioner() {
    this.#people += 1;
    const idNumber = makeResidentId({ area: '360732', birth: getPlainDate('1960-05-06'), sequence: this.#people });
    return { name: '李桂花', idType: 'residentId', idNumber, phone: `139${String(this.#people).padStart(8, '0')}` };
  }
  async take(window = this.desk.chief, matter = 'SAMPLE', petitioner = this.petitioner()): Promise<string> {
    const set = { petitioner, matter: { code: matter } };
    const { stream } = await window.ask<{ stream: string }>('case.begin', intake(this.desk.newId(), {}, set));
    return stream;
  }
  step(stream: string, type: string, data: Record<string, unknown> = {}, window = this.desk.chief): Promise<unknown> {
    return window.ask('case.step', { act: this.desk.newId(), stream, type, data });
  }
  ask(matter: string, lacks: readonly string[]): Promise<unknown> {
    const data = { set: { matter: { code: matter }, lacks } };
    return this.desk.chief.ask('case.begin', { act: this.desk.newId(), kind: 'inquiry', type: 'lacking', data });
  }
  async ledger(window = this.desk.chief, of = period): Promise<readonly LedgerRow[]> {
    return (await window.ask<{ rows: LedgerRow[] }>('trip.ledger', of)).rows;
  }
}
const hall = async (seed: number): Promise<Hall> => new Hall(await setUpDesk({ seed }));

it('counts a case once, a trip each time, and takes back with the step what was a mistake', async () => {
  const all = await hall(81);
  // One visit; two trips; refused; not examined yet; a notice that was a mis-key.
  await all.step(await all.take(), 'accepted');
  const twice = await all.take();
  await all.step(twice, 'correctionNoticed', { gaps: gaps('户口簿', '银行卡'), whyMissing: 'guide' });
  const came = { came: [{ name: '户口簿', copies: 1, form: 'copy' }] };
  await all.step(twice, 'supplemented', came);
  await all.step(twice, 'correctionNoticed', { gaps: gaps('银行卡') });
  const rest = { came: [{ name: '银行卡', copies: 1, form: 'copy' }] };
  await all.step(twice, 'supplemented', { ...rest, whyMissing: 'unaware' });
  await all.step(twice, 'accepted');
  await all.step(await all.take(), 'refused', { reason: '不属于本镇', basis: '行政许可法第三十二条' });
  await all.take();
  const mistaken = await all.take();
  const noticed = await all.desk.chief.ask<{ stream: string }>('case.step', {
    ...{ act: all.desk.newId(), stream: mistaken, type: 'correctionNoticed', data: { gaps: gaps('居民身份证') } },
  });
  const { undoableAct } = await all.desk.chief.ask<{ undoableAct: string }>('case.page', {
    ...{ stream: noticed.stream, reveal: false },
  });
  await all.step(mistaken, 'undone', { act: undoableAct, papersHere: 'notGiven' });
  await all.step(mistaken, 'accepted');
  await all.ask('SAMPLE', ['户口簿']);
  expect(await all.ledger()).toEqual([
    {
      ...{ matter: 'SAMPLE', name: '示例事项', version: '1', once: 2, cases: 4, trips: 4 },
      causes: { correction: 2, above: 0, refused: 1, inquiry: 1 },
      reasons: { guide: 1, unaware: 1, other: 0 },
      papers: [
        { name: '户口簿', count: 2 },
        { name: '银行卡', count: 2 },
      ],
    },
  ]);
  // Voided: as good as never taken in.
  await all.step(twice, 'voided', { cause: 'trial', reason: '试' });
  expect(await all.ledger()).toMatchObject([{ once: 2, cases: 3, trips: 2, reasons: { guide: 0 } }]);
  expect(await all.ledger(all.desk.chief, { from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
});

it('keeps the versions of a guide apart, so that a better one shows', async () => {
  const all = await hall(82);
  await all.step(await all.take(), 'correctionNoticed', { gaps: gaps('户口簿') });
  const { rows } = await all.desk.chief.ask<{ rows: { stream: string; key: string }[] }>('registry.list', {
    kind: 'matter',
    search: 'SAMPLE',
  });
  const stream = rows.find(({ key }) => key === 'SAMPLE')?.stream;
  const data = { set: { version: '2' } };
  await all.desk.chief.ask('registry.step', { act: all.desk.newId(), stream, type: 'revised', data });
  await all.step(await all.take(), 'accepted');
  await all.ask('SAMPLE', ['户口簿']);
  const ledger = await all.ledger();
  expect(ledger.map(({ version, once, cases, trips }) => [version, once, cases, trips]).toSorted()).toEqual([
    ['1', 0, 1, 1],
    ['2', 1, 1, 1],
  ]);
});

it('shows the rows behind a number masked, and to a village its own alone', async () => {
  const all = await hall(83);
  const stream = await all.take();
  await all.step(stream, 'correctionNoticed', { gaps: gaps('户口簿', '银行卡') });
  await all.ask('SAMPLE', ['银行卡']);
  const asked = { ...period, matter: 'SAMPLE', version: '1' };
  const list = async (window: Window, more = {}) =>
    (await window.ask<{ lines: TripLine[] }>('trip.list', { ...asked, ...more })).lines;
  const lines = await list(all.desk.chief);
  expect(lines).toHaveLength(2);
  expect(lines.find(({ kind }) => kind === 'service')).toMatchObject({ stream, petitioner: '李**', isOpen: true });
  expect(JSON.stringify(lines)).not.toContain('李桂花');
  expect(await list(all.desk.chief, { paper: '户口簿' })).toHaveLength(1);
  const cun = await all.desk.person('cun', ['village']);
  expect(await list(cun)).toHaveLength(2);
  transact(all.desk.core().store.write, (transaction) =>
    run(transaction, sql`UPDATE live_trip SET station = '360732108201'`),
  );
  expect(await list(cun)).toEqual([]);
  expect(await all.ledger(cun)).toEqual([]);
  expect(await all.ledger()).toHaveLength(1);
});

it('knows who has come back with a notice, by paper or telephone, until it is answered', async () => {
  const all = await hall(84);
  const petitioner = all.petitioner();
  const stream = await all.take(all.desk.chief, 'SAMPLE', petitioner);
  await all.step(stream, 'correctionNoticed', { gaps: gaps('户口簿') });
  const returning = async (asked: Record<string, string>) =>
    (await all.desk.chief.ask<{ notices: OpenNotice[] }>('trip.returning', asked)).notices;
  const notice = { stream, day: '2026-11-22', papers: ['户口簿'], petitioner: '李**', title: '示例事项' };
  expect(await returning({ idNumber: petitioner.idNumber })).toMatchObject([notice]);
  expect(await returning({ phone: petitioner.phone })).toMatchObject([notice]);
  expect(await returning({ stream })).toMatchObject([notice]);
  expect(await returning({})).toEqual([]);
  expect(await returning({ phone: '13900009999' })).toEqual([]);
  await all.step(stream, 'supplemented', { came: [{ name: '户口簿', copies: 1, form: 'copy' }] });
  expect(await returning({ idNumber: petitioner.idNumber })).toEqual([]);
});

it('leaves as a workbook of numbers with nobody in it, and that is written down', async () => {
  const all = await hall(85);
  await all.step(await all.take(), 'accepted');
  await all.step(await all.take(), 'correctionNoticed', { gaps: gaps('=户口簿') });
  const { data } = await all.desk.chief.ask<{ data: string }>('trip.export', period);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(data, 'base64') as unknown as Parameters<typeof book.xlsx.load>[0]);
  const [rates, papers, notes] = book.worksheets;
  expect(rates?.getRow(2).values).toMatchObject(expect.arrayContaining(['SAMPLE', '示例事项', 50, 1, 2]));
  expect(papers?.getRow(2).getCell(4).value).toBe('=户口簿');
  expect(JSON.stringify(notes?.getRow(2).values)).toContain('2026-11-01 至 2026-11-30');
  const auditor = await all.desk.person('shen', ['auditor']);
  expect(JSON.stringify(await auditor.ask('audit.list', { limit: 20 }))).toContain('2026-11-01 2026-11-30');
});
