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
  const { rows } = valueOf(await (await doorOf(shared)).registry.list({ kind: 'calendar', search: '' }));
  expect(rows.map(({ key }) => key)).toContain('2027');
});

test('a matter is added, revised and retired by the form its kind declares', async ({ desk }) => {
  await open(desk, '/matters');
  await desk.getByRole('button', { name: '新增事项' }).click();
  const dialog = desk.getByRole('dialog');
  await dialog.getByTestId('record-submit').click();
  await expect(dialog.getByText('这一项还没有填').first()).toBeVisible();
  await dialog.locator('input[name=code]').fill('XZ-9');
  await dialog.locator('input[name=name]').fill('测试证明开具');
  await dialog.locator('input[name=category]').fill('测试');
  await dialog.getByLabel('公共服务').check();
  await dialog.locator('input[name=version]').fill('1');
  await dialog.locator('input[name=promised]').fill('3');
  await dialog.getByTestId('record-submit').click();
  const row = desk.locator('[data-key="XZ-9"]');
  await expect(row).toContainText('3 个工作日');
  await row.getByRole('button', { name: '修订' }).click();
  await dialog.locator('input[name=promised]').fill('1');
  await dialog.locator('input[name=version]').fill('2');
  await dialog.getByTestId('record-submit').click();
  await expect(row).toContainText('1 个工作日');
  await row.getByRole('button', { name: '停用' }).click();
  await expect(row).toContainText('已停用');
});
