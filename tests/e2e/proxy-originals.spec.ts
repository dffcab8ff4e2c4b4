/** A lost 户口簿: taken in, handed to a colleague, missed, told to the chief at once, made good; and the file waits till then. */
import { v7 } from 'uuid';
import { doorOf, ensureMatter, openAct, sayPrinted, switchOnProxy } from './support/cases.ts';
import { helped } from './support/proxies.ts';
import { addPerson, chief, clerk, expect, logIn, open, test, valueOf } from './support/station.ts';

test('a 户口簿 goes from hand to hand, is lost and made good; page, book, home and file say where it is', async ({
  host,
  page,
}) => {
  await addPerson(host, clerk, ['window']);
  const door = await doorOf(host);
  await ensureMatter(door);
  await switchOnProxy(host);
  const stream = await helped(door, '失簿示例');
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, `/cases/${stream}`);

  await openAct(page, 'originalsTaken');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '加一行' }).press('Enter');
  await dialog.locator('[name="comes.0.name"]').fill('户口簿');
  await dialog.locator('[name="comes.0.copies"]').fill('1');
  await dialog.locator('[name=handedBy]').fill('失簿示例');
  await dialog.locator('[name=backBy]').fill('2026-01-31');
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  const panel = page.getByTestId('originals');
  const booklet = panel.locator('[data-original=户口簿]');
  await expect(booklet).toContainText(`在 ${chief.name} 手里`);
  // The day it was to be back has passed.
  await expect(booklet).toContainText('已经过期');

  await openAct(page, 'originalsOffered');
  await dialog.locator('input[name="originals.户口簿"]').check();
  await dialog.locator('select[name=receiver]').selectOption({ label: clerk.name });
  await page.keyboard.press('Control+Enter');
  await expect(booklet).toContainText(`正在移交给 ${clerk.name}`);
  await expect(booklet).toContainText(`在 ${chief.name} 手里`);

  // The colleague says that it came; only then is it theirs.
  const colleague = await doorOf(host, clerk);
  const came = { act: v7(), stream, type: 'originalsAccepted', data: { originals: ['户口簿'] } };
  valueOf(await colleague.case.step(came));
  await page.reload();
  await expect(booklet).toContainText(`在 ${clerk.name} 手里`);
  await expect(page.locator('main')).toContainText('原件交接单（移交）');

  await openAct(page, 'originalsLost');
  await dialog.locator('input[name="originals.户口簿"]').check();
  await dialog.locator('[name=search]').fill('车上、村部都找过，没有');
  await page.keyboard.press('Control+Enter');
  await expect(panel.getByTestId('loss')).toContainText(`最后在 ${clerk.name} 手里`);
  await page.screenshot({ path: test.info().outputPath('lost-page.png'), fullPage: true });

  await open(page, '/');
  await page.getByRole('link', { name: '原件遗失' }).click();
  const line = page.locator('[data-lost]');
  await expect(line).toContainText('户口簿');
  await page.screenshot({ path: test.info().outputPath('lost-book.png'), fullPage: true });

  await open(page, `/cases/${stream}`);
  await openAct(page, 'lossSettled');
  await dialog.locator('input[name="originals.户口簿"]').check();
  await dialog.locator('input[name=madeGood][value=reissued]').check();
  await dialog.locator('[name=remedy]').fill('陪同到派出所补领，工本费由中心出');
  await page.keyboard.press('Control+Enter');
  await expect(booklet).toContainText('遗失已处理');
  await expect(booklet).toContainText('补领');
  await open(page, '/');
  await expect(page.getByRole('link', { name: '原件遗失' })).toHaveCount(0);
});
