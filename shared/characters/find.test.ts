import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readBook } from './book.ts';
import { findCharacters, withToneMark } from './find.ts';

const book = readBook(readFileSync('shared/characters/characters.txt', 'utf8'));
const found = (text: string, most = 60): string[] => findCharacters(book, text, most).map(({ character }) => character);

test.each([
  ['pinyin without a tone', 'zhe', '喆'],
  ['pinyin with a tone', 'yan3 9', '䶮'],
  ['ü typed as v', 'lv3', '吕'],
  ['a reading that is a surname only', 'qiu2', '仇'],
  ['parts', '龙天', '䶮'],
  ['parts joined as they are said', '方+方+土', '堃'],
  ['a part written beside', '金宏', '𬭎'],
  ['a part that is beside, as it is written', '钅宏', '𬭎'],
  ['a part repeated', '牛牛牛', '犇'],
  ['a part deep down', '土口', '𠮷'],
  ['parts with a reading', '斌 yun', '赟'],
  ['the order of strokes', '135431', '䶮'],
  ['the number of strokes with a reading', 'da2 48画', '龘'],
  ['a code point', 'U+9FC3', '\u9FC3'],
  ['a bare code point', '2cb4e', '𬭎'],
  ['a code point that no book has', 'u+2ebf0', '\u{2EBF0}'],
  ['the character itself', '㛃', '㛃'],
])('%s: %s → %s', (_how, text, character) => {
  expect(found(text)).toContain(character);
});

test('what is made of exactly the parts comes first, a usual character before a rare one', () => {
  expect(found('龙天')[0]).toBe('䶮');
  expect(found('女子')[0]).toBe('好');
  expect(found('吉吉')[0]).toBe('喆');
  expect(found('wang')[0]).toMatch(/[亡王网往忘旺望汪]/u);
});

test('several wishes narrow, and nothing is found for nothing', () => {
  const all = found('hong', 1000);
  const narrowed = found('hong 金', 1000);
  expect(narrowed.length).toBeLessThan(all.length);
  expect(narrowed.every((one) => all.includes(one))).toBe(true);
  expect(['', ' ', '，', '%', 'U+D800', 'U+110000', 'xyzzy'].map((text) => found(text))).toEqual(
    Array.from({ length: 7 }, () => []),
  );
});

test('every character of the standard list has a reading, an order of strokes or their number, and is found by each', () => {
  for (const { character, readings, orders, strokes } of book.entries.slice(0, 8105)) {
    expect(readings.length, character).toBeGreaterThan(0);
    expect(orders.length > 0 || strokes !== undefined, character).toBe(true);
  }
  for (const entry of book.entries.filter((_, index) => index % 4001 === 7)) {
    const [reading] = entry.readings;
    if (reading !== undefined) expect(found(`${reading} ${entry.parts.join('')}`, 5000)).toContain(entry.character);
    const [order] = entry.orders;
    if (order !== undefined && order.length > 2) expect(found(order, 5000)).toContain(entry.character);
  }
});

test('tone marks stand where they are written', () => {
  expect(['hong2', 'lv4', 'qiu2', 'gui4', 'yan3', 'xue2', 'hou4', 'ma'].map(withToneMark)).toEqual([
    'hóng',
    'lǜ',
    'qiú',
    'guì',
    'yǎn',
    'xué',
    'hòu',
    'ma',
  ]);
});
