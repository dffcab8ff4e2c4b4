import { expect, it } from 'vitest';
import type { KeyPress } from './keys.ts';
import { createShortcutBoard } from './shortcut-board.ts';

const press = (code: string, more: Partial<KeyPress> = {}): KeyPress => ({
  ...{ code, key: code, keyCode: 0, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false },
  ...more,
});

it('asks the handler added last, and the one before when that is gone', () => {
  const board = createShortcutBoard();
  const asked: string[] = [];
  board.add('take', () => asked.push('shell'));
  const leave = board.add('take', () => asked.push('page'));
  expect(board.press(press('F2'))).toBe(true);
  leave();
  board.press(press('F2'));
  expect(asked).toEqual(['page', 'shell']);
});

it('leaves keys alone that nobody handles, that belong to an input method, or while locked', () => {
  const board = createShortcutBoard();
  let count = 0;
  board.add('lock', () => (count += 1));
  expect(board.press(press('F2'))).toBe(false);
  expect(board.press(press('KeyL', { altKey: true, keyCode: 229 }))).toBe(false);
  board.setLocked(true);
  expect(board.press(press('KeyL', { altKey: true }))).toBe(false);
  board.setLocked(false);
  expect(board.press(press('KeyL', { altKey: true }))).toBe(true);
  expect(count).toBe(1);
});
