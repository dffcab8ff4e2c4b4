/** 事项库: one matter edited from a day to come while today's intake keeps the old form, and a workbook looked at before it is imported. */
import ExcelJS from 'exceljs';
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { beijingDate, instantFromMillis } from '../../shared/time/instant.ts';
import { addDays } from '../../shared/time/plain-date.ts';
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const today = beijingDate(instantFromMillis(Date.now()));
const tomorrow = addDays(today, 1);

const fields = [
  { key: '类别', label: '申请类别', type: 'choice', options: ['首次', '续期'], isRequired: true },
  { key: '原证号', label: '原证号', type: 'text', shownIf: { field: '类别', values: ['续期'] } },
];
const matter = (code: string, name: string, more: object = {}) => ({
  ...{ code, name, category: '测试', type: 'publicService', version: '1', promised: { amount: 3, unit: 'workingDay' } },
  ...more,
});
const publish = async (door: DeskClient, set: ReturnType<typeof matter>): Promise<void> => {
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
};

/** Opens a matter's page by the list, as a person does. */
async function openMatter(desk: Page, name: string): Promise<void> {
  await open(desk, '/matters');
  await desk.locator('input[name=search]').fill(name);
  await desk.getByRole('link', { name, exact: true }).click();
  await expect(desk.getByRole('heading', { name, level: 1 })).toBeVisible();
}

test('a version that begins tomorrow is written, moved about by keys and previewed; today is taken in under the old form', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door, matter('BD-1', '换证申请', { fields }));
  await openMatter(desk, '换证申请');
  await desk.getByRole('button', { name: '修订' }).click();
  await desk.locator('input[name=effectiveFrom]').fill(tomorrow);
  await expect(desk.locator('input[name=version]')).toHaveValue('2');
  await desk.getByTestId('section-form').click();
  await desk.getByTestId('add-fields').click();
  await desk.locator('input[name="fields.2.key"]').fill('周岁');
  await desk.locator('select[name="fields.2.type"]').selectOption('computed');
  await desk.getByTestId('matter-save').click();
  // The name is missing and the rule, too: the tab says so, the line is open, the field has the focus.
  await expect(desk.locator('input[name="fields.2.label"]')).toBeFocused();
  await desk.keyboard.type('申请人周岁');
  await desk.locator('input[name="fields.2.computed"]').fill('周岁([申请人出生日期]');
  await desk.keyboard.press('Tab');
  await expect(desk.getByText('看不懂，请照这个样子写').first()).toBeVisible();
  await desk.locator('input[name="fields.2.computed"]').fill('周岁([申请人出生日期], [收件日])');
  await desk.keyboard.press('Alt+ArrowUp');
  await expect(desk.locator('input[name="fields.1.key"]')).toHaveValue('周岁');
  const preview = desk.getByTestId('form-preview');
  await expect(preview.getByText('申请人周岁')).toBeVisible();
  await expect(preview.getByText('原证号')).toHaveCount(0);
  await preview.getByLabel('续期').check();
  await expect(preview.getByText('原证号')).toBeVisible();
  await desk.getByTestId('matter-save').click();
  await expect(desk.getByText('已保存')).toBeVisible();
  const versions = desk.getByTestId('matter-versions');
  await expect(versions.locator('[data-version="2"]')).toContainText('待施行');
  await expect(versions.locator('[data-version="1"]')).toContainText('现行');
  await expect(desk.getByTestId('matter-read')).not.toContainText('申请人周岁');
  await versions.getByRole('button', { name: '第 2 版' }).click();
  await expect(desk.getByTestId('matter-read')).toContainText('申请人周岁');
  await desk.keyboard.press('F2');
  await desk.locator('input[name=matter]').fill('换证申请');
  await desk.getByRole('option', { name: '换证申请' }).click();
  await expect(desk.getByTestId('matter-form')).toContainText('申请类别');
  await expect(desk.getByTestId('matter-form')).not.toContainText('申请人周岁');
});

test('what was typed into a matter is there again after the window was left, and 经办提示 makes no version', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door, matter('BD-2', '补证申请'));
  await openMatter(desk, '补证申请');
  await desk.getByRole('button', { name: '改经办提示' }).click();
  await desk.locator('textarea[name=hints]').fill('先问是不是首次');
  await desk.getByRole('button', { name: '不保存，留作草稿' }).click();
  await open(desk, '/');
  await desk.locator('li', { hasText: '改经办提示' }).getByRole('link', { name: '继续' }).click();
  await expect(desk.locator('textarea[name=hints]')).toHaveValue('先问是不是首次');
  await desk.locator('textarea[name=hints]').press('Control+Enter');
  await expect(desk.getByTestId('matter-read')).toContainText('先问是不是首次');
  await expect(desk.getByTestId('matter-versions').getByRole('button')).toHaveCount(1);
  const { row } = valueOf(await door.matter.row({ code: 'BD-2' }));
  expect(row?.value).toMatchObject({ hints: ['先问是不是首次'], version: '1' });
});

/** The catalogue as the program exports it, changed as a person would in Excel. */
async function workbook(door: DeskClient, codes: string[]): Promise<Buffer> {
  const { data } = valueOf(await door.catalogue.export({ form: 'xlsx', codes }));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(Buffer.from(data, 'base64') as never);
  const sheet = book.getWorksheet('事项');
  if (sheet === undefined) throw new Error('no sheet');
  const header = (sheet.getRow(1).values as string[]).slice(1);
  const cell = (row: number, column: string) => sheet.getRow(row).getCell(header.indexOf(column) + 1);
  cell(2, '承诺时限').value = '5个工作日';
  cell(3, '事项名称').value = '改名的事项';
  const add = (row: number, said: Record<string, ExcelJS.CellValue>) => {
    for (const [column, value] of Object.entries(said)) cell(row, column).value = value;
  };
  const good = { 类别: '导入', 事项类型: '公共服务', 版本: '1' };
  ['甲', '乙', '丙'].forEach((name, at) => {
    add(sheet.rowCount + 1, { ...good, 事项编码: `DR-${String(at)}`, 事项名称: `导入${name}` });
  });
  add(sheet.rowCount + 1, { ...good, 事项编码: 440981199001011234, 事项名称: '编码成了数字' });
  add(sheet.rowCount + 1, { ...good, 事项编码: 'DR-7' });
  add(sheet.rowCount + 1, { ...good, 事项编码: 'DR-8', 事项名称: '类型不对', 事项类型: '送温暖' });
  add(sheet.rowCount + 1, { ...good, 事项编码: 'DR-9', 事项名称: '时限不对', 承诺时限: '五天' });
  return Buffer.from(await book.xlsx.writeBuffer());
}

test('a workbook with three new, two changed and four wrong rows is looked at, then imported', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  for (const code of ['GZ-1', 'GZ-2', 'GZ-3']) await publish(door, matter(code, `原有${code}`));
  const buffer = await workbook(door, ['GZ-1', 'GZ-2', 'GZ-3']);
  await open(desk, '/matters');
  await desk.getByRole('link', { name: '导入' }).click();
  await desk.locator('input[type=file]').setInputFiles({ name: '事项库.xlsx', mimeType: '', buffer });
  await expect(desk.getByTestId('part-errors')).toContainText('4');
  const errors = desk.getByTestId('catalogue-errors');
  await expect(errors).toContainText('设为“文本”');
  await expect(errors).toContainText('只能填');
  await desk.getByTestId('part-new').click();
  await expect(desk.locator('tr[data-code]')).toHaveText([/导入甲/, /导入乙/, /导入丙/]);
  await desk.getByTestId('part-changed').click();
  const changes = desk.getByTestId('catalogue-changes');
  await expect(changes).toContainText('5 个工作日');
  await expect(changes).toContainText('改名的事项');
  const [list] = await Promise.all([
    desk.waitForEvent('download'),
    desk
      .getByTestId('part-errors')
      .click()
      .then(() => desk.getByRole('button', { name: '问题清单存为 Excel' }).click()),
  ]);
  expect(list.suggestedFilename()).toBe('导入问题.xlsx');
  await desk.locator('input[name=effectiveFrom]').fill(tomorrow);
  // Nothing was changed by looking.
  expect(valueOf(await door.registry.list({ kind: 'matter', search: 'DR-' })).rows).toEqual([]);
  const take = desk.getByTestId('take-catalogue');
  await expect(take).toHaveText('导入 5 项');
  await take.dblclick();
  await expect(desk.getByTestId('catalogue-taken')).toContainText('新增 3 项，修订 2 项');
  await expect(desk.getByTestId('part-same')).toContainText('6');
  const { row } = valueOf(await door.matter.row({ code: 'GZ-2' }));
  expect(row?.value).toMatchObject({ name: '改名的事项', effectiveFrom: tomorrow, earlier: [{ name: '原有GZ-2' }] });
  expect(valueOf(await door.matter.find({ search: '', codes: ['GZ-2'] })).lines).toMatchObject([{ name: '原有GZ-2' }]);
  const { rows } = valueOf(await door.registry.list({ kind: 'matter', search: 'DR-' }));
  expect(rows.map(({ key }) => key)).toEqual(['DR-0', 'DR-1', 'DR-2']);
});
