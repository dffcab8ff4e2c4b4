/** What happens beside a case: forms put aside, calls, questions, visits of several matters. */
import type { Locator } from '@playwright/test';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';
import { addDays } from '#shared/time/plain-date.ts';
import {
  beginIntake,
  casesOf,
  doorOf,
  ensureMatter,
  matter,
  newcomer,
  openAct,
  sayPrinted,
  takeIn,
} from './support/cases.ts';
import { dropFolder, newFolder, startHost } from './support/host.ts';
import { chief, expect, logIn, open, setUpStation, test, valueOf } from './support/station.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

test('forms are put aside by one key, any number, and taken up by a digit at the very place, after a lock, a reload and a kill', async ({
  page,
}) => {
  const dir = await newFolder();
  const first = await startHost({ dir });
  await setUpStation(first);
  await ensureMatter(await doorOf(first));
  await page.goto(await first.address());
  await logIn(page, chief);
  await beginIntake(page);
  // Nothing typed: nothing is put aside.
  await expect(page.getByTestId('parked')).toContainText('(0)');
  const names = ['甲示例', '乙示例', '丙示例'];
  for (const [index, name] of names.entries()) {
    if (index > 0) await expect(page.locator('input[name=matter]')).toHaveValue('');
    await page.locator('[name="petitioner.name"]').fill(name);
    await page.locator('[name="petitioner.address"]').fill(`永丰镇示例村 ${String(index)} 号`);
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Alt+g');
    await expect(page.getByTestId('parked')).toContainText(`(${String(index + 1)})`);
  }
  await expect(page.locator('[name="petitioner.name"]')).toHaveValue('');
  await page.keyboard.press('Alt+l');
  await logInAgain();
  await page.reload();
  await expect(page.getByTestId('parked')).toContainText('(3)');
  await first.kill();
  const second = await startHost({ dir });
  await page.goto(await second.address());
  await logIn(page, chief);
  await open(page, '/');
  await expect(page.getByRole('heading', { name: '挂起的' })).toBeVisible();
  await page.keyboard.press('Alt+j');
  await expect(page.getByTestId('parked-list')).toContainText('乙*');
  await expect(page.getByTestId('parked-list')).not.toContainText('乙示例');
  await page.screenshot({ path: 'test-results/counter-parked.png' });
  await page.keyboard.press('2');
  const address = page.locator('[name="petitioner.address"]');
  await expect(address).toBeFocused();
  await expect(address).toHaveValue('永丰镇示例村 1 号');
  await expect(page.locator('[name="petitioner.name"]')).toHaveValue('乙示例');
  await expect(page.getByTestId('parked')).toContainText('(2)');
  expect(
    await address.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => [selectionStart, selectionEnd]),
  ).toEqual([8, 9]);
  await page.screenshot({ path: 'test-results/counter-taken-up.png' });
  await second.stop();
  await dropFolder(dir);

  async function logInAgain(): Promise<void> {
    await page.locator('input[name=password]').fill(chief.password);
    await page.locator('input[name=password]').press('Enter');
    await expect(page.getByTestId('parked')).toBeVisible();
  }
});

const selected = (field: Locator) =>
  field.evaluate(({ selectionStart, selectionEnd }: HTMLInputElement) => [selectionStart, selectionEnd]);

test('the telephone rings in the midst of a form, and of a dialog: noted beside it, and back to the very place', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await beginIntake(desk);
  const name = desk.locator('[name="petitioner.name"]');
  await desk.keyboard.insertText('来电示例');
  await desk.keyboard.press('ArrowLeft');
  await desk.keyboard.press('Shift+ArrowLeft');
  await desk.keyboard.press('Alt+t');
  const text = desk.getByTestId('aside').locator('textarea');
  await expect(text).toBeFocused();
  await desk.keyboard.insertText('问高龄津贴，请回个电话');
  await desk.screenshot({ path: 'test-results/counter-call.png' });
  await desk.keyboard.press('Escape');
  await expect(name).toBeFocused();
  expect(await selected(name)).toEqual([2, 3]);
  await expect(name).toHaveValue('来电示例');

  const { stream } = await takeIn(door, '来电对话框');
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'note');
  const note = desk.getByRole('dialog').locator('textarea');
  await note.fill('写到一半');
  await desk.keyboard.press('Alt+t');
  await expect(text).toHaveValue('问高龄津贴，请回个电话');
  await desk.keyboard.press('Tab');
  await desk.keyboard.insertText('139 0000 0005');
  await desk.screenshot({ path: 'test-results/counter-call-dialog.png' });
  await desk.keyboard.press('Escape');
  await expect(desk.getByTestId('aside')).toBeHidden();
  await expect(note).toBeFocused();
  await expect(note).toHaveValue('写到一半');
  await desk.keyboard.press('Alt+t');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('aside')).toBeHidden();
  await expect(note).toBeFocused();

  const waiting = valueOf(await door.memo.list({ kind: 'call', filter: 'open' })).lines;
  expect(waiting).toMatchObject([{ title: '问高龄津贴，请回个电话', phone: '139****0005' }]);
  await desk.keyboard.press('Escape');
  await open(desk, '/');
  await desk.locator('[data-memo-open=call]').click();
  await desk.getByTestId('memos').getByRole('button', { name: '显示号码' }).click();
  await expect(desk.getByTestId('memos')).toContainText('13900000005');
  await desk.screenshot({ path: 'test-results/counter-calls.png' });
  await desk.locator('[data-act=calledBack]').click();
  await desk.getByTestId('memo-submit').click();
  await expect(desk.getByTestId('memos').locator('li')).toHaveCount(0);
});

test('an answer typed before the list of matters has come is kept, and is the answer of that matter', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const memos = async () => valueOf(await door.memo.list({ kind: 'inquiry', filter: 'all' })).lines.length;
  const before = await memos();
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  // The slow desk of the story: no list of matters before the hand is done.
  await desk.route('**/matter/find', async (route) => {
    await held;
    await route.continue();
  });
  await desk.keyboard.press('Alt+z');
  await expect(desk.getByTestId('aside').locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('gljt');
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('1');
  await expect(desk.getByTestId('aside').locator('input[name=matter]')).toHaveValue('gljt');
  letGo();
  await expect(desk.getByTestId('last-memo')).toContainText('咨询，已答复');
  expect(await memos()).toBe(before + 1);
});

test('a call becomes an intake with what was said in it', async ({ desk }) => {
  await desk.keyboard.press('Alt+t');
  await desk.getByTestId('aside').locator('textarea').fill('要申请高龄津贴');
  await desk.getByTestId('aside').locator('[name=phone]').fill('13900000006');
  await desk.keyboard.press('Alt+4');
  await expect(desk.locator('[name=request]')).toHaveValue('要申请高龄津贴');
  await expect(desk.locator('[name="petitioner.phone"]')).toHaveValue('13900000006');
  await expect(desk.getByTestId('aside')).toBeHidden();
});

test('a question is counted by three keys from any field, and a slip of the finger is taken back by one', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const before = await today();
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.press('Alt+z');
  await expect(desk.getByTestId('aside').locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('gljt', { delay: 60 });
  await expect(desk.getByRole('option', { name: matter.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('1');
  await expect(desk.getByTestId('last-memo')).toContainText('咨询，已答复');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  expect(await today()).toBe(before + 1);

  await desk.keyboard.press('Alt+z');
  await desk.keyboard.type('gljt', { delay: 60 });
  await expect(desk.getByRole('option', { name: matter.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('2');
  await expect(desk.locator('input[name=whereTo]')).toBeFocused();
  await desk.keyboard.insertText('县医保局');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('last-memo')).toContainText('已指引到别处');
  await desk.keyboard.press('Alt+u');
  await expect(desk.getByTestId('last-memo')).toBeHidden();
  expect(await today()).toBe(before + 1);

  await open(desk, '/');
  await desk.screenshot({ path: 'test-results/counter-home.png' });
  await desk.locator('[data-memo=inquiry]').click();
  await expect(desk.getByTestId('memos').locator('li')).toHaveCount(before + 1);
  await desk.screenshot({ path: 'test-results/counter-inquiries.png' });

  async function today(): Promise<number> {
    return valueOf(await door.memo.list({ kind: 'inquiry', filter: 'today' })).lines.length;
  }
});

test('one visit, two matters: one key after the slip, the same person, and each case shows the other; handing on stays open', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { name, idNumber } = newcomer('来访示例');
  await beginIntake(desk);
  await desk.keyboard.insertText(name);
  await desk.locator('[name="petitioner.idNumber"]').fill(idNumber);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  await desk.screenshot({ path: 'test-results/counter-taken.png' });
  await desk.keyboard.press('Alt+r');
  await expect(desk.getByTestId('same-visit')).toBeVisible();
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue(name);
  await expect(desk.locator('[name="petitioner.idNumber"]')).toHaveValue(idNumber);
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('gljt', { delay: 60 });
  await expect(desk.getByRole('option', { name: matter.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const lines = await casesOf(door, name);
  expect(lines).toHaveLength(2);
  const [first, second] = lines.map(({ stream }) => stream);
  await open(desk, `/cases/${first ?? ''}`);
  await expect(desk.getByTestId('visit')).toContainText('首问：王霞');
  await desk.getByTestId('visit').getByRole('button', { name: '转介' }).click();
  await expect(desk.locator('[name=unit]')).toBeVisible();
  await desk.locator('[name=unit]').fill('县人社局');
  await desk.locator('[name=why]').fill('失业金由县里发放');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.locator('[data-referral=waiting]')).toContainText('县人社局');
  await desk.screenshot({ path: 'test-results/counter-visit.png' });
  await desk.getByTestId('visit').getByRole('link').first().click();
  await expect(desk).toHaveURL(new RegExp(second ?? 'none'));
  await open(desk, '/');
  await expect(desk.locator('[data-memo-open=referral]')).toBeVisible();
});

test('a call becomes an appointment, which stands in the list of its day, and whoever comes is taken in from it', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await beginIntake(desk);
  await desk.keyboard.insertText('手上这位');
  await desk.keyboard.press('Alt+t');
  const aside = desk.getByTestId('aside');
  await aside.locator('textarea').fill('带母亲来办残疾证');
  await aside.locator('[name=phone]').fill('13900000007');
  await desk.keyboard.press('Alt+5');
  await expect(aside.locator('[name=text]')).toHaveValue('带母亲来办残疾证');
  await expect(aside.locator('[name=day]')).toBeFocused();
  await aside.locator('[name=day]').fill('2020-01-01');
  await aside.locator('[name=time]').fill('09:30');
  await aside.locator('[name=name]').fill('钟预约');
  await desk.keyboard.press('Control+Enter');
  await expect(aside).toContainText('约的时间已经过去');
  await expect(aside.locator('[name=name]')).toHaveValue('钟预约');
  await aside.locator('[name=day]').fill(inDays(1));
  await desk.screenshot({ path: 'test-results/counter-appointment.png' });
  await desk.keyboard.press('Control+Enter');
  await expect(aside).toBeHidden();
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue('手上这位');

  await open(desk, '/');
  await desk.locator('[data-memo-open=appointment]').click();
  const line = desk.getByTestId('memos').locator('li').filter({ hasText: '带母亲来办残疾证' });
  await expect(line).toContainText('139****0007');
  await expect(line).not.toContainText('钟预约');
  await desk.screenshot({ path: 'test-results/counter-appointments.png' });
  await line.locator('[data-act=cameTakeIn]').click();
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue('钟预约');
  await expect(desk.locator('[name="petitioner.phone"]')).toHaveValue('13900000007');
  await expect(desk.locator('[name=request]')).toHaveValue('带母亲来办残疾证');
  expect(valueOf(await door.memo.list({ kind: 'appointment', filter: 'open' })).lines).toEqual([]);
  expect(valueOf(await door.memo.list({ kind: 'appointment', filter: 'all' })).lines).toMatchObject([
    { status: 'came' },
  ]);
});

/** `YYYY-MM-DD` of a day from today, as the field of a date takes it. */
const inDays = (days: number): string => addDays(beijingDate(instantFromMillis(Date.now())), days);
