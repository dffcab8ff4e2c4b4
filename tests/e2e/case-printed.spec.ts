/** The frame a paper is printed from holds a whole record: it may not wait in the window for whoever comes next. */
import type { Page } from '@playwright/test';
import { beginIntake, doorOf, ensureMatter, newcomer, sayPrinted } from './support/cases.ts';
import type { Host } from './support/host.ts';
import { chief, expect, logIn, test } from './support/station.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

const printed = (page: Page) => page.locator('body > iframe[aria-hidden=true]');

/** A window whose printer never says that it is done: as it is until the paper has been read. */
async function windowThatPrints(page: Page, shared: Host, name: string): Promise<void> {
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(await shared.address());
  await logIn(page, chief);
  await beginIntake(page);
  await page.keyboard.insertText(name);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('taken-number')).toBeVisible();
  await expect(printed(page)).toHaveCount(1);
  await expect(printed(page).contentFrame().locator('body')).toContainText(name);
}

test('a printed paper leaves the page by itself', async ({ desk }) => {
  await desk.evaluate(() => {
    const seen = new MutationObserver((changes) => {
      const frames = changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.nodeName === 'IFRAME');
      if (frames.length > 0) document.body.dataset['framesSeen'] = 'yes';
    });
    seen.observe(document.body, { childList: true });
  });
  await beginIntake(desk);
  await desk.keyboard.insertText(newcomer('刘印出').name);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await expect(desk.locator('body')).toHaveAttribute('data-frames-seen', 'yes');
  await expect(printed(desk)).toHaveCount(0, { timeout: 20_000 });
});

test('a lock takes it away at once', async ({ shared, page }) => {
  await windowThatPrints(page, shared, newcomer('刘锁屏').name);
  await page.keyboard.press('Alt+KeyL');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeVisible();
  await expect(printed(page)).toHaveCount(0);
});

test('leaving takes it away', async ({ shared, page }) => {
  await windowThatPrints(page, shared, newcomer('刘离开').name);
  await sayPrinted(page);
  await page.getByRole('button', { name: '账号菜单' }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(page.locator('input[name=login]')).toBeVisible();
  await expect(printed(page)).toHaveCount(0);
});
