/** The program's files were replaced under an open window: said in a sentence, never a white page. */
import { chief, expect, logIn, open, test } from './support/station.ts';

test('a page whose code is gone says that the program was updated, and a reload brings it', async ({
  shared,
  page,
}) => {
  let loads = 0;
  page.on('load', () => (loads += 1));
  // Gone before this window has it, and still gone when the router has loaded the window once more by itself.
  const codeOf = /\/assets\/StaffPage-.*\.js$/;
  await page.route(codeOf, (route) => route.fulfill({ status: 404, contentType: 'text/plain', body: 'no such page' }));
  await page.goto(await shared.address());
  await logIn(page, chief);
  await open(page, '/settings/staff');
  await expect.poll(() => loads).toBe(2);
  await expect(page.getByRole('heading', { name: '程序已经更新' })).toBeVisible();
  await page.unroute(codeOf);
  await page.getByRole('button', { name: '重新载入' }).click();
  await expect(page.getByRole('main').getByText(chief.name)).toBeVisible();
});

test('a window whose program is gone altogether says what to do', async ({ shared, page }) => {
  await page.route(/\/assets\/.*\.js$/, (route) => route.fulfill({ status: 404, body: '' }));
  await page.goto(await shared.address());
  await expect(page.getByText('程序可能刚刚更新过')).toBeVisible({ timeout: 20_000 });
});
