import { casesOf, doorOf, takeIn } from './support/cases.ts';
import { expect, open, test } from './support/station.ts';

test('a fragment finds, the arrows choose, Enter opens, and Back comes back to the place', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  for (const name of ['欧阳春芳', '欧阳建军', '温小梅']) await takeIn(door, name);
  const lines = await casesOf(door, '欧阳');
  expect(lines).toHaveLength(2);
  await desk.keyboard.press('F4');
  await expect(desk.locator('input[name=search]')).toBeFocused();
  await desk.keyboard.type('ouyang');
  await expect(desk.getByTestId('list-says')).toContainText('含“ouyang”');
  await expect(desk.locator('[data-stream]')).toHaveCount(2);
  await expect(desk.locator('[data-stream]').first()).toContainText('欧阳**');
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('case-number')).toHaveAttribute('data-number', lines[1]?.number ?? '');
  await desk.goBack();
  await expect(desk.locator('input[name=search]')).toHaveValue('ouyang');
  await expect(desk.locator('[aria-selected=true]')).toHaveAttribute('data-stream', lines[1]?.stream ?? '');
});

test('what was searched for never stands in the address', async ({ desk }) => {
  await open(desk, '/cases?filter=all');
  await desk.locator('input[name=search]').fill('13900000001');
  await expect(desk.getByTestId('list-says')).toContainText('13900000001');
  expect(desk.url()).not.toContain('1390');
});

test('an Enter that chooses a candidate opens nothing', async ({ shared, desk }) => {
  await takeIn(await doorOf(shared), '候选甲');
  await desk.keyboard.press('F4');
  await expect(desk.locator('[data-stream]').first()).toBeVisible();
  const session = await desk.context().newCDPSession(desk);
  await session.send('Input.imeSetComposition', { text: 'hou', selectionStart: 3, selectionEnd: 3 });
  await desk.keyboard.press('ArrowDown');
  await desk.keyboard.press('Enter');
  expect(new URL(desk.url()).hash).toBe('#/cases');
});

test('a search without a hit says so, and how to go on', async ({ desk }) => {
  await desk.keyboard.press('F4');
  await desk.locator('input[name=search]').fill('没有这样的人');
  await expect(desk.getByText('没有找到含“没有这样的人”的办件')).toBeVisible();
});
