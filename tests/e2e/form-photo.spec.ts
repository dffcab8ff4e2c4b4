/** A photograph that a matter's form asks for: added at intake, kept with the draft, attached with the case. */
import { v7 } from 'uuid';
import { casesOf, doorOf, newcomer, pageOf, sayPrinted } from './support/cases.ts';
import { expect, test, valueOf } from './support/station.ts';

const matter = {
  ...{ code: 'FP-001', name: '照片表单示例', category: '示例', type: 'grant', version: '1' },
  fields: [{ key: '现场照片', label: '地块照片', type: 'photo', isRequired: true }],
};
/** One red dot. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('it is asked for, survives a reload with the draft, and hangs on the case for its field', async ({
  shared,
  desk,
}) => {
  const door = await doorOf(shared);
  const data = { set: { ...matter, fields: matter.fields.map((field) => ({ ...field })) } };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data }));
  const { name, idNumber } = newcomer('拍照人');
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type(matter.code);
  await expect(desk.getByRole('option', { name: matter.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await desk.locator('[name="petitioner.name"]').fill(name);
  await desk.locator('[name="petitioner.idNumber"]').fill(idNumber);
  const field = desk.getByTestId('form-photo');
  await expect(field).toContainText('地块照片');
  await desk.keyboard.press('Control+Enter');
  await expect(field.locator('.mantine-InputWrapper-error')).toBeVisible();
  await field.locator('input[type=file]').setInputFiles({ name: '地块.png', mimeType: 'image/png', buffer: png });
  await expect(field.locator('[data-photo="地块.png"]')).toBeVisible();
  await desk.screenshot({ path: test.info().outputPath('photo.png') });
  await expect(desk.getByText('草稿已保存')).toBeVisible();
  await desk.locator('[name="petitioner.name"]').focus();
  await desk.keyboard.press('Tab');
  await expect
    .poll(async () => {
      const { drafts } = valueOf(await door.draft.list({}));
      return JSON.stringify(drafts).includes('地块.png');
    })
    .toBe(true);
  await desk.reload();
  await expect(desk.locator('[data-photo="地块.png"]')).toBeVisible();
  await desk.locator('[name="petitioner.name"]').focus();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);
  const [line] = await casesOf(door, name);
  const page = await pageOf(door, line?.stream ?? '');
  expect(page.attachments).toMatchObject([
    { name: '地块.png', mime: 'image/png', bytes: png.length, for: { what: 'field', name: '地块照片' } },
  ]);
  expect(page.history.filter(({ type }) => type === 'attached').map(({ act }) => act)).toEqual([page.history[0]?.act]);
  await desk.getByRole('link', { name: '打开办件' }).click();
  await expect(desk.getByTestId('attachments')).toContainText('地块照片');
});
