/** 待回收: a paper is signed on the pad, or its signed sheet comes back with others in one go, turned and askew, beside a picture that is none. */
import { execFileSync } from 'node:child_process';
import type { Browser, Page } from '@playwright/test';
import { PDFDocument } from '@cantoo/pdf-lib';
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf, pageOf, takeIn } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

/** A case whose applicant has a 一次性告知书 to sign. */
async function notice(door: DeskClient, name: string) {
  const { stream, number } = await takeIn(door, name);
  const data = { gaps: [{ material: '银行卡', standard: '' }] };
  const told = valueOf(await door.case.step({ act: v7(), stream, type: 'correctionNoticed', data }));
  const paper = told.issued.find(({ spec }) => spec === 'correctionNotice')?.id ?? '';
  return { stream, number, paper };
}
type Notice = Awaited<ReturnType<typeof notice>>;

const waiting = async (door: DeskClient) => valueOf(await door.signature.awaited({})).lines.map(({ paper }) => paper);

/** The printed sheet as a scanner gives it. */
async function scanOf(browser: Browser, door: DeskClient, { stream, paper }: Notice, turned: number): Promise<Buffer> {
  const { html } = valueOf(await door.paper.html({ stream, paper, size: 'A5', copy: 1 }));
  const page = await browser.newPage({ viewport: { width: 900, height: 640 }, deviceScaleFactor: 1.5 });
  await page.setContent(html);
  const flat = (await page.screenshot()).toString('base64');
  await page.setViewportSize({ width: 1000, height: 1000 });
  await page.setContent(
    `<body style="margin:0;background:#666;display:grid;place-items:center;height:1000px"><img src="data:image/png;base64,${flat}" style="width:900px;transform:rotate(${String(turned)}deg)"></body>`,
  );
  const picture = await page.screenshot({ type: 'jpeg', quality: 80 });
  await page.close();
  return picture;
}

async function foreignPicture(browser: Browser): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 400, height: 300 } });
  await page.setContent('<h1>A parcel</h1>');
  const picture = await page.screenshot({ type: 'jpeg' });
  await page.close();
  return picture;
}

async function write(desk: Page): Promise<void> {
  const pad = await desk.getByTestId('pad-canvas').boundingBox();
  if (pad === null) throw new Error('no pad');
  for (const at of [0.2, 0.4, 0.6]) {
    await desk.mouse.move(pad.x + pad.width * at, pad.y + 20);
    await desk.mouse.down();
    await desk.mouse.move(pad.x + pad.width * (at + 0.1), pad.y + 60, { steps: 5 });
    await desk.mouse.move(pad.x + pad.width * (at - 0.02), pad.y + pad.height - 30, { steps: 5 });
    await desk.mouse.up();
  }
}

test('signed on the pad: the list empties, and the signed copy shows the signature as PDF', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream, number, paper } = await notice(door, '温来娣');
  await notice(door, '温来凤');
  await open(desk, '/');
  await expect(desk.getByRole('link', { name: /待回收/ }).last()).toBeVisible();
  await open(desk, '/awaited');
  await desk.getByLabel('按编号、申请人、事项或者文书找').fill(number);
  const line = desk.locator('[data-awaited=correctionNotice]');
  await expect(line).toHaveCount(1);
  await expect(line).toContainText('温**');
  await desk.screenshot({ path: 'test-results/awaited.png' });
  // By keys up to the pad: down into the list, along its columns, and back up into the box.
  const all = desk.locator('[data-awaited]');
  await desk.getByLabel('按编号、申请人、事项或者文书找').fill('');
  await expect(all).not.toHaveCount(1);
  await desk.keyboard.press('ArrowDown');
  await expect(all.nth(0).getByRole('link')).toBeFocused();
  await desk.keyboard.press('ArrowDown');
  await expect(all.nth(1).getByRole('link')).toBeFocused();
  await desk.keyboard.press('Tab');
  await desk.keyboard.press('ArrowUp');
  await expect(all.nth(0).getByRole('button', { name: '手写板签名' })).toBeFocused();
  await desk.keyboard.press('ArrowUp');
  await expect(desk.getByLabel('按编号、申请人、事项或者文书找')).toBeFocused();
  await desk.keyboard.insertText(number);
  await expect(line).toHaveCount(1);
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Tab');
  await desk.keyboard.press('Enter');
  await expect(desk.getByLabel('签名人姓名')).toHaveValue('温来娣');
  await expect(desk.frameLocator('[data-testid=pad] iframe').getByText('银行卡').first()).toBeVisible();
  await expect(desk.getByTestId('pad-sign')).toBeDisabled();
  await write(desk);
  await expect(desk.getByText('已写 3 笔')).toBeVisible();
  await desk.getByRole('button', { name: '清除' }).click();
  await expect(desk.getByTestId('pad-sign')).toBeDisabled();
  await write(desk);
  await desk.getByLabel('已向本人宣读').check();
  await desk.screenshot({ path: 'test-results/pad.png' });
  await desk.getByTestId('pad-sign').click();
  await expect(line).toHaveCount(0);
  expect(await waiting(door)).not.toContain(paper);

  await open(desk, `/cases/${stream}`);
  const panel = desk.locator('[data-paper=correctionNotice]');
  await expect(panel).toContainText('已回收');
  await expect(panel).toContainText('手写板签名：温来娣');
  await panel.getByRole('button', { name: '签名件' }).click();
  const copy = desk.getByRole('dialog').frameLocator('iframe');
  // Made twice, 一式两份: the signature is on both.
  const signed = copy.locator('.signature.signed img');
  await expect(signed).toHaveCount(2);
  await expect(signed.first()).toBeVisible();
  await desk.screenshot({ path: 'test-results/signed-copy.png' });
  const coming = desk.waitForEvent('download');
  await desk.getByRole('button', { name: '另存为 PDF' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe(`一次性告知书 签名件 ${number}.pdf`);
  const file = await download.path();
  expect(execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })).toContain('手写板签名');
  // The code and the signature: a PDF of the issued paper has no picture at all.
  expect(execFileSync('pdfimages', ['-list', file], { encoding: 'utf8' }).trim().split('\n').length).toBeGreaterThan(2);
});

test('a stack comes back in one go: one turned, one askew, a picture that is none stays and goes by its number', async ({
  shared,
  desk,
  browser,
}) => {
  const door = await doorOf(shared);
  const [one, other, third] = [
    await notice(door, '赖石生'),
    await notice(door, '刁水秀'),
    await notice(door, '卓桂英'),
  ];
  await open(desk, '/awaited');
  const files = [
    { name: 'scan-1.jpg', mimeType: 'image/jpeg', buffer: await scanOf(browser, door, one, 90) },
    { name: 'scan-2.jpg', mimeType: 'image/jpeg', buffer: await scanOf(browser, door, other, 3) },
    { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await foreignPicture(browser) },
    { name: 'table.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 nothing') },
  ];
  await desk.getByTestId('scan-back').locator('input[type=file]').setInputFiles(files);
  const sheet = (name: string) => desk.locator(`[data-sheet="${name}"]`);
  await expect(desk.getByTestId('scan-back')).toHaveAttribute('data-reading', '0', { timeout: 30_000 });
  await expect(sheet('scan-1.jpg')).toHaveAttribute('data-verdict', 'known');
  await expect(sheet('scan-2.jpg')).toHaveAttribute('data-verdict', 'known');
  await expect(sheet('photo.jpg')).toContainText('没有认出本镇单子的二维码');
  await expect(sheet('table.pdf')).toContainText('存成 JPEG');
  // Nothing is laid anywhere before a person has seen whose each is.
  expect(await waiting(door)).toEqual(expect.arrayContaining([one.paper, other.paper, third.paper]));
  await desk.screenshot({ path: 'test-results/sheets.png', fullPage: true });
  await desk.getByTestId('bring-back').click();
  await expect(sheet('scan-1.jpg')).toHaveAttribute('data-state', 'back');
  await expect(sheet('scan-2.jpg')).toHaveAttribute('data-state', 'back');
  expect(await waiting(door)).not.toContain(one.paper);
  expect(await waiting(door)).toContain(third.paper);

  // What stayed is there again after the page was left, with its reason, and goes to the number that is typed.
  await open(desk, '/');
  await expect(desk.getByText('没有归位的单子')).toBeVisible();
  await open(desk, '/awaited');
  await expect(sheet('photo.jpg')).toHaveAttribute('data-verdict', 'noCode');
  await sheet('photo.jpg').getByLabel('单子上的收件编号').fill(third.number);
  await desk.keyboard.press('Enter');
  await expect(sheet('photo.jpg')).toContainText('卓**');
  await desk.getByTestId('bring-back').click();
  await expect(sheet('photo.jpg')).toHaveAttribute('data-state', 'back');
  expect(await waiting(door)).not.toContain(third.paper);
  const { papers, attachments } = await pageOf(door, third.stream);
  expect(papers.find(({ id }) => id === third.paper)?.signing).toMatchObject({ isAwaited: false });
  expect(attachments.map(({ name }) => name)).toEqual(['一次性告知书 签回件.jpg']);

  // The same sheet once more says so.
  await desk.getByTestId('scan-back').locator('input[type=file]').setInputFiles(files.slice(0, 1));
  await expect(sheet('scan-1.jpg')).toContainText('已经收回', { timeout: 30_000 });
  await sheet('scan-1.jpg').getByRole('button', { name: '移除' }).click();
  await sheet('scan-1.jpg').getByRole('button', { name: '确定移除' }).click();
  await expect(sheet('scan-1.jpg')).toHaveCount(0);
});

test('a PDF of the whole stack is taken apart: each page goes to its paper, and the one that is no scan says so', async ({
  shared,
  desk,
  browser,
}) => {
  const door = await doorOf(shared);
  const [one, other] = [await notice(door, '温桂华'), await notice(door, '谢水英')];
  const pdf = await PDFDocument.create();
  for (const [of, turned] of [
    [one, 0],
    [other, 2],
  ] as const) {
    const picture = await pdf.embedJpg(await scanOf(browser, door, of, turned));
    pdf.addPage([500, 500]).drawImage(picture, { x: 0, y: 0, width: 500, height: 500 });
  }
  // A sheet of the feeder that bears no picture at all.
  pdf.addPage([500, 500]);
  await open(desk, '/awaited');
  const file = { name: '窗口1 扫描.pdf', mimeType: 'application/pdf', buffer: Buffer.from(await pdf.save()) };
  await desk.getByTestId('scan-back').locator('input[type=file]').setInputFiles([file]);
  const page = (at: number) => desk.locator(`[data-sheet="窗口1 扫描.pdf 第 ${String(at)} 页"]`);
  await expect(page(3)).toContainText('没有扫描的图', { timeout: 30_000 });
  await expect(page(1)).toHaveAttribute('data-verdict', 'known', { timeout: 30_000 });
  await expect(page(2)).toHaveAttribute('data-verdict', 'known', { timeout: 30_000 });
  await desk.screenshot({ path: 'test-results/pdf-pages.png', fullPage: true });
  // Left and come back to: the pages are there, the unread one too.
  await open(desk, '/');
  await open(desk, '/awaited');
  await expect(page(3)).toContainText('没有扫描的图');
  await expect(page(2)).toHaveAttribute('data-verdict', 'known', { timeout: 30_000 });
  await desk.getByTestId('bring-back').click();
  await expect(page(1)).toHaveAttribute('data-state', 'back');
  await expect(page(2)).toHaveAttribute('data-state', 'back');
  expect(await waiting(door)).not.toContain(one.paper);
  expect(await waiting(door)).not.toContain(other.paper);
  await page(3).getByRole('button', { name: '移除' }).click();
  await page(3).getByRole('button', { name: '确定移除' }).click();
  await expect(page(3)).toHaveCount(0);
});
