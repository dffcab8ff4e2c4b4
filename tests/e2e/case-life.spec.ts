/** The whole life of a service case through its page, by keys: every state of the kind is passed, and the papers come out on the way. */
import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import {
  doorOf,
  ensureMatter,
  matter,
  newcomer,
  openAct,
  pageOf,
  sayPrinted,
  submitAct,
  takeIn,
} from './support/cases.ts';
import { chief, expect, logIn, open, test, valueOf } from './support/station.ts';

const statusIs = (desk: Page, status: string) =>
  expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', status);

/** Opens the step by its Alt key, as the button says it. */
async function press(desk: Page, type: string): Promise<void> {
  const button = desk.locator(`button[data-act=${type}]`);
  await expect(button).toBeVisible();
  const keys = /Alt\+(\d)/.exec((await button.textContent()) ?? '')?.[1];
  await desk.keyboard.press(`Alt+${keys ?? '0'}`);
  await expect(desk.getByRole('dialog').locator('form :focus')).toBeVisible();
}

/** The step with what it asks for, typed field by field with Enter between them; then Ctrl+Enter. */
async function take(desk: Page, type: string, typed: readonly string[], status: string): Promise<void> {
  await press(desk, type);
  for (const [index, text] of typed.entries()) {
    if (index > 0) await desk.keyboard.press('Enter');
    await desk.keyboard.insertText(text);
  }
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toBeHidden();
  await statusIs(desk, status);
}

test('补正, 受理, 上报, 上级退回, 上级办结, 送达, 归档: a case from the door to the file', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '全程甲');
  await open(desk, `/cases/${stream}`);
  await statusIs(desk, 'received');

  await press(desk, 'correctionNoticed');
  // What the matter asks for is named with one key; the standard is said beside it.
  await desk.getByRole('dialog').getByText('银行卡', { exact: true }).click();
  await desk.locator('[name="gaps.0.standard"]').fill('申请人本人的社会保障卡复印件');
  await desk.keyboard.press('Control+Enter');
  await statusIs(desk, 'correcting');
  await sayPrinted(desk);

  await press(desk, 'supplemented');
  await desk.locator('input[name="came.银行卡"]').check();
  await desk.keyboard.press('Control+Enter');
  await statusIs(desk, 'received');

  await take(desk, 'accepted', [], 'accepted');
  await expect(desk.getByTestId('dues')).toContainText('承诺时限');
  await take(desk, 'stepDone', ['入户核查'], 'accepted');
  await take(desk, 'reported', ['兴国县民政局', 'XG-2026-118'], 'reported');
  await take(desk, 'sentBack', ['缺村委会盖章'], 'accepted');
  await take(desk, 'reported', ['兴国县民政局'], 'reported');

  await press(desk, 'decidedAbove');
  await desk.getByRole('dialog').getByText('准予', { exact: true }).click();
  await desk.locator('[name=result]').fill('准予发放，自次月起');
  await desk.keyboard.press('Control+Enter');
  await statusIs(desk, 'decided');

  await press(desk, 'delivered');
  await desk.getByRole('dialog').getByText('窗口领取', { exact: true }).click();
  await desk.locator('[name=receivedBy]').fill('全程甲');
  await desk.keyboard.press('Control+Enter');
  await statusIs(desk, 'delivered');

  await take(desk, 'closed', [], 'closed');
  // Nothing moves it any more; papers of it may still be asked for.
  await expect(desk.locator('[data-act]')).toHaveCount(1);
  await expect(desk.locator('[data-act=papersMade]')).toBeVisible();

  const page = await pageOf(door, stream);
  // The official number comes when nobody waits for the desk: perhaps before this is asked.
  const steps = page.history.map(({ type }) => type).filter((type) => !/^paper|^officialNumber$/u.test(type));
  expect(steps).toEqual([
    ...['received', 'correctionNoticed', 'supplemented', 'accepted', 'stepDone', 'reported', 'sentBack', 'reported'],
    ...['decidedAbove', 'delivered', 'closed'],
  ]);
  expect(page.papers.map(({ spec, status }) => [spec, status])).toEqual([
    ['receipt', 'valid'],
    ['correctionNotice', 'valid'],
  ]);
  for (const said of ['入户核查', '兴国县民政局', 'XG-2026-118', '缺村委会盖章', '准予发放，自次月起'])
    await expect(desk.getByTestId('history')).toContainText(said);
});

test('不予受理 with reasons and where to go; 退回重办 takes it up again, and it is decided here', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '不予受理甲');
  await open(desk, `/cases/${stream}`);
  await press(desk, 'refused');
  await desk.keyboard.press('Control+Enter');
  // Nothing was said yet: the form stays, and says what is missing.
  await expect(desk.getByRole('dialog').getByText('这一项还没有填')).toHaveCount(2);
  await expect(desk.locator('[name=reason]')).toBeFocused();
  await desk.locator('[name=reason]').fill('不属于本镇职权范围');
  await desk.locator('[name=basis]').fill('行政许可法第三十二条第一款第二项');
  await desk.locator('[name=whereTo]').fill('兴国县医疗保障局，电话 0797-5300000');
  await desk.keyboard.press('Control+Enter');
  await statusIs(desk, 'refused');
  await sayPrinted(desk);

  await openAct(desk, 'returned');
  await desk.locator('[name=reason]').fill('核实后属于本镇');
  await submitAct(desk);
  await statusIs(desk, 'received');
  await take(desk, 'accepted', [], 'accepted');
  await press(desk, 'decided');
  await desk.getByRole('dialog').getByText('已办好', { exact: true }).click();
  await desk.locator('[name=result]').fill('当场办好');
  await desk.keyboard.press('Control+Enter');
  await statusIs(desk, 'decided');
  const page = await pageOf(door, stream);
  expect(page.papers.map(({ spec }) => spec)).toEqual(['receipt', 'refusalNotice']);
});

test('补录: what happened before counts from its day, never before the case came in, and says so', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '补录甲');
  await open(desk, `/cases/${stream}`);
  await press(desk, 'accepted');
  const dialog = desk.getByRole('dialog');
  await dialog.getByRole('switch').check();
  await desk.locator('input[name="late.day"]').fill('2020-01-06');
  await desk.locator('input[name="late.reason"]').fill('停电期间手工办理');
  await desk.keyboard.press('Control+Enter');
  // Refused, and nothing that was typed is gone.
  await expect(dialog).toContainText('没有保存');
  await expect(desk.locator('input[name="late.reason"]')).toHaveValue('停电期间手工办理');
  await statusIs(desk, 'received');
});

test('a paper nobody has told the fate of stands in 未完成 after the next login, until it is told', async ({
  host,
  page,
}) => {
  const door = await doorOf(host);
  await ensureMatter(door);
  const { name, idNumber } = newcomer('未打印甲');
  const set = { petitioner: { name, idType: 'residentId', idNumber }, matter: { code: matter.code } };
  const taken = { act: v7(), kind: 'service', type: 'received', data: { set }, print: '80mm' } as const;
  const { number } = valueOf(await door.case.begin(taken));
  await page.goto(await host.address());
  await logIn(page, chief);
  const unfinished = page.getByRole('region', { name: '未完成' });
  await expect(unfinished).toContainText('1 张单子');
  await unfinished.getByRole('link').click();
  await expect(page.locator('[data-job]')).toHaveCount(1);
  await page.locator('[data-job]').getByRole('button', { name: '现在打印' }).click();
  await sayPrinted(page);
  await expect(page.locator('[data-job]')).toHaveCount(0);
  const [line] = valueOf(await door.case.list({ filter: 'all', search: number, limit: 5 })).lines;
  const [paper] = (await pageOf(door, line?.stream ?? '')).papers;
  expect([paper?.spec, paper?.copies]).toEqual(['receipt', 1]);
  await open(page, '/');
  await expect(page.getByRole('list', { name: '今天的数' })).toBeVisible();
  await expect(unfinished).toBeHidden();
});

test('常办事项: what comes most often begins at the petitioner, its matter chosen', async ({ shared, desk }) => {
  await takeIn(await doorOf(shared), '常办甲');
  await open(desk, '/');
  const quick = desk.getByRole('group', { name: '常办事项' }).getByRole('link', { name: matter.name });
  await quick.focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('matter-summary')).toContainText('10 个工作日');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await desk.keyboard.insertText('常办乙');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
});

test('a slip is had as PDF of its size, and the history says that it left', async ({ shared, desk }) => {
  const { stream, number } = await takeIn(await doorOf(shared), '存档甲');
  await open(desk, `/cases/${stream}`);
  await desk.getByRole('button', { name: '查看' }).click();
  const downloading = desk.waitForEvent('download');
  await desk.getByRole('button', { name: '另存为 PDF' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`收件凭证 ${number}.pdf`);
  const text = execFileSync('pdftotext', ['-layout', await download.path(), '-'], { encoding: 'utf8' });
  expect(text.replaceAll(/\s/gu, '')).toContain(number);
  expect(text).toContain('存档甲');
  await expect(desk.getByTestId('saved-outside')).toBeVisible();
  await desk.keyboard.press('Escape');
  await expect(desk.getByTestId('history')).toContainText('导出');
});
