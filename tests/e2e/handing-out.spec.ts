/** 待通知, 转村通知, 逾期未领, 代领, 邮寄, 村站转交, 凭证遗失补打 and 到证登记, as a clerk does them. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { displayReceiptNumber } from '../../shared/documents/receipt-number.ts';
import { beijingDate, instantFromMillis } from '../../shared/time/instant.ts';
import { doorOf, ensureMatter, matter, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

type Data = Parameters<DeskClient['case']['step']>[0]['data'];

const dayMs = 86_400_000;
const daysAgo = (days: number) => instantFromMillis(Date.now() - days * dayMs);
const dateIn = (days: number) => beijingDate(instantFromMillis(Date.now() + days * dayMs));
const late = (days: number) => ({ late: { on: daysAgo(days), reason: '停电期间手工办理' } });

/** Taken in, accepted and decided `days` ago. */
async function decided(
  door: DeskClient,
  name: string,
  days: number,
  { phone = '13900000011', code = matter.code }: { readonly phone?: string; readonly code?: string } = {},
): Promise<{ readonly stream: string; readonly number: string; readonly idNumber: string }> {
  await ensureMatter(door);
  const { idNumber } = newcomer(name);
  const set = { petitioner: { name, idType: 'residentId', idNumber, phone }, matter: { code } };
  const begun = { act: v7(), kind: 'service', type: 'received', data: { set }, print: '80mm', ...late(days) } as const;
  const { stream, number, jobs } = valueOf(await door.case.begin(begun));
  // The slip came out when they came first.
  for (const job of jobs) {
    valueOf(await door.paper.sent({ job: job.id }));
    valueOf(await door.paper.settle({ act: v7(), job: job.id, fate: 'printed', printer: '' }));
  }
  await step(door, stream, 'accepted', {}, days);
  await step(door, stream, 'decided', { set: { outcome: 'granted' }, result: '准予' }, days);
  return { stream, number, idNumber };
}

const step = async (door: DeskClient, stream: string, type: string, data: Data, days: number) =>
  valueOf(await door.case.step({ act: v7(), stream, type, data, ...(days === 0 ? {} : late(days)) }));

async function press(desk: Page, type: string): Promise<void> {
  const button = desk.locator(`button[data-act=${type}]`);
  await expect(button).toBeVisible();
  const keys = /Alt\+(\d)/.exec((await button.textContent()) ?? '')?.[1];
  await desk.keyboard.press(`Alt+${keys ?? '0'}`);
  await expect(desk.getByRole('dialog').locator('form :focus')).toBeVisible();
}

const choose = (desk: Page, text: string) => desk.getByRole('dialog').getByText(text, { exact: true }).click();
const send = async (desk: Page) => {
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toBeHidden();
};
const queueIs = (desk: Page, queue: string) => expect(desk.getByTestId('queue')).toHaveAttribute('data-queue', queue);
const row = (desk: Page, stream: string) => desk.locator(`[role=option][data-stream="${stream}"]`);

test('待通知: nobody answers on three days, the village is asked, it tells them, and nobody comes by the day', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream } = await decided(door, '通知甲', 40);
  await open(desk, '/');
  const count = desk.getByRole('link', { name: /待通知/ });
  await expect(count).toContainText(/[1-9]/);
  await count.click();
  await expect(row(desk, stream)).toContainText('待通知');
  // The same day twice is one day: 转村通知 wants three.
  for (const days of [38, 38, 36]) await step(door, stream, 'called', { answer: 'noAnswer' }, days);
  await expect(row(desk, stream)).toContainText('打过 3 次（2 天），最近一次无人接听');
  await desk.screenshot({ path: test.info().outputPath('to-tell.png') });
  await desk.locator('input[name=search]').focus();
  await desk.keyboard.press('Enter');
  await queueIs(desk, 'toTell');
  await expect(desk.getByTestId('for-village')).toBeHidden();
  await press(desk, 'called');
  await choose(desk, '号码不对');
  await expect(desk.locator('[name=fetchBy]')).toBeHidden();
  await send(desk);
  await expect(desk.getByTestId('for-village')).toContainText('转村通知');
  await desk.screenshot({ path: test.info().outputPath('for-village.png') });
  await press(desk, 'tellingHanded');
  await desk.locator('[name=village]').fill('凌源村');
  await desk.locator('[name=villagePerson]').fill('陈主任');
  await send(desk);
  await expect(desk.getByTestId('queue')).toContainText('已转凌源村 陈主任');
  // Handed on, it still waits: the village has not said yet that it told them.
  await open(desk, '/cases?filter=toTell');
  await expect(row(desk, stream)).toContainText('已转凌源村 陈主任');

  await step(door, stream, 'told', { tellWay: 'village', toldWhom: '本人', fetchBy: dateIn(-20) }, 35);
  await expect(row(desk, stream)).toBeHidden();
  await open(desk, '/cases?filter=uncollected');
  await expect(row(desk, stream)).toContainText('逾期未领');
  await desk.screenshot({ path: test.info().outputPath('uncollected.png') });
  // Theirs, never ours.
  await open(desk, '/cases?filter=overdue');
  await expect(desk.getByTestId('list-says')).toBeVisible();
  await expect(row(desk, stream)).toBeHidden();
  const page = await pageOf(door, stream);
  expect(page.dues.map(({ name, state }) => [name, state])).toEqual(
    expect.arrayContaining([
      ['delivery', 'met'],
      ['fetch', 'waitingLong'],
    ]),
  );
  // Reminded with another day, it waits for them again.
  await open(desk, `/cases/${stream}`);
  await press(desk, 'called');
  await choose(desk, '接通');
  await desk.locator('[name=fetchBy]').fill(dateIn(5));
  await desk.screenshot({ path: test.info().outputPath('call.png') });
  await send(desk);
  await queueIs(desk, 'toFetch');
  await open(desk, '/cases?filter=uncollected');
  await expect(desk.getByText('没有逾期未领的办件。')).toBeVisible();
});

test('代领 asks who, by which paper and which authority, and prints a 送达回证', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await decided(door, '代领甲', 0);
  await open(desk, `/cases/${stream}`);
  await press(desk, 'delivered');
  await choose(desk, '代领');
  await desk.locator('[name=receivedBy]').fill('代领甲之妻');
  await desk.keyboard.press('Control+Enter');
  // Nothing of what was typed is gone; what 代领 needs is said at its places.
  await expect(desk.getByRole('dialog').getByText('这一项还没有填')).toHaveCount(4);
  await expect(desk.locator('[name=receivedBy]')).toHaveValue('代领甲之妻');
  await choose(desk, '身份证');
  await desk.locator('[name=idNumber]').fill(newcomer('代领甲之妻').idNumber);
  await desk.locator('[name=relation]').fill('配偶');
  await desk.locator('[name=warrant]').fill('户口簿');
  await desk.getByRole('combobox', { name: /交付的文书、证照/ }).fill('高龄津贴审批表');
  await desk.keyboard.press('Enter');
  await desk.getByRole('combobox', { name: /交付的文书、证照/ }).fill('社会保障卡');
  await desk.keyboard.press('Enter');
  await choose(desk, '打印送达回证');
  await desk.screenshot({ path: test.info().outputPath('agent.png') });
  await send(desk);
  await sayPrinted(desk);
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'delivered');
  await expect(desk.locator('[data-paper=deliveryReceipt]')).toBeVisible();
  await expect(desk.getByTestId('history')).toContainText('户口簿');
  // Whoever fetched it is masked until somebody asks.
  const masked = valueOf(await door.case.page({ stream, reveal: false }));
  expect(JSON.stringify(masked.history)).toMatch(/\d{10}\*{4}\d{3}[\dX]/);
  expect(JSON.stringify(masked.history)).not.toMatch(/\d{17}[\dX]/);
});

test('what is posted or goes by a village station is on its way till it was received', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream: posted } = await decided(door, '邮寄甲', 0);
  const { stream: carried } = await decided(door, '村站甲', 0);
  await open(desk, `/cases/${posted}`);
  await press(desk, 'delivered');
  await choose(desk, '邮寄签收');
  await desk.locator('[name=receivedBy]').fill('邮寄甲');
  await desk.locator('[name=receivedOn]').fill(dateIn(0));
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toContainText('还没有记“寄出或交村站”');
  await desk.keyboard.press('Escape');
  await press(desk, 'sentOut');
  await choose(desk, '邮寄');
  await desk.locator('[name=address]').fill('兴国县永丰镇凌源村三组 12 号');
  await desk.locator('[name=carrier]').fill('邮政');
  await desk.locator('[name=tracking]').fill('1234567890123');
  await send(desk);
  await queueIs(desk, 'onTheWay');
  await open(desk, `/cases/${carried}`);
  await press(desk, 'sentOut');
  await choose(desk, '交村站转交');
  await desk.locator('[name=station]').fill('凌源村便民服务站');
  await desk.locator('[name=carriedBy]').fill('陈主任');
  await desk.screenshot({ path: test.info().outputPath('sent-out.png') });
  await send(desk);
  await open(desk, '/cases?filter=onTheWay');
  await expect(row(desk, posted)).toContainText('在途');
  await expect(row(desk, carried)).toContainText('在途');
  // The station hands it over: when, and to whom.
  await open(desk, `/cases/${carried}`);
  await press(desk, 'delivered');
  await choose(desk, '村站转交');
  await desk.locator('[name=receivedBy]').fill('村站甲');
  await desk.locator('[name=receivedOn]').fill(dateIn(0));
  await send(desk);
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'delivered');
  // What was typed of the other before waits in its form.
  await open(desk, `/cases/${posted}`);
  await press(desk, 'delivered');
  await expect(desk.locator('[name=receivedBy]')).toHaveValue('邮寄甲');
  await send(desk);
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'delivered');
});

test('a lost slip: found by telephone, printed again as 补打 with who came, and handed out, in a few keys', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream, idNumber } = await decided(door, '遗失甲', 0, { phone: '13907977654' });
  let keys = 0;
  const key = async (name: string): Promise<void> => {
    keys += 1;
    await desk.keyboard.press(name);
  };
  await open(desk, '/');
  await key('F3');
  await expect(desk.getByRole('combobox')).toBeFocused();
  await desk.keyboard.insertText('13907977654');
  await expect(desk.getByRole('option')).toHaveCount(1);
  await key('Enter');
  await expect(desk.getByTestId('case-page')).toBeVisible();
  const nth = async (type: string): Promise<void> => {
    const said = (await desk.locator(`button[data-act=${type}]`).textContent()) ?? '';
    await key(`Alt+${/Alt\+(\d)/.exec(said)?.[1] ?? '0'}`);
    await expect(desk.getByRole('dialog').locator('form :focus')).toBeVisible();
  };
  await nth('slipLost');
  await desk.keyboard.insertText('遗失甲');
  await key('Enter');
  await key('Space');
  await desk.screenshot({ path: test.info().outputPath('slip-lost.png') });
  await key('Control+Enter');
  await expect(desk.getByTestId('print-yes')).toBeFocused();
  await expect(desk.getByRole('dialog')).toContainText('收件凭证');
  await key('Enter');
  await expect(desk.getByTestId('print-yes')).toBeHidden();
  await nth('delivered');
  await key('Space');
  await key('Enter');
  await desk.keyboard.insertText('遗失甲');
  await key('Control+Enter');
  await expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', 'delivered');
  expect(keys).toBeLessThanOrEqual(12);
  const page = await pageOf(door, stream);
  const lost = page.history.find(({ type }) => type === 'slipLost');
  expect(lost?.data).toMatchObject({ cameBy: '遗失甲', proof: 'idCard' });
  expect(page.papers.find(({ spec }) => spec === 'receipt')?.copies).toBe(2);
  await expect(desk.getByTestId('history')).toContainText('第 2 份');
  // By the number of the card it is found as well.
  await desk.keyboard.press('F3');
  await expect(desk.getByRole('dialog').locator('input')).toBeFocused();
  await desk.keyboard.insertText(idNumber);
  await expect(desk.getByRole('dialog').getByRole('option')).toHaveCount(1);
});

test('到证登记: ticked off by number and by name, broken off, gone on with, noted in one act', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const set = {
    ...{ code: 'DZ-001', name: '示例证办理', category: '示例', type: 'grant', version: '1' },
    stages: [{ kind: 'certificate', name: '制证到件' }],
  };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
  const cases: Awaited<ReturnType<typeof decided>>[] = [];
  for (const name of ['到证甲', '到证乙', '到证丙']) cases.push(await decided(door, name, 0, { code: 'DZ-001' }));
  const [first, second, third] = cases.map(({ stream }) => stream);
  // Without its certificate there is nothing to tell.
  await open(desk, '/cases?filter=toTell');
  await expect(desk.getByTestId('list-says')).toBeVisible();
  await expect(row(desk, first ?? '')).toBeHidden();

  await open(desk, '/arrivals');
  const line = (stream = '') => desk.locator(`[data-row="${stream}"]`);
  await expect(line(third)).toBeVisible();
  await expect(desk.locator('input[name=find]')).toBeFocused();
  await desk.keyboard.type(displayReceiptNumber(cases[1]?.number as Parameters<typeof displayReceiptNumber>[0]));
  await desk.keyboard.press('Enter');
  await expect(line(second).locator('input[name^=certificate]')).toBeFocused();
  await desk.keyboard.insertText('示例证〔2026〕2 号');
  await desk.waitForResponse((response) => response.url().includes('draft/keep') && response.ok());
  await desk.reload();
  await expect(line(second).locator('input[name^=certificate]')).toHaveValue('示例证〔2026〕2 号');
  await desk.locator('input[name=find]').fill('没有这个人');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('arrival-not-here')).toBeVisible();
  await desk.locator('input[name=find]').fill('到证甲');
  await desk.keyboard.press('Enter');
  await expect(line(first).locator('input[name^=certificate]')).toBeFocused();
  await expect(desk.getByTestId('arrivals-note')).toBeDisabled();
  await desk.keyboard.insertText('示例证〔2026〕1 号');
  await desk.screenshot({ path: test.info().outputPath('arrivals.png') });
  await desk.getByTestId('arrivals-note').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('arrivals-noted')).toContainText('2');
  await expect(line(first)).toBeHidden();
  await expect(line(third)).toBeVisible();
  await open(desk, '/cases?filter=toTell');
  await expect(row(desk, first ?? '')).toContainText('待通知');
  await expect(row(desk, second ?? '')).toContainText('待通知');
  await expect(row(desk, third ?? '')).toBeHidden();
  const page = await pageOf(door, second ?? '');
  expect(page.stages).toMatchObject([
    { name: '制证到件', state: 'done', notes: { certificate: '示例证〔2026〕2 号' } },
  ]);
});
