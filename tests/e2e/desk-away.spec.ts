/** A desk that has not met its server for 30 days: a 负责人 allows each login, on the same screen. */
import { doorOf, takeIn } from './support/cases.ts';
import { dropFolder, newFolder, startHost } from './support/host.ts';
import { plantLink } from './support/planted-link.ts';
import { addPerson, chief, clerk, expect, open, setUpStation, test, watchForFaults } from './support/station.ts';

test('a clerk logs in with a chief beside them, unlocks alone; the administrator sets how many days', async ({
  page,
}) => {
  const dir = await newFolder();
  const first = await startHost({ dir });
  await setUpStation(first);
  await addPerson(first, clerk, ['window']);
  await takeIn(await doorOf(first), '谢木生');
  await first.stop();
  await plantLink(dir, chief, { daysAway: 40 });
  const host = await startHost({ dir });
  const faults = watchForFaults(page);
  await page.goto(await host.address());

  await page.locator('input[name=login]').fill(clerk.login);
  await page.locator('input[name=password]').fill(clerk.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('已有 40 天没有与镇服务器联系');
  // What was right stays typed, and the next thing to type is the chief's.
  await expect(page.locator('input[name=password]')).toHaveValue(clerk.password);
  await expect(page.locator('input[name=chiefLogin]')).toBeFocused();
  await page.keyboard.type(clerk.login);
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=chiefPassword]')).toBeFocused();
  await page.keyboard.type(clerk.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('这不是负责人的登录名');
  await page.locator('input[name=chiefLogin]').fill(chief.login);
  await page.locator('input[name=chiefPassword]').fill('Wrong-2026');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('还可以试 4 次');
  await page.locator('input[name=chiefPassword]').fill(chief.password);
  await page.getByRole('button', { name: '负责人同意，登录' }).press('Enter');
  await expect(page.getByRole('heading', { name: `${clerk.name}，您好` })).toBeVisible();

  await page.keyboard.press('Alt+KeyL');
  const lock = page.getByRole('dialog');
  await lock.locator('input[name=password]').fill(clerk.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden();

  // Another person at the same window, who is a chief, needs nobody.
  await page.keyboard.press('Alt+KeyL');
  await lock.getByRole('button', { name: '换人登录' }).click();
  await lock.locator('input[name=login]').fill(chief.login);
  await lock.locator('input[name=password]').fill(chief.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden();
  await open(page, '/settings/link');
  await expect(page.locator('input[name=awayLimit]')).toHaveValue('30');
  await page.locator('input[name=awayLimit]').fill('60');
  await page.getByTestId('away-keep').press('Enter');
  await expect(page.getByTestId('away-keep')).toBeDisabled();
  await page.keyboard.press('Alt+KeyL');
  await lock.getByRole('button', { name: '换人登录' }).click();
  await lock.locator('input[name=login]').fill(clerk.login);
  await lock.locator('input[name=password]').fill(clerk.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden();
  expect(faults).toEqual([]);
  await host.stop();
  await dropFolder(dir);
});
