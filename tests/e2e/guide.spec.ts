/** 办事指南 to take home: from the catalogue, at intake and in a question, on 80 mm and on A4 in large type, of the version in force. */
import { beginIntake, doorOf, ensureMatter, matter } from './support/cases.ts';
import { chief, expect, logIn, open, test, valueOf } from './support/station.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

test('is printed by one key where a matter is chosen, and nothing typed is lost', async ({ shared, page }) => {
  // A printer that never says it is done: the frame stays until it has been read.
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await page.goto(await shared.address());
  await logIn(page, chief);
  await beginIntake(page);
  await page.keyboard.insertText('打指南示例');
  await page.keyboard.press('Alt+i');
  const frame = page.locator('body > iframe[aria-hidden=true]');
  await expect(frame).toHaveCount(1);
  const paper = frame.contentFrame().locator('.paper');
  for (const text of [matter.name, '办事指南', '居民身份证（复印件 1 份）', '承诺 10 个工作日办好', '版本 1'])
    await expect(paper).toContainText(text);
  await expect(page.locator('[name="petitioner.name"]')).toHaveValue('打指南示例');
});

test('is offered on the page of the matter and beside a question, in both sizes', async ({ desk }) => {
  await open(desk, `/matters/${matter.code}`);
  await expect(desk.locator('[data-guide="80mm"]')).toBeVisible();
  await expect(desk.locator('[data-guide="A4"]')).toContainText('A4 大字');
  await desk.screenshot({ path: 'test-results/guide-matter.png' });
  await desk.keyboard.press('Alt+z');
  const aside = desk.getByTestId('aside');
  await aside.locator('input[name=matter]').fill('gljt');
  await expect(desk.getByRole('option', { name: matter.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(aside.locator('[data-guide="A4"]')).toBeVisible();
  await desk.screenshot({ path: 'test-results/guide-inquiry.png' });
  await desk.keyboard.press('Escape');
});

test('has no print below 16 pt on A4, and says what version it is of', async ({ shared, page }) => {
  const door = await doorOf(shared);
  const { html } = valueOf(await door.paper.matterGuide({ code: matter.code, size: 'A4' }));
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  const smallest = await page.evaluate(() => {
    const sizes = [...document.querySelectorAll('.paper *')]
      .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== ''))
      .map((one) => parseFloat(getComputedStyle(one).fontSize));
    return (Math.min(...sizes) * 72) / 96;
  });
  expect(smallest).toBeGreaterThanOrEqual(16);
  await expect(page.locator('.paper')).toContainText('自公布之日起执行');
});
