/** Papers of no case through the print room: without a dialog where a printer takes them, and by the browser when it does not. */
import { startFakePrinter, type FakePrinter } from '../support/fake-printer.ts';
import { newActId } from '../../renderer/client/act-runner.ts';
import { doorOf, ensureMatter } from './support/cases.ts';
import { startHost, type Host } from './support/host.ts';
import { chief, expect, logIn, setUpStation, test as base } from './support/station.ts';

const test = base.extend<{ printer: FakePrinter; own: Host }>({
  printer: async ({ baseURL: _none }, use) => {
    const printer = await startFakePrinter({ behaves: 'reads' });
    await use(printer);
    await printer.stop();
  },
  own: async ({ printer }, use) => {
    const host = await startHost();
    await setUpStation(host);
    const door = await doorOf(host);
    await ensureMatter(door);
    const id = newActId();
    const way = { by: 'network', host: '127.0.0.1', port: printer.port } as const;
    const sizes: ('A4' | 'A5')[] = ['A4', 'A5'];
    await door.printer.keep({
      printer: { id, title: '办公室打印机', way, speaks: 'pdf', cut: false, tells: false, sizes },
    });
    for (const size of sizes) await door.paper.choosePrinter({ size, printer: id });
    await use(host);
    await host.stop();
  },
});

test('日结单 comes out by itself; without the printer it waits, and the browser prints it instead', async ({
  page,
  own,
  printer,
}) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    window.print = () => document.documentElement.setAttribute('data-dialog', 'opened');
  });
  await page.goto(await own.address());
  await logIn(page, chief);
  await page.keyboard.press('F8');
  const print = page.getByTestId('day-print');
  await print.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => printer.received.length).toBe(1);
  expect(printer.received[0]?.subarray(0, 5).toString()).toBe('%PDF-');
  await expect(page.getByText('没有等待打印的凭证。')).toBeVisible();

  await printer.stop();
  await print.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('没有打出来');
  await expect(dialog).toContainText('这一张不在办件里');
  await page.getByTestId('print-in-browser').focus();
  await expect(page.locator('html')).not.toHaveAttribute('data-dialog', 'opened');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  // The paper lies in a frame of its own, whose print() the page calls.
  await expect(page.getByText('没有等待打印的凭证。')).toBeVisible();
});
