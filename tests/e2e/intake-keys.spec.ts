import { v7 } from 'uuid';
import type { Page } from '@playwright/test';
import type { DeskClient } from '../../shared/contract/index.ts';
import { casesOf, doorOf, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { demoAccount } from '../../shared/identity/demo-account.ts';
import { startHost } from './support/host.ts';
import { chief, expect, logIn, test, valueOf } from './support/station.ts';

const instant = {
  code: 'JP-001',
  name: '老年人优待证换发',
  category: '示例',
  type: 'confirmation',
  version: '1',
  isInstant: true,
};
const materials = ['居民身份证', '一寸近照', '旧证'].map((name, at) => ({
  ...{ name, form: 'copy', copies: 1, isNecessary: at < 2 },
}));

async function publish(desk: DeskClient): Promise<void> {
  const { lines } = valueOf(await desk.matter.find({ search: '', codes: [instant.code] }));
  if (lines.length > 0) return;
  const data = { set: { ...instant, materials } };
  valueOf(await desk.registry.begin({ act: v7(), kind: 'matter', type: 'published', data }));
}

/** Every key that reaches the page from here on, modifiers too. */
async function countKeys(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const pressed: string[] = [];
    Object.assign(window, { pressed });
    window.addEventListener('keydown', (event) => pressed.push(event.key), { capture: true });
  });
  return () => page.evaluate(() => (window as unknown as { pressed: string[] }).pressed);
}

test('a returning petitioner’s instant case takes 14 keys from the home screen to the slip', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door);
  const { name, idNumber } = newcomer('钟再来');
  const set = { petitioner: { name, idNumber, phone: '13907978642' }, matter: { code: instant.code } };
  valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }));
  await desk.keyboard.press('Alt+h');
  const keys = await countKeys(desk);

  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('lnry');
  await expect(desk.getByRole('option', { name: instant.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await desk.keyboard.type('8642');
  await expect(desk.getByTestId('party-found')).toHaveAttribute('data-combobox-selected', 'true');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="materials.居民身份证"]')).toBeFocused();
  await expect(desk.getByTestId('party-chosen')).toBeVisible();
  await desk.keyboard.press('Space');
  await desk.keyboard.press('Space');
  await expect(desk.getByTestId('take-submit')).toBeFocused();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  const pressed = await keys();
  expect(pressed.length, pressed.join(' ')).toBeLessThanOrEqual(14);
  await sayPrinted(desk);

  const [last, first] = await casesOf(door, name);
  const page = await pageOf(door, last?.stream ?? '');
  expect(page.fields['petitioner']).toMatchObject({ name, idNumber, phone: '13907978642' });
  expect(page.fields['materials']).toHaveLength(2);
  const before = await pageOf(door, first?.stream ?? '');
  const partyOf = (one: typeof page) => (one.fields['petitioner'] as { party?: string }).party;
  expect(partyOf(page)).toBe(partyOf(before));
});

test('a new petitioner with a card takes at most 18 keys from the home screen to the slip', async ({ page }) => {
  test.setTimeout(180_000);
  const host = await startHost({ demo: true });
  const person = { ...chief, ...demoAccount };
  const door = await doorOf(host, person);
  await publish(door);
  await page.goto(await host.address());
  await logIn(page, person);
  const keys = await countKeys(page);

  await page.keyboard.press('F2');
  await expect(page.locator('input[name=matter]')).toBeFocused();
  await page.keyboard.type(instant.code.slice(0, 5));
  await expect(page.getByRole('option', { name: instant.name })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('[name="petitioner.name"]')).toBeFocused();
  await page.keyboard.press('Alt+KeyK');
  await expect(page.locator('[name="petitioner.name"]')).toHaveValue('钟秀兰');
  await expect(page.locator('[name="petitioner.phone"]')).toBeFocused();
  // Over the phone, which nobody has to give, and the kind of paper, which the card said.
  await page.keyboard.press('Enter');
  await expect(page.locator('[name="petitioner.phone"]')).not.toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('[name="materials.居民身份证"]')).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('Space');
  await expect(page.getByTestId('take-submit')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('taken-number')).toBeVisible();
  const pressed = await keys();
  expect(pressed.length, pressed.join(' ')).toBeLessThanOrEqual(18);

  const [line] = await casesOf(door, '钟秀兰');
  const taken = await pageOf(door, line?.stream ?? '');
  expect(taken.fields).toMatchObject({
    petitioner: { name: '钟秀兰', idNumber: expect.stringMatching(/^36073219680412/u) as unknown },
    matter: { code: instant.code },
  });
  expect(taken.fields['materials']).toHaveLength(2);
  await host.stop();
});

test('a hand quicker than the list chooses what it typed, not what stood first before', async ({ shared, desk }) => {
  await publish(await doorOf(shared));
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  // The list is asked for each letter; the answers are held until Enter was pressed.
  let isHeld = true;
  const release: (() => void)[] = [];
  await desk.route('**/matter/find', async (route) => {
    if (isHeld) await new Promise<void>((resolve) => release.push(resolve));
    await route.continue();
  });
  await desk.keyboard.type('lnryd');
  await desk.keyboard.press('Enter');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  isHeld = false;
  for (const go of release) go();
  await expect(desk.getByTestId('matter-summary')).toContainText(instant.code);
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
});

test('lesson 34: the same person is offered while they are typed, with the reason, and taken over only when somebody says so', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door);
  const { name, idNumber } = newcomer('吕相似');
  const petitioner = { name, idNumber, phone: '13907978643', address: '示例村三组' };
  const set = { petitioner, matter: { code: instant.code } };
  valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } }));
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('lnry');
  await expect(desk.getByRole('option', { name: instant.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  // Written another way, with the same birthday: sounds alike.
  await desk.keyboard.insertText('吕相识');
  await desk.locator('[name="petitioner.idNumber"]').fill(idNumber);
  await desk.locator('[name="petitioner.phone"]').fill('13700001111');
  const offer = desk.getByTestId('party-offer');
  await expect(offer).toContainText('证件号码相同');
  await expect(offer).toContainText('吕**');
  await expect(desk.getByTestId('party-chosen')).toBeHidden();
  await desk.screenshot({ path: test.info().outputPath('offer.png') });
  await offer.getByRole('button', { name: '是同一人' }).click();
  await expect(desk.getByTestId('party-chosen')).toBeVisible();
  // What was typed stays: a new telephone is news.
  await expect(desk.locator('[name="petitioner.phone"]')).toHaveValue('13700001111');
  await expect(desk.locator('[name="petitioner.address"]')).toHaveValue('示例村三组');
  await desk.locator('[name="petitioner.name"]').fill('吕别人');
  await expect(desk.getByTestId('party-chosen')).toBeHidden();
});

test('a body applies through an agent with special authority; a minor through a guardian', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await publish(door);
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('lnry');
  await expect(desk.getByRole('option', { name: instant.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await desk.locator('[name="petitioner.form"]').selectOption('legalPerson');
  await desk.locator('[name="petitioner.name"]').fill('永丰示例专业合作社（普通合伙）');
  await desk.locator('[name="petitioner.uscc"]').fill('91350200M000000510');
  await desk.locator('[name="petitioner.phone"]').fill('0797-5322101');
  await expect(desk.getByText('统一社会信用代码', { exact: false }).last()).toBeVisible();
  await desk.locator('[name="petitioner.uscc"]').fill('91350100M000100Y43');
  await desk.locator('[name="petitioner.representative.name"]').fill('李代表');
  await desk.getByRole('button', { name: '委托代理人' }).click();
  await desk.locator('[name="petitioner.agent.name"]').fill('王经办');
  await desk.locator('[name="petitioner.agent.authority"]').selectOption('special');
  await desk.locator('[name="petitioner.agent.until"]').fill('2027-12-31');
  await desk.screenshot({ path: test.info().outputPath('body.png'), fullPage: true });
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const [line] = await casesOf(door, '永丰示例专业合作社');
  expect((await pageOf(door, line?.stream ?? '')).fields['petitioner']).toMatchObject({
    form: 'legalPerson',
    uscc: '91350100M000100Y43',
    representative: { name: '李代表' },
    agent: { name: '王经办', authority: 'special', until: '2027-12-31' },
  });
});
