/** Attachments between two desks of a hall: one that is required and lost holds the case open at the other; added again it comes by itself. */
import { rm } from 'node:fs/promises';
import { join as pathOf } from 'node:path';
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { doorOf, pageOf, takeIn } from './support/cases.ts';
import { chief, expect, open, valueOf } from './support/station.ts';
import { atRest, enter, join, other, township } from './support/township.ts';

const panel = (page: Page) => page.getByTestId('attachments');
/** One pixel; what stands behind it no browser minds, and it makes three pieces of it. */
const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const proof = {
  ...{ name: '病情证明.png', mimeType: 'image/png' },
  buffer: Buffer.concat([Buffer.from(pixel, 'base64'), Buffer.alloc(1_300_000)]),
};
const row = (page: Page) => panel(page).locator('[data-attachment]').first();

async function add(page: Page, isRequired: boolean): Promise<void> {
  if (isRequired) await panel(page).getByTestId('required-box').check();
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('add-files').click();
  await (await chooser).setFiles([proof]);
}

township(
  'a required attachment that was lost holds a case open elsewhere; added again it comes',
  async ({ hub, host: first, second, page, browser }) => {
    township.setTimeout(180_000);
    const [here, there] = [await doorOf(first), await doorOf(second, other)];
    const { stream } = await takeIn(here, '赖水生');
    await join(here, hub);
    await join(there, hub);

    // Without the server, and the file is gone before it comes back.
    await hub.stop();
    const faults = [await enter(page, first, chief)];
    await open(page, `/cases/${stream}`);
    await add(page, true);
    await expect(row(page)).toContainText('必需材料');
    await expect(row(page).locator('[data-place]')).toContainText('未送镇服务器');
    // Ticked for this one file, and for none after it.
    await expect(panel(page).getByTestId('required-box')).not.toBeChecked();
    await rm(pathOf(first.dir, 'blobs'), { recursive: true });
    await hub.start();
    valueOf(await here.link.retry({}));
    await atRest(here);
    valueOf(await there.link.retry({}));

    const window = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    faults.push(await enter(window, second, other));
    await open(window, `/cases/${stream}`);
    await expect(row(window).locator('[data-place=elsewhere]')).toContainText('还没有送到', { timeout: 20_000 });
    await expect(window.getByTestId('required-missing')).toContainText('现在不能归档');
    for (const [type, data] of steps) valueOf(await there.case.step({ act: v7(), stream, type, data }));
    const closing = { act: v7(), stream, type: 'closed', data: {} };
    expect(await there.case.step(closing)).toMatchObject({ refusal: { code: 'attachment.requiredMissing' } });
    expect((await pageOf(there, stream)).allowed).not.toContain('closed');
    await window.getByRole('button', { name: '打开 病情证明.png' }).press('Enter');
    const viewer = window.getByTestId('viewer');
    await expect(viewer).toContainText('在收件的那个窗口', { timeout: 30_000 });

    // The same file again, at the desk that took it in.
    await add(page, false);
    await expect(row(page).locator('[data-place=hub]')).toContainText('已送镇服务器', { timeout: 30_000 });
    await expect(viewer.getByRole('img', { name: proof.name })).toBeVisible({ timeout: 60_000 });
    await window.keyboard.press('Escape');
    await expect(row(window).locator('[data-place=hub]')).toBeVisible();
    await expect(window.getByTestId('required-missing')).toHaveCount(0);
    valueOf(await there.case.step(closing));
    expect(faults.flat()).toEqual([]);
  },
);

const steps = [
  ['accepted', {}],
  ['decided', { set: { outcome: 'granted' }, result: '同意' }],
  ['delivered', { way: 'direct', receivedBy: '本人' }],
] as const;
