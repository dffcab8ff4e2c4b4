/** The clock of a case through its page: stopped by a special procedure, lengthened, explained day by day, printed; and what a new year would move. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { doorOf, newcomer, openAct, pageOf, sayPrinted, submitAct } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const permit = {
  code: 'XK-001',
  name: '公共场所卫生许可',
  category: '卫生健康',
  type: 'permit',
  version: '1',
  promised: { amount: 10, unit: 'workingDay' },
  statutory: { amount: 20, unit: 'workingDay' },
  basis: '公共场所卫生管理条例第八条',
};

/** 补录 of so many days ago. */
const ago = (days: number) => ({
  late: { on: new Date(Date.now() - days * 24 * 3_600_000).toISOString(), reason: '停电后补录' },
});

/** Accepted twenty days ago. */
async function acceptedPermit(door: DeskClient, name: string): Promise<string> {
  const { rows } = valueOf(await door.registry.list({ kind: 'matter', search: permit.code }));
  if (rows.length === 0) {
    valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set: permit } }));
  }
  const set = { petitioner: { ...newcomer(name), idType: 'residentId' }, matter: { code: permit.code } };
  const taken = valueOf(
    await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set }, ...ago(20) }),
  );
  valueOf(await door.case.step({ act: v7(), stream: taken.stream, type: 'accepted', data: {}, ...ago(20) }));
  return taken.stream;
}

const dueOf = (desk: Page, name: string) => desk.locator(`[data-due="${name}"]`);

test('受理, 特别程序, 为什么是这一天, 特别程序结束, 延期, 打印: the clock of a permit', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const stream = await acceptedPermit(door, '时限甲');
  const basis = '公共场所卫生管理条例第八条';
  const appraisal = { procedure: 'appraisal', announced: { amount: 3, unit: 'workingDay' }, basis };
  valueOf(await door.case.step({ act: v7(), stream, type: 'paused', data: appraisal, ...ago(12) }));
  valueOf(await door.case.step({ act: v7(), stream, type: 'resumed', data: { result: '合格' }, ...ago(6) }));
  await open(desk, `/cases/${stream}`);

  await openAct(desk, 'paused');
  const dialog = desk.getByRole('dialog');
  // A list the law closes: 补正 is not on it.
  await expect(dialog.getByRole('radio')).toHaveCount(8);
  await dialog.getByText('检测', { exact: true }).click();
  await desk.locator('[name=announced]').fill('15');
  await desk.locator('[name=basis]').fill(basis);
  await submitAct(desk);
  // 特别程序告知书 (行政许可法 art. 45) comes out with it.
  await sayPrinted(desk);
  await expect(dueOf(desk, 'promised')).toHaveAttribute('data-state', 'paused');
  await expect(dueOf(desk, 'statutory')).toContainText('暂停计算：检测');
  await expect(desk.getByTestId('history')).toContainText('15 个工作日');

  // By keyboard: the button says whether it is open, and what it opens stands behind it.
  const why = desk.getByTestId('why-statutory');
  await why.focus();
  await expect(why).toHaveAttribute('aria-expanded', 'false');
  await desk.keyboard.press('Enter');
  await expect(why).toHaveAttribute('aria-expanded', 'true');
  await expect(desk.getByTestId('why')).toContainText(basis);
  await expect(desk.locator('td[data-role=first]')).toContainText('起算');
  await expect(desk.getByTestId('why-happened')).toContainText('还没有结束');

  // There is nothing to decide until it is over; what can be done is to say that it is.
  await expect(desk.locator('button[data-act=decided]')).toHaveCount(0);
  await openAct(desk, 'resumed');
  await desk.locator('[name=result]').fill('检测合格');
  await submitAct(desk);
  await expect(dueOf(desk, 'statutory')).toHaveAttribute('data-state', 'notDue');

  const before = (await pageOf(door, stream)).dues.find(({ name }) => name === 'statutory')?.due;
  await openAct(desk, 'extended');
  await dialog.getByText('法定时限', { exact: true }).click();
  await desk.locator('[name=amount]').fill('15');
  await desk.locator('[name=reason]').fill('需要再次核实现场');
  await desk.locator('[name=approvedBy]').fill('曾庆文');
  await submitAct(desk);
  // 20 working days bear 10 more (行政许可法 art. 42); what was typed stays.
  await expect(dialog).toContainText('最多延长 10 个工作日');
  await expect(desk.locator('[name=reason]')).toHaveValue('需要再次核实现场');
  await desk.locator('[name=amount]').fill('10');
  await submitAct(desk);
  // 延期通知书 (art. 42).
  await sayPrinted(desk);
  await expect(dialog).toBeHidden();
  const after = (await pageOf(door, stream)).dues.find(({ name }) => name === 'statutory')?.due ?? '';
  expect(after > (before ?? '')).toBe(true);
  await expect(dueOf(desk, 'statutory')).toContainText(after);

  // The strip that is open follows: it ends where the page says, and tells who allowed the rest.
  await expect(desk.locator('td[data-end]')).toHaveAttribute('data-date', after);
  await expect(desk.locator('td[data-extended]')).toHaveCount(10);
  await expect(desk.locator('td[data-role=counted]')).toHaveCount(30);
  // Six days of the first pause, those really taken; the second began and ended today and took none.
  await expect(desk.locator('td[data-role=paused]')).toHaveCount(6);
  await expect(desk.locator('td[data-role=paused]').first()).toContainText('停①');
  await expect(desk.getByTestId('why-happened')).toContainText('曾庆文批准');
  await expect(desk.getByTestId('why-legend')).toContainText('延：延期得来的');
  await desk.getByTestId('why').scrollIntoViewIfNeeded();
  await desk.screenshot({ path: 'test-results/why-this-day.png' });

  const printed = desk.waitForRequest((request) => request.url().includes('dueExplanation'));
  await desk.getByTestId('why-print').click();
  const answer = await (await printed).response();
  const sheet = await answer?.text();
  for (const said of ['办理依据说明', '法定时限', '曾庆文', '检测', '需要再次核实现场']) expect(sheet).toContain(said);
});

test('before a year counts, the page shows which open cases move; looking moves none', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const stream = await acceptedPermit(door, '日历甲');
  const before = await pageOf(door, stream);
  const statutory = before.dues.find(({ name }) => name === 'statutory')?.due ?? '';
  const year = statutory.slice(0, 4);
  await open(desk, '/calendar');
  await desk.getByRole('button', { name: '导入一年' }).click();
  await desk.locator('input[name=year]').fill(year);
  const [, month, day] = statutory.split('-').map(Number);
  // The very day the limit ends is off.
  await desk.locator('textarea[name=notice]').fill(`一、假日：${String(month)}月${String(day)}日放假，共1天。`);
  await desk.getByTestId('read-notice').click();
  const row = desk.locator(`[data-testid=year-moves-rows] tr[data-stream="${stream}"]`, { hasText: '法定时限' });
  await expect(row).toContainText(permit.name);
  await expect(row).toContainText(statutory);
  await desk.getByTestId('year-moves').scrollIntoViewIfNeeded();
  await desk.screenshot({ path: 'test-results/year-moves.png' });
  expect((await pageOf(door, stream)).dues).toEqual(before.dues);
});

test('超期: why it was late is asked for when it is decided late, put right later, and stands in the 台账', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const stream = await acceptedPermit(door, '超期甲');
  await open(desk, `/cases/${stream}`);
  await expect(dueOf(desk, 'promised')).toContainText('还没有写明超期原因');
  // While it is open nobody is asked; who wants to says it, by keyboard alone.
  await expect(desk.getByTestId('late-note')).toBeHidden();
  await desk.keyboard.press('Alt+g');
  const item = desk.getByRole('menuitem', { name: '写明超期原因' });
  await item.focus();
  await desk.keyboard.press('Enter');
  const dialog = desk.getByRole('dialog');
  // Only what is late is offered, and it is chosen already.
  await expect(dialog.getByText('承诺时限', { exact: true })).toBeVisible();
  await expect(dialog.getByText('法定时限', { exact: true })).toBeHidden();
  await submitAct(desk);
  await expect(dialog).toBeVisible();
  await dialog.getByText('系统或网络', { exact: true }).click();
  await desk.locator('[name=reason]').fill('上级系统三天打不开');
  await submitAct(desk);
  await expect(dialog).toBeHidden();
  await expect(desk.getByTestId('why-late-promised')).toContainText('系统或网络');

  const other = await acceptedPermit(door, '超期乙');
  const decision = { documentNumber: '示例许〔2026〕9号', basis: '公共场所卫生管理条例第八条', conditions: '无' };
  const granted = { set: { outcome: 'granted' }, result: '准予', validUntil: '2030-01-01', ...decision };
  valueOf(await door.case.step({ act: v7(), stream: other, type: 'decided', data: granted }));
  await open(desk, `/cases/${other}`);
  const note = desk.getByTestId('late-note');
  await expect(note).toContainText('承诺时限');
  await desk.screenshot({ path: 'test-results/late-note.png' });
  await note.getByRole('button').click();
  await dialog.getByText('承办站所', { exact: true }).click();
  await desk.locator('[name=reason]').fill('现场勘验排不开');
  await desk.screenshot({ path: 'test-results/late-form.png' });
  await submitAct(desk);
  await expect(note).toBeHidden();
  // Put right: what was said is there to be changed.
  await openAct(desk, 'overdueExplained');
  await expect(desk.locator('[name=reason]')).toHaveValue('现场勘验排不开');
  await desk.locator('[name=reason]').fill('两次现场勘验都约不到人');
  await submitAct(desk);
  await expect(desk.getByTestId('why-late-promised')).toContainText('两次现场勘验都约不到人');
  await expect(desk.getByTestId('history')).toContainText('承诺时限');
  await desk.screenshot({ path: 'test-results/late-said.png' });

  await open(desk, '/ledgers');
  await desk.getByTestId('ledger-overdue').click();
  await expect(desk.getByText('承办站所：两次现场勘验都约不到人')).toBeVisible();
  await desk.screenshot({ path: 'test-results/late-ledger.png' });
});
