/** A sheet with a character that no face has: the page says so before it prints, by the keyboard, and no box comes out. */
import { beginIntake, doorOf, ensureMatter, newcomer, sayPrinted } from './support/cases.ts';
import { expect, test } from './support/station.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

test('全程单 of a name no font has: which character, blank to be written in, or first its picture', async ({
  desk,
}) => {
  const { name: around } = newcomer('王留空');
  await beginIntake(desk);
  await desk.keyboard.insertText(`${around}\u{2EBF2}`);
  await desk.keyboard.press('Control+Enter');
  await desk.getByTestId('by-hand').click();
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  await desk.getByRole('link', { name: '打开办件', exact: true }).click();
  const whole = desk.getByTestId('whole-print');
  await whole.focus();
  await desk.keyboard.press('Enter');
  const dialog = desk.getByRole('dialog', { name: '这张单子上有打不出来的字' });
  await expect(dialog).toContainText('U+2EBF2');
  await expect(desk.getByTestId('blanked-print')).toBeFocused();
  await desk.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(whole).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('blanked-print')).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
});
