/** 验真 by a person: genuine, corrected, voided, forged, a blank sheet and a mistyped number, by gun and by keyboard alone. */
import { alterCode } from '../support/paper-codes.ts';
import { doorOf, openAct, pageOf, sayPrinted, submitAct, takeIn } from './support/cases.ts';
import { scan } from './support/gun.ts';
import { clerk, expect, open, test, valueOf } from './support/station.ts';
import type { Page } from '@playwright/test';

type Door = Awaited<ReturnType<typeof doorOf>>;

/** What a scanner reads off the first paper of a case. */
async function codeOf(door: Door, stream: string): Promise<string> {
  const [paper] = (await pageOf(door, stream)).papers;
  const { html } = valueOf(await door.paper.html({ stream, paper: paper?.id ?? '', size: 'A5', copy: 1 }));
  return /data-content="([^"]+)"/.exec(html)?.[1] ?? '';
}

const verdict = (page: Page) => page.getByTestId('verdict');
const facts = (page: Page) => page.getByTestId('verdict-facts');

test('a paper is scanned: genuine, then altered, then corrected, then void', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await takeIn(door, '验真甲');
  const code = await codeOf(door, stream);
  expect(code).toMatch(/TB2-/);

  await open(desk, '/');
  await desk.getByRole('link', { name: '验真' }).focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('textbox', { name: '单子上的二维码或编号' })).toBeFocused();
  await scan(desk, code);
  await expect(verdict(desk)).toHaveAttribute('data-verdict', 'valid');
  await expect(verdict(desk)).toContainText('真的，有效');
  await expect(facts(desk)).toContainText('收件凭证');
  await expect(facts(desk)).toContainText('验**');
  await expect(facts(desk)).not.toContainText('验真甲');
  // It stays here: everywhere else the same code opens its case.
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('验真');

  await scan(desk, alterCode(code, 5));
  await expect(verdict(desk)).toHaveAttribute('data-verdict', 'forged');
  await expect(verdict(desk)).toContainText('不要收');
  await expect(facts(desk)).not.toContainText('申请人');

  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'corrected');
  await desk.getByLabel('申请人', { exact: true }).check();
  await desk.locator('[name="petitioner.name"]').fill('验真乙');
  await desk.locator('textarea[name=reason]').fill('名字录错');
  await submitAct(desk);
  await sayPrinted(desk);
  await open(desk, '/verify');
  await scan(desk, code);
  await expect(verdict(desk)).toHaveAttribute('data-verdict', 'corrected');
  await expect(facts(desk)).toContainText('更正件');
  await desk.screenshot({ path: 'test-results/verify-corrected.png' });
  // The reader gives the box its text back once more when the scan is over: the way of the cursor is not counted in tabs.
  await desk.getByRole('button', { name: '看存档原件' }).press('Enter');
  await expect(desk.getByRole('dialog').locator('iframe').contentFrame().locator('body')).toContainText('验真甲');
  await desk.keyboard.press('Escape');
});

test('typed: a void paper, a blank sheet, a number, and what is no code', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream, number } = await takeIn(door, '验真丙');
  const code = await codeOf(door, stream);
  const asker = await doorOf(shared, clerk);
  const reason = { cause: 'duplicate', reason: '重复收件' };
  valueOf(await asker.case.step({ act: crypto.randomUUID(), stream, type: 'voidAsked', data: reason }));
  valueOf(await door.case.step({ act: crypto.randomUUID(), stream, type: 'voided', data: reason }));
  const pad = valueOf(await door.pad.reserve({ act: crypto.randomUUID(), count: 1 }));

  await open(desk, '/verify');
  const box = desk.getByRole('textbox', { name: '单子上的二维码或编号' });
  const enter = async (text: string) => {
    await box.fill(text);
    await desk.keyboard.press('Enter');
  };
  await enter(code);
  await expect(verdict(desk)).toHaveAttribute('data-verdict', 'voided');
  await expect(facts(desk)).toContainText('重复收件');
  await enter(pad.sheets[0]?.code ?? '');
  await expect(verdict(desk)).toHaveAttribute('data-verdict', 'blank');
  await expect(facts(desk)).toContainText('还没有录入');
  await enter(number);
  await expect(verdict(desk)).toHaveAttribute('data-verdict', 'numberOnly');
  await enter('TB2-不是码');
  await expect(desk.getByRole('alert')).toContainText('二维码');
  await expect(box).toHaveValue('TB2-不是码');
});
