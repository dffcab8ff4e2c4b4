/** 办件档案: what is missing is seen before 归档, the file is exported, opened with poppler, and checked again; a changed byte is told. */
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { v7 } from 'uuid';
import { readMarks } from '../../electron/desk/archive/bound-pdf.ts';
import { zipOf } from '../../electron/desk/archive/package.ts';
import { hasPoppler, textOfPdf } from '../support/pdf.ts';
import { madeJpeg } from '../support/made-picture.ts';
import { doorOf, openAct, submitAct, takeIn } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

test('a case is closed with its gaps told, its file exported, opened and checked', async ({ shared, desk }) => {
  test.setTimeout(150_000);
  const door = await doorOf(shared);
  const { stream, number } = await takeIn(door, '档案甲');
  const step = async (type: string, data = {}) => valueOf(await door.case.step({ act: v7(), stream, type, data }));
  await step('accepted');
  await step('decided', { set: { outcome: 'rejected' }, result: '不符合条件', notice: [] });
  await step('delivered', { way: 'direct', receivedBy: '档案甲', proof: 'slip' });
  await open(desk, `/cases/${stream}`);

  const gaps = desk.getByTestId('archive').getByTestId('archive-gaps');
  await expect(gaps.locator('[data-gap=scan]')).toContainText('居民身份证');
  await expect(gaps.locator('[data-gap=signed]')).toContainText('办理结果告知单');
  // The picture comes, and what was missing goes from the list by itself.
  await desk
    .getByTestId('attachments')
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '居民身份证.jpg', mimeType: 'image/jpeg', buffer: madeJpeg(6) });
  await expect(gaps.locator('[data-gap=scan]')).toHaveCount(0);

  await openAct(desk, 'closed');
  await expect(desk.getByTestId('gaps-before-closing')).toContainText('办理结果告知单');
  await desk.screenshot({ path: 'test-results/case-file-closing.png' });
  await submitAct(desk);
  await expect(desk.getByRole('dialog')).toBeHidden();
  await expect(desk.getByTestId('archive')).toContainText('归档，保管期限');

  await desk.getByTestId('archive-make').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('archive-made')).toBeVisible({ timeout: 100_000 });
  await desk.getByTestId('archive-made').scrollIntoViewIfNeeded();
  await desk.screenshot({ path: 'test-results/case-file-made.png' });
  const [saved] = await Promise.all([
    desk.waitForEvent('download'),
    desk.getByRole('button', { name: '存档案包' }).press('Enter'),
  ]);
  expect(saved.suggestedFilename()).toBe(`办件档案 ${number}.zip`);
  const zip = readFileSync(await saved.path());
  const files = unzipSync(new Uint8Array(zip));
  const pdf = files['档案.pdf'] ?? new Uint8Array();
  const { marks } = await readMarks(pdf);
  expect(marks.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['办件档案封面', '卷内目录', '申请材料　居民身份证', '出具的文书　办理结果告知单']),
  );
  if (hasPoppler) {
    const text = textOfPdf(Buffer.from(pdf));
    for (const said of [
      '卷内目录',
      '缺项说明',
      '办理结果告知单：没有签名后的扫描件',
      '办件全程单',
      '不符合条件',
      '档案甲',
    ])
      expect(text).toContain(said);
  }

  await desk.getByRole('link', { name: '核对档案包' }).first().click();
  const choose = desk.locator('input[type=file]');
  const verdict = desk.getByTestId('package-verdict');
  await choose.setInputFiles({ name: '档案.zip', mimeType: 'application/zip', buffer: zip });
  await expect(verdict).toHaveAttribute('data-verdict', 'sound');
  await desk.screenshot({ path: 'test-results/check-package.png' });

  const [first = ''] = Object.keys(files).filter((name) => name.startsWith('申请材料/'));
  const bytes = Uint8Array.from(files[first] ?? []);
  bytes[9] = (bytes[9] ?? 0) ^ 1;
  const changed = zipOf(Object.entries({ ...files, [first]: bytes }).map(([name, own]) => ({ name, bytes: own })));
  await choose.setInputFiles({ name: '改过.zip', mimeType: 'application/zip', buffer: Buffer.from(changed) });
  await expect(verdict).toHaveAttribute('data-verdict', 'wrong');
  await expect(desk.locator(`[data-file="${first}"]`)).toHaveAttribute('data-state', 'changed');
  await desk.screenshot({ path: 'test-results/check-package-changed.png' });
  await choose.setInputFiles({ name: '别的.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
  await expect(verdict).toContainText('不是能打开的 .zip');
});
