import { v7 } from 'uuid';
import type { DeskClient } from '../../shared/contract/index.ts';
import type { JsonObject } from '../../shared/kernel/json.ts';
import { casesOf, doorOf, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { expect, test, valueOf } from './support/station.ts';

const fields: JsonObject[] = [
  {
    ...{ key: '满80周岁', label: '满80周岁', type: 'computed' },
    computed: { rule: 'ageAtLeast', birth: 'petitioner.birth', on: 'intake.date', years: 80 },
    condition: { values: ['是'], otherwise: '还没有满80周岁，满了再来办。' },
  },
  { key: '发放方式', label: '发放方式', type: 'choice', options: ['银行卡', '现金'], isRequired: true },
  {
    ...{ key: '账户', label: '发放账户', type: 'bankAccount', isRequired: true },
    shownIf: { field: '发放方式', values: ['银行卡'] },
  },
  { key: '家庭', label: '同住家人', type: 'household' },
  { key: '月收入', label: '月收入', type: 'number', unit: '元', min: 0 },
];

/** A paper asked only of those who chose one way. */
const paperFor = (name: string, way: string): JsonObject => ({
  ...{ name, form: 'copy', copies: 1, isNecessary: true },
  onlyIf: { field: '发放方式', values: [way] },
});
const materials = [paperFor('银行卡复印件', '银行卡'), paperFor('现金领取说明', '现金')];

async function publish(desk: DeskClient, code: string): Promise<string> {
  const set = { code, name: `表单事项${code}`, category: '示例', type: 'grant', version: '1', fields, materials };
  const data = { set } as unknown as Parameters<DeskClient['registry']['begin']>[0]['data'];
  return valueOf(await desk.registry.begin({ act: v7(), kind: 'matter', type: 'published', data })).stream;
}

/** The fields of the next version, in force at once. */
async function revise(desk: DeskClient, stream: string, next: JsonObject[]): Promise<void> {
  const data = { set: { version: '2', fields: next } } as unknown as Parameters<
    DeskClient['registry']['step']
  >[0]['data'];
  valueOf(await desk.registry.step({ act: v7(), stream, type: 'revised', data }));
}

test('a matter’s own form is asked, computed, checked, kept masked, and shown by the version it was taken in under', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const stream = await publish(door, 'BD-001');
  const { name, idNumber } = newcomer('钟满仓');
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('BD-001');
  await expect(desk.getByRole('option', { name: '表单事项BD-001' })).toBeVisible();
  await desk.keyboard.press('Enter');
  const form = desk.getByTestId('matter-form');
  await expect(form.locator('[data-computed="满80周岁"]')).toContainText('—');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await desk.keyboard.insertText(name);
  await desk.keyboard.press('Enter');
  await desk.keyboard.type(idNumber);
  await expect(form.locator('[data-computed="满80周岁"]')).toContainText('否');
  await expect(desk.getByTestId('form-unmet')).toContainText('满了再来办');

  // Lesson 16: one missing field wipes nothing, and the reason stands at it.
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('“发放方式”还没有填')).toBeVisible();
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue(name);
  await form.getByLabel('银行卡').check();
  await expect(desk.locator('[name="materials.银行卡复印件"]')).toBeVisible();
  await expect(desk.locator('[name="materials.现金领取说明"]')).toHaveCount(0);
  await desk.locator('[name="form.账户.holder"]').fill(name);
  await desk.locator('[name="form.账户.bank"]').fill('兴国农商银行');
  await desk.locator('[name="form.账户.account"]').fill('6222021001000000001');
  await desk.locator('[name="form.月收入"]').fill('800');
  await expect(desk.getByText('银行卡号的校验位不对')).toBeVisible();
  await form.getByRole('button', { name: '加一名成员' }).click();
  await desk.locator('[name="form.家庭.members.0.relation"]').fill('儿媳');
  await desk.locator('[name="form.家庭.members.0.person.name"]').fill('欧阳䶮');
  await desk.locator('[name="form.账户.account"]').fill('178190121000123456');
  await desk.screenshot({ path: test.info().outputPath('form.png'), fullPage: true });
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);

  const [line] = await casesOf(door, '欧阳䶮');
  expect(line?.petitioner).toBe('钟**');
  const page = await pageOf(door, line?.stream ?? '');
  expect(page.fields['form']).toMatchObject({
    发放方式: '银行卡',
    账户: { account: '178190121000123456' },
    月收入: 800,
  });
  expect(page.learnt['form']).toEqual({ computed: { 满80周岁: '否' }, unmet: ['满80周岁'] });

  await revise(door, stream, [{ key: '发放方式', label: '怎样发放', type: 'text', isRequired: true }]);
  await desk.getByRole('link', { name: '打开办件' }).click();
  const shown = desk.locator('[data-show=form]');
  await expect(shown).toContainText('发放账户');
  await expect(shown).toContainText('1781**********3456');
  await expect(shown).toContainText('800 元');
  await expect(shown).not.toContainText('怎样发放');
  await desk.screenshot({ path: test.info().outputPath('page.png'), fullPage: true });
  // A step that does not ask the form again still knows which papers it asks for.
  await desk.locator('button[data-act=correctionNoticed]').click();
  const notice = desk.getByRole('dialog');
  await expect(notice.getByText('银行卡复印件', { exact: true })).toBeVisible();
  await expect(notice.getByText('现金领取说明', { exact: true })).toHaveCount(0);
});

test('what the hall knows fills the form and is marked as such, with its day; what somebody types over it is not', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await publish(door, 'BD-003');
  const { name, idNumber } = newcomer('黄预填');
  const data = {
    set: {
      petitioner: { name, idType: 'residentId', idNumber, phone: '13907976123' },
      matter: { code: 'BD-003' },
      form: { 发放方式: '现金', 月收入: 730 },
    },
  };
  valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('BD-003');
  await expect(desk.getByRole('option', { name: '表单事项BD-003' })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await expect(desk.getByTestId('form-known')).toHaveCount(0);
  await desk.keyboard.type('6123');
  await expect(desk.getByTestId('party-found').first()).toContainText('黄**');
  await desk.keyboard.press('Enter');
  const income = desk.locator('[data-form-field="月收入"]');
  await expect(desk.locator('[name="form.月收入"]')).toHaveValue('730');
  await expect(income.getByTestId('form-known')).toContainText('填的，请核对');
  await desk.locator('[name="form.月收入"]').fill('740');
  await expect(income.getByTestId('form-known')).toHaveCount(0);
  await expect(desk.getByTestId('matter-form').getByTestId('form-known').first()).toBeVisible();
});

test('lesson 13: a half-filled form goes on after its matter got a new form, and keeps what still has a place', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const stream = await publish(door, 'BD-002');
  const { name } = newcomer('黄改版');
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type('BD-002');
  await expect(desk.getByRole('option', { name: '表单事项BD-002' })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.locator('[name="petitioner.name"]')).toBeFocused();
  await desk.keyboard.insertText(name);
  await desk.getByTestId('matter-form').getByLabel('现金').check();
  await desk.locator('[name="form.月收入"]').fill('500');
  await revise(door, stream, [
    { key: '月收入', label: '每月收入', type: 'number', unit: '元' },
    { key: '备案号', label: '备案号', type: 'text', isRequired: true },
  ]);
  await expect(desk.getByText('每月收入 (元)')).toBeVisible();
  await expect(desk.locator('[name="form.月收入"]')).toHaveValue('500');
  await expect(desk.locator('[name="petitioner.name"]')).toHaveValue(name);
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('“备案号”还没有填')).toBeVisible();
  await desk.locator('[name="form.备案号"]').fill('BA-7');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const [line] = await casesOf(door, name);
  expect((await pageOf(door, line?.stream ?? '')).fields['form']).toEqual({ 月收入: 500, 备案号: 'BA-7' });
});
