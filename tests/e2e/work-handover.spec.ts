/** 工作移交: by keys alone, given by one, sent back, given again, taken by the other; it says everywhere in whose hands a case is. */
import { doorOf, takeIn } from './support/cases.ts';
import { addPerson, chief, clerk, expect, logIn, open, test, valueOf, watchForFaults } from './support/station.ts';

test('cases go to a colleague who takes them, and not before', async ({ page, host, browser }) => {
  test.setTimeout(120_000);
  const faults = watchForFaults(page);
  await addPerson(host, clerk, ['window']);
  const [door, doorThere] = [await doorOf(host, chief), await doorOf(host, clerk)];
  const one = await takeIn(door, '移交示例甲');
  const two = await takeIn(door, '移交示例乙');
  const gone = await takeIn(door, '移交示例丙');
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(await host.address());
  await logIn(page, chief);

  // Everything in hand is ticked; what is taken out and typed survives going away.
  await open(page, '/work-handovers');
  await page.getByTestId('handover-new').focus();
  await page.keyboard.press('Enter');
  const rows = page.getByTestId('handover-rows');
  await expect(rows.locator(`[data-row="${one.stream}"]`).getByRole('checkbox')).toBeChecked();
  await page.locator('[name=receiver]').selectOption({ label: clerk.name });
  await page.locator('[name=until]').fill('2099-12-31');
  await page.locator('[name=note]').fill('柜子钥匙在左边抽屉');
  await rows.locator(`[data-row="${gone.stream}"]`).getByRole('checkbox').press('Space');
  await page.locator(`[name="note-${one.stream}"]`).fill('周三来补户口簿');
  await open(page, '/');
  await expect(page.getByText('工作移交 · 移交')).toBeVisible();
  await open(page, '/work-handovers/+new');
  await expect(page.locator('[name=note]')).toHaveValue('柜子钥匙在左边抽屉');
  await expect(rows.locator(`[data-row="${gone.stream}"]`).getByRole('checkbox')).not.toBeChecked();
  await page.screenshot({ path: 'test-results/work-handover-new.png' });
  await page.locator(`[name="note-${one.stream}"]`).press('Control+Enter');
  const sheet = page.getByTestId('handover-page');
  await expect(sheet).toHaveAttribute('data-status', 'given');
  await expect(sheet).toContainText('周三来补户口簿');
  await expect(page.getByTestId('handover-take')).toHaveCount(0);
  await page.screenshot({ path: 'test-results/work-handover.png' });

  // The colleague is told on the home screen, and sends it back.
  const there = await browser.newPage();
  const faultsThere = watchForFaults(there);
  await there.setViewportSize({ width: 1366, height: 768 });
  await there.goto(await host.address());
  await logIn(there, clerk);
  await there.getByTestId('handover-toTake').focus();
  await there.keyboard.press('Enter');
  await there.getByTestId('handovers').getByRole('link').first().focus();
  await there.keyboard.press('Enter');
  await there.getByTestId('handover-refuse').press('Enter');
  await there.keyboard.insertText('这周我也外出');
  await there.keyboard.press('Enter');
  await expect(there.getByTestId('handover-page')).toHaveAttribute('data-status', 'sentBack');
  await expect(sheet).toHaveAttribute('data-status', 'sentBack');
  await expect(sheet).toContainText('这周我也外出');
  await open(page, '/');
  await expect(page.getByTestId('handover-sentBack')).toBeVisible();
  const mine = async (of: typeof door) =>
    valueOf(await of.case.list({ filter: 'mine', search: '移交示例', limit: 50 })).lines.map(({ stream }) => stream);
  expect(await mine(doorThere)).toEqual([]);

  // Given again, taken: the cases are in the new hands, and the case says so.
  await open(page, '/work-handovers/+new');
  await page.locator('[name=receiver]').selectOption({ label: clerk.name });
  await rows.locator(`[data-row="${gone.stream}"]`).getByRole('checkbox').press('Space');
  await page.locator('[name=receiver]').press('Control+Enter');
  await expect(sheet).toHaveAttribute('data-status', 'given');
  await open(there, '/work-handovers');
  const [newest] = valueOf(await doorThere.workHandover.list({})).lines;
  await there
    .locator(`[data-handover="${newest?.stream ?? ''}"]`)
    .getByRole('link')
    .first()
    .focus();
  await there.keyboard.press('Enter');
  await there.getByTestId('handover-take').press('Enter');
  await expect(there.getByTestId('handover-page')).toHaveAttribute('data-status', 'taken');
  expect((await mine(doorThere)).toSorted()).toEqual([one.stream, two.stream].toSorted());
  expect(await mine(door)).toEqual([gone.stream]);
  await open(there, `/cases/${one.stream}`);
  await expect(there.getByTestId('case-charge')).toContainText(clerk.name);
  await there.screenshot({ path: 'test-results/work-handover-case.png' });
  expect([faults, faultsThere]).toEqual([[], []]);
  await there.close();
});
