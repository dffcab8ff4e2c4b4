/** 登记簿 of a township: what is asked for at one desk waits without the server, and is there for everybody with it. */
import type { Page } from '@playwright/test';
import { doorOf } from './support/cases.ts';
import { chief, expect, open, valueOf } from './support/station.ts';
import { atRest, enter, join, other, township } from './support/township.ts';

const requests = (page: Page) => page.getByTestId('registry-requests');

async function addMatter(page: Page, code: string, name: string): Promise<void> {
  await open(page, '/matters');
  await page.getByRole('button', { name: '新增事项' }).click();
  await page.locator('input[name=code]').fill(code);
  await page.locator('input[name=name]').fill(name);
  await page.locator('input[name=category]').fill('测试');
  await page.getByLabel('公共服务').check();
  await page.locator('input[name=version]').fill('1');
  await page.getByTestId('matter-save').click();
  await expect(page.getByTestId('registry-rows')).toBeVisible();
}

township(
  'a matter is asked for, waits, is registered for everybody; of two with one code one is told why not',
  async ({ hub, host: first, second, page, browser }) => {
    township.setTimeout(180_000);
    const [here, there] = [await doorOf(first), await doorOf(second, other)];
    await join(here, hub);
    await join(there, hub);
    const faults = [await enter(page, first, chief)];
    const window = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    faults.push(await enter(window, second, other));

    await hub.stop();
    await addMatter(page, 'XZ-9', '测试证明开具');
    await expect(requests(page)).toContainText('测试证明开具');
    await expect(requests(page)).toContainText(chief.name);
    await expect(page.locator('[data-key="XZ-9"]')).toHaveCount(0);
    await addMatter(window, 'XZ-9', '另一个证明');
    await expect(requests(window)).toContainText('另一个证明');

    await hub.start();
    valueOf(await here.link.retry({}));
    await expect(page.locator('[data-key="XZ-9"]')).toContainText('测试证明开具', { timeout: 20_000 });
    await expect(requests(page).getByText('测试证明开具')).toHaveCount(0);
    valueOf(await there.link.retry({}));
    await expect(window.locator('[data-key="XZ-9"]')).toContainText('测试证明开具', { timeout: 20_000 });
    await expect(requests(window)).toContainText('没有登记');
    await expect(requests(window)).toContainText('“另一个证明”已经存在');
    await requests(window).getByRole('button', { name: '知道了' }).press('Enter');
    await expect(requests(window)).toHaveCount(0);
    await atRest(there);
    expect(faults.flat()).toEqual([]);
  },
);
