/** The township's server unplugged while a clerk works at the counter: nothing typed is lost, everything saved is there when it comes back. */
import type { DeskClient } from '../../shared/contract/index.ts';
import { casesOf, doorOf, ensureMatter, newcomer, openAct, pageOf, sayPrinted, submitAct } from './support/cases.ts';
import { awaitCertificate } from './support/certificates.ts';
import { chief, expect, open, valueOf } from './support/station.ts';
import { atRest, enter, join, other, township } from './support/township.ts';
import { owingCase } from './support/owing.ts';

const nobodyAnswers = (door: DeskClient) =>
  expect.poll(async () => valueOf(await door.link.state({})).is, { timeout: 30_000 }).toBe('waiting');

township(
  'the server unplugged: 批量收件, 到证登记, 欠缺材料 and 投诉 go on, and another desk reads all of it afterwards',
  async ({ hub, host, second, page }) => {
    township.setTimeout(240_000);
    const [door, doorThere] = [await doorOf(host, chief), await doorOf(second, other)];
    await ensureMatter(door);
    const certificate = await awaitCertificate(door, '断网到证');
    const owing = await owingCase(door, '断网欠件');
    await join(door, hub);
    await join(doorThere, hub);
    const faults = await enter(page, host, chief);

    // 批量收件: one on the list, the next half typed when the line goes.
    await page.keyboard.press('Alt+m');
    await expect(page.locator('input[name=matter]')).toBeFocused();
    await page.keyboard.type('gljt');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    const quick = (name: string) => page.locator(`[name="quick.${name}"]`);
    await quick('name').fill('断网甲');
    await quick('idNumber').fill(newcomer('断网甲').idNumber);
    await quick('idNumber').press('Control+Enter');
    await expect(page.getByTestId('many-rows').locator('[data-row]')).toHaveCount(1);
    await quick('name').fill('断网乙');
    await hub.stop();
    await quick('phone').fill('1390797');
    await nobodyAnswers(door);
    await open(page, '/');
    await page.reload();
    await page
      .getByRole('listitem')
      .filter({ hasText: '批量收件' })
      .getByRole('link', { name: '继续' })
      .first()
      .click();
    await expect(quick('name')).toHaveValue('断网乙');
    await expect(quick('phone')).toHaveValue('1390797');
    await quick('phone').fill('13907970001');
    await quick('idNumber').fill(newcomer('断网乙').idNumber);
    await quick('idNumber').press('Control+Enter');
    await expect(page.getByTestId('many-rows').locator('[data-state=ready]')).toHaveCount(2);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByTestId('many-taken')).toContainText('2 人，都已收件');

    // 到证登记: left half-way and gone on with.
    await open(page, '/arrivals');
    const row = page.locator(`[data-row="${certificate.stream}"]`);
    await row.getByRole('checkbox').check();
    await row.locator('input[name^=certificate]').fill('断网证 1 号');
    await open(page, '/');
    await open(page, '/arrivals');
    await expect(row.locator('input[name^=certificate]')).toHaveValue('断网证 1 号');
    await row.locator('input[name^=certificate]').press('Control+Enter');
    await expect(page.getByTestId('arrivals-noted')).toBeVisible();

    // 欠缺材料: what was typed waits in its form.
    await open(page, '/owed?view=comeBack');
    await page.locator(`[data-stream="${owing}"]`).getByRole('link').press('Enter');
    await openAct(page, 'supplemented');
    await page.locator('[name=broughtBy]').fill('邻居老李');
    await page.keyboard.press('Escape');
    await open(page, '/');
    await open(page, `/cases/${owing}`);
    await openAct(page, 'supplemented');
    await expect(page.locator('[name=broughtBy]')).toHaveValue('邻居老李');
    await page.locator('input[name="came.户口簿"]').check();
    await submitAct(page);
    await expect(page.locator('[data-owed="户口簿"]')).toHaveAttribute('data-state', 'met');

    // 投诉.
    await open(page, '/take?kind=complaint');
    await page.locator('input[name=sort]').first().focus();
    await page.keyboard.press('Space');
    const words = '断网那天来了三次都没有办成';
    await page.locator('textarea[name=request]').fill(words);
    await page.keyboard.press('Control+Enter');
    await sayPrinted(page);
    await expect(page.getByTestId('taken')).toBeVisible();
    // Begun, not finished: it is still there after the line.
    await open(page, '/take?kind=complaint');
    await page.locator('textarea[name=request]').fill('还没有说完');
    expect(await casesOf(doorThere, '断网甲')).toEqual([]);

    await hub.start();
    // Nobody waits for the next try by the clock: 现在再试.
    valueOf(await door.link.retry({}));
    await atRest(door);
    valueOf(await doorThere.link.retry({}));
    await atRest(doorThere);
    await expect(page.locator('textarea[name=request]')).toHaveValue('还没有说完');
    await expect
      .poll(async () => (await casesOf(doorThere, '断网')).length, { timeout: 30_000 })
      .toBe((await casesOf(door, '断网')).length);
    const [one] = await casesOf(doorThere, '断网乙');
    expect((await pageOf(doorThere, one?.stream ?? '')).fields['petitioner']).toMatchObject({ phone: '13907970001' });
    expect((await pageOf(doorThere, certificate.stream)).stages[0]).toMatchObject({
      notes: { certificate: '断网证 1 号' },
    });
    expect((await pageOf(doorThere, owing)).owed).toMatchObject([{ material: '户口簿', state: 'met' }]);
    const [complaint] = await casesOf(doorThere, words);
    expect((await pageOf(doorThere, complaint?.stream ?? '')).fields['request']).toBe(words);
    expect(valueOf(await doorThere.many.list({})).lists).toMatchObject([{ count: 2, taken: 2 }]);
    expect(faults).toEqual([]);
  },
);
