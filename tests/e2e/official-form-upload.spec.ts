/** 官方表格: the county's own .docx, looked at and refused with a reason, previewed, used by the next version, replaced in the one after. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { madeDocx, paragraphsOf } from '../support/made-docx.ts';
import { doorOf, newcomer } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const matter = {
  ...{ code: 'OF-001', name: '表格上传示例', category: '示例', type: 'grant', version: '1' },
  fields: [{ key: '开户', label: '补贴账户', type: 'bankAccount' }],
};

const bring = (desk: Page, name: string, bytes: Uint8Array) =>
  desk
    .locator('input[type=file]')
    .last()
    .setInputFiles({
      name,
      mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      buffer: Buffer.from(bytes),
    });

async function revise(desk: Page): Promise<void> {
  await open(desk, `/matters/${matter.code}`);
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
