/** Papers of the counter through the page: a permit's own decision, 开具文书 by what the case has come to, 办件全程单, 日结单. */
import { v7 } from 'uuid';
import { doorOf, newcomer, openAct, pageOf, sayPrinted, submitAct } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const permit = {
  ...{ code: 'XK-010', name: '示例采伐许可', category: '林业', type: 'permit', version: '1' },
  ...{ promised: { amount: 10, unit: 'workingDay' }, basis: '森林法第五十六条' },
};
test('受理通知书, 开具文书, 准予行政许可决定书, 办件全程单, 日结单', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set: permit } }));
  const set = { petitioner: { ...newcomer('单春花'), idType: 'residentId' }, matter: { code: permit.code } };
  const { stream, number } = valueOf(
    await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }),
  );
  await open(desk, `/cases/${stream}`);

  // From sixty on the large receipt is ticked already; what the case has not come to is not offered.
  await openAct(desk, 'papersMade');
  const dialog = desk.getByRole('dialog');
  await expect(dialog.getByLabel('收件凭证（大字）')).toBeChecked();
  await expect(dialog.getByLabel('办理结果告知单')).toHaveCount(0);
  await dialog.getByLabel('授权委托书').check();
  await desk.screenshot({ path: 'test-results/papers-made.png' });
  await submitAct(desk);
  await sayPrinted(desk, 2);
  await expect(desk.locator('[data-paper=receiptLarge]')).toContainText('已打 1 份');

  await openAct(desk, 'accepted');
  await submitAct(desk);
  await sayPrinted(desk);
  await expect(desk.locator('[data-paper=acceptanceNotice]')).toBeVisible();

  await openAct(desk, 'decided');
  // What only a refusal would need is not asked, nor what only another matter has.
  await expect(desk.locator('[name=conditions]')).toHaveCount(0);
  await expect(dialog.getByLabel('打印告知单')).toHaveCount(0);
  await dialog.getByText('准予', { exact: true }).click();
  await desk.locator('[name=result]').fill('准予采伐杉木 5 立方米');
  await desk.locator('[name=documentNumber]').fill('永府许〔2026〕7号');
  await desk.locator('[name=conditions]').fill('只许择伐');
  await desk.screenshot({ path: 'test-results/permit-decided.png' });
  await submitAct(desk);
  await sayPrinted(desk);
  const { papers } = await pageOf(door, stream);
  expect(papers.map(({ spec }) => spec)).toEqual([
    ...['receipt', 'receiptLarge', 'authorization', 'acceptanceNotice', 'permitGranted'],
  ]);
  const paper = papers.at(-1)?.id ?? '';
  const sheet = valueOf(await door.paper.html({ stream, paper, size: 'A4', copy: 1 })).html;
  for (const said of [
    '准予采伐杉木 5 立方米',
    '只许择伐',
    '永府许〔2026〕7号',
    '森林法第五十六条',
    '申请行政复议',
    '窗口存档',
  ])
    expect(sheet).toContain(said);

  const whole = desk.waitForRequest((request) => request.url().includes('wholeCourse'));
  await desk.getByTestId('whole-print').click();
  const course = (await (await (await whole).response())?.text()) ?? '';
  for (const said of ['办件全程单', '开具文书', '受理通知书', '准予采伐杉木 5 立方米', '查看完整信息'])
    expect(course).toContain(said);
  await desk.screenshot({ path: 'test-results/case-with-papers.png' });

  await open(desk, '/print');
  const day = desk.waitForRequest((request) => request.url().includes('daySheet'));
  await desk.getByTestId('day-print').click();
  const sheetOfDay = (await (await (await day).response())?.text()) ?? '';
  for (const said of ['日结单（交班单）', number.slice(-5), '交班人', '接班人']) expect(sheetOfDay).toContain(said);
  await desk.screenshot({ path: 'test-results/day-sheet.png' });
});
