import { addPerson, chief, clerk, expect, logIn, open, test } from './support/station.ts';

test('a wrong password is told with what is left, and the login name stays', async ({ shared, page }) => {
  await page.goto(await shared.address());
  await page.locator('input[name=login]').fill(chief.login);
  await page.locator('input[name=password]').fill('Wrong-2026');
  await page.locator('input[name=password]').press('Enter');
  await expect(page.getByRole('alert')).toContainText('还可以试 4 次');
  await expect(page.locator('input[name=login]')).toHaveValue(chief.login);
  await expect(page.locator('input[name=password]')).toHaveValue('');
});

test('five wrong ones close the door for a while, and the button says so', async ({ shared, page }) => {
  const forgetful = { name: '钟有福', login: 'zhongyoufu', password: 'Cunji-2026' };
  await addPerson(shared, forgetful, ['village']);
  await page.goto(await shared.address());
  await page.locator('input[name=login]').fill(forgetful.login);
  for (let tries = 1; tries <= 5; tries += 1) {
    await page.locator('input[name=password]').fill('Wrong-2026');
    await page.locator('input[name=password]').press('Enter');
    await expect(page.locator('input[name=password]')).toHaveValue('');
    await expect(page.getByRole('alert')).toContainText(tries < 5 ? `还可以试 ${String(5 - tries)} 次` : '已暂停登录');
  }
  await expect(page.getByRole('button', { name: '登录' })).toBeDisabled();
});

test('the lock hides what is typed, the same person finds it again', async ({ desk }) => {
  await open(desk, '/settings/password');
  const old = desk.locator('input[name=old]');
  await old.fill('half typed');
  await desk.keyboard.press('Alt+KeyL');
  await expect(desk.getByRole('heading', { name: '已锁屏' })).toBeVisible();
  await expect(old).toBeHidden();
  await expect(desk.locator('[data-testid=behind]')).toHaveJSProperty('inert', true);
  // Neither a shortcut nor Tab reaches what is behind.
  await desk.keyboard.press('F4');
  expect(new URL(desk.url()).hash).toBe('#/settings/password');
  await desk.locator('[role=dialog] input[name=password]').fill(chief.password);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: '已锁屏' })).toBeHidden();
  await expect(old).toHaveValue('half typed');
});

test('after a reload too, who unlocks their own screen types the password alone', async ({ desk }) => {
  await desk.reload();
  await expect(desk.getByRole('heading', { name: `${chief.name}，您好` })).toBeVisible();
  await desk.keyboard.press('Alt+KeyL');
  const lock = desk.getByRole('dialog');
  await expect(lock.locator('input[name=password]')).toBeFocused();
  await expect(lock.locator('input[name=login]')).toHaveCount(0);
  await desk.keyboard.press('Enter');
  await expect(lock.getByText('这一项还没有填')).toBeVisible();
  await desk.keyboard.type(chief.password);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: '已锁屏' })).toBeHidden();
});

test('while locked the desk answers nobody', async ({ desk }) => {
  await desk.keyboard.press('Alt+KeyL');
  await expect(desk.getByRole('heading', { name: '已锁屏' })).toBeVisible();
  const answer = await desk.evaluate(async () => {
    const body = JSON.stringify({ json: {} });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/rpc/home/summary', { method: 'POST', headers, body });
    return response.text();
  });
  expect(answer).toContain('login.required');
});

test('nobody there for the idle time: the screen locks by itself', async ({ shared, page }) => {
  await page.clock.install();
  await page.goto(await shared.address());
  await logIn(page, chief);
  await page.clock.fastForward('09:00');
  await page.keyboard.press('Shift');
  await page.clock.fastForward('09:00');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden();
  await page.clock.fastForward('01:30');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeVisible();
});

test('another person at the locked screen gets pages of their own', async ({ desk }) => {
  await open(desk, '/settings/password');
  await desk.locator('input[name=old]').fill('half typed');
  await desk.keyboard.press('Alt+KeyL');
  await desk.getByRole('button', { name: '换人登录' }).click();
  const lock = desk.getByRole('dialog');
  await lock.locator('input[name=login]').fill(clerk.login);
  await lock.locator('input[name=password]').fill(clerk.password);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: `${clerk.name}，您好` })).toBeVisible();
  await expect(desk.locator('input[name=old]')).toHaveCount(0);
  // What the clerk may not do is not there.
  await open(desk, '/settings/staff');
  await expect(desk.getByRole('row', { name: clerk.name })).toBeVisible();
  await expect(desk.getByRole('button', { name: '添加工作人员' })).toHaveCount(0);
});

test('logging out shows the login, and Back brings nothing back', async ({ desk }) => {
  await open(desk, '/settings');
  await expect(desk.getByRole('heading', { name: '设置' })).toBeVisible();
  await desk.getByRole('button', { name: `${chief.name}，账号菜单` }).click();
  await desk.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(desk.getByRole('button', { name: '登录' })).toBeVisible();
  await desk.goBack();
  await expect(desk.getByRole('button', { name: '登录' })).toBeVisible();
  await expect(desk.locator('nav')).toHaveCount(0);
});

test('a reload keeps the login, and the address of the entrance is gone', async ({ desk }) => {
  expect(desk.url()).not.toContain('enter=');
  await desk.reload();
  await expect(desk.getByRole('heading', { name: `${chief.name}，您好` })).toBeVisible();
});
