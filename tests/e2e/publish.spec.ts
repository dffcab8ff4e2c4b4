/** 公示 by a person: the preview is masked, the file leaves clean, and one with a telephone in it does not leave. */
import { readFileSync } from 'node:fs';
import { textsOfFile } from '../../electron/desk/publish/finished.ts';
import { textsOfPdf } from '../../electron/desk/publish/finished-pdf.ts';
import { doorOf, matter as used, takeIn } from './support/cases.ts';
import { expect, open, test } from './support/station.ts';

test('a list is looked at, held back for a telephone in its note, and let out clean', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await takeIn(door, '公示甲');
  await open(desk, '/publish');
  const matter = desk.locator('[name=matter]');
  await expect(matter.locator('option')).not.toHaveCount(1);
  await matter.focus();
  await matter.selectOption(used.code);
  await desk.locator('[name=scope]').selectOption('all');
  await expect(desk.getByTestId('publish-rows')).toContainText('公**');
  await expect(desk.getByTestId('publish-rows')).not.toContainText('公示甲');

  await desk.locator('[name=note]').fill('有异议请打 13907975555');
  await desk.screenshot({ path: 'test-results/publish.png' });
  await desk.getByRole('button', { name: '导出 Word' }).focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('alert')).toContainText('没有导出');
  await expect(desk.locator('[name=note]')).toHaveValue('有异议请打 13907975555');

  await desk.locator('[name=note]').fill('公示期七天');
  await desk.locator('[name=phone]').fill('0797-5350000');
  for (const form of ['Word', 'Excel', 'PDF']) {
    const [file] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('button', { name: `导出 ${form}` }).press('Enter'),
    ]);
    const bytes = readFileSync(await file.path());
    const { texts } = form === 'PDF' ? await textsOfPdf(bytes) : textsOfFile(bytes);
    const text = texts.map((line) => line.text).join('\n');
    expect(text).toContain('公**');
    expect(text).toContain('0797-5350000');
    expect(text).not.toContain('公示甲');
    await expect(desk.getByTestId('publish-saved')).toBeVisible();
  }
});

test('the local pattern is chosen by its example, with its basis, and the list says so', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await takeIn(door, '公示乙');
  await open(desk, '/publish');
  await desk.getByRole('button', { name: '改样式…' }).press('Enter');
  const example = desk.getByTestId('pattern-example');
  await expect(example).toContainText('36*************213');
  await desk.locator('[name="pattern.idNumber.head"]').fill('6');
  await desk.locator('[name="pattern.idNumber.tail"]').fill('4');
  await expect(example).toContainText('360732********0213');
  await expect(desk.getByTestId('pattern-save')).toBeDisabled();
  await desk.locator('[name="pattern.basis"]').fill('县政务公开办〔2026〕3号');
  await desk.locator('[name="pattern.decidedBy"]').fill('镇党政办');
  await desk.screenshot({ path: 'test-results/pattern.png' });
  await desk.getByTestId('pattern-save').press('Enter');
  await expect(desk.getByTestId('public-pattern')).toContainText('360732********0213');
  await desk.getByRole('button', { name: '改样式…' }).press('Enter');
  await expect(desk.getByTestId('pattern-versions')).toContainText('依据 县政务公开办〔2026〕3号，镇党政办 决定');
});
