/** A 代办员 falls ill: by keys alone, all they have in hand and the originals they hold go to the A/B 岗, who says of each that it came. */
import { v7 } from 'uuid';
import { doorOf, ensureMatter, openAct, sayPrinted, switchOnProxy } from './support/cases.ts';
import { helped } from './support/proxies.ts';
import { addPerson, chief, clerk, expect, logIn, open, test, valueOf } from './support/station.ts';

const ill = { ...clerk, login: 'liu', name: '刘小红' };

test('an agent falls ill; the stand-in takes the cases and then each original, and nothing is lost between', async ({
  host,
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  await addPerson(host, clerk, ['window']);
  await addPerson(host, ill, ['window']);
  const door = await doorOf(host);
  await ensureMatter(door);
  await switchOnProxy(host);
  const { staff } = valueOf(await door.staff.list({}));
  const idOf = (name: string): string => staff.find((one) => one.name === name)?.staff ?? '';
  const register = async (name: string, more: object) => {
    const set = { name, phone: '13970722222', sort: 'staff', staff: idOf(name), from: '2026-01-01', ...more };
    valueOf(await door.registry.begin({ act: v7(), kind: 'agent', type: 'registered', data: { set } }));
  };
  await register(clerk.name, {});
  await register(ill.name, { partner: idOf(clerk.name) });
  const streams = [await helped(door, '住院示例甲'), await helped(door, '住院示例乙')];
  const [one = '', two = ''] = streams;
  const theirs = await doorOf(host, ill);
  for (const stream of streams) {
    const set = { agent: idOf(ill.name), agentPhone: '13970722222' };
    valueOf(await theirs.case.step({ act: v7(), stream, type: 'accepted', data: { set } }));
  }
  const taken = { comes: [{ name: '户口簿', copies: 1 }], handedBy: '住院示例甲' };
  valueOf(await theirs.case.step({ act: v7(), stream: one, type: 'originalsTaken', data: taken }));

  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, '/agents');
  const row = page.getByTestId('registry-rows').locator('tr', { hasText: ill.name });
  await row.getByRole('button', { name: '请假、生病' }).press('Enter');
  await page.getByRole('dialog').locator('[name=why]').fill('住院');
  await page.getByTestId('record-submit').press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await row.getByRole('link', { name: '把手里的移交出去' }).press('Enter');
  await expect(page.locator('[name=giver]')).toHaveValue(idOf(ill.name));
  await expect(page.locator('[name=receiver]')).toHaveValue(idOf(clerk.name));
  const rows = page.getByTestId('handover-rows');
  for (const stream of streams)
    await expect(rows.locator(`[data-row="${stream}"]`).getByRole('checkbox')).toBeChecked();
  await page.screenshot({ path: test.info().outputPath('ill-handover.png') });
  await page.locator('[name=receiver]').press('Control+Enter');
  await expect(page.getByTestId('handover-page')).toHaveAttribute('data-status', 'given');
  // Till the other says that it came, it is where it was.
  await open(page, `/cases/${one}`);
  const booklet = page.getByTestId('originals').locator('[data-original=户口簿]');
  await expect(booklet).toContainText(`正在移交给 ${clerk.name}`);
  await expect(booklet).toContainText(`在 ${ill.name} 手里`);

  const there = await browser.newPage();
  await there.setViewportSize({ width: 1366, height: 768 });
  await there.goto(await host.address());
  await logIn(there, clerk);
  await there.getByTestId('handover-toTake').press('Enter');
  await there.getByTestId('handovers').getByRole('link').first().press('Enter');
  await there.getByTestId('handover-take').press('Enter');
  await expect(there.getByTestId('handover-page')).toHaveAttribute('data-status', 'taken');
  const colleague = await doorOf(host, clerk);
  const { lines } = valueOf(await colleague.case.list({ filter: 'mine', search: '住院示例', limit: 10 }));
  expect(lines.map(({ stream }) => stream).sort()).toEqual([one, two].sort());
  await open(there, `/cases/${one}`);
  await openAct(there, 'originalsAccepted');
  await there.getByRole('dialog').locator('input[name="originals.户口簿"]').press('Space');
  await there.keyboard.press('Control+Enter');
  await sayPrinted(there);
  const came = there.getByTestId('originals').locator('[data-original=户口簿]');
  await expect(came).toContainText(`在 ${clerk.name} 手里`);
  await there.screenshot({ path: test.info().outputPath('ill-case.png'), fullPage: true });
  await there.close();
});
