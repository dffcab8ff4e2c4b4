/** 文书用语 by a person: a sentence is worded, the next slip says it, the slip before is printed as it was, and the default comes back. */
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf, pageOf, takeIn } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

async function slipOf(door: DeskClient, { stream }: { readonly stream: string }): Promise<string> {
  const page = await pageOf(door, stream);
  const paper = page.papers[0]?.id ?? '';
  return valueOf(await door.paper.html({ stream, paper, size: '80mm', copy: 1 })).html;
}

test('a worded slip, the slip before it, and the way back', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const before = await takeIn(door, '用语甲');
  const old = await slipOf(door, before);

  await open(desk, '/wordings');
  await desk.getByRole('link', { name: '收件凭证', exact: true }).press('Enter');
  const lost = desk.locator('[name=lost]');
  await lost.fill('单子丢了，带身份证来就能{电话}。');
  await expect(desk.getByRole('alert')).toContainText('没有这样的空');
  await expect(desk.getByRole('button', { name: '保存' })).toBeDisabled();
  await lost.fill('单子丢了，带身份证来就行。');
  const preview = desk.frameLocator('iframe');
  await expect(preview.locator('body')).toContainText('单子丢了，带身份证来就行。');
  await desk.locator('[name=closing]').fill('咨询电话 0797-5350000');
  await desk.locator('[name=sample]').selectOption('long');
  await expect(preview.locator('body')).toContainText('咨询电话 0797-5350000');
  await desk.locator('[name=reason]').fill('群众说看不懂');
  await desk.screenshot({ path: 'test-results/wording.png' });
  await desk.locator('[name=reason]').press('Tab');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('wording-saved')).toBeVisible();
  await expect(desk.getByTestId('wording-versions')).toContainText('群众说看不懂');

  const after = await takeIn(door, '用语乙');
  const worded = await slipOf(door, after);
  expect(worded).toContain('单子丢了，带身份证来就行。');
  expect(await slipOf(door, before)).toBe(old);

  await desk.getByRole('button', { name: '全部恢复默认' }).press('Enter');
  await expect(lost).toHaveValue('');
  await desk.locator('[name=reason]').fill('还是用默认的');
  await desk.getByRole('button', { name: '保存' }).press('Enter');
  await expect(desk.getByTestId('wording-versions').locator('tr')).toHaveCount(2);
  const restored = await slipOf(door, await takeIn(door, '用语丙'));
  expect(restored).not.toContain('单子丢了，带身份证来就行。');
  expect(await slipOf(door, after)).toBe(worded);

  await open(desk, '/wordings');
  const [file] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: '导出' }).press('Enter'),
  ]);
  expect(file.suggestedFilename()).toBe('文书用语.json');
  const bad = { tongban: 'wording', version: 1, papers: { resultNotice: { opening: '办好了。' } } };
  const name = '用语.json';
  await desk
    .locator('input[name=wordings]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(bad)) });
  await expect(desk.getByTestId('wording-faults')).toContainText('少了必须保留的空：姓名、申请日期、事项');
  await desk.screenshot({ path: 'test-results/wordings.png' });
});
