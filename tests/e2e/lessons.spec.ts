/** What users of other systems suffered at intake, each a test of its name (lessons 15 to 18, 31, 32). */
import { v7 } from 'uuid';
import {
  beginIntake,
  casesOf,
  doorOf,
  ensureMatter,
  newcomer,
  openAct,
  pageOf,
  sayPrinted,
  takeIn,
} from './support/cases.ts';
import { chief, clerk, expect, logIn, open, test, valueOf } from './support/station.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

test('lesson 15: ten idle minutes lock the screen and lose not a word; what was typed is taken in afterwards', async ({
  shared,
  page,
}) => {
  await page.clock.install();
  await page.goto(await shared.address());
  await logIn(page, chief);
  await beginIntake(page);
  const { name, idNumber } = newcomer('钟十分');
  await page.keyboard.insertText(name);
  await page.locator('[name="petitioner.idNumber"]').fill(idNumber);
  const words = '先说了一半：去年冬天的补贴还没有到账';
  await page.locator('textarea[name=request]').fill(words);
  await page.clock.fastForward('10:30');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeVisible();
  await page.locator('input[name=password]').fill(chief.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: '已锁屏' })).toBeHidden();
  await expect(page.locator('textarea[name=request]')).toHaveValue(words);
  await page.locator('textarea[name=request]').press('Control+Enter');
  await expect(page.getByTestId('taken-number')).toBeVisible();
  const door = await doorOf(shared);
  const [line] = await casesOf(door, name);
  expect((await pageOf(door, line?.stream ?? '')).fields).toMatchObject({
    petitioner: { name, idNumber },
    request: words,
  });
});

test('lesson 16: one required field that is missing is named, and nothing else of the form is gone', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { name, idNumber } = newcomer('曾缺项');
  await beginIntake(desk);
  const typed = {
    ...{ 'petitioner.idNumber': idNumber, 'petitioner.phone': '13907978811' },
    ...{ 'petitioner.address': '永丰镇凌源村三组 12 号', request: '只差一项' },
  };
  for (const [field, text] of Object.entries(typed)) await desk.locator(`[name="${field}"]`).fill(text);
  await desk.locator('input[name="materials.居民身份证"]').check();
  for (let times = 0; times < 2; times += 1) {
    await desk.keyboard.press('Control+Enter');
    await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
    await expect(desk.getByText('这一项还没有填').first()).toBeVisible();
    for (const [field, text] of Object.entries(typed))
      await expect(desk.locator(`[name="${field}"]`)).toHaveValue(text);
    await expect(desk.locator('input[name="materials.居民身份证"]')).toBeChecked();
    await expect(desk.getByTestId('matter-summary')).toContainText('10 个工作日');
    await desk.locator('textarea[name=request]').focus();
  }
  expect(await casesOf(door, idNumber)).toEqual([]);
  await desk.locator('[name="petitioner.name"]').fill(name);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const [line] = await casesOf(door, name);
  expect((await pageOf(door, line?.stream ?? '')).fields).toMatchObject({
    petitioner: { name, idNumber, phone: '13907978811' },
    request: '只差一项',
    materials: [{ name: '居民身份证' }],
  });
});

test('lesson 17: what is half written stays when a colleague takes the case a step on, also over a reload', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '曾同事');
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'note');
  const words = '说到一半：材料在他弟弟那里';
  const note = desk.getByRole('dialog').locator('textarea').first();
  await note.fill(words);
  const colleague = await doorOf(shared, clerk);
  valueOf(await colleague.case.step({ act: v7(), stream, type: 'accepted', data: {} }));
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'accepted');
  await expect(note).toHaveValue(words);
  await desk.reload();
  await openAct(desk, 'note');
  await expect(note).toHaveValue(words);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toBeHidden();
  const { history } = await pageOf(door, stream);
  expect(history.filter(({ type }) => type === 'note')).toMatchObject([{ data: { text: words } }]);
});

test('lesson 18: submitted three times on a slow line it is one case with one number and one slip', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { name } = newcomer('曾三按');
  await beginIntake(desk);
  await desk.keyboard.insertText(name);
  const acts: string[] = [];
  await desk.route('**/rpc/case/begin', async (route) => {
    acts.push(/"act":"([^"]+)"/u.exec(route.request().postData() ?? '')?.[1] ?? '');
    await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue();
  });
  const submit = desk.getByTestId('take-submit');
  await submit.focus();
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Control+Enter');
  await submit.click({ force: true, timeout: 500 }).catch(() => undefined);
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  expect(acts).toHaveLength(1);
  const lines = await casesOf(door, name);
  expect(lines).toHaveLength(1);
  const { papers } = await pageOf(door, lines[0]?.stream ?? '');
  expect(papers).toHaveLength(1);
  // Asked of the desk itself, past the button: the same act again is the same answer.
  const again = { act: acts[0] ?? '', kind: 'service', type: 'received', data: { set: { petitioner: { name } } } };
  const answer = await door.case.begin(again);
  expect(answer.ok ? '' : answer.refusal.code).toBe('act.conflict');
  expect(await casesOf(door, name)).toHaveLength(1);
});

// 㛃 and 𠮷 stand in fonts; 𮯠 is of GB 18030-2022 Amendment 1 (Extension I), which none has yet.
for (const [lesson, name, isByHand] of [
  ['lesson 31: a rare character', '𠮷春㛃', false],
  ['lesson 32: a character of the newest amendment', '王\u{2EBF0}明', true],
] as const) {
  test(`${lesson} is kept, found and printed as it is, and never becomes a box, a question mark or half a character`, async ({
    shared,
    desk,
  }) => {
    const door = await doorOf(shared);
    await beginIntake(desk);
    await desk.keyboard.insertText(name);
    await desk.locator('[name="petitioner.idNumber"]').fill(newcomer(name).idNumber);
    await desk.keyboard.press('Control+Enter');
    if (isByHand) await desk.getByTestId('by-hand').click();
    await expect(desk.getByTestId('taken-number')).toBeVisible();
    await sayPrinted(desk);
    const [, middle = ''] = [...name];
    for (const search of [name, middle]) {
      expect((await casesOf(door, search)).map(({ petitioner }) => petitioner)).toContain(`${[...name][0] ?? ''}**`);
    }
    const [line] = await casesOf(door, name);
    const stream = line?.stream ?? '';
    const page = await pageOf(door, stream);
    expect(page.fields['petitioner']).toMatchObject({ name });
    const paper = { stream, paper: page.papers[0]?.id ?? '', size: '80mm', copy: 1 } as const;
    const { html } = valueOf(await door.paper.html(paper));
    const [first = '', , last = ''] = [...name];
    if (isByHand) expect(html).toMatch(new RegExp(`${first}<span class="blank">.*U\\+2EBF0.*${last}`, 'u'));
    else expect(html).toContain(name);
    expect(html).not.toMatch(/[\u{FFFD}?□]\s*<\/(?:td|b|span)>/u);
    // Somebody who comes again is found by it, too.
    const { lines } = valueOf(await door.party.find({ typed: name }));
    expect(lines.map((one) => one.name)).toContain(`${first}**`);
  });
}
