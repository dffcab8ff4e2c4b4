import { dropFolder, newFolder, startHost } from './support/host.ts';
import { chief, expect, logIn, setUpStation, test } from './support/station.ts';

/** What the desk's wall calendar shows so many days from now, as the screen writes it. */
function dayFromNow(days: number): string {
  const parts = new Intl.DateTimeFormat('zh-CN', {
    ...({ timeZone: 'Asia/Shanghai', year: 'numeric', month: 'numeric', day: 'numeric', weekday: 'long' } as const),
  }).formatToParts(Date.now() + days * 24 * 3_600_000);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}年${part('month')}月${part('day')}日 ${part('weekday')}`;
}

test('a day long after the last entry is asked for, may be put off, and is confirmed once', async ({ page }) => {
  const dir = await newFolder();
  const before = await startHost({ dir });
  await setUpStation(before);
  await before.stop();
  const host = await startHost({ dir, clockShiftDays: 40 });
  await page.goto(await host.address());
  await logIn(page, chief);

  const question = page.getByRole('dialog', { name: '请核对今天的日期' });
  await expect(question).toContainText(dayFromNow(40));
  // The safe answer has the focus: an Enter too many confirms nothing.
  await expect(question.getByRole('button', { name: '稍后再说' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(question).toBeHidden();
  const sign = page.getByRole('button', { name: '请核对今天的日期' });
  await expect(sign).toBeVisible();
  await sign.click();
  await question.getByRole('button', { name: '是今天' }).click();
  await expect(question).toBeHidden();
  await expect(sign).toBeHidden();
  await host.stop();
  await dropFolder(dir);
});

test('a clock that went back is told as such', async ({ page }) => {
  const dir = await newFolder();
  const before = await startHost({ dir });
  await setUpStation(before);
  await before.stop();
  const host = await startHost({ dir, clockShiftDays: -3 });
  await page.goto(await host.address('en'));
  await logIn(page, chief);
  await expect(page.getByRole('dialog')).toContainText("The computer's date is before the last entry");
  await host.stop();
  await dropFolder(dir);
});
