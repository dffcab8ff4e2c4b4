/**
 * The made-up kinds of `tests/support` at the real screens: what `tests/architecture` drives through the door, a person does here. The
 * screens are built, and the host is started, with another registry of kinds; nothing else differs.
 */
import type { Locator, Page } from '@playwright/test';
import { v7 } from 'uuid';
import type { ActAnswer } from '../../shared/contract/case.ts';
import { hasPoppler, makePdf, sheetOfPdf, textOfPdf } from '../support/pdf.ts';
import { casesOf, doorOf, openAct, sayPrinted, submitAct } from './support/cases.ts';
import { dropFolder, newFolder, startHost, type Host } from './support/host.ts';
import { buildMadeUpScreens } from './support/made-up-screens.ts';
import {
  addPerson,
  test as base,
  chief,
  clerk,
  expect,
  logIn,
  open,
  setUpStation,
  valueOf,
  watchForFaults,
  type Person,
} from './support/station.ts';

interface Window {
  readonly page: Page;
  /** Everything the desk has told this window: bodies of answers, and of the stream of changes as far as it has come. */
  readonly told: () => Promise<string>;
}

const test = base.extend<
  { readonly windowOf: (host: Host, person: Person) => Promise<Window> },
  { readonly screens: string; readonly madeUp: Host }
>({
  screens: [
    async ({}, use) => {
      const folder = await newFolder();
      await buildMadeUpScreens(folder);
      await use(folder);
      await dropFolder(folder);
    },
    { scope: 'worker' },
  ],
  madeUp: [
    async ({ screens }, use) => {
      const host = await startHost({ madeUpScreens: screens });
      await setUpStation(host);
      await addPerson(host, clerk, ['window']);
      await use(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],
  windowOf: async ({ browser }, use) => {
    const windows: { readonly page: Page; readonly faults: readonly string[] }[] = [];
    await use(async (host, person) => {
      const page = await browser.newPage();
      windows.push({ page, faults: watchForFaults(page) });
      await page.addInitScript(keepBodies);
      await page.goto(await host.address());
      await logIn(page, person);
      return { page, told: () => page.evaluate(() => (Reflect.get(window, 'told') as string[]).join('')) };
    });
    for (const { page, faults } of windows) {
      expect(faults).toEqual([]);
      await page.close();
    }
  },
});

/** In the page: a copy of every body, also of one that never ends. */
function keepBodies(): void {
  const told: string[] = [];
  Reflect.set(window, 'told', told);
  const before = window.fetch.bind(window);
  window.fetch = async (input, init) => {
    const response = await before(input, init);
    const reader = response.clone().body?.pipeThrough(new TextDecoderStream()).getReader();
    const keep = async (): Promise<void> => {
      for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read())
        told.push(part.value);
    };
    // A window that closes cuts its streams off.
    void keep().catch(() => undefined);
    return response;
  };
}

const choose = (page: Page, kind: string): Promise<void> =>
  page.locator('label').getByText(kind, { exact: true }).click();
const line = (page: Page, stream: string): Locator => page.locator(`[data-stream="${stream}"]`);

test('a kind of one file and one line: intake, slip, list, search, steps and ways out', async ({
  madeUp,
  windowOf,
  browser,
}) => {
  const { page } = await windowOf(madeUp, chief);
  const door = await doorOf(madeUp);
  await page.keyboard.press('F2');
  await choose(page, 'lostAndFound');
  await expect(page.locator('input[name=thing]')).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('这一项还没有填')).toHaveCount(2);
  await expect(page.locator('input[name=thing]')).toBeFocused();
  await page.keyboard.insertText('黑色钱包');
  await page.getByLabel('papers').check();
  await page.locator('input[name=worth]').fill('350');
  await page.locator('input[name=foundOn]').fill('2026-11-20');
  await page.locator('input[name=finder]').fill('欧阳文秀');
  await page.locator('input[name=phone]').fill('1390000');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('input[name=phone]')).toBeFocused();
  await expect(page.locator('input[name=phone]')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.locator('input[name=thing]')).toHaveValue('黑色钱包');
  await page.locator('input[name=phone]').fill('13900001234');
  await page.keyboard.press('Control+Enter');
  const number = (await page.getByTestId('taken-number').getAttribute('data-number')) ?? '';
  await sayPrinted(page);
  await page.getByText('打开办件').click();

  // The page, of generic parts alone.
  const head = page.getByTestId('case-page');
  await expect(head.getByTestId('case-number')).toHaveAttribute('data-number', number);
  for (const [field, shown] of Object.entries({
    thing: '黑色钱包',
    sort: 'papers',
    worth: '350',
    foundOn: '2026-11-20',
  }))
    await expect(page.locator(`[data-show=${field}]`)).toContainText(shown);
  await expect(page.locator('[data-show=phone]')).not.toContainText('0001234');
  await expect(page.locator('button[data-act]')).toHaveText([/^claimed/, /^sold/]);
  const [found] = await casesOf(door, '黑色钱包');
  const stream = found?.stream ?? '';

  // The slip: on the screen, on the roll, as a PDF.
  await page.getByTestId('papers').getByRole('button', { name: '查看' }).click();
  const sheet = page.frameLocator('iframe[title]');
  for (const printed of ['失物招领：黑色钱包', '欧阳文秀'])
    await expect(sheet.getByText(printed).first()).toBeVisible();
  await page.keyboard.press('Escape');
  const paper = valueOf(await door.case.page({ stream, reveal: false })).papers[0]?.id ?? '';
  const roll = valueOf(await door.paper.html({ stream, paper, size: '80mm', copy: 2 }));
  const { pdf, overflowing } = await makePdf(browser, roll.html, true);
  expect(overflowing).toEqual([]);
  if (hasPoppler) {
    expect(sheetOfPdf(pdf)).toMatchObject({ pages: 1, widthMm: 80 });
    for (const printed of ['黑色钱包', '欧阳文秀', '补打']) expect(textOfPdf(pdf)).toContain(printed);
  }

  // The list and search, by any fragment.
  await page.keyboard.press('F4');
  await expect(line(page, stream)).toContainText('失物：黑色钱包');
  await expect(line(page, stream)).toContainText('欧阳**');
  for (const fragment of ['ouyang', '0001234', '钱包']) {
    await page.locator('input[name=search]').fill(fragment);
    await expect(page.getByTestId('list-says')).toContainText(`含“${fragment}”`);
    await expect(page.locator('[data-stream]')).toHaveCount(1);
    await expect(line(page, stream)).toBeVisible();
  }
  await line(page, stream).click();

  // 更正 with its successor, a step and 撤回上一步, 作废 by two.
  await openAct(page, 'corrected');
  await page.getByLabel('finder', { exact: true }).check();
  await expect(page.getByText('这些凭证更正后就不对了')).toBeVisible();
  await page.locator('input[name=finder]').fill('欧阳文修');
  await page.locator('textarea[name=reason]').fill('听错了');
  await submitAct(page);
  await sayPrinted(page);
  await expect(page.getByTestId('collect')).toContainText('收件凭证');
  await expect(page.locator('[data-paper=receipt]').nth(1)).toContainText('更正件');
  await openAct(page, 'claimed');
  await page.locator('input[name=owner]').fill('失主');
  await submitAct(page);
  const status = page.getByTestId('case-status');
  await expect(status).toHaveAttribute('data-status', 'claimed');
  await openAct(page, 'undone');
  await submitAct(page);
  await expect(status).toHaveAttribute('data-status', 'kept');
  await openAct(page, 'voidAsked');
  await page.getByLabel('试录').check();
  await page.locator('textarea[name=reason]').fill('培训时录的');
  await submitAct(page);
  await expect(page.getByTestId('void-asked')).toBeVisible();
  const other = (await windowOf(madeUp, clerk)).page;
  await open(other, `/cases/${stream}`);
  await openAct(other, 'voided');
  await other.locator('textarea[name=reason]').fill('核对过');
  await submitAct(other);
  await expect(status).toHaveAttribute('data-status', 'voided');
  await open(page, '/cases?filter=voided');
  await expect(line(page, stream)).toContainText('已作废');
});

test('a work order with a sealed part: whoever may not know of it is told nothing of it', async ({
  madeUp,
  windowOf,
}) => {
  const own = await windowOf(madeUp, clerk);
  const { page } = own;
  await open(page, '/take?kind=madeUpOrder');
  await page.locator('textarea[name=complaint]').fill('有人偷排污水');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTestId('taken-number')).toBeVisible();
  await page.getByText('打开办件').click();
  // Dispatching is not the counter's.
  await expect(page.locator('button[data-act]')).toHaveText([/^assignmentAsked/]);
  const door = await doorOf(madeUp, clerk);
  const [order] = await casesOf(door, '偷排');
  const stream = order?.stream ?? '';
  const part = await sealPart(madeUp, stream);

  const secrets = ['举报人甲', '13912345678', '密件', part.stream];
  await open(page, '/cases?filter=all');
  await expect(line(page, stream)).toBeVisible();
  for (const fragment of ['举报人甲', 'jubao', '密件', '5678']) {
    await page.locator('input[name=search]').fill(fragment);
    await expect(page.getByText(`没有找到含“${fragment}”的办件`)).toBeVisible();
  }
  await page.keyboard.press('F3');
  await page.getByRole('dialog').getByRole('combobox').fill('举报人');
  await expect(page.getByRole('dialog').getByText('没有找到')).toBeVisible();
  await page.keyboard.press('Escape');
  await open(page, '/');
  await expect(page.getByRole('main')).toContainText('有人偷排污水');
  await expect(page.getByRole('main')).not.toContainText('举报人');
  await open(page, `/cases/${part.stream}`);
  await expect(page.getByText('没有找到这个办件')).toBeVisible();
  await open(page, `/cases/${stream}`);
  await expect(page.getByTestId('case-page')).toBeVisible();
  const told = await own.told();
  // It was listening: the order itself came, and what the desk pushes as well.
  const heard = ['有人偷排污水', stream, '"changed"', ...secrets].filter((one) => told.includes(one));
  expect(heard).toEqual(['有人偷排污水', stream, '"changed"']);

  // The chief finds it, sees its page, and dispatches the order.
  const boss = await windowOf(madeUp, chief);
  await open(boss.page, '/cases?filter=all');
  await boss.page.locator('input[name=search]').fill('jubao');
  await expect(boss.page.locator('[data-stream]')).toHaveCount(1);
  await line(boss.page, part.stream).click();
  await expect(boss.page.locator('[data-show=name]')).toContainText('举报人甲');
  await expect(boss.page.locator('[data-show=phone]')).not.toContainText('12345678');
  expect(await boss.told()).toContain(part.stream);
  await open(boss.page, `/cases/${stream}`);
  await openAct(boss.page, 'assigned');
  await boss.page.locator('input[name=assignee]').fill('镇供电所');
  await submitAct(boss.page);
  await expect(boss.page.locator('[data-show=assignee]')).toContainText('镇供电所');
  await openAct(boss.page, 'corrected');
  await expect(boss.page.getByLabel('complaint', { exact: true })).toBeVisible();
  await expect(boss.page.getByLabel('assignee', { exact: true })).toHaveCount(0);
});

test('away from the authority the order is asked to be assigned, never assigned', async ({ screens, windowOf }) => {
  const host = await startHost({ madeUpScreens: screens, isAuthorityElsewhere: true });
  await setUpStation(host);
  const { page } = await windowOf(host, chief);
  await open(page, '/take?kind=madeUpOrder');
  await page.locator('textarea[name=complaint]').fill('路灯不亮');
  await page.keyboard.press('Control+Enter');
  await page.getByText('打开办件').click();
  await expect(page.locator('button[data-act]')).toHaveText([/^assignmentAsked/]);
  await openAct(page, 'assignmentAsked');
  await page.locator('input[name=whom]').fill('镇供电所');
  await submitAct(page);
  await expect(page.locator('[data-entry=assignmentAsked]')).toContainText('镇供电所');
  await expect(page.getByTestId('case-status')).toHaveAttribute('data-status', 'received');
  await expect(page.locator('[data-show=assignee]')).toHaveCount(0);
  await host.stop();
});

/** Whoever takes an informant down hands it over with that: begun by the chief, who may know of it. */
async function sealPart(host: Host, parent: string): Promise<ActAnswer> {
  const door = await doorOf(host);
  const set = { parent, name: '举报人甲', phone: '13912345678' };
  return valueOf(await door.case.begin({ act: v7(), kind: 'madeUpInformant', type: 'recorded', data: { set } }));
}
