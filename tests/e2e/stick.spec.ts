/** U 盘交换: a station whose line is cut sends its case by a file, the hall hands it on, and what the server says comes back the same way. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { casesOf, doorOf, ensureMatter, takeIn } from './support/cases.ts';
import { lineTo } from './support/cut-line.ts';
import { dropFolder, newFolder, type Host } from './support/host.ts';
import { chief, expect, open, valueOf, type Person } from './support/station.ts';
import { enter, join as joinHub, other, township } from './support/township.ts';

const custody = (page: Page) => page.getByTestId('custody');
const stick = (page: Page) => page.getByTestId('stick');

/** On the page of the link. */
async function enterLink(page: Page, host: Host, person: Person): Promise<readonly string[]> {
  const faults = await enter(page, host, person);
  await open(page, '/settings/link');
  return faults;
}

/** What a click saves, in a folder of the test. */
async function saved(page: Page, folder: string, click: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const file = join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}

const choose = (page: Page, testId: string, file: string): Promise<void> =>
  page.getByTestId(testId).locator('input[type=file]').setInputFiles(file);

/** One pixel. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function attach(desk: DeskClient, stream: string): Promise<void> {
  const upload = v7();
  valueOf(await desk.attachment.part({ upload, index: 0, data: pixel }));
  const file = { name: '病情证明.png', mime: 'image/png', isRequired: false };
  valueOf(await desk.attachment.keep({ act: v7(), stream, upload, ...file }));
}

const stickTest = township.extend<{ readonly folder: string }>({
  folder: async ({}, use) => {
    const folder = await newFolder();
    await use(folder);
    await dropFolder(folder);
  },
});

stickTest('a station without a network', async ({ hub, host: first, second, folder, page, browser }) => {
  stickTest.setTimeout(120_000);
  const line = await lineTo(hub.address);
  await ensureMatter(await doorOf(first));
  await joinHub(await doorOf(first, chief), hub, hub.address);
  await joinHub(await doorOf(second, other), hub, line.address);
  await line.cut();
  const station = await doorOf(second, other);
  const { stream } = await takeIn(station, '赖水生');
  await attach(station, stream);

  const faults = [await enterLink(page, second, other)];
  await expect(stick(page)).toContainText('把等着送出的 2 步写进一个文件');
  await expect(page.getByTestId('stick-files')).toContainText('另有 1 个附件的文件');
  await page.getByRole('button', { name: '写到 U 盘…' }).focus();
  const out = await saved(page, folder, () => page.keyboard.press('Enter'));
  await expect(page.getByTestId('stick-out')).toContainText('2 步，还没有取回答复');
  const bytes = await readFile(out);
  expect(bytes.toString('latin1')).toMatch(/^TONGBAN-STICK 1 out\nage-encryption\.org/u);
  expect(bytes.toString('utf8')).not.toContain('赖水生');
  await open(page, `/cases/${stream}`);
  await expect(custody(page)).toContainText('仅在本机');

  const hall = await browser.newPage();
  faults.push(await enterLink(hall, first, chief));
  // Into the wrong box first: a sentence, and nothing happens.
  await choose(hall, 'stick-in-file', out);
  await expect(stick(hall).getByRole('alert')).toContainText('不是镇服务器的答复');
  const answer = await saved(hall, folder, () => choose(hall, 'stick-hand-on-file', out));
  await expect(hall.getByTestId('stick-handed-on')).toContainText('带回那个站点');
  expect(answer).toContain('答复');
  await expect.poll(async () => (await casesOf(await doorOf(first), '赖水生')).length, { timeout: 20_000 }).toBe(1);

  await open(page, '/settings/link');
  await choose(page, 'stick-in-file', answer);
  await expect(page.getByTestId('stick-taken')).toContainText('2 步有了结果');
  await expect(page.getByTestId('link-waits')).toHaveAttribute('data-count', '0');
  await expect(page.getByTestId('stick-files')).toHaveCount(0);
  await open(page, `/cases/${stream}`);
  await expect(custody(page)).toContainText('镇服务器已收');
  await expect(page.locator('[data-entry=officialNumber]')).toContainText('镇服务器');
  await expect(page.getByTestId('attachments').locator('[data-place=hub]')).toContainText('已送镇服务器');
  // In the hall it is opened: the line fetches what the stick brought.
  await open(hall, `/cases/${stream}`);
  await hall.getByRole('button', { name: '打开 病情证明.png' }).press('Enter');
  await expect(hall.getByTestId('viewer').getByRole('img', { name: '病情证明.png' })).toBeVisible({ timeout: 30_000 });

  // Once more, by the operator: there is nothing new, and that is said.
  await open(page, '/settings/link');
  await choose(page, 'stick-in-file', answer);
  await expect(page.getByTestId('stick-taken')).toContainText('没有改动');
  const again = await saved(page, folder, () => page.getByRole('button', { name: '写到 U 盘…' }).click());
  const back = join(folder, 'back.tbx');
  expect(await hub.stick(again, back)).toContain('答复');
  await choose(page, 'stick-in-file', back);
  await expect(page.getByTestId('stick-out')).toContainText('答复已经取回');

  expect(faults.flat()).toEqual([]);
});
