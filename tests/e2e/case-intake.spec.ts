import { beginIntake, casesOf, doorOf, ensureMatter, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { dropFolder, newFolder, startHost } from './support/host.ts';
import { chief, expect, logIn, open, setUpStation, test, valueOf } from './support/station.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

test('a case is taken in by keys alone, up to the printed slip', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { name, idNumber } = newcomer('钟桂香');
  await beginIntake(desk);
  await desk.keyboard.insertText(name);
  await desk.keyboard.press('Enter');
  // At the pace of a hand: any faster and it is a scan.
  await desk.keyboard.type(idNumber, { delay: 60 });
  await expect(desk.getByTestId('id-reading')).toContainText('1951-03-08');
  await desk.keyboard.press('Enter');
  await desk.keyboard.type('13900000001');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Space');
  await desk.keyboard.press('Control+Enter');
  const number = await desk.getByTestId('taken-number').getAttribute('data-number');
  await sayPrinted(desk);
  await expect(desk.getByTestId('taken-next')).toBeFocused();

  const lines = await casesOf(door, name);
  expect(lines.map((line) => line.number)).toEqual([number]);
  const page = await pageOf(door, lines[0]?.stream ?? '');
  expect(page.papers.map(({ spec, copies }) => [spec, copies])).toEqual([['receipt', 1]]);
  expect(page.fields['materials']).toEqual([{ name: '居民身份证', copies: 1, form: 'copy' }]);
  expect(valueOf(await door.paper.waiting({})).jobs.filter((job) => job.number === number)).toEqual([]);

  await desk.keyboard.press('Enter');
  await expect(desk.locator('input[name=matter]')).toHaveValue('');
});

test('an impatient hand makes one case', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { name } = newcomer('双击甲');
  await beginIntake(desk);
  await desk.keyboard.insertText(name);
  await desk.getByTestId('take-submit').focus();
  await desk.evaluate(() => {
    const button = document.activeElement as HTMLButtonElement;
    for (let times = 0; times < 3; times += 1) button.click();
  });
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  expect(await casesOf(door, name)).toHaveLength(1);
});

test('what is typed survives a reload, and a host that was killed', async ({ page }) => {
  const dir = await newFolder();
  const first = await startHost({ dir });
  await setUpStation(first);
  await ensureMatter(await doorOf(first));
  await page.goto(await first.address());
  await logIn(page, chief);
  await beginIntake(page);
  await page.keyboard.insertText('草稿乙');
  await page.keyboard.press('Enter');
  await page.keyboard.type('3607321951');
  await expect(page.getByTestId('draft-state')).toHaveAttribute('data-kept', 'true');
  const place = new URL(page.url()).hash.slice(1);
  await page.reload();
  await expect(page.locator('[name="petitioner.name"]')).toHaveValue('草稿乙');

  await page.locator('[name="petitioner.address"]').fill('永丰镇示例村 1 号');
  await expect(page.getByTestId('draft-state')).toContainText('草稿已保存');
  await first.kill();
  const second = await startHost({ dir });
  await page.goto(await second.address());
  await logIn(page, chief);
  await open(page, place);
  await expect(page.locator('[name="petitioner.name"]')).toHaveValue('草稿乙');
  await expect(page.locator('[name="petitioner.idNumber"]')).toHaveValue('3607321951');
  await expect(page.locator('[name="petitioner.address"]')).toHaveValue('永丰镇示例村 1 号');
  await second.stop();
  await dropFolder(dir);
});

test('an Enter that chooses a candidate neither moves nor submits', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { name } = newcomer('肖素芬');
  await beginIntake(desk);
  const field = desk.locator('[name="petitioner.name"]');
  const session = await desk.context().newCDPSession(desk);
  await session.send('Input.imeSetComposition', { text: 'xiao', selectionStart: 4, selectionEnd: 4 });
  await desk.keyboard.press('Enter');
  await expect(field).toBeFocused();
  await desk.keyboard.press('Control+Enter');
  await expect(field).toBeFocused();
  await expect(desk.getByTestId('taken')).toHaveCount(0);
  await session.send('Input.insertText', { text: name });
  await expect(field).toHaveValue(name);
  expect(await casesOf(door, name)).toEqual([]);
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.idNumber"]')).toBeFocused();
});

test('bad input is told at its field, and nothing typed is lost', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await beginIntake(desk);
  await desk.keyboard.insertText('错号丙');
  await desk.keyboard.press('Enter');
  await desk.keyboard.type('360732195103080013');
  await desk.keyboard.press('Enter');
  await expect(desk.getByText('号码的校验位不符')).toBeVisible();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.locator('[name="petitioner.idNumber"]')).toBeFocused();
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue('错号丙');
  await expect(desk.locator('[name="petitioner.idNumber"]')).toHaveValue('360732195103080013');
  expect(await casesOf(door, '错号丙')).toEqual([]);
  // The reason goes with the mistake.
  await desk.locator('[name="petitioner.idNumber"]').fill(newcomer('错号丙').idNumber);
  await expect(desk.getByTestId('id-reading')).toContainText('1951-03-08');
  await expect(desk.getByText('号码的校验位不符')).toBeHidden();
});

test('a permit from Hong Kong is known by its number; an odd one is asked about and can be saved', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await beginIntake(desk);
  await desk.keyboard.insertText('陈港生');
  await desk.keyboard.press('Enter');
  await desk.keyboard.type('h1234567');
  await desk.keyboard.press('Enter');
  // Of no paper that is known: the clerk chooses, and is asked to look again.
  await expect(desk.getByText('公民身份号码应为18位')).toBeVisible();
  const type = desk.locator('select[name="petitioner.idType"]');
  await type.selectOption('hkMacaoPass');
  await expect(desk.getByTestId('id-unusual')).toBeVisible();
  await type.selectOption('residentId');
  await desk.locator('[name="petitioner.idNumber"]').fill('h12345678');
  await desk.keyboard.press('Enter');
  await expect(type).toHaveValue('hkMacaoPass');
  await expect(desk.getByTestId('id-unusual')).toBeHidden();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const [line] = await casesOf(door, '陈港生');
  const { petitioner } = (await pageOf(door, line?.stream ?? '')).fields;
  expect(petitioner).toMatchObject({ name: '陈港生', idType: 'hkMacaoPass' });
});

test('what is missing is asked for where it is missing', async ({ desk }) => {
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('这一项还没有填')).toHaveCount(2);
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  const name = desk.locator('[name="petitioner.name"]');
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await name.fill('补填乙');
  await expect(name).not.toHaveAttribute('aria-invalid', 'true');
  await expect(desk.getByText('这一项还没有填')).toHaveCount(1);
});

test('a character that no font has is left to the hand, and the name is kept whole', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const name = '生\u{E234}僻';
  await beginIntake(desk);
  await desk.keyboard.insertText(name);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('alert').filter({ hasText: 'U+E234' })).toBeVisible();
  await desk.getByTestId('by-hand').click();
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const [line] = await casesOf(door, '生');
  expect((await pageOf(door, line?.stream ?? '')).fields['petitioner']).toMatchObject({ name });
});

test('a rare character that the fonts have is printed without a word', async ({ desk }) => {
  await beginIntake(desk);
  await desk.keyboard.insertText('𠮷㛃');
  // The screen has them from the program too, whatever fonts the machine has.
  const faces = await desk.evaluate(() => document.fonts.load('16px "Tongban Rare"', '𠮷㛃'));
  expect(faces).toHaveLength(2);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
});

test('a blank sheet is keyed in under its own number, once', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await open(desk, '/pads');
  await desk.locator('input[name=count]').fill('3');
  await desk.getByTestId('pad-reserve').click();
  await expect(desk.getByTestId('pad').first()).toContainText('未用 3');
  const [pad] = valueOf(await door.pad.list({})).pads;
  const number = pad?.sheets[1]?.number ?? '';

  await beginIntake(desk);
  await desk.keyboard.insertText('停电丁');
  await desk.locator('input[name=sheet]').fill(number);
  await desk.locator('input[name="late.reason"]').fill('停电期间手工收件');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toHaveAttribute('data-number', number);
  await sayPrinted(desk);
  await desk.getByText('打开办件').click();
  await expect(desk.getByTestId('late-mark').first()).toContainText('停电期间手工收件');

  await beginIntake(desk);
  await desk.keyboard.insertText('停电戊');
  await desk.locator('input[name=sheet]').fill(number);
  await desk.locator('input[name="late.reason"]').fill('停电期间手工收件');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('alert')).toContainText('已经录入过');
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue('停电戊');
  await open(desk, '/pads');
  await expect(desk.getByTestId('pad').first()).toContainText('已用 1 · 未用 2');
});
