/** 花名册 in the upper template: eighteen digits and rare characters arrive whole, sums and merged cells below move down. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Tag } from '#shared/documents/official-form/tag.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { madePng } from '../../../tests/support/made-picture.ts';
import type { RosterRow } from './jobs.ts';
import { movedFormula } from './roster-file/moved.ts';
import { fillRoster } from './roster.ts';

const template = readFileSync(resolve('resources/catalogue/forms/elder-allowance-roster.xlsx'));
/** CJK Extensions B to I, and a name with the dot of minorities. */
const names = ['张㛃', '𠮷田', '𪜀𫝀', '𫠠𬺰', '𮯰', '𰻝𱍐', '𲎰𮯰', '买买提·艾力'];

const rowOf = (name: string, at: number): RosterRow => ({
  tags: new Map<string, Tag>([
    ...(['收件编号', '性别', '年龄', '电话', '住址', '申请类别'] as const).map((tag): [string, Tag] => [
      tag,
      { text: '' },
    ]),
    ['姓名', { text: name }],
    ['身份证号', { text: at % 2 === 0 ? '360732198512310019' : '36073220000229002X' }],
    ['补贴标准', { text: '50' }],
    ['发放账户.开户银行', { text: '=HYPERLINK("http://example","点我")' }],
    ['发放账户.账号', { text: '6222000011112222333' }],
  ]),
  numbers: { 补贴标准: 50 + at },
});
const once = {
  事项: '高龄补贴申领',
  大厅: '永丰镇便民服务中心',
  批次号: 'PC1',
  上报日期: '2026年11月22日',
  人数: '8',
  填表人: '王喆',
};
const rows = names.map(rowOf);

async function open(bytes: Uint8Array): Promise<ExcelJS.Worksheet> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(bytes) as never);
  return book.worksheets[0] ?? expect.fail();
}

test('lessons 31, 32, 35: a row for each, digits and characters whole, as text', async () => {
  const filled = unwrap(await fillRoster({ template, name: '花名册', once, rows }));
  expect([filled.from, filled.unknown]).toEqual([3, []]);
  const sheet = await open(filled.bytes);
  expect(sheet.getCell('A1').value).toBe('高龄补贴申领上报花名册（示例）');
  expect(sheet.getCell('A2').value).toContain('批次：PC1');
  names.forEach((name, at) => {
    const row = sheet.getRow(4 + at);
    const number = row.getCell(5);
    expect([row.getCell(1).value, row.getCell(3).value]).toEqual([at + 1, name]);
    expect([number.type, number.numFmt, number.value]).toEqual([
      ExcelJS.ValueType.String,
      '@',
      at % 2 === 0 ? '360732198512310019' : '36073220000229002X',
    ]);
    expect(row.getCell(12).value).toBe('6222000011112222333');
    // What looks like a formula is a text; what is a number can be added up.
    expect([row.getCell(11).type, row.getCell(10).value]).toEqual([ExcelJS.ValueType.String, 50 + at]);
    expect(row.getCell(3).border.top?.style).toBe('thin');
  });
  // Below: the sum reaches over all rows, merged cells have moved, the old place is free.
  expect(sheet.getCell('J12').formula).toBe('SUM(J4:J11)');
  expect(sheet.getCell('A12').value).toBe('合计');
  expect(sheet.getCell('I12').master.address).toBe('A12');
  expect(sheet.getCell('A14').value).toBe('填表人：王喆');
  expect(sheet.getCell('B5').isMerged).toBe(false);
  expect(filled.texts[3]?.slice(0, 5)).toEqual(['1', '', '张㛃', '', '360732198512310019']);
});

test('one case stays in the one row', async () => {
  const sheet = await open(unwrap(await fillRoster({ template, name: '花名册', once, rows: rows.slice(0, 1) })).bytes);
  expect([sheet.getCell('C4').value, sheet.getCell('J5').formula]).toEqual(['张㛃', 'SUM(J4:J4)']);
});

async function made(fill: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('表'));
  return new Uint8Array(await book.xlsx.writeBuffer());
}

test('without tags the headings say which column is which; what nobody knows is named and left empty', async () => {
  const headed = await made((sheet) => {
    sheet.addRow(['花名册']);
    sheet.addRow(['序号', '姓 名', '身份证号*', '备注']);
  });
  const sheet = await open(unwrap(await fillRoster({ template: headed, name: '甲', once, rows })).bytes);
  expect(sheet.getRow(3).values).toEqual([undefined, 1, '张㛃', '360732198512310019']);
  expect(sheet.getRow(10).getCell(2).value).toBe('买买提·艾力');
  const tagged = await made((sheet) => sheet.addRow(['{姓名}', '{星座}', '{性别=男}']));
  const filled = unwrap(await fillRoster({ template: tagged, name: '甲', once, rows: rows.slice(0, 1) }));
  expect(filled.unknown).toEqual(['{星座}']);
  expect(filled.texts[0]).toEqual(['张㛃', '', '☐']);
});

test('a template that is none says so', async () => {
  const empty = await made((sheet) => sheet.addRow(['你好']));
  expect(await fillRoster({ template: empty, name: '甲', once, rows })).toMatchObject({
    refusal: { code: 'roster.noTags' },
  });
  const text = new TextEncoder().encode('姓名');
  expect(await fillRoster({ template: text, name: '甲', once, rows })).toMatchObject({
    refusal: { code: 'roster.notXlsx' },
  });
});

/** A template as an upper office makes them: a seal as a picture, choices, a colour, a print area with its head on every page, a second sheet. */
async function richTemplate(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('花 名册', {
    pageSetup: { orientation: 'landscape', printArea: 'A1:E6', printTitlesRow: '1:2' },
  });
  sheet.addRow(['{事项}花名册']);
  sheet.addRow(['序号', '姓名', '身份证号', '性别', '金额', '折后']);
  sheet.addRow(['{序号}', '{姓名}', '{身份证号}', '{性别}', '{补贴标准}', { formula: 'E3*$E$6' }]);
  sheet.addRow(['合计', '', '', '', { formula: 'SUM(E3:E3)' }]);
  sheet.mergeCells('A4:D4');
  sheet.addRow(['填表人：{填表人}']);
  sheet.getCell('E6').value = 0.5;
  sheet.getCell('D3').dataValidation = { type: 'list', allowBlank: true, formulae: ['"男,女"'] };
  sheet.getCell('E6').dataValidation = { type: 'decimal', operator: 'lessThan', formulae: ['E4'] };
  sheet.addConditionalFormatting({
    ref: 'E3:E3',
    rules: [{ type: 'expression', priority: 1, formulae: ['E3>$E$6'], style: { font: { bold: true } } }],
  });
  const seal = book.addImage({ buffer: madePng(40, 40) as never, extension: 'png' });
  sheet.addImage(seal, { tl: { col: 3, row: 4 }, ext: { width: 80, height: 80 } });
  const other = book.addWorksheet('汇总');
  other.getCell('A1').value = { formula: "'花 名册'!E4" };
  other.getCell('A2').value = { formula: 'A9' };
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const partOf = (bytes: Uint8Array, name: string): string => strFromU8(unzipSync(bytes)[name] ?? new Uint8Array());

test('a seal, choices, colours and what is printed stay, and move as where rows are put in by hand', async () => {
  const template = await richTemplate();
  const { bytes } = unwrap(await fillRoster({ template, name: '花名册', once, rows }));
  const [before, after] = [unzipSync(template), unzipSync(bytes)];
  expect(Object.keys(after).toSorted()).toEqual(Object.keys(before).toSorted());
  expect(after['xl/media/image1.png']).toEqual(before['xl/media/image1.png']);
  const xml = partOf(bytes, 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('sqref="D3:D10"');
  expect(xml).toMatch(/sqref="E13"[^>]*>.*?<formula1>E11<\/formula1>/s);
  expect(xml).toMatch(/<conditionalFormatting sqref="E3:E10">.*?<formula>E3&gt;\$E\$13<\/formula>/s);
  expect(xml).toMatch(/<drawing r:id=/);
  expect(xml).toMatch(/<pageSetup[^>]*orientation="landscape"/);
  // The seal lay beside the fifth row; seven rows were put in above it.
  expect(partOf(bytes, 'xl/drawings/drawing1.xml')).toContain('<xdr:row>11</xdr:row>');
  const book = partOf(bytes, 'xl/workbook.xml');
  expect(book).toContain("'花 名册'!$A1:$E13");
  expect(book).toContain("'花 名册'!$1:$2");
  expect(partOf(bytes, 'xl/worksheets/sheet2.xml')).toMatch(/<f>'花 名册'!E11<\/f>.*<f>A9<\/f>/s);
  const sheet = await open(bytes);
  expect([sheet.getCell('F3').formula, sheet.getCell('F10').formula]).toEqual(['E3*$E$13', 'E10*$E$13']);
  expect([sheet.getCell('E11').formula, sheet.getCell('C11').master.address]).toEqual(['SUM(E3:E10)', 'A11']);
  expect([sheet.getCell('A1').value, sheet.getCell('A12').value]).toEqual(['高龄补贴申领花名册', '填表人：王喆']);
});

test('formulas: words in quotation marks, names that look like cells and other sheets stay', () => {
  const room = { at: 4, more: 10, sheet: '名册' };
  const moved = (formula: string, isOwn = true) => movedFormula(room, formula, isOwn);
  expect(moved('SUM(B4:B4)+$C$5&"见A5"')).toBe('SUM(B4:B14)+$C$15&"见A5"');
  expect(moved('LOG10(B9)+AB7_税+A3')).toBe('LOG10(B19)+AB7_税+A3');
  expect(moved("汇总!A9+名册!A9+'别 的'!B9:B12")).toBe("汇总!A9+名册!A19+'别 的'!B9:B12");
  expect(moved('A9+名册!$A$9', false)).toBe('A9+名册!$A$19');
  expect(moved('SUM(E:E)')).toBe('SUM(E:E)');
});
