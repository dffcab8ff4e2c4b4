import type { CDPSession, Page } from '@playwright/test';
import { chief, expect, open, test } from './support/station.ts';

/** 微软拼音 and 搜狗 as the page meets them: while a word is being chosen, every key arrives as 229 within a composition. */
async function openIme(page: Page): Promise<CDPSession> {
  return page.context().newCDPSession(page);
}

const compose = (ime: CDPSession, text: string): Promise<unknown> =>
  ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

/** The key that chooses a candidate: keyCode 229. Some input methods leave its name (`Enter`), others make it `Process`. */
async function chooseBy(ime: CDPSession, key: string, code: string): Promise<void> {
  for (const named of [key, 'Process']) {
    const event = { key: named, code, windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229 };
    await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
    await ime.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }
}

const commit = (ime: CDPSession, text: string): Promise<unknown> => ime.send('Input.insertText', { text });

test('the Enter that chooses a candidate neither moves on nor submits', async ({ desk }) => {
  await open(desk, '/settings/staff');
  await desk.getByRole('button', { name: '添加工作人员' }).click();
  const name = desk.locator('input[name=name]');
  await expect(name).toBeFocused();
  const ime = await openIme(desk);
  await compose(ime, 'zhangsan');
  await chooseBy(ime, 'Enter', 'Enter');
  await expect(name).toBeFocused();
  await commit(ime, '张三');
  await expect(name).toHaveValue('张三');
  await expect(name).toBeFocused();
  // The next Enter is the person's own.
  await desk.keyboard.press('Enter');
  await expect(desk.locator('input[name=login]')).toBeFocused();
  await desk.keyboard.press('Shift+Enter');
  await expect(name).toBeFocused();
});

test('Ctrl+Enter within a composition does not submit', async ({ desk }) => {
  await open(desk, '/settings/staff');
  await desk.getByRole('button', { name: '添加工作人员' }).click();
  await desk.locator('input[name=login]').fill('zhaoliu');
  await desk.locator('input[name=newPassword]').fill('Zhongxin-2026');
  const name = desk.locator('input[name=name]');
  await name.fill('赵');
  const ime = await openIme(desk);
  await compose(ime, 'liu');
  const event = { key: 'Process', code: 'Enter', windowsVirtualKeyCode: 229, modifiers: 2 };
  await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
  await expect(desk.getByRole('dialog')).toBeVisible();
  await commit(ime, '六');
  await expect(name).toHaveValue('赵六');
  await expect(desk.getByRole('dialog')).toBeVisible();
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByRole('dialog')).toBeHidden();
  await expect(desk.getByRole('row', { name: '赵六' })).toHaveCount(1);
});

test('the palette opens nothing while a word is being chosen', async ({ desk }) => {
  await desk.keyboard.press('F3');
  const box = desk.getByRole('combobox', { name: '查办件、人名、电话、编号' });
  await expect(box).toBeFocused();
  const ime = await openIme(desk);
  // What stands in the box before it is chosen is searched for already, and finds something that Enter would open.
  await compose(ime, '设置');
  await expect(desk.getByRole('option')).toHaveCount(1);
  await chooseBy(ime, 'Enter', 'Enter');
  await expect(box).toBeVisible();
  await commit(ime, '设置');
  await expect(desk.getByRole('option')).toHaveCount(1);
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { name: '设置' })).toBeVisible();
});

test('no shortcut fires within a composition, and each does outside it', async ({ desk }) => {
  await open(desk, '/settings/password');
  const field = desk.locator('input[name=old]');
  await field.focus();
  const ime = await openIme(desk);
  await compose(ime, 'ceshi');
  await chooseBy(ime, 'F1', 'F1');
  await chooseBy(ime, '1', 'Digit1');
  const locking = { key: 'Process', code: 'KeyL', windowsVirtualKeyCode: 229, modifiers: 1 };
  await ime.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...locking });
  await expect(desk.getByRole('heading', { name: '改密码' })).toBeVisible();
  await expect(desk.getByRole('heading', { name: '已锁屏' })).toBeHidden();
  await commit(ime, '测试');
  await desk.keyboard.press('F1');
  await expect(desk.getByRole('heading', { name: '帮助和快捷键' })).toBeVisible();
  await desk.keyboard.press('Alt+KeyH');
  await expect(desk.getByRole('heading', { name: `${chief.name}，您好` })).toBeVisible();
});
