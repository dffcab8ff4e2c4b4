import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { partBytes } from '../../shared/contract/attachment.ts';
import { doorOf, openAct, pageOf, takeIn } from './support/cases.ts';
import { expect, open, test } from './support/station.ts';

/** A picture of so many pixels, all of one grey. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height, 0x99);
  for (let row = 0; row < height; row += 1) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    ...[signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))],
  ]);
}

const photo = { name: '身份证正面.png', mimeType: 'image/png', buffer: pngOf(320, 200) };
const form = { name: '申请表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 '.repeat(500_000)) };
const empty = { name: '没拷完.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) };

const panel = (page: Page): Locator => page.getByTestId('attachments');
const named = (page: Page, name: string): Locator => panel(page).locator('[data-attachment]').filter({ hasText: name });

async function choose(page: Page, files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByTestId('add-files').click();
  await (await chooser).setFiles([...files]);
}

/** Lets files go over an element, or pastes them into the page, as the browser tells of it. Answers whether the page took the event. */
const give = (target: Locator, kind: 'drop' | 'paste', file: { name: string; mimeType: string; buffer: Buffer }) =>
  target.evaluate(
    (element, { kind, name, type, base64 }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      const more = { bubbles: true, cancelable: true };
      const event =
        kind === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, ...more })
          : new ClipboardEvent('paste', { clipboardData: data, ...more });
      element.dispatchEvent(event);
      return event.defaultPrevented;
    },
    { kind, name: file.name, type: file.mimeType, base64: file.buffer.toString('base64') },
  );

/** Counts the addresses of contents in memory that were made and not taken back. */
const countAddresses = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const held = new Set<string>();
    Reflect.set(window, 'held', held);
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (content) => {
      const address = createObjectURL.call(URL, content);
      held.add(address);
      return address;
    };
    URL.revokeObjectURL = (address) => {
      held.delete(address);
      revokeObjectURL.call(URL, address);
    };
  });
const heldAddresses = (page: Page): Promise<number> =>
  page.evaluate(() => (Reflect.get(window, 'held') as Set<string>).size);

test('several files at once: one that is no good says why, the others are kept, shown and saved', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '附件甲');
  await open(desk, `/cases/${stream}`);
  await expect(panel(desk)).toContainText('还没有附件');
  await choose(desk, [photo, empty, form]);
  await expect(named(desk, photo.name)).toBeVisible();
  await expect(named(desk, form.name)).toContainText('4.3 MB · 王霞');
  const failed = panel(desk).locator('[data-upload=failed]');
  await expect(failed).toHaveCount(1);
  await expect(failed.getByRole('alert')).toContainText('这个文件是空的');
  const page = await pageOf(door, stream);
  expect(page.attachments.map(({ name, bytes, mime }) => [name, bytes, mime]).sort()).toEqual([
    [form.name, form.buffer.length, 'application/pdf'],
    [photo.name, photo.buffer.length, 'image/png'],
  ]);
  await failed.getByRole('button', { name: '不要了' }).click();
  await expect(failed).toHaveCount(0);

  await countAddresses(desk);
  await named(desk, photo.name)
    .getByRole('button', { name: `打开 ${photo.name}` })
    .click();
  const picture = desk.getByRole('dialog').getByRole('img', { name: photo.name });
  await expect(picture).toHaveJSProperty('naturalWidth', 320);
  expect(await heldAddresses(desk)).toBe(1);
  await desk.keyboard.press('Escape');
  await expect(picture).toHaveCount(0);
  expect(await heldAddresses(desk)).toBe(0);

  await named(desk, form.name)
    .getByRole('button', { name: `打开 ${form.name}` })
    .click();
  const viewer = desk.getByRole('dialog');
  await expect(viewer).toContainText('存出去的文件不再加密');
  const download = desk.waitForEvent('download');
  await viewer.getByRole('button', { name: '保存到电脑' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe(form.name);
  expect((await readFile(await saved.path())).equals(form.buffer)).toBe(true);
  await expect(viewer.getByRole('status')).toContainText('已交给浏览器保存');
});

test('a file is kept once though the answer was lost, and beside its place it is let go in vain', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '附件乙');
  await open(desk, `/cases/${stream}`);
  await expect(panel(desk)).toBeVisible();
  // Taken, so that the browser does not go to the file; and nothing comes of it.
  expect(await give(desk.getByTestId('history'), 'drop', photo)).toBe(true);
  await expect(panel(desk).locator('[data-upload]')).toHaveCount(0);

  const acts: string[] = [];
  await desk.route('**/rpc/attachment/keep', async (route) => {
    acts.push(/"act":"([^"]+)"/.exec(route.request().postData() ?? '')?.[1] ?? '');
    if (acts.length > 1) return route.fallback();
    // The desk has done it; only its answer does not arrive.
    await route.fetch();
    return route.abort();
  });
  expect(await give(panel(desk), 'drop', photo)).toBe(true);
  await expect(panel(desk).locator('[data-upload]')).toHaveCount(0, { timeout: 20_000 });
  await expect(named(desk, photo.name)).toHaveCount(1);
  expect(acts).toHaveLength(2);
  expect(new Set(acts).size).toBe(1);
  expect((await pageOf(door, stream)).attachments).toHaveLength(1);
});

test('one that is called off on its way is not kept, the next one is', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '附件丙');
  await open(desk, `/cases/${stream}`);
  const large = { name: '录像.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(2 * partBytes, 7) };
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await desk.route('**/rpc/attachment/part', async (route) => {
    if ((route.request().postData() ?? '').includes('"index":1')) await held;
    return route.fallback();
  });
  await choose(desk, [large]);
  const row = panel(desk).locator('[data-upload=sending]');
  await expect(row).toContainText('正在传 50%');
  await choose(desk, [photo]);
  await expect(named(desk, photo.name)).toBeVisible();
  await row.getByRole('button', { name: '取消' }).click();
  letGo();
  await expect(panel(desk).locator('[data-upload]')).toHaveCount(0);
  // One more, so that the one called off had its time.
  await choose(desk, [form]);
  await expect(named(desk, form.name)).toBeVisible();
  expect((await pageOf(door, stream)).attachments.map(({ name }) => name)).toEqual([photo.name, form.name]);
});

test('a pasted picture is looked at and named first; into an open form it does not fall', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '附件丁');
  await open(desk, `/cases/${stream}`);
  await expect(panel(desk)).toBeVisible();
  const pasted = { ...photo, name: 'image.png' };
  await openAct(desk, 'note');
  const text = desk.getByRole('dialog').locator('textarea').first();
  await text.fill('还没写完');
  expect(await give(text, 'paste', pasted)).toBe(false);
  await expect(text).toHaveValue('还没写完');
  await desk.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await expect(desk.getByRole('dialog')).toHaveCount(0);

  expect(await give(desk.locator('body'), 'paste', pasted)).toBe(true);
  const dialog = desk.getByRole('dialog');
  await expect(dialog.locator('img')).toHaveJSProperty('naturalWidth', 320);
  const name = dialog.locator('input[name=name-0]');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue(/^粘贴的图片 \d{4}-\d\d-\d\d \d\d\.\d\d\.png$/);
  expect((await pageOf(door, stream)).attachments).toEqual([]);
  await name.fill('现场照片.png');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Enter');
  await expect(named(desk, '现场照片.png')).toBeVisible();
  // What was typed for the note is there still.
  await openAct(desk, 'note');
  await expect(desk.getByRole('dialog').locator('textarea').first()).toHaveValue('还没写完');
});

test('one in the wrong case goes to the right one; both cases tell', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const wrong = await takeIn(door, '移错甲');
  const right = await takeIn(door, '归位乙');
  await open(desk, `/cases/${wrong.stream}`);
  await choose(desk, [photo]);
  await named(desk, photo.name)
    .getByRole('button', { name: `放错了办件：${photo.name}` })
    .click();
  const dialog = desk.getByRole('dialog');
  const submit = desk.getByTestId('move-submit');
  await expect(submit).toBeDisabled();
  await dialog.locator('input[name=find]').fill('归位乙');
  await expect(dialog.getByRole('radio')).toHaveCount(1);
  await dialog.getByRole('radio').check();
  await expect(submit).toBeDisabled();
  await dialog.locator('textarea[name=reason]').fill('是隔壁那位的');
  await submit.click();
  await expect(dialog).toHaveCount(0);
  await expect(named(desk, photo.name)).toHaveCount(0);
  await expect(desk.getByTestId('history').locator('[data-entry=attachmentMoved]')).toContainText(photo.name);
  const moved = panel(desk).locator('[data-moved]');
  await expect(moved).toContainText('是隔壁那位的');
  await moved.getByRole('link', { name: '打开那个办件' }).click();
  await expect(desk).toHaveURL(new RegExp(right.stream));
  await expect(named(desk, photo.name)).toBeVisible();
  await expect(desk.getByTestId('history').locator('[data-entry=attached]')).toContainText('是隔壁那位的');
  await named(desk, photo.name).getByRole('link', { name: '从别的办件移来' }).click();
  await expect(desk).toHaveURL(new RegExp(wrong.stream));
});
