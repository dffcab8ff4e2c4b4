/** 花名册 of a 上报批次 in the upper template, and the upper office's list read back in: looked at, filled in, noted by the person. */
import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import { v7 } from 'uuid';
import { makeResidentId } from '../../shared/identity/resident-id.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { doorOf, pageOf, sayPrinted } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const names = ['张㛃', '𠮷田', '欧阳正花', '买买提·艾力'];
const numbers = names.map((_, at) =>
  makeResidentId({ area: '360732', birth: getPlainDate('1940-05-06'), sequence: 700 + at }),
);

test('lessons 31, 35: out with whole numbers and rare characters; back with answers, unmatched ones shown', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const officialForms = [{ name: '上报花名册', file: 'sample:elder-allowance-roster.xlsx', isRoster: true }];
  const set = {
    ...{ code: 'HM-001', name: '花名册事项', category: '示例', type: 'grant', version: '1' },
    ...{ decides: 'above', authority: '兴国县民政局', officialForms },
  };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
  const streams: string[] = [];
  for (const [at, name] of names.entries()) {
    const petitioner = { name, idType: 'residentId', idNumber: numbers[at] ?? '' };
    const data = { set: { petitioner, matter: { code: 'HM-001' } } };
    const { stream } = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
    valueOf(await door.case.step({ act: v7(), stream, type: 'accepted', data: {} }));
    streams.push(stream);
  }
  const batch = valueOf(await door.batch.send({ act: v7(), authority: '兴国县民政局', streams }));
  await open(desk, `/batches/${batch.stream}`);
  await desk.getByTestId('roster-look').focus();
  await desk.keyboard.press('Enter');
  for (const said of [...names, ...numbers]) await expect(desk.getByTestId('roster')).toContainText(said);
  await desk.screenshot({ path: test.info().outputPath('roster.png') });
  await desk.keyboard.press('Escape');
  await expect(desk.getByTestId('roster')).toBeHidden();
  const saving = desk.waitForEvent('download');
  await desk.getByRole('button', { name: '导出“上报花名册”' }).click();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readFile(await (await saving).path())) as never);
  const sheet = book.worksheets[0];
  expect(names.map((_, at) => [sheet?.getCell(4 + at, 3).value, sheet?.getCell(4 + at, 5).value])).toEqual(
    names.map((name, at) => [name, numbers[at]]),
  );
  const { history } = await pageOf(door, streams[0] ?? '');
  expect(history.map(({ type }) => type)).toContain('exported');

  const answers = new ExcelJS.Workbook();
  const back = answers.addWorksheet('审核结果');
  back.addRow(['姓名', '公民身份号码', '审核结果', '原因']);
  back.addRow([names[0], numbers[0], '同意', '']);
  back.addRow([names[1], numbers[1], '不同意', '已在外县领取']);
  back.addRow([names[2], numbers[2], '退回补正', '户口簿首页']);
  back.addRow([
    '王外人',
    makeResidentId({ area: '110101', birth: getPlainDate('1950-01-01'), sequence: 3 }),
    '同意',
    '',
  ]);
  const buffer = Buffer.from(await answers.xlsx.writeBuffer());
  const choosing = desk.waitForEvent('filechooser');
  await desk.getByTestId('answers-file').click();
  await (await choosing).setFiles({ name: '审核结果.xlsx', mimeType: 'application/octet-stream', buffer });
  const line = (at: number) => desk.getByTestId('compare').locator(`[data-line="${String(at)}"]`);
  await expect(line(3)).toHaveAttribute('data-state', 'fits');
  await expect(line(5)).toHaveAttribute('data-state', 'unmatched');
  await expect(line(5)).not.toContainText('王外人');
  await expect(desk.getByTestId('compare-absent')).toContainText('1 件');
  await desk.screenshot({ path: test.info().outputPath('compare.png') });
  // Nothing is noted until the person says so.
  expect((await pageOf(door, streams[0] ?? '')).status).toBe('reported');
  await desk.getByTestId('compare-fill').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.locator(`[data-row="${streams[1] ?? ''}"] input`)).toHaveValue('已在外县领取');
  await expect(desk.getByTestId('batch-note')).toContainText('3');
  await desk.screenshot({ path: test.info().outputPath('filled.png') });
  await desk.getByTestId('batch-note').focus();
  await desk.keyboard.press('Enter');
  await sayPrinted(desk);
  await expect(desk.getByTestId('batch-out')).toContainText('还有 1 件');
  const statuses = await Promise.all(streams.map(async (stream) => (await pageOf(door, stream)).status));
  expect(statuses).toEqual(['decided', 'decided', 'accepted', 'reported']);
});
