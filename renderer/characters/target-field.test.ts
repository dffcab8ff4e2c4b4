import { expect, test } from 'vitest';
import { placeIn } from './target-field.ts';

test.each([
  ['at the cursor', '张明', 1, 1, '㛃', '张㛃明', 2],
  ['at the end of an empty field', '', 0, 0, '𠮷', '𠮷', 2],
  ['behind a name that is selected whole, which is not lost', '张明', 0, 2, '㛃', '张明㛃', 3],
  ['in place of the mark of a lost character', '王?', 1, 2, '喆', '王喆', 2],
  ['in place of a box', '王□明', 1, 2, '喆', '王喆明', 2],
  ['in place of a private character', '王\uE000', 1, 2, '喆', '王喆', 2],
])('the character goes %s', (_where, value, from, to, character, after, at) => {
  expect(placeIn(value, from, to, character)).toEqual({ value: after, at });
});
