/** 与镇服务器的联系, with a real server: two desks join, see each other's work, go on without it, and hand on what waited. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { casesOf, doorOf, pageOf, takeIn } from './support/cases.ts';
import type { TestHub } from './support/hub.ts';
import { chief, expect, open, valueOf } from './support/station.ts';
import { enter, join, other, township } from './support/township.ts';

const standing = (page: Page) => page.getByTestId('link-standing');
const custody = (page: Page) => page.getByTestId('custody');
const note = async (door: DeskClient, stream: string, text: string): Promise<void> => {
  valueOf(await door.case.step({ act: v7(), stream, type: 'note', data: { text } }));
};

/** From the digits on the screen to the first rest; both people compare. */
async function compareAndJoin(page: Page, hub: TestHub): Promise<void> {
  const shown = page.getByTestId('comparison');
  await expect(shown).toHaveText(await untilShown(page, hub));
  // Nothing is confirmed by the Enter that sent the form.
  await expect(page.getByRole('button', { name: '一致，确认加入' })).not.toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: '一致，确认加入' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('本机已确认')).toBeVisible();
  await hub.confirm((await shown.textContent()) ?? '');
  await expect(standing(page)).toHaveAttribute('data-is', 'atRest', { timeout: 20_000 });
  await expect(page.getByTestId('link-waits')).toHaveAttribute('data-count', '0');
  await expect(page.getByTestId('link-line')).toHaveText('已连镇服务器');
}

async function untilShown(page: Page, hub: TestHub): Promise<string> {
  await expect(page.getByTestId('comparison')).toBeVisible({ timeout: 20_000 });
  return hub.digits();
}

/** With the code alone and the address beside it, by keys alone; a wrong code first. */
async function joinByTyping(page: Page, hub: TestHub): Promise<void> {
  const { code } = await hub.invite();
  await open(page, '/settings/link');
  await expect(page.locator('input[name=code]')).toBeFocused();
  await page.keyboard.type('ABCD-EFGH-JKMN');
  await page.keyboard.press('Enter');
  await expect(page.locator('input[name=address]')).toBeFocused();
  await page.keyboard.type(hub.address);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('邀请码不对');
  await expect(page.locator('input[name=address]')).toHaveValue(hub.address);
  await expect(page.locator('input[name=code]')).toHaveValue('ABCD-EFGH-JKMN');
  await expect(page.locator('input[name=code]')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(code.toLowerCase());
  await page.keyboard.press('Control+Enter');
  await compareAndJoin(page, hub);
}

/** With all that the QR holds, as a gun types it. */
async function joinByGun(page: Page, hub: TestHub): Promise<void> {
  const { line } = await hub.invite();
  await open(page, '/settings/link');
  await expect(page.locator('input[name=code]')).toBeFocused();
  await page.keyboard.insertText(line);
  await expect(page.locator('input[name=address]')).toHaveCount(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await compareAndJoin(page, hub);
}

township('two desks of a hall and their server', async ({ hub, host: first, second, page, browser }) => {
  township.setTimeout(120_000);
  const door = await doorOf(first);
  const { stream } = await takeIn(door, '赖水生');

  const faults = [await enter(page, first, chief)];
  await open(page, `/cases/${stream}`);
  await expect(custody(page)).toContainText('已存本机');
  await joinByTyping(page, hub);
  await open(page, `/cases/${stream}`);
  await expect(custody(page)).toContainText('镇服务器已收');

  const there = await browser.newPage();
  faults.push(await enter(there, second, other));
  await joinByGun(there, hub);
  await open(there, '/cases');
  await expect(there.getByText('赖**')).toBeVisible();
  await there.keyboard.press('Enter');
  await expect(there.getByTestId('case-number')).toBeVisible();
  // What the server wrote bears a name that a clerk knows.
  await expect(there.locator('[data-entry=officialNumber]')).toContainText('镇服务器');

  const doorThere = await doorOf(second, other);
  await note(doorThere, stream, '二号窗口问过了');
  await expect(page.getByTestId('history')).toContainText('二号窗口问过了', { timeout: 20_000 });
  // The staff of the second desk is its own until the township takes it over: a word, never an id.
  await expect(page.locator('[data-entry=note]')).toContainText('别处的工作人员');

  await hub.stop();
  await note(door, stream, '没有网也照样记');
  await expect(page.getByTestId('history')).toContainText('没有网也照样记');
  await expect(custody(page)).toContainText('仅在本机');
  await open(page, '/settings/link');
  await expect(standing(page)).toContainText('联系不上镇服务器');
  await expect(page.getByTestId('waiting-acts').getByRole('listitem')).toHaveCount(1);
  await expect(page.getByTestId('waiting-acts')).toContainText(chief.name);

  await hub.start();
  await expect(page.getByRole('button', { name: '现在再试' })).toBeVisible();
  await page.getByRole('button', { name: '现在再试' }).press('Enter');
  await expect(standing(page)).toHaveAttribute('data-is', 'atRest', { timeout: 20_000 });
  await expect(page.getByTestId('waiting-acts')).toHaveCount(0);
  await open(page, `/cases/${stream}`);
  await expect(custody(page)).toContainText('镇服务器已收');
  expect(await casesOf(doorThere, '赖水生')).toHaveLength(1);

  expect(faults.flat()).toEqual([]);
});

township(
  'a server put back from a backup older than the joining: the page says so, and joining again keeps everything',
  async ({ hub, host, page }) => {
    township.setTimeout(120_000);
    const file = await hub.backUp();
    const door = await doorOf(host);
    await takeIn(door, '温招娣');
    await join(door, hub);
    const { stream } = await takeIn(door, '赖水生');
    const faults = await enter(page, host, chief);
    await open(page, `/cases/${stream}`);
    await expect(custody(page)).toContainText('镇服务器已收');
    const numberOf = async () => (await pageOf(door, stream)).officialNumber;
    await expect.poll(numberOf, { timeout: 20_000 }).not.toBe('');
    const given = await numberOf();

    await hub.putBack(file);
    await note(door, stream, '换回备份以后写的');
    await open(page, '/settings/link');
    const stop = page.getByTestId('link-stop');
    for (const words of ['不认识本机', '重新发一个邀请', '没有改动'])
      await expect(stop).toContainText(words, { timeout: 20_000 });
    const { line } = await hub.invite();
    await page.locator('input[name=code]').focus();
    await page.keyboard.insertText(line);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await compareAndJoin(page, hub);
    await open(page, `/cases/${stream}`);
    await expect(custody(page)).toContainText('镇服务器已收');
    expect(await numberOf()).toBe(given);
    await expect(page.getByTestId('history')).toContainText('换回备份以后写的');
    expect(faults).toEqual([]);
  },
);
