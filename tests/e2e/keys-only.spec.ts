/** A visit without the mouse: many taken in, a paper that was owed, a certificate that came and is handed out, a complaint with its slip. */
import type { Page } from '@playwright/test';
import { casesOf, doorOf, ensureMatter, matter, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { awaitCertificate } from './support/certificates.ts';
import { owingCase } from './support/owing.ts';
import { expect, test } from './support/station.ts';

const focused = (desk: Page, selector: string): Promise<boolean> =>
  desk.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);

/** Tab till the cursor stands there, as somebody does who does not know how far it is. */
async function tabTo(desk: Page, selector: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await focused(desk, selector)) return;
    await desk.keyboard.press(key);
  }
  throw new Error(`no key leads to ${selector}`);
}

/** A page, or a case, by its name in F3. */
async function find(desk: Page, text: string, wantedName: string | RegExp = text): Promise<void> {
  await desk.keyboard.press('F3');
  await expect(desk.getByRole('combobox', { name: '查办件、人名、电话、编号' })).toBeFocused();
  await desk.keyboard.insertText(text);
  const found = desk.getByRole('dialog').getByRole('option');
  const wanted = desk.getByRole('dialog').getByRole('option', { name: wantedName });
  await expect(wanted.first()).toBeVisible();
  for (let presses = 0; presses < 10; presses += 1) {
    if ((await wanted.first().getAttribute('aria-selected')) === 'true') break;
    await desk.keyboard.press('ArrowDown');
  }
  await expect(found.and(desk.locator('[aria-selected=true]'))).toHaveCount(1);
  await desk.keyboard.press('Enter');
}

/** Opens an act of the case by the key its button shows. */
async function press(desk: Page, type: string): Promise<void> {
  const button = desk.locator(`button[data-act=${type}]`);
  await expect(button).toBeVisible();
  const digit = /Alt\+(\d)/.exec((await button.textContent()) ?? '')?.[1] ?? '0';
  await desk.keyboard.press(`Alt+${digit}`);
  await expect(desk.getByRole('dialog').locator('form :focus')).toBeVisible();
}

test('many, an owed paper, a certificate and its handing out, a complaint with its slip: by keys alone', async ({
  shared,
  desk,
}) => {
  test.setTimeout(120_000);
  const door = await doorOf(shared);
  await ensureMatter(door);
  const certificate = await awaitCertificate(door, '键盘到证');
  const owing = await owingCase(door, '键盘欠件');
  await desk.evaluate(() => {
    addEventListener('pointerdown', () => document.documentElement.setAttribute('data-pointer', ''), true);
  });

  // 批量收件.
  await desk.keyboard.press('Alt+m');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('gljt');
  await expect(desk.getByRole('option').first()).toContainText(matter.name);
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('many-quick')).toBeVisible();
  await tabTo(desk, '[name="quick.name"]');
  for (const name of ['键盘甲', '键盘乙', '键盘丙']) {
    await desk.keyboard.insertText(name);
    await desk.keyboard.press('Enter');
    await desk.keyboard.insertText(newcomer(name).idNumber);
    await desk.keyboard.press('Control+Enter');
    await expect(desk.locator('[name="quick.name"]')).toHaveValue('');
    await expect(desk.locator('[name="quick.name"]')).toBeFocused();
  }
  const rows = desk.getByTestId('many-rows').locator('[data-row]');
  await expect(rows).toHaveCount(3);
  await tabTo(desk, '[data-testid=many-rows] [data-row]');
  await desk.keyboard.press('End');
  await expect(rows.nth(2)).toBeFocused();
  await desk.keyboard.press('Delete');
  await expect(rows.nth(2)).toHaveAttribute('data-state', 'out');
  await desk.keyboard.press('Home');
  await expect(rows.first()).toBeFocused();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('many-taken')).toContainText('2 人');
  expect(await casesOf(door, '键盘甲')).toHaveLength(1);

  // 欠缺材料: its list, the case on it, what came.
  await find(desk, '欠缺材料');
  await expect(desk.getByTestId('owed-says')).toBeVisible();
  await tabTo(desk, 'input[type=radio]');
  for (let presses = 0; presses < 8; presses += 1) {
    if (await desk.locator(`[data-stream="${owing}"]`).isVisible()) break;
    await desk.keyboard.press('ArrowRight');
    await expect(desk.getByTestId('owed-says')).toBeVisible();
    await desk.waitForTimeout(300);
  }
  await tabTo(desk, `[data-stream="${owing}"] a`);
  await desk.keyboard.press('Enter');
  await press(desk, 'supplemented');
  await tabTo(desk, 'input[name="came.户口簿"]');
  await desk.keyboard.press('Space');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.locator('[data-owed="户口簿"]')).toHaveAttribute('data-state', 'met');

  // 到证登记, told, handed out.
  await find(desk, '到证登记');
  await expect(desk.locator('input[name=find]')).toBeFocused();
  await desk.keyboard.type(certificate.number);
  await desk.keyboard.press('Enter');
  await expect(desk.locator(`[data-row="${certificate.stream}"] input[name^=certificate]`)).toBeFocused();
  await desk.keyboard.insertText('键盘证 1 号');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('arrivals-noted')).toBeVisible();
  await find(desk, certificate.number, /./u);
  await expect(desk.getByTestId('case-page')).toBeVisible();
  await press(desk, 'delivered');
  await desk.keyboard.press('Space');
  await desk.keyboard.press('Enter');
  await desk.keyboard.insertText('键盘到证');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'delivered');

  // 投诉, with its slip.
  await find(desk, '投诉');
  await expect(desk.locator('input[name=sort]').first()).toBeFocused();
  await desk.keyboard.press('Space');
  await tabTo(desk, 'textarea[name=request]');
  await desk.keyboard.insertText('只用键盘说的一件事');
  await desk.keyboard.press('Control+Enter');
  await sayPrinted(desk);
  const [line] = await casesOf(door, '只用键盘说的一件事');
  expect((await pageOf(door, line?.stream ?? '')).papers).toHaveLength(1);
  await expect(desk.locator('html[data-pointer]')).toHaveCount(0);
});
