/**
 * The matters of the sample catalogue that are complete: each taken in by its own form, judged, its official forms filled,
 * accepted, walked through every stage it has, up to the county and back where it is decided there, handed out and filed.
 */
import type { Locator, Page } from '@playwright/test';
import type { DeskClient } from '../../shared/contract/index.ts';
import { makeResidentId } from '../../shared/identity/resident-id.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { casesOf, doorOf, openAct, pageOf, sayPrinted, submitAct } from './support/cases.ts';
import { expect, test, valueOf } from './support/station.ts';
import { untilDecided, untilFiled, untilStatus } from './support/through-stages.ts';

type Typed = string | readonly string[] | { readonly account: string } | { readonly person: string };

interface Journey {
  readonly code: string;
  readonly matter: string;
  readonly name: string;
  readonly birth: string;
  /** In the order of the form: choices by their words, texts, numbers, days, people, accounts. */
  readonly form: Readonly<Record<string, Typed>>;
  /** What the form shows by itself. */
  readonly computed: Readonly<Record<string, string>>;
  /** A condition that is not met: part of its sentence. */
  readonly unmet?: string;
  readonly official: string;
  /** The outcome, by its word; 准予 where nothing is said. */
  readonly granted?: string;
}

const account = { account: '178190121000123456' };
const journeys: readonly Journey[] = [
  {
    ...{ code: 'SL-003', matter: '高龄补贴申领', name: '邓高寿', birth: '1944-05-06' },
    form: {
      户籍情况: '本镇户籍',
      申请类别: '首次申请',
      居住情况: '独居',
      联系人: { person: '邓联系' },
      联系人关系: '子女',
      发放账户: account,
    },
    computed: { 满80周岁: '是', 满80周岁日期: '2024-05-06' },
    official: '邓联系',
  },
  {
    ...{ code: 'SL-005', matter: '残疾人', name: '谢两补', birth: '1975-03-09' },
    form: {
      申请补贴: ['困难残疾人生活补贴', '重度残疾人护理补贴'],
      申请类别: '首次申请',
      残疾人证号: '36073219750309001541',
      证件有效期: '2030-01-01',
      残疾类别: '肢体',
      残疾等级: '三级',
      需要照护: '需要',
      照护人: { person: '谢照护' },
      家庭情况: '低保家庭',
      享受其他: '没有',
      发放账户: account,
    },
    computed: {},
    unmet: '级',
    official: '谢两补',
  },
  {
    ...{ code: 'SL-004', matter: '老年人优待证', name: '钟优待', birth: '1955-07-08' },
    form: {
      办理类别: '新办',
      居住情况: '本镇户籍',
      紧急联系人: { person: '钟紧急' },
      联系人关系: '配偶',
      领证方式: '当场领',
    },
    computed: { 满60周岁: '是' },
    official: '钟紧急',
  },
  {
    ...{ code: 'SL-016', matter: '退役军人', name: '曾退役', birth: '1990-01-02' },
    form: {
      证件种类: '退役军人优待证',
      办理类别: '首次申领',
      建档立卡: '已建档',
      户籍情况: '本镇户籍',
      人员类别: '退役义务兵',
      入伍日期: '2009-12-01',
      退役日期: '2011-12-01',
      银行: '示例银行甲',
      不良情形: '没有',
    },
    computed: {},
    official: '退役义务兵',
  },
  {
    ...{ code: 'SL-001', matter: '医疗保险', name: '刘参保', birth: '1988-10-11' },
    form: {
      参保年度: '2027年度',
      登记类别: '首次参保',
      户籍情况: '本镇户籍',
      职工医保: '没有',
      参保范围: '只有本人',
      人员类别: '普通居民',
      缴费方式: '银行卡代扣',
      代扣账户: account,
    },
    computed: { 参保人数: '1' },
    official: '刘参保',
  },
  {
    ...{ code: 'SL-009', matter: '宅基地', name: '黄建房', birth: '1980-02-03' },
    form: {
      申请类型: '分户新建',
      成员资格: '是',
      现有宅基地: '没有',
      出卖出租: '没有',
      拟用面积: '119',
      地类: ['村内空闲地'],
      永久基本农田: '不占',
      建房地点: '示例村三组',
      建筑占地: '100',
      层数: '2',
      四邻意见: '都已签字',
    },
    computed: { 建筑面积: '200' },
    official: '黄建房',
  },
];

async function fillField(field: Locator, typed: Typed): Promise<void> {
  await expect(field).toBeVisible();
  if (Array.isArray(typed)) {
    for (const one of typed as readonly string[]) await field.getByLabel(one, { exact: true }).check();
  } else if (typeof typed === 'string') {
    const radio = field.getByRole('radio', { name: typed, exact: true });
    if ((await radio.count()) > 0) await radio.check();
    else await field.locator('input, textarea').first().fill(typed);
  } else if ('person' in typed) await field.locator('input[name$=".name"]').fill(typed.person);
  else if ('account' in typed) {
    await field.locator('input[name$=".holder"]').fill('户名示例');
    await field.locator('input[name$=".bank"]').fill('示例农商银行');
    await field.locator('input[name$=".account"]').fill(typed.account);
  }
}

async function fillForm(desk: Page, { form, computed, unmet }: Journey): Promise<void> {
  const all = desk.getByTestId('matter-form');
  for (const [key, typed] of Object.entries(form)) await fillField(all.locator(`[data-form-field="${key}"]`), typed);
  for (const [key, shown] of Object.entries(computed)) {
    await expect(all.locator(`[data-computed="${key}"]`)).toContainText(shown);
  }
  const judged = desk.getByTestId('form-unmet');
  if (unmet === undefined) await expect(judged).toHaveCount(0);
  else await expect(judged).toContainText(unmet);
}

/** What the county's form would say on paper, without its marks. */
async function officialTexts(door: DeskClient, stream: string): Promise<string[]> {
  const page = await pageOf(door, stream);
  const { versionId } = page.learnt['matter'] as { versionId: string };
  const { code } = page.fields['matter'] as { code: string };
  const { matter } = valueOf(await door.matter.get({ code, versionId }));
  const forms = (matter?.['officialForms'] ?? []) as { name: string; isRoster?: boolean }[];
  const texts: string[] = [];
  // A 花名册 is of a batch: `roster.spec.ts`.
  for (const { name } of forms.filter(({ isRoster }) => isRoster !== true)) {
    const { html, notDrawn } = valueOf(await door.paper.officialForm({ stream, form: name }));
    expect(notDrawn).toEqual([]);
    texts.push(html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/gu, ''));
  }
  return texts;
}

for (const journey of journeys) {
  test(`${journey.code} ${journey.matter}: by its own form from the door to the file`, async ({ shared, desk }) => {
    const door = await doorOf(shared);
    const idNumber = makeResidentId({ area: '360732', birth: getPlainDate(journey.birth), sequence: 321 });
    await desk.keyboard.press('F2');
    await expect(desk.locator('input[name=matter]')).toBeFocused();
    await desk.keyboard.type(journey.code);
    await expect(desk.getByRole('option').first()).toContainText(journey.matter);
    await desk.keyboard.press('Enter');
    await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
    await desk.keyboard.insertText(journey.name);
    await desk.locator('[name="petitioner.idNumber"]').fill(idNumber);
    await fillForm(desk, journey);
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByTestId('taken-number')).toBeVisible();
    await sayPrinted(desk);
    await desk.getByRole('link', { name: '打开办件' }).click();
    await expect(desk.getByTestId('case-page')).toBeVisible();
    await expect(desk.getByTestId('official-forms')).toBeVisible();

    const [line] = await casesOf(door, journey.name);
    const stream = line?.stream ?? '';
    const texts = await officialTexts(door, stream);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.join(' ')).toContain(idNumber);
    expect(texts.join(' ')).toContain(journey.official);
    expect(texts.join(' ')).not.toMatch(/undefined|\[object|\{[^}]{1,20}\}/u);

    const walk = { page: desk, door, stream };
    await openAct(desk, 'accepted');
    await submitAct(desk);
    await untilStatus(walk, 'accepted');
    await expect(desk.getByTestId('stages').locator('[data-stage]').first()).toHaveAttribute('data-state', 'now');
    await desk.screenshot({ path: test.info().outputPath('page.png'), fullPage: true });
    await untilDecided(walk, journey.granted ?? '准予');
    await untilFiled(walk);
    const { stages } = await pageOf(door, stream);
    expect(stages.map(({ name, state }) => [name, state])).toEqual(stages.map(({ name }) => [name, 'done']));
  });
}
