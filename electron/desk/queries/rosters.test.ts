/** 花名册 of a batch of the real desk, and the upper office's answers to it, as files. */
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import type { BatchRow, Compared } from '#shared/contract/batch.ts';
import type { CasePage } from '#shared/contract/case.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { refusalFrom, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

type Desk = TestDesk & { readonly chief: Window };
const names = ['张㛃', '𠮷田', '买买提·艾力'];
const numberOf = (at: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate('1940-05-06'), sequence: at + 1 });

async function batchOf(desk: Desk): Promise<{ stream: string; streams: string[] }> {
  const officialForms = [{ name: '花名册', file: 'sample:elder-allowance-roster.xlsx', isRoster: true }];
  const fields = [{ key: '补贴标准', label: '补贴标准', type: 'number' }];
  const set = { code: 'ROSTER', name: '高龄补贴', category: '示例', type: 'grant', version: '1', decides: 'above' };
  const data = { set: { ...set, officialForms, fields } };
  await desk.chief.ask('registry.begin', { act: desk.newId(), kind: 'matter', type: 'published', data });
  const streams: string[] = [];
  for (const [at, name] of names.entries()) {
    const petitioner = { name, idType: 'residentId', idNumber: numberOf(at), phone: '13800000000' };
    const received = { set: { petitioner, matter: { code: 'ROSTER' }, form: { 补贴标准: 50 + at } } };
    const begun = { act: desk.newId(), kind: 'service', type: 'received', data: received };
    const { stream } = await desk.chief.ask<{ stream: string }>('case.begin', begun);
    await desk.chief.ask('case.step', { act: desk.newId(), stream, type: 'accepted', data: {} });
    streams.push(stream);
  }
  const sent = { act: desk.newId(), authority: '县民政局', streams };
  const { stream } = await desk.chief.ask<{ stream: string }>('batch.send', sent);
  return { stream, streams };
}

async function sheetIn(base64: string): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(base64, 'base64') as never);
  return book.worksheets[0] ?? expect.fail();
}

it('goes out whole, under one act, into the history of each case; looked at, it is a look that is written down', async () => {
  const desk = await setUpDesk({ seed: 221 });
  const { stream, streams } = await batchOf(desk);
  const page = await desk.chief.ask<{ rosters: string[] }>('batch.page', { stream });
  expect(page.rosters).toEqual(['花名册']);
  const looked = await desk.chief.ask<{ texts: string[][]; from: number }>('batch.roster', { stream, form: '花名册' });
  expect(looked.texts.slice(looked.from, looked.from + 3).map((row) => [row[2], row[4]])).toEqual(
    names.map((name, at) => [name, numberOf(at)]),
  );
  const act = desk.newId();
  const { data } = await desk.chief.ask<{ data: string }>('batch.rosterFile', { act, stream, form: '花名册' });
  await desk.chief.ask('batch.rosterFile', { act, stream, form: '花名册' });
  const sheet = await sheetIn(data);
  expect([sheet.getCell('C5').value, sheet.getCell('E5').value, sheet.getCell('J6').value]).toEqual([
    '𠮷田',
    numberOf(1),
    52,
  ]);
  for (const one of streams) {
    const { history } = await desk.chief.ask<CasePage>('case.page', { stream: one, reveal: false });
    expect(history.filter(({ type }) => type === 'exported')).toHaveLength(1);
  }
  const auditor = await desk.person('auditor', ['auditor']);
  const { events } = await auditor.ask<{ events: { type: string; data: object }[] }>('audit.list', { limit: 50 });
  expect(events).toContainEqual(expect.objectContaining({ type: 'reveal', data: { stream, roster: '花名册' } }));
  expect(events).toContainEqual(
    expect.objectContaining({ type: 'export', data: { batch: stream, roster: '花名册', cases: 3 } }),
  );
  expect((await desk.chief.refused('batch.roster', { stream, form: '别的' })).code).toBe('officialForm.notThere');
});

it('answers come back as a file: compared, masked, nothing noted until somebody says so', async () => {
  const desk = await setUpDesk({ seed: 222 });
  const { stream, streams } = await batchOf(desk);
  const book = new ExcelJS.Workbook();
  book.addWorksheet('说明').addRow(['本表由县民政局反馈']);
  const sheet = book.addWorksheet('反馈');
  sheet.addRow(['姓名', '公民身份号码', '审核结果', '原因']);
  sheet.addRow([names[2], numberOf(2), '退回补正', '缺户口簿']);
  sheet.addRow([names[0], numberOf(0), '同意', '']);
  sheet.addRow([
    '王外人',
    makeResidentId({ area: '110101', birth: getPlainDate('1950-01-01'), sequence: 9 }),
    '同意',
    '',
  ]);
  const bytes = Buffer.from(await book.xlsx.writeBuffer());
  const file = desk.newId();
  await desk.chief.ask('batch.answersPart', { file, index: 0, data: bytes.toString('base64') });
  const { lines, absent } = await desk.chief.ask<{ lines: Compared[]; absent: string[] }>('batch.compare', {
    stream,
    file,
  });
  expect(lines).toMatchObject([
    { stream: streams[2], state: 'fits', answer: 'gaps', text: '缺户口簿' },
    { stream: streams[0], state: 'fits', answer: 'agreed', petitioner: '张*' },
    { stream: null, state: 'unmatched', petitioner: '王**' },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/\d{17}[\dX]|王外人/);
  expect(absent).toEqual([streams[1]]);
  const { rows } = await desk.chief.ask<{ rows: BatchRow[] }>('batch.page', { stream });
  expect(rows.map(({ state }) => state)).toEqual(['out', 'out', 'out']);
  // A file is read once.
  expect(refusalFrom(await desk.chief.call('batch.compare', { stream, file }))?.code).toBe('catalogue.gone');
});
