import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addPerson, chief, clerk, expect, logIn, open, test } from './support/station.ts';

test('staff: added, given another role, suspended, and back again', async ({ shared, desk, browser }) => {
  await open(desk, '/settings/staff');
  await desk.getByRole('button', { name: '添加工作人员' }).click();
  const form = desk.getByRole('dialog');
  await form.locator('input[name=name]').fill('谢文斌');
  await form.locator('input[name=login]').fill('xiewenbin');
  await form.locator('input[name=newPassword]').fill('Shenhe-2026');
  await form.getByRole('checkbox', { name: '审核' }).check();
  // A double click makes one person.
  await form.getByRole('button', { name: '添加工作人员' }).dblclick();
  await expect(form).toBeHidden();
  const row = desk.getByRole('row', { name: '谢文斌' });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText('窗口、审核');

  await row.getByRole('button', { name: '改岗位：谢文斌' }).click();
  await desk.getByRole('dialog').getByRole('checkbox', { name: '窗口' }).uncheck();
  await desk.getByRole('dialog').getByRole('button', { name: '改岗位' }).click();
  await expect(row).not.toContainText('窗口');

  await row.getByRole('button', { name: '停用：谢文斌' }).click();
  await desk.getByRole('dialog').getByRole('button', { name: '停用' }).click();
  await expect(row).toContainText('已停用');
  const other = await browser.newPage();
  await other.goto(await shared.address());
  await other.locator('input[name=login]').fill('xiewenbin');
  await other.locator('input[name=password]').fill('Shenhe-2026');
  await other.locator('input[name=password]').press('Enter');
  await expect(other.getByRole('alert')).toBeVisible();

  await row.getByRole('button', { name: '恢复：谢文斌' }).click();
  await desk.getByRole('dialog').locator('input[name=newPassword]').fill('Shenhe-2027');
  await desk.getByRole('dialog').getByRole('button', { name: '恢复' }).click();
  await expect(desk.getByRole('dialog')).toBeHidden();
  await expect(row).toContainText('在岗');
  await logIn(other, { name: '谢文斌', login: 'xiewenbin', password: 'Shenhe-2027' });
  await other.close();
});

test('a login name that is taken is refused, and the form stays filled in', async ({ desk }) => {
  await open(desk, '/settings/staff');
  await desk.getByRole('button', { name: '添加工作人员' }).click();
  const form = desk.getByRole('dialog');
  await form.locator('input[name=name]').fill('李建军');
  await form.locator('input[name=login]').fill(clerk.login);
  await form.locator('input[name=newPassword]').fill('Zhongxin-2026');
  await desk.keyboard.press('Control+Enter');
  await expect(form.getByRole('alert')).toContainText('已经存在');
  await expect(form.locator('input[name=name]')).toHaveValue('李建军');
  await expect(form.locator('input[name=newPassword]')).toHaveValue('Zhongxin-2026');
});

test('one changes the own password and logs in with the new one', async ({ shared, page }) => {
  const person = { name: '刘秀英', login: 'liuxiuying', password: 'Chuangkou-2026' };
  await addPerson(shared, person, ['window']);
  await page.goto(await shared.address());
  await logIn(page, person);
  await open(page, '/settings/password');
  await page.locator('input[name=old]').fill('Wrong-2026');
  await page.locator('input[name=newPassword]').fill('Chuangkou-2027');
  await page.locator('input[name=again]').fill('Chuangkou-2027');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await page.locator('input[name=old]').fill(person.password);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('密码已改')).toBeVisible();
  await page.keyboard.press('Alt+KeyL');
  await page.locator('[role=dialog] input[name=password]').fill('Chuangkou-2027');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden();
});

test('large text, dark and English belong to the person and outlive the window', async ({ shared, page, browser }) => {
  const person = { name: '钟桂兰', login: 'zhongguilan', password: 'Chuangkou-2026' };
  await addPerson(shared, person, ['window']);
  await page.goto(await shared.address());
  await logIn(page, person);
  const size = () => page.evaluate(() => getComputedStyle(document.documentElement).fontSize);
  expect(await size()).toBe('16px');
  await open(page, '/settings');
  await page.getByText('大字（适老）').click();
  await expect.poll(size).toBe('20px');
  await page.getByText('深色').click();
  await page.getByText('English').click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();

  const again = await browser.newPage();
  await again.goto(await shared.address());
  await logIn(again, person);
  await expect(again.getByRole('heading', { name: `Hello, ${person.name}` })).toBeVisible();
  await expect(again.locator('html')).toHaveAttribute('data-large', '');
  await expect(again.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  const stored = await again.evaluate(() => localStorage.length + sessionStorage.length);
  expect(stored).toBe(0);
  await again.close();
});

test('nothing moves unless asked for', async ({ desk }) => {
  const moving = await desk.evaluate(() =>
    [...document.querySelectorAll('*')].filter((one) => !/^0s(, 0s)*$/.test(getComputedStyle(one).transitionDuration)),
  );
  expect(moving).toHaveLength(0);
});

test('a backup on demand is proven, and its age stands in the top bar', async ({ desk }) => {
  const folder = await mkdtemp(join(tmpdir(), 'tongban-e2e-backup-'));
  await open(desk, '/settings/backup');
  await expect(desk.getByText('还没有做过备份')).toBeVisible();
  await expect(desk.getByRole('button', { name: '马上备份' })).toBeDisabled();
  await desk.locator('input[name=folder]').fill(folder);
  await desk.getByRole('button', { name: '保存文件夹' }).click();
  // A new folder is backed up to by itself: asking for it meanwhile is no mistake, and waits.
  await desk.getByRole('button', { name: '马上备份' }).click();
  await expect(desk.getByText(/已重新打开核对：\d+ 条记录/)).toBeVisible({ timeout: 30_000 });
  await expect(desk.getByRole('status').getByRole('link', { name: '刚刚备份' })).toBeVisible();
  await expect(desk.getByRole('alert')).toHaveCount(0);
  await expect(desk.getByRole('button', { name: '马上备份' })).toBeEnabled();
  await rm(folder, { recursive: true });
});

test('the check walks every record and finds nothing wrong', async ({ desk }) => {
  await open(desk, '/settings/check');
  await desk.getByRole('button', { name: '开始核查' }).click();
  await expect(desk.getByText('核查完毕，没有发现问题')).toBeVisible({ timeout: 30_000 });
});

test('the audit log is for the auditor, who sees who came and who failed', async ({ shared, page, desk }) => {
  await open(desk, '/settings');
  await expect(desk.getByRole('link', { name: /工作人员/ })).toBeVisible();
  await expect(desk.getByRole('link', { name: /审计日志/ })).toHaveCount(0);
  const auditor = { name: '曾春生', login: 'zengchunsheng', password: 'Shenji-2026' };
  await addPerson(shared, auditor, ['auditor']);
  await desk.keyboard.press('Alt+KeyL');
  await desk.getByRole('button', { name: '换人登录' }).click();
  await desk.locator('[role=dialog] input[name=login]').fill(auditor.login);
  await desk.locator('[role=dialog] input[name=password]').fill(auditor.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: `${auditor.name}，您好` })).toBeVisible();
  await expect(page.getByRole('link', { name: /新收件/ })).toHaveCount(0);
  await open(page, '/settings/audit');
  await expect(page.getByRole('row', { name: new RegExp(`${chief.name}.*人员变动`) }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: new RegExp(`${auditor.name}.*登录`) }).first()).toBeVisible();
});

test('F1 tells every shortcut, from the list that also works them', async ({ desk }) => {
  await desk.keyboard.press('F1');
  for (const name of ['F2 新收件', 'F3 查找', 'F4 办件列表', 'F8 打印', 'Alt + L 锁屏', 'Ctrl + Enter 提交']) {
    await expect(desk.getByRole('row', { name })).toBeVisible();
  }
});

test('更换恢复口令: the password again, eight groups shown, printed and typed back', async ({ host, page }) => {
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, '/settings');
  await page.getByRole('link', { name: '更换恢复口令' }).click();
  const password = page.locator('input[name=password]');
  await password.fill('Wrong-2026');
  await password.press('Enter');
  await expect(page.getByRole('alert')).toContainText('密码不对');
  await password.fill(chief.password);
  await password.press('Enter');
  const list = page.getByRole('list', { name: '恢复口令' }).getByRole('listitem');
  await expect(list).toHaveCount(8);
  const groups = await list.allTextContents();
  await page.getByRole('button', { name: '打印好了' }).click();
  // What is typed back is the sheet, not the screen.
  await expect(list).toHaveCount(0);
  const put = page.getByRole('button', { name: '启用新的恢复口令' });
  // A slip is said at its group, at once.
  for (const [index, group] of groups.entries()) await page.locator(`input[name=group-${index + 1}]`).fill(group);
  await page.locator('input[name=group-3]').fill(`${groups[2]?.slice(0, 4)}${(Number(groups[2]?.[4]) + 1) % 10}`);
  await expect(page.getByText('第 3 组抄错了')).toBeVisible();
  await expect(put).toBeDisabled();
  await page.locator('input[name=group-3]').fill(groups[2] ?? '');
  await put.click();
  await expect(page.getByText('新的恢复口令已启用')).toBeVisible();
  await page.getByRole('link', { name: '去备份' }).click();
  await expect(page.getByRole('heading', { name: '备份', exact: true })).toBeVisible();
});
