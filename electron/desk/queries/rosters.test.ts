/** 花名册 of a batch of the real desk, and the upper office's answers to it, as files. */
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { partBytes } from '#shared/contract/attachment.ts';
import type { BatchRow, Compared } from '#shared/contract/batch.ts';
import type { CasePage } from '#shared/contract/case.ts';
import { makeResidentId } from '#shared/identity/resident-id.ts';
import { getPlainDate } from '#shared/time/plain-date.ts';
import { madeDocx, paragraphsOf } from '../../../tests/support/made-docx.ts';
import { madeXlsx } from '../../../tests/support/made-xlsx.ts';
import { refusalFrom, setUpDesk, type TestDesk, type Window } from '../../../tests/support/desk.ts';

type Desk = TestDesk & { readonly chief: Window };
const names = ['张㛃', '𠮷田', '买买提·艾力'];
const numberOf = (at: number): string =>
  makeResidentId({ area: '360732', birth: getPlainDate('1940-05-06'), sequence: at + 1 });

const version = {
  ...{ code: 'ROSTER', name: '高龄补贴', category: '示例', type: 'grant', version: '1', decides: 'above' },
  fields: [{ key: '补贴标准', label: '补贴标准', type: 'number' }],
};
const begin = (desk: Desk, set: object) =>
  desk.chief.ask<{ stream: string }>('registry.begin', {
    ...{ act: desk.newId(), kind: 'matter', type: 'published', data: { set: { ...version, ...set } } },
  });

async function batchOf(desk: Desk): Promise<{ stream: string; streams: string[] }> {
  await begin(desk, {
    officialForms: [{ name: '花名册', file: 'sample:elder-allowance-roster.xlsx', isRoster: true }],
  });
  return sendBatch(desk);
}

async function sendBatch(desk: Desk): Promise<{ stream: string; streams: string[] }> {
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

describe('a 花名册 of the county', () => {
  interface Looked {
    readonly file: string;
    readonly unknown: readonly string[];
    readonly texts: readonly (readonly string[])[];
    readonly from: number;
  }
  const asked = { name: '县花名册', version, isRoster: true };
  const bring = async (desk: Desk, bytes: Uint8Array): Promise<string> => {
    const upload = desk.newId();
    for (let index = 0; index * partBytes < bytes.length; index += 1) {
      const part = bytes.subarray(index * partBytes, (index + 1) * partBytes);
      await desk.chief.ask('matter.formPart', { upload, index, data: Buffer.from(part).toString('base64') });
    }
    return upload;
  };

  it('is filled with nobody, kept with its matter and used by the batches of the next version', async () => {
    const desk = await setUpDesk({ seed: 223 });
    const { stream: matter } = await begin(desk, {});
    const upload = await bring(
      desk,
      await madeXlsx(
        ['{事项}（{批次号}）共 {人数} 人'],
        ['序', '姓名', '证号'],
        ['{序号}', '{姓名}', '{身份证号}', '{补贴标准}'],
      ),
    );
    const looked = await desk.chief.ask<Looked>('matter.lookAtForm', { upload, ...asked });
    expect(looked).toMatchObject({ file: 'xlsx', unknown: [], from: 2 });
    expect(looked.texts[0]?.[0]).toMatch(/^高龄补贴（.+）共 1 人$/u);
    expect(looked.texts[2]).toEqual([
      '1',
      '张示例',
      expect.stringMatching(/^\d{17}[\dX]$/u),
      expect.stringMatching(/^\d/u),
    ]);
    const act = desk.newId();
    const kept = await desk.chief.ask<{ id: string }>('matter.keepForm', { act, stream: matter, upload, ...asked });
    // Its answer was lost: the same act gives it again.
    expect(await desk.chief.ask('matter.keepForm', { act, stream: matter, upload, ...asked })).toEqual(kept);
    const { attachments } = await desk.chief.ask<CasePage>('case.page', { stream: matter, reveal: false });
    expect(attachments).toMatchObject([
      { id: kept.id, name: '县花名册.xlsx', mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
    ]);
    const officialForms = [{ name: '县花名册', file: kept.id, isRoster: true }];
    await desk.chief.ask('registry.step', {
      ...{ act: desk.newId(), stream: matter, type: 'revised', data: { set: { version: '2', officialForms } } },
    });
    const { stream } = await sendBatch(desk);
    const filled = await desk.chief.ask<Looked>('batch.roster', { stream, form: '县花名册' });
    expect(filled.texts[0]?.[0]).toMatch(/共 3 人$/u);
    expect(filled.texts.slice(2)).toEqual(
      names.map((name, at) => [String(at + 1), name, numberOf(at), String(50 + at)]),
    );
  });

  it('is refused with a reason, and nothing is kept', async () => {
    const desk = await setUpDesk({ seed: 224 });
    const { stream } = await begin(desk, {});
    const refused = async (bytes: Uint8Array, isRoster = true) => {
      const upload = await bring(desk, bytes);
      const looked = await desk.chief.call('matter.lookAtForm', { upload, ...asked, isRoster });
      const kept = { act: desk.newId(), stream, upload, ...asked, isRoster };
      return [refusalFrom(looked)?.code, refusalFrom(await desk.chief.call('matter.keepForm', kept))?.code];
    };
    const both = (code: string) => [code, code];
    expect(await refused(madeDocx(paragraphsOf('{姓名}')))).toEqual(both('roster.notXlsx'));
    expect(await refused(await madeXlsx(['{姓名}']), false)).toEqual(both('officialForm.notDocx'));
    expect(await refused(await madeXlsx(['说明']))).toEqual(both('roster.noTags'));
    expect(await refused(new Uint8Array(5 * 1024 * 1024 + 1))).toEqual(both('catalogue.tooLarge'));
    // Looked at, what nobody knows is shown; kept it is not.
    expect(await refused(await madeXlsx(['{姓名}', '{星座}']))).toEqual([undefined, 'officialForm.unknownTag']);
    const { attachments } = await desk.chief.ask<CasePage>('case.page', { stream, reveal: false });
    expect(attachments).toEqual([]);
  });
});
