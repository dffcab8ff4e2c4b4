import { z } from 'zod';
import { findPaper } from '../../shared/documents/papers.ts';
import { unsealedQr } from '../../shared/documents/paper-seal.ts';
import { getPaperCode } from '../../shared/documents/qr-code.ts';
import { parseReceiptNumber } from '../../shared/documents/receipt-number.ts';
import { unwrap } from '../../shared/kernel/result.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { doorOf, openAct, pageOf, sayPrinted, submitAct, takeIn } from './support/cases.ts';
import { chief, clerk, expect, logIn, open, test } from './support/station.ts';

test('更正: the successor is printed, the old paper is to be collected, its code points to the new one', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream, number } = await takeIn(door, '更正甲');
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'corrected');
  await desk.getByLabel('申请人', { exact: true }).check();
  await expect(desk.getByText('这些凭证更正后就不对了')).toBeVisible();
  await desk.locator('[name="petitioner.name"]').fill('更正乙');
  await desk.locator('textarea[name=reason]').fill('名字录错');
  await submitAct(desk);
  await sayPrinted(desk);
  await expect(desk.getByTestId('collect')).toContainText('收件凭证');
  await expect(desk.getByTestId('history')).toContainText('名字录错');

  const page = await pageOf(door, stream);
  const [old, successor] = page.papers;
  expect([old?.status, successor?.status, successor?.copies]).toEqual(['superseded', 'valid', 1]);
  expect(old?.replacedBy).toBe(successor?.id);

  // The old slip comes back to the window and is scanned.
  const issued = page.history.find(({ data }) => data['paper'] === old?.id && data['token'] !== undefined);
  const code = getPaperCode(findPaper('receipt')?.code ?? '');
  const on = getPlainDate(old?.on.slice(0, 10) ?? '');
  const token = z.string().parse(issued?.data['token']);
  await desk.keyboard.press('F3');
  await expect(desk.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await desk.keyboard.type(unsealedQr({ number: unwrap(parseReceiptNumber(number)).text, paper: code, on, token }));
  await expect(desk.getByRole('option').first()).toContainText('已更正，以更正件为准');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('case-number')).toHaveAttribute('data-number', number);
});

test('撤回上一步: the same person takes the step back, and the history keeps it', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '撤回甲');
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'accepted');
  await submitAct(desk);
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'accepted');
  await openAct(desk, 'undone');
  await submitAct(desk);
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'received');
  await expect(desk.locator('[data-entry=accepted]')).toContainText('已撤回');
});

test('作废: one asks, another confirms, the number stands in the register', async ({ shared, desk, browser }) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '作废甲');
  const other = await browser.newPage();
  await other.goto(await shared.address());
  await logIn(other, clerk);
  await open(other, `/cases/${stream}`);
  await openAct(other, 'voidAsked');
  await other.getByLabel('重复登记').check();
  await other.locator('textarea[name=reason]').fill('同一件收了两次');
  await submitAct(other);
  await expect(other.getByTestId('void-asked')).toContainText('要由另一位同事确认');

  await open(desk, `/cases/${stream}`);
  await expect(desk.getByTestId('void-asked')).toContainText(clerk.name);
  await openAct(desk, 'voided');
  await desk.locator('textarea[name=reason]').fill('核对过，确是重复');
  await submitAct(desk);
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'voided');
  await expect(desk.getByTestId('papers')).toContainText('已作废');
  await open(desk, '/voids');
  await expect(desk.getByTestId('void-rows')).toContainText('核对过，确是重复');
  await expect(desk.getByTestId('void-rows')).toContainText(chief.name);
  await other.close();
});

test('并案: a case goes on within another, and is taken apart again', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const main = await takeIn(door, '主案甲');
  const { stream } = await takeIn(door, '并案乙');
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'merged');
  await desk.locator('input[name=find]').fill(main.number);
  await desk.getByRole('radio').first().check();
  await desk.locator('textarea[name=reason]').fill('同一户的同一件事');
  await submitAct(desk);
  await expect(desk.getByText('这个办件已并入')).toBeVisible();
  await openAct(desk, 'unmerged');
  await desk.locator('textarea[name=reason]').fill('不是一回事');
  await submitAct(desk);
  await expect(desk.getByText('这个办件已并入')).toBeHidden();
  const page = await pageOf(door, stream);
  expect(page.mergedInto).toBeUndefined();
  expect(page.papers.map(({ status }) => status)).toEqual(['valid']);
});

test('撤回申请: papers are handed back by ticking them, and the signature paper is printed', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '不办甲');
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'withdrawn');
  await desk.locator('textarea[name=reason]').fill('不办了');
  await desk.getByRole('checkbox', { name: '居民身份证' }).check();
  await desk.locator('input[name=receivedBy]').fill('不办甲');
  await submitAct(desk);
  await sayPrinted(desk);
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'withdrawn');
  const { papers } = await pageOf(door, stream);
  expect(papers.map(({ spec, copies }) => [spec, copies])).toContainEqual(['withdrawal', 1]);
});

test('personal data is hidden until somebody asks', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '遮盖甲');
  await open(desk, `/cases/${stream}`);
  const petitioner = desk.locator('[data-show=petitioner]');
  await expect(petitioner).toContainText('139****0001');
  await desk.getByTestId('reveal').click();
  await expect(petitioner).toContainText('13900000001');
});
