/** What becomes of missing papers, by keys: 容缺, 自行核验, 先交照片, 告知承诺, 视为撤回, and the book of originals. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { madePng } from '../support/made-picture.ts';
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf, newcomer, openAct, pageOf, sayPrinted, submitAct } from './support/cases.ts';
import { clerk, expect, logIn, open, test, valueOf } from './support/station.ts';

const code = 'QJ-001';
const limit = (amount: number, unit = 'workingDay') => ({ amount, unit });
const materials = [
  { name: '居民身份证', form: 'copy', copies: 1, isNecessary: true, waysOut: ['check', 'photo', 'comeBack'] },
  { name: '户口簿', form: 'copy', copies: 1, isNecessary: true, waysOut: ['fetch', 'photo', 'comeBack'] },
  { name: '收入声明', form: 'original', copies: 1, isNecessary: true, waysOut: ['pledge', 'comeBack'] },
  { name: '房屋设计图', form: 'original', copies: 2, isNecessary: false, waysOut: ['tolerate', 'fetch'] },
];

async function publish(desk: DeskClient): Promise<void> {
  const { rows } = valueOf(await desk.registry.list({ kind: 'matter', search: code }));
  if (rows.some(({ key }) => key === code)) return;
  const set = {
    ...{ code, name: '欠缺材料事项', category: '示例', type: 'grant', version: '1', materials },
    ...{ promised: limit(10), tolerance: limit(5), withdrawnAfter: limit(10) },
    pledge: { text: '申报的收入真实。', checkWithin: limit(30, 'calendarDay'), liability: '不实的，撤销决定。' },
  };
  valueOf(await desk.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
}

type Data = Parameters<DeskClient['case']['step']>[0]['data'];
interface Late {
  readonly on: string;
  readonly reason: string;
}
const daysAgo = (days: number): Late => ({
  on: new Date(Date.now() - days * 86_400_000).toISOString(),
  reason: '停电期间手工办理',
});

async function begin(desk: DeskClient, name: string, more: Data = {}, late?: Late): Promise<string> {
  await publish(desk);
  const { idNumber } = newcomer(name);
  const petitioner = { name, idType: 'residentId', idNumber, phone: '13900000003' };
  const { set = {}, ...rest } = more as { set?: Data };
  const data = { ...rest, set: { petitioner, matter: { code }, ...set } };
  const input = { act: v7(), kind: 'service', type: 'received', data, ...(late ? { late } : {}) };
  return valueOf(await desk.case.begin(input)).stream;
}
const stepper =
  (desk: DeskClient, stream: string) =>
  async (type: string, data: Data = {}, late?: Late): Promise<string> => {
    const answer = await desk.case.step({ act: v7(), stream, type, data, ...(late ? { late } : {}) });
    return answer.ok ? '' : answer.refusal.code;
  };

const statusIs = (desk: Page, status: string) =>
  expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', status);
const owedIs = (desk: Page, material: string, state: string) =>
  expect(desk.locator(`[data-owed="${material}"]`)).toHaveAttribute('data-state', state);
const shot = (desk: Page, name: string) => desk.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('容缺, 自行核验 and 先交照片: chosen beside each paper at intake, tracked to the end, the original seen on collection', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door);
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.insertText('欠缺材料');
  await expect(desk.getByRole('option', { name: '欠缺材料事项' })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await desk.keyboard.insertText('容缺甲');
  // By keys: from the tick to what stands beside it.
  await desk.locator('input[name="materials.居民身份证"]').focus();
  await desk.keyboard.press('Tab');
  await expect(desk.locator('select[name="missing.居民身份证"]')).toBeFocused();
  await desk.keyboard.press('ArrowDown');
  await expect(desk.locator('select[name="missing.居民身份证"]')).toHaveValue('check');
  await desk.locator('select[name="missing.户口簿"]').selectOption('photo');
  await desk
    .locator('[data-photos="户口簿"] input[type=file]')
    .setInputFiles({ name: '户口簿.png', mimeType: 'image/png', buffer: madePng(40, 30) });
  await expect(desk.locator('[data-photo="户口簿.png"]')).toBeVisible();
  await desk.locator('select[name="missing.房屋设计图"]').selectOption('tolerate');
  // A necessary paper is never offered 容缺; nothing is forced into 告知承诺.
  await expect(desk.locator('select[name="missing.户口簿"] option[value=tolerate]')).toHaveCount(0);
  await expect(desk.locator('select[name="missing.收入声明"]')).toHaveValue('');
  // Chosen, and then the paper turned up: the choice goes with it.
  await desk.locator('select[name="missing.收入声明"]').selectOption('pledge');
  await desk.locator('input[name="materials.收入声明"]').check();
  await shot(desk, 'intake');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  const number = (await desk.getByTestId('taken-number').getAttribute('data-number')) ?? '';
  await sayPrinted(desk);
  const [line] = valueOf(await door.case.list({ filter: 'all', search: number, limit: 5 })).lines;
  const stream = line?.stream ?? '';
  expect((await pageOf(door, stream)).owed.map(({ material, way, state }) => [material, way, state])).toEqual([
    ['居民身份证', 'check', 'open'],
    ['户口簿', 'photo', 'open'],
    ['房屋设计图', 'tolerate', 'open'],
  ]);

  await open(desk, `/cases/${stream}`);
  await owedIs(desk, '居民身份证', 'open');
  await expect(desk.locator('[data-owed="居民身份证"]')).toContainText('待核验');
  // 受理 alone is not open: what is tolerated is promised first, and the promise is filled in already.
  await expect(desk.locator('button[data-act=accepted]')).toBeHidden();
  await openAct(desk, 'acceptedTolerant');
  await expect(desk.locator('input[name="tolerated.房屋设计图.need"]')).toHaveValue('原件 2 份');
  await expect(desk.locator('input[name=within]')).toHaveValue('5');
  await desk.locator('input[name=within]').fill('6');
  await submitAct(desk);
  await expect(desk.getByRole('dialog')).toContainText('超过了这个事项的容缺时限');
  await desk.locator('input[name=within]').fill('3');
  await shot(desk, 'tolerant');
  await submitAct(desk);
  await statusIs(desk, 'accepted');
  // The applicant's 承诺书 and the office's 通知书.
  await sayPrinted(desk, 2);
  await expect(desk.locator('[data-due=tolerance]')).toContainText('等申请人');
  await shot(desk, 'accepted');

  await open(desk, '/owed?view=tolerate');
  await expect(desk.locator(`[data-stream="${stream}"]`)).toContainText('房屋设计图');
  await expect(desk.locator(`[data-stream="${stream}"]`)).toContainText('容**');
  await open(desk, '/owed');
  await expect(desk.locator(`[data-stream="${stream}"]`)).toContainText('居民身份证');
  await shot(desk, 'owed');

  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'decided');
  await desk.getByRole('dialog').getByText('准予', { exact: true }).click();
  await desk.locator('[name=result]').fill('准予');
  await submitAct(desk);
  await expect(desk.getByRole('dialog')).toContainText('居民身份证、房屋设计图');
  await desk.keyboard.press('Escape');

  await openAct(desk, 'checked');
  await expect(desk.getByRole('radio', { name: '居民身份证' })).toBeChecked();
  await desk.locator('[name=how]').fill('人口信息系统');
  await desk.getByText('属实，不用再交', { exact: true }).click();
  await submitAct(desk);
  await owedIs(desk, '居民身份证', 'met');
  await expect(desk.locator('[data-owed="居民身份证"]')).toContainText('王霞');

  // 容缺材料补齐: only what is missing is offered, and anybody may bring it.
  await openAct(desk, 'papersCame');
  await expect(desk.getByTestId('already-received')).toContainText('收入声明');
  await expect(desk.locator('input[name="came.收入声明"]')).toHaveCount(0);
  await desk.locator('input[name="came.房屋设计图"]').check();
  await desk.locator('[name=broughtBy]').fill('邻居老李');
  await shot(desk, 'came');
  await submitAct(desk);
  await owedIs(desk, '房屋设计图', 'met');
  await expect(desk.locator('[data-due=tolerance]')).toHaveAttribute('data-state', 'met');

  await openAct(desk, 'decided');
  await expect(desk.locator('[name=result]')).toHaveValue('准予');
  await submitAct(desk);
  await statusIs(desk, 'decided');
  await openAct(desk, 'delivered');
  await desk.getByRole('dialog').getByText('窗口领取', { exact: true }).click();
  await desk.locator('[name=receivedBy]').fill('容缺甲');
  await submitAct(desk);
  await expect(desk.getByRole('dialog')).toContainText('领取时要看原件：户口簿');
  await desk.locator('input[name="shown.户口簿"]').check();
  await submitAct(desk);
  await statusIs(desk, 'delivered');
  await owedIs(desk, '户口簿', 'met');
  const [, pledge] = (await pageOf(door, stream)).papers;
  expect(pledge?.spec).toBe('tolerancePledge');
});

test('容缺 past its day stands in a list of its own, is no 超期 of ours, and a person who may decides', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const stream = await begin(door, '逾期甲');
  const step = stepper(door, stream);
  const tolerated = [{ material: '房屋设计图', need: '原件 2 份' }];
  expect(await step('acceptedTolerant', { tolerated, within: limit(3) })).toBe('');
  const late = await begin(door, '逾期乙', {}, daysAgo(30));
  expect(await stepper(door, late)('acceptedTolerant', { tolerated, within: limit(3) }, daysAgo(29))).toBe('');

  await open(desk, '/owed?view=tolerateLate');
  await expect(desk.locator(`[data-stream="${late}"]`)).toContainText('已过');
  await expect(desk.locator(`[data-stream="${stream}"]`)).toHaveCount(0);
  // It happens by nobody's clock: the case is under way till somebody decides.
  await open(desk, `/cases/${late}`);
  await statusIs(desk, 'accepted');
  await owedIs(desk, '房屋设计图', 'late');
  await expect(desk.locator('[data-due=tolerance]')).toContainText('不计本级超期');
  await expect(desk.locator('button[data-act=terminated]')).toBeHidden();
  await openAct(desk, 'called');
  await desk.getByRole('dialog').getByText('无人接听', { exact: true }).click();
  await submitAct(desk);
  await openAct(desk, 'terminated');
  await desk.locator('[name=reason]').fill('逾期没有补齐，电话无人接听');
  await submitAct(desk);
  await statusIs(desk, 'terminated');
  await sayPrinted(desk);
  expect((await pageOf(door, late)).dues.filter(({ state }) => state !== 'met')).toEqual([]);
  const window = await doorOf(shared, clerk);
  const act = { act: v7(), stream, type: 'toleranceMoved', data: { more: limit(1), reason: '再等一天' } };
  const refused = await window.case.step(act);
  expect(refused.ok ? '' : refused.refusal.code).toBe('permission.missing');
});

test('告知承诺: chosen by the applicant, taken back, given again, checked afterwards and found untrue', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const stream = await begin(door, '承诺甲', { missing: [{ material: '收入声明', way: 'pledge' }] });
  await open(desk, `/cases/${stream}`);
  await expect(desk.locator('button[data-act=accepted]')).toBeHidden();
  await openAct(desk, 'pledged');
  await expect(desk.getByRole('checkbox', { name: '收入声明' })).toBeChecked();
  await expect(desk.locator('[name=signedBy]')).toHaveValue('承诺甲');
  await shot(desk, 'pledge');
  await submitAct(desk);
  await sayPrinted(desk);
  await owedIs(desk, '收入声明', 'met');
  await openAct(desk, 'pledgeWithdrawn');
  await desk.locator('[name=reason]').fill('还是交材料');
  await submitAct(desk);
  await owedIs(desk, '收入声明', 'open');
  await openAct(desk, 'pledged');
  await desk.getByRole('checkbox', { name: '收入声明' }).check();
  await submitAct(desk);
  await sayPrinted(desk);

  const step = stepper(door, stream);
  expect(await step('accepted')).toBe('');
  expect(await step('decided', { set: { outcome: 'granted' }, result: '准予' })).toBe('');
  // After the decision it cannot be taken back any more.
  expect(await step('pledgeWithdrawn', { reason: '晚了' })).toBe('step.notNow');
  expect(await step('delivered', { way: 'direct', receivedBy: '本人' })).toBe('');
  expect(await step('closed')).toBe('pledge.unsettled');
  await expect(desk.locator('[data-due=pledgeCheck]')).toContainText('承诺核查');
  await openAct(desk, 'pledgeChecked');
  await desk.getByText('不实', { exact: true }).click();
  await desk.locator('[name=result]').fill('银行流水与申报不一致');
  await submitAct(desk);
  await openAct(desk, 'rectifyOrdered');
  await desk.locator('input[name=within]').fill('10');
  await desk.locator('[name=what]').fill('补交真实的收入材料');
  await submitAct(desk);
  await sayPrinted(desk);
  await expect(desk.locator('[data-due=rectify]')).toContainText('等申请人');
  await shot(desk, 'pledge-after');
  expect(await step('closed')).toBe('pledge.unsettled');
  await openAct(desk, 'pledgeRevoked');
  await desk.locator('[name=reason]').fill('逾期没有整改');
  await desk.locator('[name=basis]').fill('示例条例第二十九条');
  await submitAct(desk);
  await sayPrinted(desk);
  expect(await step('closed')).toBe('');
});

test('视为撤回: told once, called, and after the local limit a person decides, with its notice', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const gaps = [{ material: '户口簿', standard: '' }];
  const stream = await begin(door, '没来甲', { missing: [{ material: '居民身份证', way: 'check' }] }, daysAgo(60));
  const step = stepper(door, stream);
  expect(await step('correctionNoticed', { gaps }, daysAgo(58))).toBe('');
  const fresh = await begin(door, '没来乙');
  const again = stepper(door, fresh);
  expect(await again('correctionNoticed', { gaps })).toBe('');
  expect(await again('deemedWithdrawn', { reason: '没来', basis: '示例' })).toBe('lapse.tooEarly');

  await open(desk, '/owed?view=lapse');
  await expect(desk.locator(`[data-stream="${stream}"]`)).toContainText('户口簿');
  await expect(desk.locator(`[data-stream="${fresh}"]`)).toHaveCount(0);
  await shot(desk, 'lapse');
  expect(await step('deemedWithdrawn', { reason: '没来', basis: '示例' })).toBe('lapse.notCalled');
  await open(desk, `/cases/${stream}`);
  await statusIs(desk, 'correcting');
  await openAct(desk, 'called');
  await desk.getByRole('dialog').getByText('号码不对', { exact: true }).click();
  await submitAct(desk);
  await openAct(desk, 'deemedWithdrawn');
  await desk.locator('[name=reason]').fill('补正期限已过，电话号码不对，村里联系后表示不办');
  await desk.locator('[name=basis]').fill('示例条例第三十六条');
  await submitAct(desk);
  await statusIs(desk, 'lapsed');
  await sayPrinted(desk);
  const page = await pageOf(door, stream);
  expect(page.papers.map(({ spec }) => spec)).toEqual(['receipt', 'correctionNotice', 'deemedWithdrawal']);
  expect(page.owed.every(({ state }) => state === 'over')).toBe(true);
});

test('what was handed in is never asked for again: a second notice names only what the first did and is still missing', async ({
  shared,
  page,
}) => {
  const door = await doorOf(shared);
  const received = [{ name: '居民身份证', copies: 1, form: 'copy' }];
  const stream = await begin(door, '补正甲', { set: { materials: received } });
  // At another desk, by somebody else.
  await page.goto(await shared.address());
  await logIn(page, clerk);
  await open(page, `/cases/${stream}`);
  await openAct(page, 'correctionNoticed');
  // All that is necessary and missing stands there already; what was handed in is not even offered.
  await expect(page.locator('[name="gaps.0.material"]')).toHaveValue('户口簿');
  await expect(page.locator('[name="gaps.1.material"]')).toHaveValue('收入声明');
  await expect(page.getByRole('dialog').getByText('居民身份证', { exact: true })).toHaveCount(0);
  await shot(page, 'notice');
  await submitAct(page);
  await statusIs(page, 'correcting');
  await sayPrinted(page);
  await openAct(page, 'supplemented');
  await expect(page.getByTestId('already-received')).toContainText('居民身份证');
  await page.locator('input[name="came.户口簿"]').check();
  await page.locator('[name=broughtBy]').fill('邻居');
  await submitAct(page);
  await statusIs(page, 'received');
  await openAct(page, 'correctionNoticed');
  await expect(page.locator('[name="gaps.0.material"]')).toHaveValue('收入声明');
  await expect(page.locator('[name="gaps.1.material"]')).toHaveCount(0);
  const step = stepper(door, stream);
  expect(await step('correctionNoticed', { gaps: [{ material: '户口簿', standard: '' }] })).toBe('gaps.received');
  expect(await step('correctionNoticed', { gaps: [{ material: '婚姻证明', standard: '' }] })).toBe('gaps.notTold');
  const { materials: now } = (await pageOf(door, stream)).fields as { materials: { name: string }[] };
  expect(now.map(({ name }) => name)).toEqual(['居民身份证', '户口簿']);
});

test('原件保管簿: an original that stays is in the book from the first minute and leaves it against a signature, before the file is closed', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door);
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.insertText('欠缺材料');
  await expect(desk.getByRole('option', { name: '欠缺材料事项' })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await desk.keyboard.insertText('原件甲');
  await desk.locator('input[name="materials.户口簿"]').check();
  await desk.getByLabel('形式').first().selectOption({ label: '原件·留存待还' });
  await desk.getByLabel('放在哪里').fill('2 号柜');
  await desk.locator('input[name="materials.收入声明"]').check();
  await shot(desk, 'kept');
  await desk.keyboard.press('Control+Enter');
  const number = (await desk.getByTestId('taken-number').getAttribute('data-number')) ?? '';
  await sayPrinted(desk);
  const [line] = valueOf(await door.case.list({ filter: 'all', search: number, limit: 5 })).lines;
  const stream = line?.stream ?? '';

  await open(desk, '/originals');
  const row = desk.locator(`[data-stream="${stream}"]`);
  await expect(row).toContainText('户口簿');
  await expect(row).toContainText('原**');
  await expect(row).toContainText('2 号柜');
  await shot(desk, 'book');

  const step = stepper(door, stream);
  expect(await step('accepted')).toBe('');
  expect(await step('decided', { set: { outcome: 'granted' }, result: '准予' })).toBe('');
  expect(await step('delivered', { way: 'direct', receivedBy: '本人' })).toBe('');
  const refused = await door.case.step({ act: v7(), stream, type: 'closed', data: {} });
  expect(refused.ok ? undefined : refused.refusal).toEqual({ code: 'originals.here', details: { names: '户口簿' } });

  await open(desk, `/cases/${stream}`);
  await expect(desk.getByTestId('originals')).toContainText('归档以前要先归还');
  await expect(desk.locator('button[data-act=closed]')).toBeHidden();
  await openAct(desk, 'originalsReturned');
  await expect(desk.getByRole('checkbox', { name: '户口簿' })).toBeChecked();
  await expect(desk.locator('[name=takenBy]')).toHaveValue('原件甲');
  await submitAct(desk);
  await sayPrinted(desk);
  await expect(desk.locator('[data-original="户口簿"]')).toHaveAttribute('data-returned', 'true');
  await shot(desk, 'returned');
  await openAct(desk, 'closed');
  await submitAct(desk);
  await statusIs(desk, 'closed');
  await open(desk, '/originals');
  await expect(row).toContainText('已还给');
  await open(desk, '/');
});

test('a case with more than nine next steps: each has its key, told on its button, and 更多 has one', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const materials = [{ name: '户口簿', copies: 1, form: 'kept', place: '1 号柜' }];
  const stream = await begin(door, '多步甲', { set: { materials } });
  await open(desk, `/cases/${stream}`);
  const steps = desk.locator('main button[data-act]');
  await expect(steps.nth(9)).toBeVisible();
  const count = await steps.count();
  await expect(steps.nth(8)).toContainText('Alt+9');
  await expect(steps.nth(9)).toContainText('Alt+01');
  await shot(desk, 'many-steps');
  const last = steps.nth(count - 1);
  const act = (await last.getAttribute('data-act')) ?? '';
  const digit = String(count - 9);
  await desk.keyboard.press('Alt+0');
  await expect(last).toContainText(`Alt+${digit}`);
  await expect(last).not.toContainText(`Alt+0${digit}`);
  // What a button says holds: the first nine are now one turn away.
  await expect(steps.first()).toContainText('Alt+01');
  await desk.keyboard.press(`Alt+${digit}`);
  await expect(desk.getByRole('dialog')).toBeVisible();
  await expect(desk.getByRole('dialog')).toContainText((await last.innerText()).split('Alt')[0]?.trim() ?? act);
  await desk.keyboard.press('Escape');
  await expect(desk.getByRole('dialog')).toBeHidden();
  await expect(steps.first()).toContainText('Alt+1');

  await desk.keyboard.press('Alt+g');
  await expect(desk.getByRole('menuitem').first()).toBeVisible();
  // It takes the keys a moment after it is drawn.
  await expect(async () => {
    await desk.keyboard.press('ArrowDown');
    await expect(desk.locator('[role=menuitem]:focus')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('dialog')).toBeVisible();
});
