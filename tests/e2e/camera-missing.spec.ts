/** 拍照 at a desk without a camera. */
import { v7 } from 'uuid';
import { doorOf } from './support/cases.ts';
import { expect, test, valueOf } from './support/station.ts';

test('no camera: a sentence, and choosing a file stays', async ({ shared, desk, context }) => {
  await context.grantPermissions(['camera']);
  const door = await doorOf(shared);
  const code = 'CAM-002';
  const fields = [{ key: '照片', label: '本人照片', type: 'photo' }];
  const set = { code, name: '没有摄像头', category: '示例', type: 'grant', version: '1', fields };
  valueOf(await door.registry.begin({ act: v7(), kind: 'matter', type: 'published', data: { set } }));
  await desk.keyboard.press('F2');
  await expect(desk.locator('input[name=matter]')).toBeFocused();
  await desk.keyboard.type(code);
  await expect(desk.getByRole('option', { name: '没有摄像头' })).toBeVisible();
  await desk.keyboard.press('Enter');
  const field = desk.getByTestId('form-photo');
  await field.getByTestId('take-photo').press('Enter');
  await expect(desk.getByTestId('camera-trouble')).toContainText('没有找到摄像头');
  await desk.keyboard.press('Escape');
  await expect(field.getByRole('button', { name: '＋ 加照片' })).toBeVisible();
});
