/** 生僻字查字, by keyboard, in the fields that hold names (lesson 31). */
import { beginIntake, casesOf, doorOf, ensureMatter, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { expect, test, valueOf } from './support/station.ts';

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
  const search = desk.getByRole('combobox', { name: '查办件、人名、电话、编号' });
  await expect(search).toBeFocused();
  await desk.keyboard.insertText('王?');
  await desk.keyboard.press('Shift+ArrowLeft');
  await desk.keyboard.press('Alt+KeyC');
  const finder = desk.getByTestId('character-finder');
  await expect(finder.getByRole('combobox')).toBeFocused();
  await desk.keyboard.insertText('U+2EBF0');
  await expect(desk.getByTestId('character-detail')).toContainText('程序的字体里没有这个字');
  await finder.getByRole('combobox').fill('吉吉');
  await desk.keyboard.press('Enter');
  await expect(search).toHaveValue('王喆');
});

test('what no font has is printed as its picture, drawn once; no box comes out', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await beginIntake(desk);
  const { name: around } = newcomer('王字图');
  const name = `${around}\u{2EBF1}`;
  await desk.keyboard.insertText(name);
  await desk.locator('[name="petitioner.idNumber"]').fill(newcomer(name).idNumber);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('U+2EBF1，在“申请人”里')).toBeVisible();
  await desk.getByTestId('glyph-add').click();
  const pad = desk.getByRole('img', { name: '画字的框' });
  await expect(desk.getByTestId('glyph-keep')).toBeDisabled();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('no square to draw in');
  await desk.mouse.move(box.x + 40, box.y + 60);
  await desk.mouse.down();
  await desk.mouse.move(box.x + 200, box.y + 60, { steps: 4 });
  await desk.mouse.up();
  await desk.getByTestId('glyph-keep').click();
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const [line] = await casesOf(door, name);
  const stream = line?.stream ?? '';
  const { papers } = await pageOf(door, stream);
  const { html } = valueOf(await door.paper.html({ stream, paper: papers[0]?.id ?? '', size: '80mm', copy: 1 }));
  expect(html).toMatch(/<img class="glyph" src="data:image\/png;base64,iVBORw0KGgo[^"]+" alt="U\+2EBF1">/u);
  expect(html).not.toContain('\u{2EBF1}');
});

test('a private character of an old system that is pasted becomes the standard one, and it is said', async ({
  desk,
}) => {
  await beginIntake(desk);
  await desk.keyboard.insertText('刘\uE863');
  await desk.locator('[name="petitioner.idNumber"]').focus();
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue('刘䶮');
  await expect(desk.getByTestId('standard-character')).toContainText('U+E863 → 䶮');
});
