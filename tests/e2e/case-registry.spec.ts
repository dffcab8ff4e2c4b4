import { doorOf } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const notice = '一、元旦：1月1日（周五）至3日（周日）放假，共3天。';

test('a notice with a slip is refused with what is wrong, and the text stays; mended, it is seen before it counts', async ({
  shared,
  desk,
}) => {
  await open(desk, '/calendar');
  await desk.getByRole('button', { name: '导入一年' }).click();
  await desk.locator('input[name=year]').fill('2027');
  const text = desk.locator('textarea[name=notice]');
  await text.fill(notice.replace('（周五）', '（周四）'));
  await desk.getByTestId('read-notice').click();
  await expect(desk.getByRole('alert')).toContainText('2027-01-01');
  await expect(text).toHaveValue(/周四/);
  await text.fill(notice);
  await desk.getByTestId('read-notice').click();
  await expect(desk.locator('[data-date="2027-01-01"]')).toHaveAttribute('data-nature', 'holiday');
  await expect(desk.locator('[data-date="2027-01-04"]')).toHaveAttribute('data-nature', 'workday');
  await desk.locator('input[name=source]').fill('国办通知（测试）');
  await desk.getByTestId('import-year').click();
  await expect(desk.getByText('2027 年日历已启用')).toBeVisible();
  const { years } = valueOf(await (await doorOf(shared)).registry.years({}));
  expect(years.find(({ year }) => year === '2027')).toMatchObject({ origin: 'entered', source: '国办通知（测试）' });
  const year = desk.locator('[data-year="2027"]');
  await expect(year).toContainText('录入');
});

test('the years the program brings are on the page: where each comes from, and which days are off or made up', async ({
  desk,
}) => {
  await open(desk, '/calendar');
  for (const [year, says] of [
    ['2026', '国务院办公厅关于2026年部分节假日安排的通知'],
    ['2025', '程序自带'],
  ] as const)
    await expect(desk.locator(`[data-year="${year}"]`)).toContainText(says);
  const year = desk.locator('[data-year="2026"]');
  await year.getByRole('button', { name: '看日历' }).click();
  await expect(year.locator('[data-date="2026-10-01"]')).toHaveAttribute('data-nature', 'holiday');
  await expect(year.locator('[data-date="2026-02-28"]')).toHaveAttribute('data-nature', 'makeUp');
});

test('a matter is added, revised and retired on pages of its own', async ({ desk }) => {
  await open(desk, '/matters');
  await desk.getByRole('button', { name: '新增事项' }).click();
  await desk.getByTestId('matter-save').click();
  await expect(desk.getByText('这一项还没有填').first()).toBeVisible();
  await expect(desk.locator('input[name=code]')).toBeFocused();
  await desk.locator('input[name=code]').fill('XZ-9');
  await desk.locator('input[name=name]').fill('测试证明开具');
  await desk.locator('input[name=category]').fill('测试');
  await desk.getByLabel('公共服务').check();
  await desk.locator('input[name=version]').fill('1');
  await desk.getByTestId('section-limits').click();
  await desk.locator('input[name=promised]').fill('3');
  await desk.getByTestId('matter-save').click();
  const row = desk.locator('[data-key="XZ-9"]');
  await expect(row).toContainText('3 个工作日');
  await row.getByRole('link', { name: '测试证明开具' }).click();
  await desk.getByRole('button', { name: '修订' }).click();
  await desk.getByTestId('section-limits').click();
  await desk.locator('input[name=promised]').fill('1');
  await desk.getByTestId('matter-save').click();
  await expect(desk.getByTestId('matter-read')).toContainText('1 个工作日');
  await desk.getByRole('button', { name: '停用' }).click();
  await desk.getByRole('button', { name: '确定停用' }).click();
  await expect(desk.getByText('已停用')).toBeVisible();
});
