/** 呈批: signed on paper and keyed in with its scan, by telephone and signed later, clicked by two; and where a matter says that it is needed. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { beijingDate, instantFromMillis } from '../../shared/time/instant.ts';
import { doorOf, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { addPerson, expect, logIn, open, test, valueOf, type Person } from './support/station.ts';

const today = (): string => beijingDate(instantFromMillis(Date.now()));
const deputy: Person = { name: '邓副镇', login: 'dengfuzhen', password: 'Fuzhenzhang-2026' };

async function publish(door: DeskClient, code: string, needsTwo: boolean): Promise<void> {
  const set = {
    ...{ code, name: `示例救助 ${code}`, category: '示例', type: 'grant', version: '1', decides: 'here' },
    approvals: [{ decision: 'granted', role: '主要领导', needsTwo }],
  };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
}

async function accepted(door: DeskClient, name: string, code: string): Promise<string> {
  const { idNumber } = newcomer(name);
  const petitioner = { name, idType: 'residentId', idNumber, phone: '13900000021' };
  const set = {
    ...{ petitioner, matter: { code }, request: '家里失火，暂时没有地方住' },
    materials: [{ name: '临时救助申请书', copies: 1, form: 'original' }],
  };
  const { stream } = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }));
  valueOf(await door.case.step({ act: v7(), stream, type: 'accepted', data: {} }));
  return stream;
}

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
const scan = { name: '呈批单.png', mimeType: 'image/png', buffer: Buffer.from('made-up scan') };
async function attachScan(desk: Page): Promise<void> {
  await expect(desk.getByTestId('attachment-for')).toHaveValue('approval 呈批单');
  const choosing = desk.waitForEvent('filechooser');
  await desk.getByTestId('add-files').click();
  await (await choosing).setFiles(scan);
  await expect(desk.getByText('呈批单.png')).toBeVisible();
}
const decide = async (desk: Page, outcome: string): Promise<void> => {
  await press(desk, 'decided');
  await choose(desk, outcome);
  await desk.locator('[name=result]').fill('发放临时救助');
  await desk.keyboard.press('Control+Enter');
};
const approvalIs = (desk: Page, state: string) =>
  expect(desk.locator('[data-approval=granted]').last()).toHaveAttribute('data-state', state);
const statusIs = (desk: Page, status: string) =>
  expect(desk.getByTestId('case-status')).toHaveAttribute('data-status', status);

test('signed by hand: the sheet is printed, keyed in with its scan, and counts as a click would', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door, 'CP-001', false);
  const stream = await accepted(door, '呈批甲', 'CP-001');
  await open(desk, `/cases/${stream}`);
  await approvalIs(desk, 'toAsk');
  await press(desk, 'approvalAsked');
  await expect(desk.getByRole('dialog').getByRole('radio', { name: '准予（办好）' })).toBeChecked();
  await desk.locator('[name=opinion]').fill('情况属实，拟准予');
  await send(desk);
  await sayPrinted(desk);
  await approvalIs(desk, 'asked');
  await expect(desk.locator('[data-paper=approvalSheet]')).toBeVisible();
  // Without their word nothing is granted; what was typed stays.
  await decide(desk, '准予');
  await expect(desk.getByRole('dialog')).toContainText('要先呈批');
  await expect(desk.locator('[name=result]')).toHaveValue('发放临时救助');
  await desk.keyboard.press('Escape');

  await press(desk, 'approvalKeyed');
  await choose(desk, '纸质签字');
  await choose(desk, '同意');
  await desk.locator('[name=approver]').fill('刘镇长');
  await desk.locator('[name=signedOn]').fill(today());
  await desk.locator('[name=approverOpinion]').fill('同意，尽快发放');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toContainText('还没有扫描');
  await desk.screenshot({ path: test.info().outputPath('keyed.png') });
  await desk.keyboard.press('Escape');
  await attachScan(desk);
  await press(desk, 'approvalKeyed');
  await expect(desk.locator('[name=approver]')).toHaveValue('刘镇长');
  await send(desk);
  await approvalIs(desk, 'given');
  await expect(desk.getByTestId('approvals')).toContainText('刘镇长 · 纸质签字 · 同意');
  await decide(desk, '准予');
  await statusIs(desk, 'decided');
  await approvalIs(desk, 'used');
  await desk.screenshot({ path: test.info().outputPath('decided.png'), fullPage: true });
  expect((await pageOf(door, stream)).approvals).toMatchObject([{ by: ['刘镇长'], way: 'signed', state: 'used' }]);
});

test('by telephone: decided at once, in the list 待补签 till the signature is keyed in, and not filed before', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door, 'CP-002', false);
  const stream = await accepted(door, '电话甲', 'CP-002');
  await open(desk, `/cases/${stream}`);
  await press(desk, 'approvalKeyed');
  await choose(desk, '电话同意');
  await choose(desk, '同意');
  await desk.locator('[name=approver]').fill('刘镇长');
  await desk.locator('[name=signedOn]').fill(today());
  await send(desk);
  await decide(desk, '准予');
  await statusIs(desk, 'decided');
  await press(desk, 'delivered');
  await choose(desk, '窗口领取');
  await desk.locator('[name=receivedBy]').fill('电话甲');
  await send(desk);
  await expect(desk.locator('button[data-act=closed]')).toBeHidden();
  await open(desk, '/');
  await desk.getByRole('link', { name: /待补签/ }).click();
  const row = desk.locator(`[role=option][data-stream="${stream}"]`);
  await expect(row).toContainText('待补签');
  await desk.screenshot({ path: test.info().outputPath('unsigned.png') });
  await row.click();
  await expect(desk.locator('[data-approval=granted]')).toHaveAttribute('data-unsigned', 'true');
  await attachScan(desk);
  await press(desk, 'signedLater');
  await desk.locator('[name=signedOn]').fill(today());
  await send(desk);
  await expect(desk.locator('[data-approval=granted]')).toHaveAttribute('data-unsigned', 'false');
  await open(desk, '/cases?filter=unsigned');
  await expect(desk.getByText('没有等着补签的办件。')).toBeVisible();
  await open(desk, `/cases/${stream}`);
  await press(desk, 'closed');
  await send(desk);
  await statusIs(desk, 'closed');
});

test('clicked by two: the second is not the first', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await publish(door, 'CP-003', true);
  await addPerson(shared, deputy, ['chief']);
  const stream = await accepted(door, '两人甲', 'CP-003');
  await open(desk, `/cases/${stream}`);
  await press(desk, 'approved');
  await choose(desk, '同意');
  await send(desk);
  await approvalIs(desk, 'half');
  await press(desk, 'approved');
  await choose(desk, '同意');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toContainText('第二人不能与第一人相同');
  await desk.keyboard.press('Escape');
  const other = await doorOf(shared, deputy);
  valueOf(await other.case.step({ act: v7(), stream, type: 'approved', data: { about: 'granted', verdict: 'agree' } }));
  await approvalIs(desk, 'given');
  await expect(desk.getByTestId('approvals')).toContainText('王霞、邓副镇 · 本人点击 · 同意');
  await decide(desk, '准予');
  await statusIs(desk, 'decided');
});

test('which decisions are signed for is part of a matter: the sample says it, its editing page changes it', async ({
  host,
  page,
}) => {
  const door = await doorOf(host);
  await page.goto(await host.address());
  await logIn(page, { name: '王霞', login: 'wangxia', password: 'Yongfeng-2026' });
  const { matter } = valueOf(await door.matter.get({ code: 'SL-009' }));
  expect(matter?.['approvals']).toMatchObject([{ decision: 'granted', role: '主要领导', needsTwo: true }, {}]);
  await open(page, '/matters/SL-009?edit=revised');
  await page.getByTestId('section-stages').click();
  const table = page.locator('[data-field=approvals]').first();
  await expect(table).toContainText('准予、办好');
  await expect(table).toContainText('主要领导');
  await table.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('matter.png') });
});
