/** 档案鉴定: files of years ago are ticked, judged, printed, signed for with a scan, and carried out after the number was typed; then nothing opens. */
import { v7 } from 'uuid';
import { madeJpeg } from '../support/made-picture.ts';
import { doorOf, newcomer } from './support/cases.ts';
import { newFolder, startHost } from './support/host.ts';
import { chief, expect, logIn, open, setUpStation, test, valueOf, watchForFaults } from './support/station.ts';

const matter = {
  ...{ code: 'E2E-TEN', name: '十年示例事项', category: '示例', type: 'publicService', version: '1' },
  retention: 'years10',
};

test('one file is kept and one destroyed, as the signed list says', async ({ page }) => {
  test.setTimeout(180_000);
  const faults = watchForFaults(page);
  const host = await startHost({ dir: await newFolder() });
  await setUpStation(host);
  const door = await doorOf(host);
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set: { ...matter } } }));
  const late = { on: '2014-03-03T02:00:00.000Z', reason: '历史办件补录' };
  const closed = async (name: string) => {
    const { idNumber } = newcomer(name);
    const petitioner = { name, idType: 'residentId', idNumber, phone: '13900000077' };
    const set = { petitioner, matter: { code: matter.code } };
    const { stream } = valueOf(
      await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set }, late }),
    );
    const step = async (type: string, data = {}) =>
      valueOf(await door.case.step({ act: v7(), stream, type, data, late }));
    await step('accepted');
    await step('decided', { set: { outcome: 'rejected' }, result: '不符合条件' });
    await step('delivered', { way: 'direct', receivedBy: name, proof: 'slip' });
    await step('closed');
    return stream;
  };
  const gone = await closed('鉴定示例甲');
  const kept = await closed('鉴定示例乙');
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(await host.address());
  await logIn(page, chief);

  await open(page, '/due-files');
  await expect(page.getByTestId('due-files').getByRole('row')).toHaveCount(3);
  await page.getByTestId('tick-all').press('Enter');
  await page.locator('[name="title"]').fill('2014 年度办件档案鉴定');
  await page.getByRole('combobox', { name: '鉴定小组成员 1' }).fill('陈小芳');
  await page.getByLabel('职务 1').fill('负责人');
  await page.getByRole('combobox', { name: '鉴定小组成员 2' }).fill('王喆');
  await page.getByLabel('职务 2').fill('档案员');
  await page.screenshot({ path: 'test-results/due-files-ticked.png', fullPage: true });
  await page.keyboard.press('Enter');

  const list = page.getByTestId('appraisal');
  await expect(list).toHaveAttribute('data-status', 'opened');
  const number = (await list.getAttribute('data-number')) ?? '';
  const keptRow = page.locator(`[data-testid=appraisal-files] [data-stream="${kept}"]`);
  await keptRow.getByRole('combobox').selectOption('keep');
  await keptRow.getByRole('checkbox').press('Space');
  await keptRow.getByRole('textbox').last().fill('涉及权属，永久保存');
  await page.getByLabel('没填的都填成', { exact: true }).selectOption('destroy');
  await page.getByLabel('没填的都填成：理由').fill('期满，无继续保存的价值');
  await page.getByTestId('appraisal-fill').press('Enter');
  await page.screenshot({ path: 'test-results/appraisal-opinions.png', fullPage: true });
  await page.getByTestId('appraisal-judge').press('Enter');
  await expect(list).toHaveAttribute('data-status', 'judged');
  await expect(page.getByTestId('print-destruction-list')).toBeVisible();

  const sign = page.getByTestId('appraisal-sign');
  await sign.locator('input[type=file]').setInputFiles({
    ...{ name: '销毁清册（已签）.jpg', mimeType: 'image/jpeg', buffer: madeJpeg(6) },
  });
  await expect(page.getByTestId('appraisal-sheets')).toContainText('销毁清册（已签）.jpg');
  await sign.locator('[name=approver]').fill('赵敏');
  await sign.locator('[name=first]').fill('王喆');
  await sign.locator('[name=second]').fill('王喆');
  await page.keyboard.press('Enter');
  await expect(sign.getByRole('alert')).toContainText('三个不同的人');
  await sign.locator('[name=second]').fill('李小红');
  await page.keyboard.press('Enter');
  await expect(list).toHaveAttribute('data-status', 'approved');

  const word = page.getByTestId('carry-out').locator('[name=word]');
  await word.fill('DJ-不对');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('carry-out').getByRole('alert')).toContainText('什么都没有销毁');
  await word.fill(number);
  await page.screenshot({ path: 'test-results/appraisal-carry-out.png', fullPage: true });
  await page.keyboard.press('Enter');
  await expect(list).toHaveAttribute('data-status', 'carriedOut');
  await list.getByRole('button', { name: '打开' }).press('Enter');
  await expect(page.getByTestId('appraisal-outcome')).toContainText('续存 1 件，销毁 1 件');
  await page.screenshot({ path: 'test-results/appraisal-done.png', fullPage: true });

  await open(page, `/cases/${gone}`);
  await expect(page.getByTestId('case-destroyed')).toContainText(number);
  await expect(page.getByTestId('case-destroyed')).not.toContainText('鉴定示例甲');
  await page.screenshot({ path: 'test-results/case-destroyed.png', fullPage: true });
  await open(page, `/cases/${kept}`);
  await expect(page.getByTestId('case-page')).toContainText('永久保存');
  const search = async (text: string) =>
    valueOf(await door.case.list({ filter: 'all', search: text, limit: 10 })).lines.map(({ stream }) => stream);
  expect(await search('鉴定示例')).toEqual([kept]);
  await open(page, '/cases');
  expect(faults).toEqual([]);
  await host.stop();
});
