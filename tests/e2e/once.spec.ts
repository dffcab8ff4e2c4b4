/** Lesson 18 on the screens of a visit: the commit pressed twice and three times on a slow line is one act. */
import type { Page } from '@playwright/test';
import { casesOf, doorOf, ensureMatter, matter, newcomer, openAct, pageOf, sayPrinted } from './support/cases.ts';
import { awaitCertificate } from './support/certificates.ts';
import { owingCase } from './support/owing.ts';
import { expect, open, test, valueOf } from './support/station.ts';

/** Answers the acts that went out to this procedure, each held back for a while. */
async function slowly(desk: Page, procedure: string): Promise<readonly string[]> {
  const acts: string[] = [];
  await desk.route(`**/rpc/${procedure}`, async (route) => {
    const sent = route.request().postData() ?? '';
    acts.push(/"(?:act|row)":"([^"]+)"/u.exec(sent)?.[1] ?? '');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  return acts;
}

async function threeTimes(desk: Page): Promise<void> {
  for (let at = 0; at < 3; at += 1) await desk.keyboard.press('Control+Enter');
}

test('lesson 18: 批量收件 taken in three times at once is each person once', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await ensureMatter(door);
  await desk.keyboard.press('Alt+m');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('gljt');
  await expect(desk.getByRole('option').first()).toContainText(matter.name);
  await desk.keyboard.press('Enter');
  const rows = desk.getByTestId('many-rows').locator('[data-row]');
  for (const name of ['齐按甲', '齐按乙']) {
    await desk.locator('[name="quick.name"]').fill(name);
    await desk.locator('[name="quick.idNumber"]').fill(newcomer(name).idNumber);
    // The line that is typed is added once, too.
    await desk.locator('[name="quick.idNumber"]').press('Control+Enter');
    await expect(desk.locator('[name="quick.name"]')).toHaveValue('');
  }
  await expect(rows).toHaveCount(2);
  const acts = await slowly(desk, 'many/takeRow');
  const opened = await slowly(desk, 'many/open');
  // From a row, where a key alone means something else.
  await rows.first().focus();
  await threeTimes(desk);
  await expect(desk.getByTestId('many-taken')).toContainText('2 人，都已收件');
  expect([opened.length, acts.length, new Set(acts).size]).toEqual([1, 2, 2]);
  expect(await casesOf(door, '齐按')).toHaveLength(2);
});

test('lesson 18: certificates noted with Enter upon Enter are noted once', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  const { stream } = await awaitCertificate(door, '双击到证');
  await open(desk, '/arrivals');
  const row = desk.locator(`[data-row="${stream}"]`);
  await row.getByRole('checkbox').press('Space');
  await row.locator('input[name^=certificate]').fill('双击证 1 号');
  const acts = await slowly(desk, 'arrival/note');
  await threeTimes(desk);
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('arrivals-noted')).toContainText('1');
  expect(acts).toHaveLength(1);
  const { history } = await pageOf(door, stream);
  expect(history.filter(({ type }) => type === 'stageDone')).toHaveLength(1);
});

test('lesson 18: a paper that came, and a complaint, sent three times are one each, with one slip', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const stream = await owingCase(door, '双击欠件');
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'supplemented');
  await desk.locator('input[name="came.户口簿"]').check();
  const steps = await slowly(desk, 'case/step');
  await threeTimes(desk);
  await expect(desk.locator('[data-owed="户口簿"]')).toHaveAttribute('data-state', 'met');
  await expect(desk.getByRole('dialog')).toBeHidden();
  expect(steps).toHaveLength(1);
  expect((await pageOf(door, stream)).history.filter(({ type }) => type === 'supplemented')).toHaveLength(1);

  await open(desk, '/take?kind=complaint');
  await desk.locator('input[name=sort]').first().focus();
  await desk.keyboard.press('Space');
  const words = `双击投诉 ${String(Date.now())}`;
  await desk.locator('textarea[name=request]').fill(words);
  const begun = await slowly(desk, 'case/begin');
  await threeTimes(desk);
  await sayPrinted(desk);
  expect(begun).toHaveLength(1);
  const lines = await casesOf(door, words);
  expect(lines).toHaveLength(1);
  expect((await pageOf(door, lines[0]?.stream ?? '')).papers).toHaveLength(1);
  expect(valueOf(await door.draft.list({})).drafts.filter(({ kind }) => kind === 'complaint')).toEqual([]);
});
