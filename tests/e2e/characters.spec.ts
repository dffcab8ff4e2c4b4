/** 生僻字查字, by keyboard, in the fields that hold names (lesson 31). */
import { beginIntake, casesOf, doorOf, ensureMatter, newcomer, sayPrinted } from './support/cases.ts';
import { expect, test } from './support/station.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

test('a name is finished with 查字 without leaving the keyboard, and what was typed stays', async ({
  shared,
  desk,
}) => {
  await beginIntake(desk);
  const name = desk.locator('[name="petitioner.name"]');
  const finder = desk.getByTestId('character-finder');
  await desk.keyboard.insertText('刘明');
  await desk.keyboard.press('ArrowLeft');
  await desk.keyboard.press('Alt+KeyC');
  await expect(finder.getByRole('combobox')).toBeFocused();
  await desk.keyboard.insertText('龙天');
  await expect(desk.getByTestId('character-detail')).toContainText('U+4DAE');
  await expect(desk.getByTestId('character-detail')).toContainText('yǎn');
  await desk.keyboard.press('Enter');
  await expect(finder).toBeHidden();
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('刘䶮明');

  // The cursor stands behind the character: the next one follows it.
  await desk.keyboard.press('Alt+KeyC');
  await expect(finder.getByRole('combobox')).toBeFocused();
  await desk.keyboard.insertText('jie 女');
  const chosen = finder.getByRole('option', { selected: true });
  const first = (await chosen.textContent()) ?? '';
  await desk.keyboard.press('ArrowRight');
  await expect(chosen).not.toHaveText(first);
  const second = (await chosen.textContent()) ?? '';
  await desk.keyboard.press('Enter');
  await expect(name).toHaveValue(`刘䶮${second}明`);

  await desk.keyboard.press('Alt+KeyC');
  await desk.keyboard.insertText('zhe');
  await desk.keyboard.press('Escape');
  await expect(finder).toBeHidden();
  await expect(name).toBeFocused();
  await expect(name).toHaveValue(`刘䶮${second}明`);

  const whole = await name.inputValue();
  await desk.locator('[name="petitioner.idNumber"]').fill(newcomer(whole).idNumber);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  expect(await casesOf(await doorOf(shared), whole)).toHaveLength(1);
});

test('it works in a dialog, replaces the mark of a lost character, and finds what no font has by its code point', async ({
  desk,
}) => {
  await desk.keyboard.press('F3');
  await desk.keyboard.insertText('王?');
  await desk.keyboard.press('Shift+ArrowLeft');
  await desk.keyboard.press('Alt+KeyC');
  const finder = desk.getByTestId('character-finder');
  await expect(finder.getByRole('combobox')).toBeFocused();
  await desk.keyboard.insertText('U+2EBF0');
  await expect(desk.getByTestId('character-detail')).toContainText('程序的字体里没有这个字');
  await finder.getByRole('combobox').fill('吉吉');
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('combobox', { name: '查找' })).toHaveValue('王喆');
});
