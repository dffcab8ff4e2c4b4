/**
 * Lessons 31 and 32: what of GB 18030-2022 the bundled faces draw. The standard's level 3 has 87,887 Han characters and 228 radicals;
 * Amendment 1 of 2024 adds 9,793. A range that can be drawn whole must stay so; what cannot is counted here, block by block.
 */
import { expect, test } from 'vitest';
import { isCovered } from './coverage.ts';

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));

const radicals = [...'⺁⺄⺈⺋⺌⺗⺧⺪⺮⺳⺶⺷⺻⻊', ...range(0x2f00, 0x2fd5)];
const compatible = [
  ...'\uF92C\uF979\uF995\uF9E7\uF9F1\uFA0C\uFA0D\uFA18\uFA20',
  ...'\uFA0E\uFA0F\uFA11\uFA13\uFA14\uFA1F\uFA21\uFA23\uFA24\uFA27\uFA28\uFA29',
];
/** Twelve of the compatibility block are unified characters, nine are not. */
const unified = compatible.slice(9);

const blocks = {
  CJK: range(0x4e00, 0x9fef),
  'Extension A': range(0x3400, 0x4db5),
  'Extension B': range(0x20000, 0x2a6d6),
  'Extension C': range(0x2a700, 0x2b734),
  'Extension D': range(0x2b740, 0x2b81d),
  'Extension E': range(0x2b820, 0x2cea1),
  'Extension F': range(0x2ceb0, 0x2ebe0),
  'unified in the compatibility block': unified,
};

const amendment = {
  CJK: range(0x9ff0, 0x9fff),
  'Extension A': range(0x4db6, 0x4dbf),
  'Extension B': range(0x2a6d7, 0x2a6df),
  'Extension C': range(0x2b735, 0x2b739),
  'Extension G': range(0x30000, 0x3134a),
  'Extension H': range(0x31350, 0x323af),
  'Extension I': range(0x2ebf0, 0x2ee5d),
};

const missing = (characters: readonly string[]): number => characters.filter((one) => !isCovered(one)).length;
const missingIn = (table: Readonly<Record<string, readonly string[]>>): Record<string, number> =>
  Object.fromEntries(Object.entries(table).map(([name, characters]) => [name, missing(characters)]));

test('the blocks are those of the standard', () => {
  expect(Object.values(blocks).flat()).toHaveLength(87_887);
  expect(radicals).toHaveLength(228);
  expect(Object.values(amendment).flat()).toHaveLength(9_793);
});

test('lesson 31: level 3 is drawn whole, radicals too', () => {
  expect(missingIn(blocks)).toEqual(Object.fromEntries(Object.keys(blocks).map((name) => [name, 0])));
  expect(missing(radicals)).toBe(0);
  expect(missing(compatible)).toBe(0);
});

test('lesson 32: of Amendment 1 what the free faces have; the rest is named, refused and written by hand', () => {
  expect(missingIn(amendment)).toEqual({
    CJK: 0,
    'Extension A': 0,
    'Extension B': 0,
    'Extension C': 0,
    'Extension G': 1_894,
    'Extension H': 1_921,
    'Extension I': 622,
  });
});

test('private use and lone halves are never drawn', () => {
  expect(['\uE000', '\uE81E', '\uF8FF', '\u{F0000}', '\u{10FFFD}', '\uD800'].filter(isCovered)).toEqual([]);
});
