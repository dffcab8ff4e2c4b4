/** Whole pages through a browser the program starts itself: the wizard prefers the queue of the system and says why. */
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasScreen, openScreen } from '../support/screen.ts';
import { dropFolder, newFolder, startHost, type Host } from './support/host.ts';
import { chief, expect, logIn, setUpStation, test as base } from './support/station.ts';

/** A system that has one queue, and a screen for the browser where this machine can have one. */
const test = base.extend<{ own: Host }>({
  own: async ({ baseURL: _none }, use) => {
    const folder = await newFolder();
    const tools = join(folder, 'bin');
    await mkdir(tools);
    const lpstat = '#!/bin/sh\n[ "$1" = -e ] && echo Office\nexit 0\n';
    await writeFile(join(tools, 'lpstat'), lpstat);
    await chmod(join(tools, 'lpstat'), 0o755);
    const screen = hasScreen() ? await openScreen() : undefined;
    const host = await startHost({ env: { ...screen?.env, PATH: `${tools}:${process.env['PATH'] ?? ''}` } });
    await setUpStation(host);
    await use(host);
    await host.stop();
    screen?.stop();
    await dropFolder(folder);
  },
});

test('by the keyboard: queue first, the browser with its reason, and a page that found no printer', async ({
  page,
  own,
}) => {
  test.setTimeout(120_000);
  await page.goto(await own.address());
  await logIn(page, chief);
  await page.getByRole('link', { name: '设置', exact: true }).click();
  await page.getByRole('link', { name: /打印机/ }).click();
  await page.getByTestId('add-printer').focus();
  await page.keyboard.press('Enter');

  const queue = page.getByRole('radio', { name: 'Office（系统打印队列 Office）' });
  const browser = page.getByRole('radio', { name: '系统默认的打印机（经浏览器）' });
  const places = await Promise.all([queue, browser].map((one) => one.getAttribute('value')));
  expect(Number(places[0])).toBeLessThan(Number(places[1]));
  await expect(page.getByTestId('browser-hint')).toHaveCount(0);
  await browser.focus();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('browser-hint')).toContainText('队列会说打出来了没有');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('input[name=title]')).toHaveValue('系统默认的打印机（经浏览器）');
  await page.keyboard.press('Control+Enter');
  // There is no printer in this machine: the browser prints into a file, and that is not called a printed paper.
  await expect(page.locator('[data-tested=failed]')).toContainText(
    hasScreen() ? '没有找到这台打印机' : '没有需要的打印程序',
    { timeout: 60_000 },
  );
  await expect(page.locator('input[name=title]')).toHaveValue('系统默认的打印机（经浏览器）');
});
