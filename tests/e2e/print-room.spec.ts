/** The print room: a printer is set up by the keyboard, slips arrive at it without a dialog, and a pulled plug is told and mended. */
import type { Page } from '@playwright/test';
import { readEscpos, textOf } from '../support/escpos-reader.ts';
import { allWell, startFakePrinter, type FakePrinter } from '../support/fake-printer.ts';
import { beginIntake, doorOf, ensureMatter, newcomer } from './support/cases.ts';
import { startHost, type Host } from './support/host.ts';
import { chief, expect, logIn, setUpStation, test as base } from './support/station.ts';

const test = base.extend<{ printer: FakePrinter; own: Host }>({
  printer: async ({ baseURL: _none }, use) => {
    const printer = await startFakePrinter({ behaves: 'reads', status: allWell });
    await use(printer);
    await printer.stop();
  },
  // A host of its own: its printer must not print the slips of other journeys.
  own: async ({ baseURL: _none }, use) => {
    const host = await startHost();
    await setUpStation(host);
    await ensureMatter(await doorOf(host));
    await use(host);
    await host.stop();
  },
});

/** Printing through the browser would be a mistake from here on. */
async function open(page: Page, host: Host): Promise<void> {
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-dialog', 'opened');
  });
  await page.goto(await host.address());
  await logIn(page, chief);
}

async function setUpPrinter(page: Page, { port }: FakePrinter): Promise<void> {
  await page.getByRole('link', { name: '设置', exact: true }).click();
  await page.getByRole('link', { name: /打印机/ }).click();
  await page.getByTestId('add-printer').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=host]')).toBeFocused();
  await page.keyboard.insertText('127.0.0.1');
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=port]')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(String(port));
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('input[name=title]')).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('一号窗口小票机');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('出来了吗？清楚吗？')).toBeVisible();
}

async function takeIn(page: Page, name: string): Promise<void> {
  await beginIntake(page);
  await page.keyboard.insertText(name);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('taken-number')).toBeVisible();
}

test('a printer by the wizard, a slip without a dialog, a pulled plug, and the slip again', async ({
  page,
  own,
  printer,
}) => {
  test.setTimeout(120_000);
  await open(page, own);
  await setUpPrinter(page, printer);
  const [testSlip] = readEscpos(printer.received[0] ?? Buffer.alloc(0));
  expect(testSlip && textOf(testSlip)).toContain('打印测试页');
  expect(testSlip?.isCut).toBe(true);
  await expect(page.getByTestId('test-good')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-printer="一号窗口小票机"]')).toContainText('正常');
  await expect(page.locator('select[name="printer.80mm"]')).toHaveValue(/./);

  const first = newcomer('刘直接打');
  await takeIn(page, first.name);
  await expect.poll(() => printer.received.length).toBe(2);
  const slip = readEscpos(printer.received[1] ?? Buffer.alloc(0));
  expect(slip.map(textOf).join('')).toContain('刘直接打');
  expect(slip.every(({ isCut }) => isCut)).toBe(true);
  await expect(page.getByText('出来了吗')).toHaveCount(0);
  await expect(page.locator('html')).not.toHaveAttribute('data-dialog', 'opened');

  await printer.stop();
  const second = newcomer('刘断了线');
  await takeIn(page, second.name);
  await expect(page.getByRole('dialog')).toContainText('脱机');
  await expect(page.getByRole('dialog')).toContainText('办件已保存');
  await printer.start();
  await page.getByTestId('print-again').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => printer.received.length).toBe(3);
  expect(
    readEscpos(printer.received[2] ?? Buffer.alloc(0))
      .map(textOf)
      .join(''),
  ).toContain('刘断了线');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('all that waits, by one key: a result for each, going on after a failure, stopped by Esc', async ({
  page,
  own,
  printer,
}) => {
  test.setTimeout(120_000);
  await open(page, own);
  await setUpPrinter(page, printer);
  await page.getByTestId('test-good').click();
  await expect(page.locator('[data-printer]')).toHaveCount(1);
  printer.manners = { behaves: 'reads', status: { ...allWell, printer: 0x1a, paper: 0x72 } };
  for (const name of ['刘等一等', '刘等二等', '刘等三等']) {
    await takeIn(page, name);
    await expect(page.getByRole('dialog')).toContainText('缺纸');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.keyboard.press('F8');
  await expect(page.locator('[data-job=failed]')).toHaveCount(3);
  await expect(page.locator('[data-job=failed]').first()).toContainText('一号窗口小票机；打印机缺纸，请装纸');
  await page.keyboard.press('Alt+a');
  const results = page.getByTestId('all-printed');
  await expect(results.locator('[data-result=failed]')).toHaveCount(3);
  await expect(results).toContainText('打印结束，共 3 张');
  await page.keyboard.press('Escape');
  await expect(results).toHaveCount(0);

  printer.manners = { behaves: 'reads', status: allWell };
  await page.keyboard.press('Alt+a');
  await expect(results.locator('[data-result=printed]')).toHaveCount(3);
  await expect(page.getByText('没有等待打印的凭证。')).toBeVisible();
  expect(printer.received).toHaveLength(4);
});
