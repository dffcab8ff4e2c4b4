/** 拍照: the camera at a photo field, at 先交照片 and at an attachment, driven by keys; and a desk where there is none, or nobody allows it. */
import type { Page } from '@playwright/test';
import { v7 } from 'uuid';
import { pictureOf } from '../../shared/documents/picture.ts';
import { findBrowser, testFlags } from '../../build/browser.mjs';
import { casesOf, doorOf, newcomer, openAct, pageOf, sayPrinted, submitAct } from './support/cases.ts';
import { expect, open, test, valueOf } from './support/station.ts';

const executablePath = findBrowser() ?? '';
test.use({
  launchOptions: { executablePath, args: [...testFlags(), '--use-fake-device-for-media-stream'] },
});

const matter = {
  ...{ code: 'CAM-001', name: '拍照示例', category: '示例', type: 'grant', version: '1' },
  fields: [{ key: '照片', label: '本人照片', type: 'photo', isRequired: true }],
  materials: [
    { name: '户口簿', form: 'copy', copies: 1, isNecessary: true, waysOut: ['photo', 'comeBack'] },
    { name: '结婚证', form: 'copy', copies: 1, isNecessary: true, waysOut: ['photo', 'comeBack'] },
  ],
};

type Door = Awaited<ReturnType<typeof doorOf>>;

async function publish(door: Door): Promise<void> {
  const row = valueOf(await door.matter.row({ code: matter.code })).row;
  if (row !== null) return;
  const data = { set: JSON.parse(JSON.stringify(matter)) as Record<string, never> };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data }));
}

async function begin(desk: Page): Promise<void> {
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type(matter.code);
  await expect(desk.getByRole('option', { name: matter.name })).toBeVisible();
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('form-photo')).toBeVisible();
}

/** How many colours the photograph has: a black one would have one. */
const shades = (desk: Page): Promise<number> =>
  desk
    .getByTestId('camera')
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = new Uint32Array(
        canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data.buffer ?? [],
      );
      return new Set(pixels).size;
    });

const stateIs = (desk: Page, state: string) => expect(desk.getByTestId('camera')).toHaveAttribute('data-state', state);
const shot = (desk: Page, name: string) => desk.screenshot({ path: test.info().outputPath(`${name}.png`) });

test('by keys: taken, taken again, accepted, left; kept with the draft and attached with the case', async ({
  shared,
  desk,
  context,
}) => {
  await context.grantPermissions(['camera']);
  const door = await doorOf(shared);
  await publish(door);
  await begin(desk);
  const { name, idNumber } = newcomer('照相人');
  await desk.locator('[name="petitioner.name"]').fill(name);
  await desk.locator('[name="petitioner.idNumber"]').fill(idNumber);
  const field = desk.getByTestId('form-photo');
  const take = field.getByTestId('take-photo');
  const video = desk.getByTestId('camera').locator('video');

  // Out again without a photograph: the cursor is where it was.
  await take.press('Enter');
  await stateIs(desk, 'live');
  await expect(desk.getByTestId('camera-main')).toBeFocused();
  await shot(desk, 'live');
  await desk.keyboard.press('Escape');
  await expect(desk.getByTestId('camera')).toBeHidden();
  await expect(take).toBeFocused();
  await expect(field.locator('[data-photo]')).toHaveCount(0);

  await desk.keyboard.press('Enter');
  await stateIs(desk, 'live');
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(1);
  await desk.keyboard.press('Space');
  await stateIs(desk, 'taken');
  await shot(desk, 'taken');
  expect(await shades(desk)).toBeGreaterThan(5);
  await desk.keyboard.press('Space');
  await stateIs(desk, 'live');
  await desk.keyboard.press('Enter');
  await stateIs(desk, 'taken');
  await desk.keyboard.press('Escape');
  await stateIs(desk, 'live');
  await desk.keyboard.press('Enter');
  await stateIs(desk, 'taken');
  await desk.keyboard.press('Enter');
  await expect(desk.getByTestId('camera')).toBeHidden();
  await expect(field.locator('[data-photo^="本人照片 "]')).toHaveCount(1);

  // 先交照片 asks for its photograph, and takes it the same way.
  await desk.locator('select[name="missing.户口簿"]').selectOption('photo');
  await desk.locator('[name="petitioner.name"]').focus();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText('选了“先交照片”，但还没有照片：户口簿').first()).toBeVisible();
  await shot(desk, 'intake');
  const paper = desk.locator('[data-photos="户口簿"]');
  await paper.getByTestId('take-photo').press('Enter');
  await stateIs(desk, 'live');
  await desk.keyboard.press('Enter');
  await stateIs(desk, 'taken');
  await desk.keyboard.press('Enter');
  await expect(paper.locator('[data-photo^="户口簿 "]')).toHaveCount(1);
  await paper.scrollIntoViewIfNeeded();
  await shot(desk, 'intake-photo');
  await desk.locator('[name="petitioner.name"]').focus();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByTestId('taken-number')).toBeVisible();
  await sayPrinted(desk);

  const [line] = await casesOf(door, name);
  const stream = line?.stream ?? '';
  const { attachments, owed } = await pageOf(door, stream);
  expect(attachments.map(({ mime, for: what }) => [mime, what?.what, what?.name])).toEqual([
    ['image/jpeg', 'field', '本人照片'],
    ['image/jpeg', 'material', '户口簿'],
  ]);
  expect(owed).toMatchObject([{ material: '户口簿', way: 'photo', state: 'open' }]);
  const [photo] = attachments;
  const read = valueOf(await door.attachment.read({ stream, id: photo?.id ?? '', part: 0 }));
  expect(pictureOf(Buffer.from(read.data, 'base64'))).toMatchObject({ type: 'jpeg' });

  // Chosen later, in the dialog of the step; Esc in the camera leaves that dialog open.
  await open(desk, `/cases/${stream}`);
  await openAct(desk, 'wayChosen');
  await desk.locator('select[name="missing.结婚证"]').selectOption('photo');
  await submitAct(desk);
  await expect(desk.getByText('还没有照片：结婚证').first()).toBeVisible();
  const later = desk.locator('[data-photos="结婚证"]');
  await later.getByTestId('take-photo').press('Enter');
  await stateIs(desk, 'live');
  await desk.keyboard.press('Escape');
  await expect(desk.getByTestId('camera')).toBeHidden();
  await expect(later).toBeVisible();
  await later.getByTestId('take-photo').press('Enter');
  await stateIs(desk, 'live');
  await desk.keyboard.press('Enter');
  await stateIs(desk, 'taken');
  await shot(desk, 'step');
  await desk.keyboard.press('Enter');
  await expect(later.locator('[data-photo^="结婚证 "]')).toHaveCount(1);
  await shot(desk, 'step-photo');
  await submitAct(desk);
  await expect(desk.locator('[data-owed="结婚证"]')).toBeVisible();

  // An attachment of a case, for what is chosen beside it.
  await desk.getByTestId('attachment-for').selectOption({ label: '表单项：本人照片' });
  const panel = desk.getByTestId('attachments');
  await panel.getByTestId('take-photo').press('Enter');
  await stateIs(desk, 'live');
  await desk.keyboard.press('Enter');
  await stateIs(desk, 'taken');
  await desk.keyboard.press('Enter');
  await expect.poll(async () => (await pageOf(door, stream)).attachments.length).toBe(4);
  await shot(desk, 'attachments');
});

test('nobody allows it: a sentence, and choosing a file stays', async ({ shared, desk }) => {
  await publish(await doorOf(shared));
  await begin(desk);
  const field = desk.getByTestId('form-photo');
  await field.getByTestId('take-photo').press('Enter');
  await expect(desk.getByTestId('camera-trouble')).toContainText('没有使用摄像头的许可');
  await expect(desk.getByTestId('camera-trouble')).toContainText('选一个文件');
  await shot(desk, 'refused');
  await desk.keyboard.press('Escape');
  await expect(desk.getByTestId('camera')).toBeHidden();
  // What is no photograph is said, and not kept.
  const choose = field.locator('input[type=file]');
  await choose.setInputFiles({ name: '说明.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
  await expect(field.locator('.mantine-InputWrapper-error')).toContainText('不是能用的照片');
  await expect(field.locator('[data-photo]')).toHaveCount(0);
  // A bitmap (old 高拍仪) becomes something that papers print.
  await choose.setInputFiles({ name: '高拍仪.bmp', mimeType: 'image/bmp', buffer: onePixel });
  await expect(field.locator('[data-photo="高拍仪.jpg"]')).toBeVisible();
});

/** 1 × 1, 24 bits. */
const onePixel = Buffer.from(
  '424d3a0000000000000036000000280000000100000001000000010018000000000004000000130b0000130b000000000000000000000000ff00',
  'hex',
);
