/** 迎检: a sample is drawn and its files made, an inspector sees it and nothing else, and the login is over after its last day. */
import { v7 } from 'uuid';
import { doorOf, ensureMatter, matter, newcomer } from './support/cases.ts';
import { dropFolder, newFolder, startHost } from './support/host.ts';
import { chief, expect, logIn, open, setUpStation, test, valueOf, watchForFaults } from './support/station.ts';

const inspector = { name: '钱督查', login: 'qianducha', password: 'Inspect-2026-ok' };

test('a sample, its files, an inspector who sees it alone, and a login that ends', async ({ page, browser }) => {
  test.setTimeout(180_000);
  const faults = watchForFaults(page);
  const dir = await newFolder();
  const host = await startHost({ dir });
  await setUpStation(host);
  const door = await doorOf(host);
  await ensureMatter(door);
  const streams: string[] = [];
  for (let at = 0; at < 3; at += 1) {
    const { name, idNumber } = newcomer(`迎检示例${['甲', '乙', '丙'][at] ?? ''}`);
    const set = {
      petitioner: { name, idType: 'residentId', idNumber, phone: '13900000077' },
      matter: { code: matter.code },
    };
    const { stream } = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }));
    const gaps = [{ material: '银行卡', standard: '原件' }];
    valueOf(await door.case.step({ act: v7(), stream, type: 'correctionNoticed', data: { gaps } }));
    streams.push(stream);
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(await host.address());
  await logIn(page, chief);

  // 台账: the counts at once, the rows below, a number that opens its case.
  await open(page, '/ledgers');
  await expect(page.getByTestId('ledger-notified')).toContainText('3');
  await expect(page.getByTestId('ledger-rows').getByRole('row')).toHaveCount(4);
  await page.screenshot({ path: 'test-results/ledgers.png' });
  await page.getByTestId('ledger-export').click();
  await expect(page.getByRole('dialog')).toContainText('不再加密');
  const workbook = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  expect((await workbook).suggestedFilename()).toMatch(/^一次性告知台账 .*\.xlsx$/);

  await open(page, '/inspections');
  await page.locator('[name="title"]').fill('下半年专项检查');
  await page.locator('[name="body"]').fill('示例县局');
  await page.locator('[name="seed"]').fill('20261123');
  await page.locator('[name="howMany"]').fill('2');
  await expect(page.getByTestId('population')).toContainText('3');
  await page.keyboard.press('Enter');
  const cases = page.getByTestId('inspection-cases');
  await expect(cases.getByRole('row')).toHaveCount(3);
  const saved: string[] = [];
  page.on('download', (file) => saved.push(file.suggestedFilename()));
  await page.getByTestId('inspection-files').click();
  await expect(page.getByTestId('inspection-progress')).toContainText('已完成 2 / 2 件', { timeout: 60_000 });
  await expect.poll(() => saved.filter((name) => name.endsWith('.pdf')).length).toBe(2);
  await page.screenshot({ path: 'test-results/inspections.png', fullPage: true });

  await page.locator('[name="inspector-name"]').fill(inspector.name);
  await page.locator('[name="inspector-body"]').fill('示例县局');
  await page.locator('[name="inspector-login"]').fill(inspector.login);
  await page.locator('[name="newPassword"]').fill(inspector.password);
  await page.locator('[name="sample"]').selectOption({ index: 1 });
  await page.getByTestId('inspector-admit').click();
  await expect(page.getByTestId('inspector-row')).toContainText(inspector.name);
  await page.screenshot({ path: 'test-results/inspectors.png', fullPage: true });

  const { lines } = valueOf(await door.inspection.list({}));
  const drawn = valueOf(await door.inspection.page({ stream: lines[0]?.stream ?? '' })).cases.map(
    ({ stream }) => stream,
  );
  const seen = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage();
  await seen.goto(await host.address());
  await logIn(seen, inspector);
  await expect(seen.getByTestId('inspector')).toContainText('检查人员 · 只读 · 到');
  await open(seen, '/cases');
  await expect(seen.getByTestId('list-says')).toContainText('2');
  await seen.screenshot({ path: 'test-results/inspector-cases.png' });
  await open(seen, `/cases/${drawn[0] ?? ''}`);
  await expect(seen.getByTestId('case-page')).toBeVisible();
  await seen.screenshot({ path: 'test-results/inspector-case.png' });
  const left = streams.find((stream) => !drawn.includes(stream)) ?? '';
  await open(seen, `/cases/${left}`);
  await expect(seen.getByTestId('case-page')).toBeHidden();
  expect(faults).toEqual([]);
  await host.stop();

  // The same desk four days later: nobody needs to have done anything.
  const later = await startHost({ dir, clockShiftDays: 4 });
  await page.goto(await later.address());
  await logIn(page, chief);
  await seen.goto(await later.address());
  await seen.locator('[name="login"]').fill(inspector.login);
  await seen.locator('[name="password"]').fill(inspector.password);
  await seen.keyboard.press('Enter');
  await expect(seen.getByRole('alert')).toContainText('检查登录已到期');
  await later.stop();
  await dropFolder(dir);
});
