/** 批量收件 by keys: a family by ticking, a list with mistakes mended in place, card after card, and a batch that was broken off. */
import type { Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import { makeResidentId } from '../../shared/identity/resident-id.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { doorOf, ensureMatter, matter, newcomer, pageOf } from './support/cases.ts';
import { scan } from './support/gun.ts';
import { expect, open, test, valueOf } from './support/station.ts';

let people = 0;
const numberOf = (birth: string): string => {
  people += 1;
  return makeResidentId({ area: '360732', birth: getPlainDate(birth), sequence: 500 + people });
};

/** A matter whose form asks for the household: what the hall knows of a family. */
async function knowFamily(door: DeskClient) {
  const fields = [{ key: '家庭成员', label: '家庭成员', type: 'household' }];
  const set = { code: 'HK-001', name: '分户登记', category: '示例', type: 'publicService', version: '1', fields };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
  const head = { name: '刘户主', idType: 'residentId', idNumber: numberOf('1986-02-03'), phone: '13907977321' };
  const members = [
    { relation: '配偶', person: { name: '李桂兰', idNumber: numberOf('1988-05-06') } },
    { relation: '儿子', person: { name: '刘小明', idNumber: numberOf('2015-07-08') } },
    { relation: '母亲', person: { name: '曾𠮷英', idNumber: numberOf('1958-01-02') } },
  ];
  const data = { set: { petitioner: head, matter: { code: 'HK-001' }, form: { 家庭成员: { members } } } };
  valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
  return { head, members };
}

async function beginList(desk: Page, typed: string, name: string): Promise<void> {
  await open(desk, '/');
  await desk.keyboard.press('Alt+m');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type(typed);
  await expect(desk.getByRole('option').first()).toContainText(name);
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('many-quick')).toBeVisible();
}

const choose = (desk: Page, key: string, option: string) =>
  desk
    .getByTestId('matter-form')
    .locator(`[data-form-field="${key}"]`)
    .getByRole('radio', { name: option, exact: true })
    .check();
const rows = (desk: Page) => desk.getByTestId('many-rows').locator('tbody tr');
const stateOf = (desk: Page, at: number) => expect(rows(desk).nth(at));
const listed = (desk: Page) => desk.getByTestId('many-list-rows').locator('tbody tr');

test('SL-001: a family of four, known from an earlier case, by ticking; one list, a number each', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const { head, members } = await knowFamily(door);
  await beginList(desk, 'SL-001', '医疗保险');
  for (const [key, option] of Object.entries({
    ...{ 参保年度: '2027年度', 登记类别: '首次参保', 户籍情况: '本镇户籍', 职工医保: '没有' },
    ...{ 人员类别: '普通居民', 缴费方式: '自己在手机上缴' },
  }))
    await choose(desk, key, option);
  // One case each: the form's own question for whom it is answers itself.
  await expect(desk.getByRole('radio', { name: '只有本人' })).toBeChecked();
  await desk.getByTestId('many-household').focus();
  await desk.keyboard.press('Enter');
  const dialog = desk.getByRole('dialog');
  await dialog.locator('[name="head.name"]').focus();
  await desk.keyboard.type('7321');
  await expect(desk.getByTestId('party-found')).toContainText('刘**');
  await desk.keyboard.press('Enter');
  await expect(dialog.locator('[name="head.name"]')).toHaveValue('刘户主');
  await expect(dialog.locator('[name="members.2.person.name"], [name="members.2.name"]')).toHaveValue('曾𠮷英');
  await desk.screenshot({ path: test.info().outputPath('household.png') });
  await desk.keyboard.press('Control+Enter');
  await expect(rows(desk)).toHaveCount(4);
  for (const at of [0, 1, 2, 3]) await stateOf(desk, at).toHaveAttribute('data-state', 'ready');
  await desk.screenshot({ path: test.info().outputPath('family.png'), fullPage: true });
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('many-taken')).toContainText('4 人，都已收件');
  await expect(listed(desk)).toHaveCount(4);
  await desk.screenshot({ path: test.info().outputPath('list.png') });

  const streams = await listed(desk).evaluateAll((all) => all.map((row) => row.getAttribute('data-row') ?? ''));
  const pages = await Promise.all(streams.map((stream) => pageOf(door, stream)));
  expect(new Set(pages.map(({ number }) => number)).size).toBe(4);
  expect(pages.map(({ fields }) => (fields['petitioner'] as { name: string }).name)).toEqual([
    head.name,
    ...members.map(({ person }) => person.name),
  ]);
  const child = pages[2]?.fields['petitioner'] as Record<string, object>;
  expect(child).toMatchObject({
    guardian: { name: head.name, relation: '父亲', idNumber: head.idNumber },
    contact: { name: head.name, phone: head.phone, relation: '户主' },
  });
  expect((pages[1]?.fields['petitioner'] as Record<string, object>)['guardian']).toBeUndefined();
  // A family came once.
  expect(pages[3]?.visit?.others).toHaveLength(3);
  // The sheet to sign: by Enter, for the cursor stands there.
  await expect(desk.getByTestId('many-print')).toBeFocused();
  const list = desk.url().split('/many/')[1] ?? '';
  const { html } = valueOf(await door.many.paper({ stream: list }));
  for (const said of ['批量收件清单', '刘户主', '曾𠮷英', '400元', '合计：1600元']) expect(html).toContain(said);
});

test('全家 of a household: whom only the household knows is there, with streams; of several, which one is asked', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await ensureMatter(door);
  const fields = [{ key: '家庭成员', label: '家庭成员', type: 'household' }];
  const set = { code: 'HK-002', name: '户内登记', category: '示例', type: 'publicService', version: '1', fields };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
  const person = (name: string, birth: string, phone?: string) => ({
    ...{ name, idType: 'residentId', idNumber: numberOf(birth) },
    ...(phone === undefined ? {} : { phone }),
  });
  const [head, wife] = [person('温户主', '1985-01-02', '13907978642'), person('廖桂英', '1987-03-04', '13907978643')];
  const [daughter, mother] = [person('温小满', '2016-05-06'), person('谢老太', '1957-07-08')];
  const begin = async (petitioner: object, members: readonly object[], household?: string) => {
    const family = { members, ...(household === undefined ? {} : { household }) };
    const data = JSON.parse(
      JSON.stringify({ set: { petitioner, matter: { code: 'HK-002' }, form: { 家庭成员: family } } }),
    ) as Parameters<typeof door.case.begin>[0]['data'];
    valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
  };
  const member = (relation: string, { name, idNumber }: { readonly name: string; readonly idNumber: string }) => ({
    ...{ relation, person: { name, idNumber } },
  });
  const householdOf = async (idNumber: string) => valueOf(await door.party.households({ idNumber })).lines;
  await begin(head, [member('配偶', wife), member('母亲', mother)]);
  const [own] = await householdOf(head.idNumber);
  // The head's own case does not name the daughter: the mother's does.
  await begin(wife, [member('户主', head), member('女儿', daughter)], own?.party ?? '');
  await begin(person('温二弟', '1990-09-10', '13907978644'), [member('母亲', mother)]);
  expect(await householdOf(mother.idNumber)).toHaveLength(2);

  await beginList(desk, 'gljt', matter.name);
  const dialog = desk.getByRole('dialog');
  const names = () =>
    dialog.locator('[name$=".name"]').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  // A card of somebody of two households: which one is meant, a person says.
  await desk.getByTestId('many-household').click();
  await dialog.locator('[name="head.idNumber"]').focus();
  await scan(desk, mother.idNumber);
  await expect(dialog.getByTestId('household-offer')).toHaveCount(2);
  await expect.poll(names).toHaveLength(1);
  await desk.screenshot({ path: test.info().outputPath('household-which.png') });
  const meant = dialog.getByTestId('household-offer').filter({ hasText: '廖**' }).getByRole('button');
  // An Enter right behind a scan is the gun's own, and does nothing.
  await expect(async () => {
    await meant.press('Enter');
    expect(await names()).toEqual(['温户主', '廖桂英', '谢老太', '温小满']);
  }).toPass();
  await desk.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  // The head by the digits of the telephone: one household, of which they are the head.
  await desk.getByTestId('many-household').focus();
  await desk.keyboard.press('Enter');
  await dialog.locator('[name="head.name"]').focus();
  await desk.keyboard.type('8642');
  await expect(desk.getByTestId('party-found').first()).toContainText('温**');
  await desk.keyboard.press('Enter');
  await expect.poll(names).toEqual(['温户主', '廖桂英', '谢老太', '温小满']);
  await expect(dialog.getByTestId('household-offer')).toHaveCount(0);
  await dialog.locator('[name="members.1.tick"]').uncheck();
  await desk.screenshot({ path: test.info().outputPath('household-stream.png') });
  await desk.keyboard.press('Control+Enter');
  await expect(rows(desk)).toHaveCount(3);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('many-taken')).toContainText('3 人，都已收件');
  const streams = await listed(desk).evaluateAll((all) => all.map((row) => row.getAttribute('data-row') ?? ''));
  const petitioners = (await Promise.all(streams.map((stream) => pageOf(door, stream)))).map(
    (page) => page.fields['petitioner'] as { readonly name: string; readonly party?: string },
  );
  expect(petitioners.map(({ name }) => name)).toEqual([head.name, wife.name, daughter.name]);
  // The streams of the household's members, and no new ones.
  const [now] = await householdOf(head.idNumber);
  const known = new Map(now?.members.map(({ party, relation }) => [relation, party]));
  expect(petitioners.slice(1).map(({ party }) => party)).toEqual([known.get('配偶'), known.get('女儿')]);
});

test('lessons 34, 35: a pasted list says what is wrong of whom, is mended in place, and only what is good goes in', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await ensureMatter(door);
  const [good, twice, known] = [numberOf('1950-01-02'), numberOf('1951-02-03'), newcomer('陈已收')];
  const data = { set: { petitioner: { ...known, idType: 'residentId' }, matter: { code: matter.code } } };
  valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
  const mistyped = `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`;
  await beginList(desk, 'gljt', matter.name);
  const text = [
    '序号\t姓名\t身份证号码\t联系电话\t民族',
    `1\t张㛃\t${twice}\t13800000001\t汉`,
    '2\t王损坏\t3.60732E+17\t\t汉',
    `3\t王错位\t${mistyped}\t\t汉`,
    `4\t张重复\t${twice}\t\t汉`,
    `5\t陈已收\t${known.idNumber}\t\t汉`,
  ].join('\n');
  await desk.getByTestId('many-paste').focus();
  await desk.keyboard.press('Enter');
  await desk.getByRole('dialog').locator('textarea').fill(text);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('many-added')).toContainText('加入了 5 人');
  await expect(desk.getByTestId('many-added')).toContainText('民族');
  const states = ['ready', 'wrong', 'wrong', 'wrong', 'asks'];
  for (const [at, state] of states.entries()) await stateOf(desk, at).toHaveAttribute('data-state', state);
  await stateOf(desk, 1).toContainText('被 Excel 变成数字');
  await stateOf(desk, 3).toContainText('与第 1 行是同一个证件号码');
  await stateOf(desk, 4).toContainText('还没办结');
  await desk.screenshot({ path: test.info().outputPath('mistakes.png') });
  // Mended in place, by keys.
  await rows(desk).nth(2).focus();
  await desk.keyboard.press('Enter');
  const number = desk.getByRole('dialog').locator('[name="petitioner.idNumber"]');
  await expect(number).toBeFocused();
  await number.fill(good);
  await desk.screenshot({ path: test.info().outputPath('row.png') });
  await desk.keyboard.press('Control+Enter');
  await stateOf(desk, 2).toHaveAttribute('data-state', 'ready');
  // Left out, and decided.
  await rows(desk).nth(3).focus();
  await desk.keyboard.press('Delete');
  await stateOf(desk, 3).toHaveAttribute('data-state', 'out');
  await rows(desk).nth(4).getByTestId('many-anyway').click();
  await stateOf(desk, 4).toHaveAttribute('data-state', 'ready');
  await expect(desk.getByTestId('many-take')).toContainText('3 人');
  await desk.getByTestId('many-take').click();
  await expect(desk.getByTestId('many-counts')).toContainText('已收 3 人');
  await stateOf(desk, 1).toHaveAttribute('data-state', 'wrong');
  // The one whose digits are lost waits with what was typed, also after a reload.
  await desk.reload();
  await expect(rows(desk)).toHaveCount(5);
  await stateOf(desk, 0).toHaveAttribute('data-state', 'taken');
  await stateOf(desk, 1).toHaveAttribute('data-state', 'wrong');
  await rows(desk).nth(1).focus();
  await desk.keyboard.press('Delete');
  await expect(desk.getByTestId('many-take')).toBeDisabled();
});

test('card after card, typed rows and a file make one list', async ({ shared, desk }) => {
  await ensureMatter(await doorOf(shared));
  await beginList(desk, 'gljt', matter.name);
  const card = numberOf('1952-03-04');
  await scan(desk, card);
  await expect(rows(desk)).toHaveCount(1);
  await scan(desk, card);
  await expect(desk.getByTestId('device-notice')).toContainText('已在第 1 行');
  await expect(rows(desk)).toHaveCount(1);
  await stateOf(desk, 0).toHaveAttribute('data-state', 'wrong');
  // An Enter right behind a scan is the gun's own, and does nothing.
  await expect(async () => {
    await rows(desk).first().press('Enter');
    await expect(desk.getByRole('dialog')).toBeVisible({ timeout: 1000 });
  }).toPass();
  await desk.getByRole('dialog').locator('[name="petitioner.name"]').fill('钟读卡');
  await desk.keyboard.press('Control+Enter');
  await stateOf(desk, 0).toHaveAttribute('data-state', 'ready');
  // Two people typed without a hand leaving the keys.
  await desk.locator('[name="quick.name"]').focus();
  for (const name of ['钟录入', '钟再录']) {
    await desk.keyboard.insertText(name);
    await desk.keyboard.press('Enter');
    await desk.keyboard.insertText(numberOf('1953-04-05'));
    await desk.keyboard.press('Enter');
    await desk.keyboard.press('Enter');
    await expect(desk.locator('[name="quick.name"]')).toHaveValue('');
    await expect(desk.locator('[name="quick.name"]')).toBeFocused();
  }
  await expect(rows(desk)).toHaveCount(3);
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('名单');
  sheet.addRow(['姓名', '身份证号']);
  sheet.addRow(['钟表格', numberOf('1954-05-06')]);
  sheet.addRow(['钟数字', 360732195405061230]);
  const buffer = Buffer.from(await book.xlsx.writeBuffer());
  const choosing = desk.waitForEvent('filechooser');
  await desk.getByTestId('many-file').click();
  await (await choosing).setFiles({ name: '名单.xlsx', mimeType: 'application/octet-stream', buffer });
  await expect(rows(desk)).toHaveCount(5);
  await stateOf(desk, 4).toContainText('被 Excel 变成数字');
  await rows(desk).nth(4).focus();
  await desk.keyboard.press('Delete');
  await desk.locator('[name="quick.name"]').focus();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('many-taken')).toContainText('4 人，都已收件');
});

test('lesson 18: a batch that was broken off goes on where it stopped, with nobody twice', async ({ shared, desk }) => {
  const door = await doorOf(shared);
  await ensureMatter(door);
  await beginList(desk, 'gljt', matter.name);
  const names = ['甲', '乙', '丙', '丁', '戊'].map((one) => `黄断电${one}`);
  await desk.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    names.map((name) => `${name} ${numberOf('1955-06-07')}`).join('\n'),
  );
  await expect(rows(desk)).toHaveCount(5);
  // The third is done, and its answer never comes: as if the power had gone.
  let sent = 0;
  await desk.route(/many\/takeRow/, async (route) => {
    sent += 1;
    if (sent < 3) await route.continue();
    else if (sent === 3) await route.fetch();
  });
  await desk.getByTestId('many-take').click();
  await expect.poll(() => sent).toBe(3);
  await expect(desk.getByTestId('many-progress')).toContainText('第 2 人，共 5 人');
  await desk.screenshot({ path: test.info().outputPath('progress.png') });
  await open(desk, '/');
  await desk.reload();
  await desk.unrouteAll({ behavior: 'ignoreErrors' });
  await desk.getByRole('listitem').filter({ hasText: '批量收件' }).getByRole('link', { name: '继续' }).first().click();
  await expect(rows(desk)).toHaveCount(5);
  for (const [at, state] of ['taken', 'taken', 'taken', 'ready', 'ready'].entries())
    await stateOf(desk, at).toHaveAttribute('data-state', state);
  await expect(desk.getByTestId('many-take')).toContainText('接着收（2 人）');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('many-taken')).toContainText('5 人，都已收件');
  const { lines } = valueOf(await door.case.list({ filter: 'all', search: '黄断电', limit: 50 }));
  expect(lines).toHaveLength(5);
  expect(new Set(lines.map(({ number }) => number)).size).toBe(5);
  // The list is found again.
  await open(desk, '/many');
  await desk.getByTestId('many-earlier').click();
  await expect(desk.getByTestId('many-lists')).toContainText('共 5 人，都已收件');
  await desk.screenshot({ path: test.info().outputPath('earlier.png') });
});

test('a list of a thousand: only what is in sight is drawn, keys go to its ends, what needs somebody is found, stopped and gone on with', async ({
  shared,
  desk,
}) => {
  test.setTimeout(120_000);
  const door = await doorOf(shared);
  await ensureMatter(door);
  await beginList(desk, 'gljt', matter.name);
  const good = numberOf('1956-07-08');
  const wrong = `${good.slice(0, 17)}${good.endsWith('1') ? '2' : '1'}`;
  const nth = (sequence: number) => makeResidentId({ area: '360732', birth: getPlainDate('1957-08-09'), sequence });
  const lines = Array.from({ length: 1000 }, (_, at) => `黎名单\t${at === 700 ? wrong : nth(at)}`);
  await desk.getByTestId('many-paste').focus();
  await desk.keyboard.press('Enter');
  await desk
    .getByRole('dialog')
    .locator('textarea')
    .fill(['姓名\t身份证号码', ...lines].join('\n'));
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('many-added')).toContainText('加入了 1000 人');
  const drawn = desk.getByTestId('many-rows').locator('[data-row]');
  expect(await drawn.count()).toBeLessThan(80);
  await drawn.first().focus();
  await desk.keyboard.press('End');
  const last = desk.getByTestId('many-rows').locator('[data-index="999"]');
  await expect(last).toBeFocused();
  await expect(last).toBeInViewport();
  await desk.keyboard.press('ArrowUp');
  await expect(desk.getByTestId('many-rows').locator('[data-index="998"]')).toBeFocused();
  // The line with the cursor is there, wherever somebody scrolls meanwhile.
  await desk.getByTestId('many-rows').evaluate((table) => table.parentElement?.scrollTo(0, 0));
  await expect(desk.getByTestId('many-rows').locator('[data-index="0"]')).toBeVisible();
  await expect(desk.getByTestId('many-rows').locator('[data-index="998"]')).toBeFocused();
  await desk.keyboard.press('Home');
  await expect(desk.getByTestId('many-rows').locator('[data-index="0"]')).toBeFocused();
  await desk.getByTestId('many-showing').getByRole('radio', { name: /要改/ }).focus();
  await desk.keyboard.press('Space');
  await expect(drawn).toHaveCount(1);
  await expect(drawn.first()).toContainText('701');
  await expect(drawn.first()).toHaveAttribute('data-state', 'wrong');
  await desk.screenshot({ path: test.info().outputPath('long.png') });
  await desk.getByTestId('many-take').focus();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('many-progress')).toContainText(/第 [1-9]\d* 人/u);
  await desk.getByTestId('many-stop').press('Enter');
  await expect(desk.getByTestId('many-take')).toContainText('接着收');
  const { lines: taken } = valueOf(await door.case.list({ filter: 'all', search: '黎名单', limit: 100 }));
  expect(taken.length).toBeGreaterThan(0);
  const ready = 999 - Number(/已收 (\d+) 人/u.exec((await desk.getByTestId('many-counts').textContent()) ?? '')?.[1]);
  await expect(desk.getByTestId('many-take')).toContainText(`接着收（${String(ready)} 人）`);
  // So it stands after a power cut, too.
  await desk.reload();
  await expect(desk.getByTestId('many-take')).toContainText(`接着收（${String(ready)} 人）`);
});
