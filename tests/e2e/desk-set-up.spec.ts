import type { Page } from '@playwright/test';
import { dropFolder, newFolder, startHost } from './support/host.ts';
import { chief, expect, logIn, setUpStation, test, valueOf, watchForFaults } from './support/station.ts';

const next = (page: Page) => page.getByRole('button', { name: '下一步' });

/** The groups as they stand on the screen. */
async function shownGroups(page: Page): Promise<readonly string[]> {
  const list = page.getByRole('list', { name: '恢复口令' }).getByRole('listitem');
  await expect(list).toHaveCount(8);
  return list.allInnerTexts();
}

test('a fresh machine is set up by keyboard, from the township to the home screen', async ({ fresh, page }) => {
  const faults = watchForFaults(page);
  await page.goto(await fresh.address());
  await expect(page.getByRole('button', { name: '设置这台电脑' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=township]')).toBeFocused();
  await page.keyboard.type('永丰');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.type('镇 兴国');
  await page.getByRole('option', { name: /永丰镇 · 兴国县/ }).click();
  await expect(page.locator('input[name=stationName]')).toHaveValue('永丰镇便民服务中心');
  await expect(page.locator('select[name=station] option')).toHaveCount(20);
  await page.locator('input[name=desk]').press('Enter');
  await page.keyboard.press('Enter');

  await page.keyboard.type(chief.name);
  await page.keyboard.press('Enter');
  await page.keyboard.type(chief.login);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Wangxia2026');
  await expect(page.getByText('密码里不能含有登录名')).toBeVisible();
  await expect(next(page)).toBeDisabled();
  await page.locator('input[name=newPassword]').fill(chief.password);
  await expect(page.getByText('这个密码可以用')).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type(`${chief.password}x`);
  await expect(page.getByText('两次输入的不一样')).toBeVisible();
  await expect(next(page)).toBeDisabled();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Enter');

  const groups = await shownGroups(page);
  // Going back to look must not make another phrase: the sheets may be printed already.
  await next(page).click();
  await page.getByRole('button', { name: '上一步' }).click();
  expect(await shownGroups(page)).toEqual(groups);
  await next(page).click();

  const [first = '', second = ''] = groups;
  await page.keyboard.type(second);
  await expect(page.getByText('第 1 组抄错了，或不在原来的位置')).toBeVisible();
  await expect(next(page)).toBeDisabled();
  await page.locator('input[name=group-1]').fill('');
  await page.keyboard.type(first);
  // A full and right group hands on to the next by itself.
  await page.keyboard.type(groups.slice(1).join(''));
  await expect(next(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '完成设置' }).click();
  await expect(page.getByRole('heading', { name: `${chief.name}，您好` })).toBeVisible({ timeout: 30_000 });
  expect(faults).toEqual([]);
});

test('the phrase is printed twice, on sheets that hold nothing of the screen', async ({ fresh, page }) => {
  await page.addInitScript(() => {
    // A headless browser has no dialog: what would be printed is kept instead.
    const printed: string[] = [];
    Reflect.set(window, 'printed', printed);
    const print = function (this: Window): void {
      (Reflect.get(window.top ?? window, 'printed') as string[]).push(this.document.body.innerText);
    };
    Object.defineProperty(window, 'print', { value: print });
  });
  await page.goto(await fresh.address());
  await page.getByRole('button', { name: '设置这台电脑' }).click();
  await page.getByRole('button', { name: '列表里没有，手工填写' }).click();
  await page.locator('input[name=townshipName]').fill('清水乡');
  await page.locator('input[name=townshipCode]').fill('360732199');
  await expect(page.locator('input[name=stationName]')).toHaveValue('清水乡便民服务中心');
  await next(page).click();
  await page.locator('input[name=name]').fill(chief.name);
  await page.locator('input[name=login]').fill(chief.login);
  await page.locator('input[name=newPassword]').fill(chief.password);
  await page.locator('input[name=passwordAgain]').fill(chief.password);
  await next(page).click();
  const groups = await shownGroups(page);
  await page.getByRole('button', { name: '打印两份恢复口令单' }).click();
  await expect(page.getByText('已送去打印')).toBeVisible();
  const printed = await page.evaluate(() => (Reflect.get(window, 'printed') as string[]).join());
  groups.forEach((group) => expect(printed.split(group)).toHaveLength(3));
  expect(printed).not.toContain('下一步');
});

test('typed things stay when one goes back, and a refusal clears nothing', async ({ fresh, page }) => {
  await page.goto(await fresh.address('en'));
  await page.getByRole('button', { name: 'Set this computer up' }).click();
  await page.getByRole('button', { name: 'Not in the list: type it by hand' }).click();
  await page.locator('input[name=townshipName]').fill('清水乡');
  await page.locator('input[name=townshipCode]').fill('360732199');
  await page.locator('input[name=desk]').fill('3 号窗口');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.locator('input[name=desk]')).toHaveValue('3 号窗口');
});

test('a folder without backups says so, and leads back', async ({ fresh, page }) => {
  await page.goto(await fresh.address());
  await page.getByRole('button', { name: '从备份恢复' }).click();
  await page.locator('input[name=folder]').fill(fresh.dir);
  await page.getByRole('button', { name: '查看备份' }).click();
  await expect(page.getByText(/这个文件夹里没有备份|没有找到可用的备份/)).toBeVisible();
  await page.getByRole('button', { name: '上一步' }).click();
  await expect(page.getByRole('button', { name: '设置这台电脑' })).toBeVisible();
});

test('what one machine backed up, another brings back with the folder and the phrase alone', async ({ page }) => {
  const folder = await newFolder();
  const old = await startHost();
  const groups = await setUpStation(old);
  const desk = await old.connect();
  valueOf(await desk.login.enter({ login: chief.login, password: chief.password }));
  valueOf(await desk.backup.setFolder({ folder }));
  valueOf(await desk.backup.run({}));
  await old.stop();

  const other = await startHost();
  await page.goto(await other.address());
  await page.getByRole('button', { name: '从备份恢复' }).click();
  await page.locator('input[name=folder]').fill(folder);
  await page.locator('input[name=folder]').press('Control+Enter');
  await page.getByRole('radio').first().check();
  await page.locator('input[name=group-1]').fill(groups.join(' '));
  await expect(page.locator('input[name=group-8]')).toHaveValue(groups[7] ?? '');
  // The desk tells everybody that it is new no longer before this answer arrives: the report must be read nevertheless.
  await page.route('**/rpc/setUp/restore', async (route) => {
    const response = await route.fetch();
    await expect.poll(async () => valueOf(await (await other.connect()).desk.status({})).state).not.toBe('new');
    await page.waitForTimeout(500);
    await route.fulfill({ response });
  });
  await page.getByRole('button', { name: '恢复', exact: true }).click();
  await expect(page.getByRole('heading', { name: '恢复好了' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('备份之后办的不在里面')).toBeVisible();
  await page.getByRole('button', { name: '去登录' }).click();
  await logIn(page, chief);
  await expect(page.getByRole('heading', { name: `${chief.name}，您好` })).toBeVisible();
  await other.stop();
  await dropFolder(folder);
});
