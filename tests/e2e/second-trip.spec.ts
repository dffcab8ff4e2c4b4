/** 多跑一次登记: a notice given, the same person back and first, the ledger that says which paper of which guide it was. */
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { v7 } from 'uuid';
import { beginIntake, doorOf, ensureMatter, matter, newcomer, openAct, sayPrinted } from './support/cases.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { unsealedQr } from '../../shared/documents/paper-seal.ts';
import { qrToken } from '../../shared/documents/qr-code.ts';
import { scan } from './support/gun.ts';
import { chief, expect, logIn, open, test, valueOf } from './support/station.ts';

test('a paper is missing, the person comes back and goes first, by the notice’s code and by being recognised', async ({
  host,
  page,
}) => {
  const door = await doorOf(host);
  await ensureMatter(door);
  const { name, idNumber } = newcomer('再来示例');
  const set = {
    petitioner: { name, idType: 'residentId', idNumber, phone: '13900000077' },
    matter: { code: matter.code },
  };
  const { stream } = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }));
  await page.goto(await host.address());
  await logIn(page, chief);
  await open(page, `/cases/${stream}`);
  await openAct(page, 'correctionNoticed');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('银行卡', { exact: true }).click();
  await dialog.getByRole('radio', { name: '指南没写清' }).check();
  await page.keyboard.press('Control+Enter');
  await sayPrinted(page);
  await expect(page.getByTestId('case-status')).toHaveText('待补正');

  // Recognised at intake by the number of the card: the sign, and one key to the case that waits.
  await beginIntake(page);
  await page.locator('[name="petitioner.name"]').fill(name);
  await page.locator('[name="petitioner.idNumber"]').fill(idNumber);
  await expect(page.getByTestId('returning')).toContainText('二次来访，优先办理');
  await expect(page.getByTestId('returning')).toContainText('银行卡');
  await page.screenshot({ path: 'test-results/second-trip-intake.png' });
  await page.keyboard.press('Alt+y');
  await expect(page.getByTestId('case-page')).toBeVisible();
  await expect(page.getByTestId('returning')).toContainText('二次来访，优先办理');

  // By the code of the notice, from the home page.
  await open(page, '/');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(chief.name);
  const { number } = valueOf(await door.case.page({ stream, reveal: false }));
  const token = qrToken(crypto.getRandomValues(new Uint8Array(16)));
  await scan(page, unsealedQr({ number, paper: 'CN', on: getPlainDate('2026-11-23'), token }));
  await expect(page.getByTestId('returning')).toBeVisible();
  await page.screenshot({ path: 'test-results/second-trip-case.png' });
  await page.keyboard.press('Alt+y');
  await expect(page.getByRole('dialog')).toContainText('补正收件');
  await page.getByRole('dialog').getByRole('checkbox', { name: '银行卡' }).check();
  await page.screenshot({ path: 'test-results/second-trip-supplement.png' });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('case-status')).toHaveText('已收件');
  await expect(page.getByTestId('returning')).toBeHidden();
});

test('the chief sees the rate with both its numbers, the paper that was missing, the cases behind it, and takes it away as a workbook', async ({
  host,
  page,
}) => {
  const door = await doorOf(host);
  await ensureMatter(door);
  const take = async (name: string) => {
    const { idNumber } = newcomer(name);
    const set = { petitioner: { name, idType: 'residentId', idNumber }, matter: { code: matter.code } };
    return valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } })).stream;
  };
  const step = async (stream: string, type: string, data: Parameters<typeof door.case.step>[0]['data'] = {}) =>
    valueOf(await door.case.step({ act: v7(), stream, type, data }));
  await step(await take('一次示例'), 'accepted');
  const gaps = [{ material: '银行卡', standard: '' }];
  await step(await take('两次示例'), 'correctionNoticed', { gaps, whyMissing: 'guide' });
  await page.goto(await host.address());
  await logIn(page, chief);
  // A question answered with what is missing: one key, the matter, 3, the paper.
  await page.keyboard.press('Alt+z');
  const aside = page.getByTestId('aside');
  await aside.locator('input[name=matter]').fill('gljt');
  await expect(page.getByRole('option', { name: matter.name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(aside.getByRole('button', { name: '材料不齐，回去拿' })).toBeVisible();
  await page.keyboard.press('3');
  await expect(aside.getByTestId('lacks')).toBeVisible();
  await expect(aside.getByTestId('lacks').locator('input').first()).toBeFocused();
  await page.screenshot({ path: 'test-results/second-trip-inquiry.png' });
  // By keys: the cursor stands at the first paper.
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(aside).toBeHidden();

  await page.keyboard.press('F3');
  await page.getByRole('combobox').fill('多跑');
  await expect(page.getByRole('option', { name: '多跑一次登记' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('trips-whole')).toContainText(
    '一次办成率 50.0%（一次办成 1 件 ÷ 已审查 2 件），多跑 2 次',
  );
  const row = page.locator(`tr[data-key="${matter.code}"]`);
  await expect(row).toContainText('指南没写清 1');
  await expect(row).toContainText('咨询时材料不齐 1');
  await page.screenshot({ path: 'test-results/second-trip-ledger.png' });
  await row.getByRole('button', { name: '银行卡 2 次' }).click();
  await expect(page.getByTestId('trips-lines')).toContainText('两***');
  await expect(page.getByTestId('trips-lines')).not.toContainText('两次示例');
  await page.screenshot({ path: 'test-results/second-trip-lines.png' });
  await page.keyboard.press('Escape');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByTestId('trips-export').click()]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(readFileSync(await file.path()) as unknown as Parameters<typeof book.xlsx.load>[0]);
  expect(JSON.stringify(book.worksheets[0]?.getRow(2).values)).toContain('高龄津贴申领');
});
