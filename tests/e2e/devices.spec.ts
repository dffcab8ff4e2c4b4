import type { Page } from '@playwright/test';
import type { DeskClient } from '../../shared/contract/index.ts';
import { formReceiptNumber } from '../../shared/documents/receipt-number.ts';
import { makeResidentId } from '../../shared/identity/resident-id.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { beginIntake, doorOf, ensureMatter, newcomer, pageOf, qrOf, takeIn } from './support/cases.ts';
import { scan, scanUnderIme } from './support/gun.ts';
import { startHost } from './support/host.ts';
import { chief, expect, logIn, open, test, valueOf } from './support/station.ts';
import { demoAccount } from '../../shared/identity/demo-account.ts';

test.beforeEach(async ({ shared }) => {
  await ensureMatter(await doorOf(shared));
});

/** Right after a scan an Enter is the gun's own; nobody answers what they have not seen. */
const glanceMs = 600;

const notice = (page: Page) => page.getByTestId('device-notice');
const field = (page: Page, name: string) => page.locator(`[name="petitioner.${name}"]`);
const valueIn = (page: Page, name: string): Promise<string> => field(page, name).inputValue();

const endingWithX = (): string =>
  Array.from({ length: 40 }, (_, sequence) =>
    makeResidentId({ area: '360732', birth: getPlainDate('1949-10-02'), sequence }),
  ).find((number) => number.endsWith('X')) ?? '';

async function slipOf(
  door: DeskClient,
  name: string,
): Promise<{ readonly stream: string; readonly qr: string; readonly number: string }> {
  const { stream } = await takeIn(door, name);
  const { number } = await pageOf(door, stream);
  return { stream, number, qr: qrOf(number) };
}

const isOpen = (page: Page, number: string): Promise<void> =>
  expect(page.getByTestId('case-number')).toHaveAttribute('data-number', number);

test('lesson 39: a slip scanned in the wrong field opens its case, and the field is as it was', async ({
  shared,
  desk,
}) => {
  const { number, qr } = await slipOf(await doorOf(shared), '错格甲');
  await beginIntake(desk);
  await desk.keyboard.insertText('未存乙');
  await desk.keyboard.press('Enter');
  await field(desk, 'phone').fill('0797-5322');
  await field(desk, 'phone').evaluate((element: HTMLInputElement) => {
    element.setSelectionRange(4, 5);
  });
  await scan(desk, qr);
  await isOpen(desk, number);
  await desk.screenshot({ path: 'test-results/devices-opened.png' });
  // Going back brings the draft back, without a letter of the code.
  await desk.goBack();
  await expect(field(desk, 'name')).toHaveValue('未存乙');
  await expect(field(desk, 'phone')).toHaveValue('0797-5322');
});

test('lesson 39: under a Chinese input method, Caps Lock and full-width punctuation a scan is right, and nothing stays', async ({
  shared,
  desk,
}) => {
  const { number, qr } = await slipOf(await doorOf(shared), '输入法甲');
  const { idNumber } = newcomer('输入法乙');
  await beginIntake(desk);
  await desk.keyboard.insertText('张');
  await scanUnderIme(desk, idNumber);
  await expect(field(desk, 'idNumber')).toHaveValue(idNumber);
  await expect(field(desk, 'name')).toHaveValue('张');
  await expect(field(desk, 'name')).toBeFocused();
  // Its last letter is still being composed when the gun's Enter comes.
  await field(desk, 'idNumber').fill('');
  await field(desk, 'name').focus();
  await scanUnderIme(desk, endingWithX());
  await expect(field(desk, 'idNumber')).toHaveValue(endingWithX());
  await expect(field(desk, 'name')).toHaveValue('张');
  await field(desk, 'idNumber').fill('');
  await field(desk, 'idNumber').focus();
  await scanUnderIme(desk, endingWithX());
  await expect(field(desk, 'idNumber')).toHaveValue(endingWithX());
  await field(desk, 'name').focus();
  await desk.keyboard.press('End');
  // In the middle of a word that is being composed: its letters stay, as they stood there.
  const ime = await desk.context().newCDPSession(desk);
  await ime.send('Input.imeSetComposition', { text: 'san', selectionStart: 3, selectionEnd: 3 });
  await scanUnderIme(desk, qr);
  await isOpen(desk, number);
  await desk.goBack();
  await expect(field(desk, 'name')).toHaveValue('张san');
  await field(desk, 'name').focus();
  await scan(desk, qr.toUpperCase(), { typed: (char) => char.toUpperCase() });
  await isOpen(desk, number);
  await desk.goBack();
  await field(desk, 'name').focus();
  await scan(desk, qr, { typed: (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0) });
  await isOpen(desk, number);
  await desk.goBack();
  await expect(field(desk, 'name')).toHaveValue('张san');
});

test('lesson 39: in a select, a list of choices, a dialog, the palette and with no field at all', async ({
  shared,
  desk,
}) => {
  const { stream, number, qr } = await slipOf(await doorOf(shared), '无处甲');
  const { idNumber } = newcomer('无处乙');
  await beginIntake(desk);
  const type = field(desk, 'idType');
  await type.selectOption('passport');
  await type.focus();
  await scan(desk, qr);
  await isOpen(desk, number);
  await desk.goBack();
  await expect(type).toHaveValue('passport');
  await field(desk, 'name').fill('无处乙');
  await type.selectOption('passport');
  await type.focus();
  await scan(desk, idNumber, { ending: 'Tab' });
  await expect(field(desk, 'idNumber')).toHaveValue(idNumber);
  await expect(type).toHaveValue('residentId');
  await expect(type).toBeFocused();

  await desk.locator('input[name=matter]').focus();
  await scan(desk, qr);
  await isOpen(desk, number);
  await desk.goBack();
  await expect(desk.getByTestId('matter-summary')).toContainText('10 个工作日');

  // Some drivers send characters without keys.
  await field(desk, 'phone').focus();
  await scan(desk, qr, { isKeyless: true });
  await isOpen(desk, number);
  await desk.goBack();
  await expect(field(desk, 'phone')).toHaveValue('');

  await open(desk, '/');
  await desk.keyboard.press('F3');
  await expect(desk.getByRole('combobox')).toBeFocused();
  await scan(desk, qr, { ending: 'silence' });
  await isOpen(desk, number);
  await expect(desk.getByRole('combobox', { name: '查办件、人名、电话、编号' })).toHaveCount(0);

  const other = await slipOf(await doorOf(shared), '对话丙');
  await desk.getByTestId('more').click();
  await desk.locator('[data-act=note]').first().click();
  await expect(desk.getByRole('dialog')).toBeVisible();
  await desk.getByRole('dialog').locator('textarea').first().fill('说到一半');
  await scan(desk, other.qr);
  await isOpen(desk, other.number);
  await expect(desk.getByRole('dialog')).toHaveCount(0);
  const { drafts } = valueOf(await (await doorOf(shared)).draft.list({}));
  expect(JSON.stringify(drafts.find((draft) => draft.stream === stream))).toContain('说到一半');

  await desk.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await scan(desk, number);
  await isOpen(desk, number);
});

test('lesson 39: a locked screen reads nothing and says so', async ({ shared, desk }) => {
  const { number, qr } = await slipOf(await doorOf(shared), '锁屏甲');
  await desk.keyboard.press('Alt+KeyL');
  const password = desk.locator('input[name=password]');
  await expect(password).toBeFocused();
  await desk.keyboard.insertText('Yong');
  await scan(desk, qr);
  await expect(notice(desk)).toContainText('锁屏时不读卡、不扫码');
  await expect(password).toHaveValue('Yong');
  await desk.screenshot({ path: 'test-results/devices-locked.png' });
  await desk.waitForTimeout(glanceMs);
  await password.fill(chief.password);
  await password.press('Enter');
  await expect(desk.getByRole('heading', { name: `${chief.name}，您好` })).toBeVisible();
  await expect(desk.getByTestId('case-number')).toHaveCount(0);
  await scan(desk, qr);
  await isOpen(desk, number);
});

test('lesson 39: what a hand types stays, however fast, and so does what is not ours', async ({ shared, desk }) => {
  const { number, qr } = await slipOf(await doorOf(shared), '手打甲');
  const { idNumber } = newcomer('手打乙');
  await beginIntake(desk);
  const name = field(desk, 'name');
  await desk.keyboard.type(idNumber, { delay: 60 });
  await expect(name).toHaveValue(idNumber);
  await name.fill('');
  await scan(desk, '6222021234567890128', { ending: 'silence' });
  await desk.waitForTimeout(400);
  await expect(name).toHaveValue('6222021234567890128');
  await name.fill('');
  await scan(desk, qr.slice(0, -7), { ending: 'silence' });
  await desk.waitForTimeout(400);
  await expect(name).toHaveValue(qr.slice(0, -7));
  expect(await valueIn(desk, 'idNumber')).toBe('');
  await name.fill('');
  await desk.keyboard.type(number, { delay: 60 });
  await expect(name).toHaveValue(number);
});

test('an ID number goes to the person whose fields have the cursor, else to the petitioner, else into a new intake', async ({
  shared,
  desk,
}) => {
  const [first, second, third] = ['申请甲', '代理乙', '新来丙'].map((name) => newcomer(name).idNumber) as [
    string,
    string,
    string,
  ];
  await beginIntake(desk);
  await desk.getByRole('button', { name: '委托代理人' }).click();
  await desk.locator('[name="petitioner.address"]').focus();
  await scan(desk, first);
  await expect(field(desk, 'idNumber')).toHaveValue(first);
  await expect(desk.getByTestId('id-reading')).toContainText('1951-03-08');
  await field(desk, 'agent.relation').focus();
  await scan(desk, second);
  await expect(field(desk, 'agent.idNumber')).toHaveValue(second);
  await expect(field(desk, 'idNumber')).toHaveValue(first);

  // Another number than the one there: asked, Esc keeps, Enter takes.
  await field(desk, 'phone').focus();
  await scan(desk, third);
  await expect(desk.getByTestId('card-difference')).toContainText(third);
  await desk.screenshot({ path: 'test-results/devices-differs.png' });
  await desk.keyboard.press('Escape');
  await expect(desk.getByTestId('card-difference')).toHaveCount(0);
  await expect(field(desk, 'idNumber')).toHaveValue(first);
  await field(desk, 'phone').focus();
  await scan(desk, third);
  await expect(desk.getByTestId('card-take')).toBeFocused();
  await desk.waitForTimeout(glanceMs);
  await desk.keyboard.press('Enter');
  await expect(field(desk, 'idNumber')).toHaveValue(third);

  await open(desk, '/settings');
  await expect(desk.getByRole('heading', { name: '设备' })).toBeVisible();
  await scan(desk, second);
  await expect(field(desk, 'idNumber')).toHaveValue(second);
  expect(desk.url()).not.toContain(second);
  const { drafts } = valueOf(await (await doorOf(shared)).draft.list({}));
  expect(JSON.stringify(drafts)).toContain(third);

  // Where people are looked for, it is looked for.
  await open(desk, '/cases');
  await scan(desk, third);
  await expect(desk.locator('input[name=search]')).toHaveValue(third);
});

test('the QR of a blank sheet opens an intake with it; in its own field it fills that; an unknown one says so', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await open(desk, '/pads');
  await desk.locator('input[name=count]').fill('2');
  await desk.getByTestId('pad-reserve').click();
  await expect(desk.getByTestId('pad').first()).toContainText('未用 2');
  const [pad] = valueOf(await door.pad.list({})).pads;
  const [one, two] = [pad?.sheets[0]?.number ?? '', pad?.sheets[1]?.number ?? ''];
  const shown = (number: string): RegExp => new RegExp(number.slice(-5));
  await scan(desk, qrOf(one));
  await expect(desk.locator('input[name=sheet]')).toHaveValue(shown(one));
  await expect(desk.locator('input[name="late.reason"]')).toBeVisible();

  await beginIntake(desk);
  await desk.locator('input[name=sheet]').focus();
  await scan(desk, qrOf(two));
  await expect(desk.locator('input[name=sheet]')).toHaveValue(shown(two));
  await expect(desk.locator('input[name="late.reason"]')).toBeVisible();

  // A slip scanned there opens its case, and 补录 is not switched on by it.
  const slip = await slipOf(door, '应急丁');
  await beginIntake(desk);
  await desk.keyboard.insertText('应急戊');
  await desk.locator('input[name=sheet]').focus();
  await scan(desk, slip.qr);
  await isOpen(desk, slip.number);
  await desk.goBack();
  await expect(field(desk, 'name')).toHaveValue('应急戊');
  await expect(desk.locator('input[name=sheet]')).toHaveValue('');
  await expect(desk.locator('input[name="late.reason"]')).toHaveCount(0);

  const unknown = qrOf(
    formReceiptNumber({ area: '108201', writerCode: 'YY', date: getPlainDate('2026-11-22'), serial: 1 }),
  );
  await scan(desk, unknown);
  await expect(notice(desk)).toContainText('本机没有这个编号的办件');
  await expect(field(desk, 'name')).toHaveValue('应急戊');
  await scan(desk, unknown.replace(/TB\d/, 'TB7'));
  await expect(notice(desk)).toContainText('更新版本（TB7）');
});

test('a form that keeps no draft is asked about before a scan leaves it', async ({ shared, desk }) => {
  const { number, qr } = await slipOf(await doorOf(shared), '不存甲');
  await open(desk, '/settings/staff');
  await desk.getByRole('button', { name: '添加工作人员' }).click();
  const name = desk.locator('input[name=name]');
  await name.fill('赵六');
  await scan(desk, qr);
  await expect(desk.getByTestId('scan-stay')).toBeFocused();
  await desk.waitForTimeout(glanceMs);
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('scan-stay')).toHaveCount(0);
  await expect(name).toHaveValue('赵六');
  await scan(desk, qr);
  await desk.getByTestId('scan-leave').click();
  await isOpen(desk, number);
});

test('a gun can be tried out and set, and nothing opens meanwhile', async ({ desk }) => {
  await open(desk, '/settings');
  const box = desk.locator('input[name=deviceTry]');
  await box.focus();
  const { idNumber } = newcomer('试试');
  await scan(desk, idNumber);
  const tried = desk.getByTestId('device-tried');
  await expect(tried).toContainText('校验无误');
  await expect(tried).not.toContainText(idNumber);
  await expect(tried).toContainText('共 18 个字符');
  await expect(box).toHaveValue('');
  await scan(desk, '6901234567892');
  await expect(tried).toContainText('没有当作扫码');
  await desk.screenshot({ path: 'test-results/devices-settings.png' });
  await expect(box).toHaveValue('6901234567892');
  await desk.locator('select[name=scanGap]').selectOption('50');
  await desk.reload();
  await expect(desk.locator('select[name=scanGap]')).toHaveValue('50');
  await desk.locator('select[name=scanGap]').selectOption('35');
});

test('where real work is done there is no simulated card reader, by button, key or door', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const answer = await door.desk.readMadeUp({ card: 'plain' });
  expect(answer).toMatchObject({ ok: false, refusal: { code: 'device.notSimulated' } });
  await expect(desk.getByRole('button', { name: '读卡（模拟）' })).toHaveCount(0);
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.press('Alt+KeyK');
  await desk.evaluate(() => window.dispatchEvent(new CustomEvent('card', { detail: { kind: 'card' } })));
  await expect(notice(desk)).toHaveCount(0);
  await expect(field(desk, 'name')).toHaveValue('');
  await open(desk, '/help');
  await expect(desk.getByRole('cell', { name: '锁屏' })).toBeVisible();
  await expect(desk.getByText('Alt + K')).toHaveCount(0);
});

test('a demonstration reads made-up cards by a key: filled at once, asked where something else stands, kept where unreadable', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const host = await startHost({ demo: true });
  await page.goto(await host.address());
  await logIn(page, { ...chief, ...demoAccount });
  await expect(page.getByRole('button', { name: '读卡（模拟）' })).toBeVisible();
  await page.keyboard.press('F2');
  await expect(page.locator('input[name=matter]')).toBeFocused();
  await page.keyboard.press('Alt+KeyK');
  await expect(field(page, 'name')).toHaveValue('钟秀兰');
  await expect(field(page, 'idNumber')).toHaveValue(/^36073219680412/);
  await expect(field(page, 'address')).toHaveValue(/示例村/);
  await expect(page.locator('input[name=matter]')).toBeFocused();
  // The second is an expired one, of somebody else: nothing mixes.
  await page.keyboard.press('Alt+KeyK');
  await expect(page.getByTestId('card-difference')).toContainText('刘德昌');
  await page.screenshot({ path: 'test-results/devices-card-differs.png' });
  await expect(page.getByTestId('card-take')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(field(page, 'name')).toHaveValue('刘德昌');
  await expect(page.getByTestId('card-expired')).toBeVisible();
  await page.screenshot({ path: 'test-results/devices-card.png' });
  const read = async (card: string): Promise<void> => {
    await page.getByRole('button', { name: '读哪一张模拟证件' }).click();
    await page.getByRole('menuitem', { name: card }).click();
  };
  await read('读不出来');
  await expect(notice(page)).toContainText('证件没有读出来');
  await expect(field(page, 'name')).toHaveValue('刘德昌');
  for (const [card, name, type] of [
    ['名字有生僻字', '𠮷春㛃', 'residentId'],
    ['名字长、带间隔号', '阿卜杜热西提·买买提阿卜杜拉', 'residentId'],
    ['港澳台居民居住证', '陈嘉怡', 'residencePermit'],
  ] as const) {
    await read(card);
    await page.getByTestId('card-take').click();
    await expect(field(page, 'name')).toHaveValue(name);
    await expect(field(page, 'idType')).toHaveValue(type);
  }
  await page.keyboard.press('F2');
  await expect(field(page, 'name')).toHaveValue('');
  await read('号码读错一位');
  await expect(notice(page)).toContainText('证件号码核对不上');
  await expect(field(page, 'name')).toHaveValue('钟秀兰');
  await expect(field(page, 'idNumber')).toHaveValue('');
  await host.stop();
});
