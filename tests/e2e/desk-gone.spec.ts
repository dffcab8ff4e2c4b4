import { chief, expect, logIn, open, test } from './support/station.ts';

test('while the program does not answer, the pages stay, and a submit waits instead of failing', async ({
  shared,
  page,
}) => {
  await page.goto(await shared.address());
  await logIn(page, chief);
  await open(page, '/settings/staff');
  await page.getByRole('button', { name: '添加工作人员' }).click();
  const form = page.getByRole('dialog');
  await form.locator('input[name=name]').fill('温春香');
  await form.locator('input[name=login]').fill('wenchunxiang');
  await form.locator('input[name=newPassword]').fill('Chuangkou-2026');
  await page.context().setOffline(true);
  await form.getByRole('button', { name: '添加工作人员' }).click();
  await expect(page.getByRole('status').getByText('程序没有应答')).toBeVisible();
  await expect(form.locator('input[name=name]')).toHaveValue('温春香');
  await page.context().setOffline(false);
  await expect(form).toBeHidden({ timeout: 20_000 });
  await expect(page.getByRole('row', { name: '温春香' })).toHaveCount(1);
  await expect(page.getByRole('status').getByText('程序没有应答')).toBeHidden();
});

test('an answer that was lost on its way is asked for again, and nothing is done twice', async ({ shared, page }) => {
  await page.goto(await shared.address());
  await logIn(page, chief);
  await open(page, '/settings/staff');
  await page.getByRole('button', { name: '添加工作人员' }).click();
  const form = page.getByRole('dialog');
  await form.locator('input[name=name]').fill('欧阳明');
  await form.locator('input[name=login]').fill('ouyangming');
  await form.locator('input[name=newPassword]').fill('Chuangkou-2026');
  const acts: string[] = [];
  await page.route('**/rpc/staff/add', async (route) => {
    acts.push(/"act":"([^"]+)"/.exec(route.request().postData() ?? '')?.[1] ?? '');
    if (acts.length > 1) return route.fallback();
    // The desk has done it; only its answer does not arrive.
    await route.fetch();
    return route.abort();
  });
  await form.getByRole('button', { name: '添加工作人员' }).click();
  await expect(form).toBeHidden({ timeout: 20_000 });
  expect(acts).toHaveLength(2);
  expect(new Set(acts).size).toBe(1);
  await expect(page.getByRole('row', { name: '欧阳明' })).toHaveCount(1);
});

test('every page opens also while the program does not answer', async ({ shared, page }) => {
  // A page has more files than the browser keeps a record of by itself.
  await page.addInitScript(() => {
    performance.setResourceTimingBufferSize(5000);
  });
  await page.goto(await shared.address());
  await logIn(page, chief);
  const hasFetched = (name: string) =>
    page.evaluate((part) => performance.getEntriesByType('resource').some((one) => one.name.includes(part)), name);
  await expect.poll(() => hasFetched('/HelpPage-')).toBe(true);
  await expect.poll(() => hasFetched('/CaseListPage-')).toBe(true);
  await page.context().setOffline(true);
  await page.keyboard.press('F1');
  await expect(page.getByRole('heading', { name: '帮助和快捷键' })).toBeVisible();
  await page.keyboard.press('F4');
  await expect(page.getByRole('heading', { name: '办件', exact: true })).toBeVisible();
});

test('an address used before lets nobody in, and says what to do', async ({ shared, browser }) => {
  const address = await shared.address();
  const first = await browser.newPage();
  await first.goto(address);
  await expect(first.locator('input[name=login]')).toBeVisible();
  await first.close();
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(address);
  await expect(stranger.getByRole('alert').first()).toContainText('入口地址已经用过');
  await expect(stranger.locator('input[name=login]')).toHaveCount(0);
  await stranger.close();
});
