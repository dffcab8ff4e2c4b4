/** 与镇服务器的联系 when something is wrong: nobody answers, acts came back, it stands still until a person has looked. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { casesOf, doorOf, pageOf, takeIn } from './support/cases.ts';
import { dropFolder, newFolder, startHost, type Host } from './support/host.ts';
import { plantLink, type PlantedLink } from './support/planted-link.ts';
import {
  addPerson,
  chief,
  clerk,
  expect,
  logIn,
  open,
  setUpStation,
  test,
  valueOf,
  watchForFaults,
} from './support/station.ts';

const note = { type: 'note', data: { text: '下午再来一趟' } } as const;

/** A desk with a case taken, noted and another taken; then what the server said. */
async function plantedDesk(dir: string, plant: (streams: readonly [string, string]) => PlantedLink): Promise<Host> {
  const first = await startHost({ dir });
  await setUpStation(first);
  await addPerson(first, clerk, ['window']);
  const door = await doorOf(first);
  const [kept, lost] = [await takeIn(door, '谢木生'), await takeIn(door, '温招娣')];
  valueOf(await door.case.step({ act: v7(), stream: kept.stream, ...note }));
  await first.stop();
  await plantLink(dir, chief, plant([kept.stream, lost.stream]));
  return startHost({ dir });
}

async function enter(page: Page, host: Host): Promise<readonly string[]> {
  const faults = watchForFaults(page);
  await page.goto(await host.address());
  await logIn(page, chief);
  return faults;
}

test('what came back stands on the home screen; one is written again, one is left with a reason', async ({ page }) => {
  const dir = await newFolder();
  const host = await plantedDesk(dir, ([kept, lost]) => ({
    returned: [
      { stream: kept, type: 'note', code: 'grant' },
      { stream: lost, type: 'received', code: 'hash' },
    ],
    offset: 185_000,
  }));
  const faults = await enter(page, host);
  await expect(page.getByTestId('link-line')).toHaveText('2 步被退回');
  await page
    .getByRole('listitem')
    .filter({ hasText: '2 步被镇服务器退回' })
    .getByRole('link', { name: '去处理' })
    .press('Enter');
  // Nobody answers: why, and when it is tried next; the clock is off.
  await expect(page.getByTestId('link-standing')).toContainText('联系不上镇服务器');
  await expect(page.getByTestId('link-standing')).toContainText(/秒后自动再试|正在再试/);
  await page.getByRole('button', { name: '现在再试' }).press('Enter');
  await expect(page.getByTestId('link-clock')).toContainText('慢 185 秒');
  await expect(page.getByTestId('waiting-acts')).toContainText('收件');

  const returned = page.getByTestId('returned-acts').getByRole('listitem');
  const [whole, step] = [returned.filter({ hasText: '温招娣' }), returned.filter({ hasText: '下午再来一趟' })];
  await expect(whole).toContainText('送到时内容与写下时对不上');
  // As masked as on a case's page.
  await expect(whole).not.toContainText('13900000001');
  await whole.getByRole('button', { name: '按原样重写' }).press('Enter');
  await expect(page.getByText('用了新的收件编号')).toBeVisible();
  await expect(whole).toBeHidden();

  await step.getByRole('button', { name: '不再重写' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.locator('textarea[name=reason]').fill('当面说过了');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(step).toBeHidden();
  await page.getByRole('link', { name: '打开办件' }).press('Enter');
  await expect(page.getByTestId('case-status')).toHaveAttribute('data-status', 'received');
  await expect(page.getByTestId('custody')).toContainText('仅在本机');
  await expect(page.getByTestId('link-line')).not.toContainText('退回');

  const door = await doorOf(host);
  const [again] = await casesOf(door, '温招娣');
  expect((await pageOf(door, again?.stream ?? '')).fields['petitioner']).toMatchObject({ phone: '13900000001' });
  expect(faults).toEqual([]);
  await host.stop();
  await dropFolder(dir);
});

test('a stop says what is wrong, what was kept, what to do; only the administrator goes on, and twice where cases leave', async ({
  page,
  browser,
}) => {
  const dir = await newFolder();
  const host = await plantedDesk(dir, () => ({ stop: 'tooManyGone' }));
  const other = await browser.newPage();
  await other.goto(await host.address());
  await logIn(other, clerk);
  await other.getByTestId('link-line').press('Enter');
  await expect(other.getByTestId('link-stop')).toContainText('请系统管理登录后');
  await expect(other.getByRole('button', { name: '已核实，继续' })).toHaveCount(0);
  await other.close();

  const faults = await enter(page, host);
  await expect(page.getByTestId('link-line')).toHaveText('与镇服务器的联系已停');
  await open(page, '/settings/link');
  const stop = page.getByTestId('link-stop');
  for (const words of ['超过五分之一', '一件也没有移走', '请先向镇里核实']) await expect(stop).toContainText(words);
  await page.getByRole('button', { name: '已核实，继续' }).press('Enter');
  await expect(page.getByRole('button', { name: '取消' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(stop).toBeVisible();
  await page.getByRole('button', { name: '已核实，继续' }).press('Enter');
  await page.getByTestId('link-go-on').press('Enter');
  await expect(stop).toBeHidden();
  await expect(page.getByTestId('link-standing')).toHaveAttribute('data-is', 'waiting');
  expect(faults).toEqual([]);
  await host.stop();
  await dropFolder(dir);
});

test('two sides that differ: a sentence for the clerk, both hashes for who maintains it, and the administrator has looked', async ({
  page,
  browser,
}) => {
  const dir = await newFolder();
  const host = await plantedDesk(dir, () => ({ differs: true }));
  const other = await browser.newPage();
  await other.goto(await host.address());
  await logIn(other, clerk);
  await other.getByTestId('link-line').press('Enter');
  await expect(other.getByTestId('link-differs')).toContainText('请系统管理登录后');
  await expect(other.getByTestId('link-looked')).toHaveCount(0);
  await other.close();

  const faults = await enter(page, host);
  await expect(page.getByTestId('link-line')).toHaveText('与镇服务器的资料对不上');
  await open(page, '/settings/link');
  const found = page.getByTestId('link-differs');
  for (const words of ['2026-11-22 02:00', '可以照常办件', '数据核查']) await expect(found).toContainText(words);
  await expect(found.getByText('0123456789abcdef')).toBeHidden();
  await found.getByText('详情', { exact: true }).press('Enter');
  await expect(found.getByText('0123456789abcdef', { exact: true })).toBeVisible();
  await expect(found.getByText('fedcba9876543210', { exact: true })).toBeVisible();
  await page.getByTestId('link-looked').press('Enter');
  await expect(found).toBeHidden();
  await expect(page.getByTestId('link-line')).not.toContainText('对不上');
  expect(faults).toEqual([]);
  await host.stop();
  await dropFolder(dir);
});
