/** 官方表格: the county's own .docx and its 花名册 (.xlsx), looked at and refused with a reason, previewed, used by the next version, replaced in the one after. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { makeResidentId } from '../../shared/identity/resident-id.ts';
import { getPlainDate } from '../../shared/time/plain-date.ts';
import { madeXlsx } from '../support/made-xlsx.ts';
import { madeDocx, paragraphsOf } from '../support/made-docx.ts';
import { doorOf, newcomer } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const matter = {
  ...{ code: 'OF-001', name: '表格上传示例', category: '示例', type: 'grant', version: '1' },
  fields: [{ key: '开户', label: '补贴账户', type: 'bankAccount' }],
};

const typeOf = { docx: 'wordprocessingml.document', xlsx: 'spreadsheetml.sheet' } as const;
const bring = async (desk: Page, name: string, bytes: Uint8Array, place: keyof typeof typeOf = 'docx') => {
  const choosing = desk.waitForEvent('filechooser');
  await desk.getByTestId(`bring-${place}`).press('Enter');
  await (
    await choosing
  ).setFiles({
    name,
    mimeType: `application/vnd.openxmlformats-officedocument.${typeOf[place]}`,
    buffer: Buffer.from(bytes),
  });
};

async function revise(desk: Page, code = matter.code): Promise<void> {
  await open(desk, `/matters/${code}`);
  await desk.getByRole('button', { name: '修订' }).click();
  await desk.getByTestId('section-officialForms').click();
}

async function publish(desk: Page): Promise<void> {
  await desk.getByTestId('matter-save').click();
  await expect(desk.getByText('已发布').or(desk.getByRole('status')).first()).toBeVisible();
  await expect(desk.getByTestId('matter-form-edit')).toBeHidden();
}

test('a form is brought, refused with what is wrong, looked at, used, and replaced by the next version', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const data = { set: { ...matter, fields: matter.fields.map((field) => ({ ...field })) } };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data }));
  await revise(desk);
  const tags = desk.getByTestId('form-tags');
  await expect(tags.getByRole('button', { name: '{姓名}', exact: true })).toBeVisible();
  await expect(tags.getByRole('button', { name: '{开户.账号}', exact: true })).toBeVisible();

  // Macros, another file, a tag nobody has: each in words, and nothing of what was there is lost.
  const look = desk.getByTestId('look-at-form');
  await bring(desk, '有宏.docx', madeDocx(paragraphsOf('{姓名}'), { 'word/vbaProject.bin': 'x' }));
  await expect(look.getByRole('alert')).toContainText('宏');
  await expect(desk.getByTestId('use-form')).toBeDisabled();
  await desk.getByRole('button', { name: '关闭' }).last().click();
  await bring(desk, '不是.docx', Buffer.from('hello'));
  await expect(look.getByRole('alert')).toContainText('不是能用的 Word 表格');
  await desk.getByRole('button', { name: '关闭' }).last().click();
  await bring(desk, '申请表.docx', madeDocx(paragraphsOf('申请人 {姓名}', '{没有的项}')));
  await expect(desk.getByTestId('unknown-tags')).toContainText('{没有的项}');
  await expect(desk.getByTestId('use-form')).toBeDisabled();
  await desk.screenshot({ path: test.info().outputPath('form-unknown.png') });
  await desk.getByRole('button', { name: '关闭' }).last().click();

  await bring(desk, '县申请表.docx', madeDocx(paragraphsOf('第一版 申请人 {姓名}', '账号 {开户.账号}')));
  await expect(look.frameLocator('iframe').getByText('张示例')).toBeVisible();
  await desk.screenshot({ path: test.info().outputPath('form-preview.png') });
  await desk.getByTestId('use-form').click();
  await expect(desk.locator('[name="officialForms.0.name"]')).toHaveValue('县申请表');
  await desk.screenshot({ path: test.info().outputPath('form-edit.png') });
  await publish(desk);

  // The case uses it by the one key.
  const { name, idNumber } = newcomer('填表人');
  const take = async () => {
    const set = { petitioner: { name, idNumber }, matter: { code: matter.code }, form: {} };
    return valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: { set } })).stream;
  };
  const first = await take();
  await open(desk, `/cases/${first}`);
  await expect(desk.getByTestId('official-forms')).toContainText('县申请表');
  const textOf = async (stream: string) =>
    valueOf(await door.paper.officialForm({ stream, form: '县申请表' })).html.replace(/<[^>]*>/gu, '');
  expect(await textOf(first)).toContain(`第一版 申请人 ${name}`);

  await revise(desk);
  const line = desk.locator('[data-form-line="县申请表"]');
  await desk
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '新表.docx', mimeType: '', buffer: Buffer.from(madeDocx(paragraphsOf('第二版 {姓名}'))) });
  await expect(look.frameLocator('iframe').getByText('第二版')).toBeVisible();
  await desk.getByTestId('use-form').click();
  await expect(look).toBeHidden();
  await line.getByTestId('look').click();
  await expect(look.frameLocator('iframe').getByText('第二版')).toBeVisible();
  await desk.getByRole('button', { name: '关闭' }).last().click();
  await publish(desk);
  expect(await textOf(await take())).toContain(`第二版 ${name}`);
  // A case keeps the version it was taken in under, and its form with it.
  expect(await textOf(first)).toContain('第一版');
});

test("the upper office's 花名册 is brought as .xlsx, refused with what is wrong, looked at, and filled for a batch", async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const code = 'OF-002';
  const set = { code, name: '花名册上传示例', category: '示例', type: 'grant', version: '1', decides: 'above' };
  const data = { set: { ...set, authority: '兴国县民政局' } };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data }));
  await revise(desk, code);
  const look = desk.getByTestId('look-at-form');
  await expect(desk.getByTestId('form-tags').getByRole('button', { name: '{批次号}', exact: true })).toBeVisible();
  const close = () => desk.getByRole('button', { name: '关闭' }).last().click();
  await bring(desk, '花名册.xlsx', madeDocx(paragraphsOf('{姓名}')), 'xlsx');
  await expect(look.getByRole('alert')).toContainText('不是能用的 Excel 工作簿');
  await expect(desk.getByTestId('use-form')).toBeDisabled();
  await close();
  await bring(desk, '花名册.docx', await madeXlsx(['{姓名}']));
  await expect(look.getByRole('alert')).toContainText('“上传花名册”');
  await close();
  await bring(desk, '花名册.xlsx', await madeXlsx(['只有说明']), 'xlsx');
  await expect(look.getByRole('alert')).toContainText('没有找到');
  await close();
  await bring(desk, '花名册.xlsx', await madeXlsx(['{姓名}', '{星座}']), 'xlsx');
  await expect(desk.getByTestId('unknown-tags')).toContainText('{星座}');
  await expect(desk.getByTestId('use-form')).toBeDisabled();
  await close();

  const template = await madeXlsx(
    ['{事项}花名册（{上级单位}）'],
    ['序号', '姓名', '身份证号', '联系电话'],
    ['{序号}', '{姓名}', '{身份证号}', '{电话}'],
    ['合计 {人数} 人', '', '', '填表人：{填表人}'],
  );
  await bring(desk, '县花名册.xlsx', template, 'xlsx');
  await expect(look).toContainText('花名册上传示例花名册（兴国县民政局）');
  await expect(look.getByRole('cell', { name: '张示例' })).toBeVisible();
  await desk.screenshot({ path: test.info().outputPath('roster-preview.png') });
  await desk.getByTestId('use-form').press('Enter');
  await expect(desk.locator('[name="officialForms.0.name"]')).toHaveValue('县花名册');
  await expect(desk.locator('[data-form-line="县花名册"]')).toContainText('上报花名册');
  await desk.screenshot({ path: test.info().outputPath('roster-edit.png') });
  await desk.locator('[data-form-line="县花名册"]').getByTestId('look').click();
  await expect(look.getByRole('cell', { name: '张示例' })).toBeVisible();
  await close();
  await publish(desk);

  const idNumber = makeResidentId({ area: '360732', birth: getPlainDate('1941-05-06'), sequence: 811 });
  const petitioner = { name: '𠮷花名', idType: 'residentId', idNumber };
  const received = { set: { petitioner, matter: { code } } };
  const { stream } = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data: received }));
  valueOf(await door.case.step({ act: v7(), stream, type: 'accepted', data: {} }));
  // A roster is of a batch and no form of the case.
  await open(desk, `/cases/${stream}`);
  await expect(desk.getByRole('heading', { level: 1 }).or(desk.getByText('𠮷花名').first()).first()).toBeVisible();
  await expect(desk.getByTestId('official-forms')).toBeHidden();
  const batch = valueOf(await door.batch.send({ act: v7(), authority: '兴国县民政局', streams: [stream] }));
  await open(desk, `/batches/${batch.stream}`);
  await desk.getByTestId('roster-look').press('Enter');
  for (const said of ['县花名册', '𠮷花名', idNumber, '合计 1 人'])
    await expect(desk.getByRole('dialog')).toContainText(said);
});

test('both are brought while the matter is still drafted, outlive a reload with the draft, and are there once it is published', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  await open(desk, '/matters');
  await desk.getByRole('button', { name: '新增事项' }).click();
  await desk.locator('[name=code]').fill('OF-003');
  await desk.locator('[name=name]').fill('起草中的事项');
  await desk.locator('[name=category]').fill('示例');
  await desk.getByLabel('公共服务').check();
  await desk.locator('[name=version]').fill('1');
  await desk.getByTestId('section-officialForms').click();
  const look = desk.getByTestId('look-at-form');
  await bring(desk, '申请表.docx', madeDocx(paragraphsOf('申请人 {姓名}', '{没有的项}')));
  await expect(desk.getByTestId('unknown-tags')).toContainText('{没有的项}');
  await desk.keyboard.press('Escape');
  await bring(desk, '申请表.docx', madeDocx(paragraphsOf('第一版 申请人 {姓名}')));
  await expect(look.frameLocator('iframe').getByText('张示例')).toBeVisible();
  await desk.getByTestId('use-form').press('Enter');
  await bring(desk, '花名册.xlsx', await madeXlsx(['{序号}', '{姓名}']), 'xlsx');
  await expect(look.getByRole('cell', { name: '张示例' })).toBeVisible();
  await desk.getByTestId('use-form').press('Enter');
  await expect(desk.locator('[data-form-line="花名册"]')).toContainText('上报花名册');
  await expect
    .poll(async () => JSON.stringify(valueOf(await door.draft.list({})).drafts).includes('花名册'))
    .toBe(true);
  await desk.screenshot({ path: test.info().outputPath('drafted.png') });
  await desk.reload();
  await desk.getByTestId('section-officialForms').click();
  await desk.locator('[data-form-line="申请表"]').getByTestId('look').click();
  await expect(look.frameLocator('iframe').getByText('第一版')).toBeVisible();
  await desk.keyboard.press('Escape');
  await publish(desk);
  const { name, idNumber } = newcomer('首办人');
  const data = { set: { petitioner: { name, idNumber }, matter: { code: 'OF-003' } } };
  const begun = valueOf(await door.case.begin({ act: v7(), kind: 'service', type: 'received', data }));
  await open(desk, `/cases/${begun.stream}`);
  await expect(desk.getByTestId('official-forms')).toContainText('申请表');
  const { html } = valueOf(await door.paper.officialForm({ stream: begun.stream, form: '申请表' }));
  expect(html.replace(/<[^>]*>/gu, '')).toContain(`第一版 申请人 ${name}`);
});
