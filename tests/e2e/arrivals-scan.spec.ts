/** 到证登记 with a scanner gun in the hand: wherever the cursor stands a slip is a row, and what was typed there stays as it was. */
import type { Page } from '@playwright/test';
import { doorOf, newcomer, pageOf, qrOf, takeIn } from './support/cases.ts';
import { awaitCertificate } from './support/certificates.ts';
import { scan, scanUnderIme } from './support/gun.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const glanceMs = 600;
const line = (desk: Page, { stream }: { readonly stream: string }) => desk.locator(`[data-row="${stream}"]`);
const certificateOf = (desk: Page, one: { readonly stream: string }) =>
  line(desk, one).locator('input[name^=certificate]');

test('lesson 39: slips scanned at 到证登记 tick their rows under the wrong field, an input method and Caps Lock', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const [one, two, three, four] = [
    await awaitCertificate(door, '扫证甲'),
    await awaitCertificate(door, '扫证乙'),
    await awaitCertificate(door, '扫证丙'),
    await awaitCertificate(door, '扫证丁'),
  ];
  await open(desk, '/arrivals');
  await expect(line(desk, one)).toBeVisible();
  // Under the wrong field, in the middle of a word.
  const responsible = desk.locator('input[name=responsible]');
  await responsible.fill('李主任');
  await responsible.press('Home');
  await scan(desk, qrOf(two.number));
  await expect(certificateOf(desk, two)).toBeFocused();
  await expect(responsible).toHaveValue('李主任');
  await desk.keyboard.insertText('示例证〔2026〕12 号');
  // In the certificate of another row; the letters of its number stay as they are.
  await scan(desk, qrOf(one.number), { ending: 'Tab' });
  await expect(certificateOf(desk, one)).toBeFocused();
  await expect(certificateOf(desk, two)).toHaveValue('示例证〔2026〕12 号');
  await desk.keyboard.insertText('示例证〔2026〕11 号');
  // In the field of the day, which takes digits itself.
  const arrivedOn = desk.locator('input[name=arrivedOn]');
  const day = await arrivedOn.inputValue();
  await arrivedOn.focus();
  await scan(desk, qrOf(three.number).toUpperCase(), { typed: (char) => char.toUpperCase() });
  await expect(certificateOf(desk, three)).toBeFocused();
  await expect(arrivedOn).toHaveValue(day);
  await desk.keyboard.insertText('示例证〔2026〕13 号');
  // Under an input method, in the field that finds rows; then the bare number of a slip.
  await desk.locator('input[name=find]').fill('扫');
  await scanUnderIme(desk, qrOf(two.number));
  await expect(certificateOf(desk, two)).toBeFocused();
  await expect(certificateOf(desk, two)).toHaveValue('示例证〔2026〕12 号');
  await desk.locator('input[name=find]').focus();
  await scan(desk, four.number);
  await expect(certificateOf(desk, four)).toBeFocused();
  await line(desk, four).getByRole('checkbox').uncheck();
  await desk.screenshot({ path: test.info().outputPath('scanned.png') });

  // A slip that waits for nothing: said, and nothing is opened or lost. So with a card.
  const { stream: idle } = await takeIn(door, '扫证戊');
  await certificateOf(desk, three).focus();
  await scan(desk, qrOf((await pageOf(door, idle)).number));
  await expect(desk.getByTestId('arrival-not-here')).toBeVisible();
  await expect(certificateOf(desk, three)).toHaveValue('示例证〔2026〕13 号');
  const card = newcomer('扫证己').idNumber;
  await scan(desk, card);
  await expect(desk.locator('[name="petitioner.idNumber"]')).toHaveValue(card);
  await open(desk, '/arrivals');
  for (const [at, row] of [one, two, three].entries())
    await expect(certificateOf(desk, row)).toHaveValue(`示例证〔2026〕1${String(at + 1)} 号`);
  await expect(responsible).toHaveValue('李主任');
  await expect(line(desk, four)).toHaveAttribute('data-ticked', 'false');
  // An Enter right behind a scan is the gun's own, and does nothing.
  await desk.waitForTimeout(glanceMs);
  await desk.getByTestId('arrivals-note').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('arrivals-noted')).toContainText('3');
  for (const [at, { stream }] of [one, two, three].entries())
    expect((await pageOf(door, stream)).stages[0]).toMatchObject({
      notes: { certificate: `示例证〔2026〕1${String(at + 1)} 号` },
    });
  const waiting = valueOf(await door.arrival.waiting({})).rows.map(({ stream }) => stream);
  expect(waiting).toContain(four.stream);
});
