import fc from 'fast-check';
import { expect, test } from 'vitest';
import { charactersOf, widthOf, wrap } from './columns.ts';
import { seed } from '../../../tests/support/seed.ts';

const parameters = { seed: seed(), numRuns: 500 };
/** What papers are made of, and what people paste into them. */
const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'户口簿（首页）、复印件2份。A4 ID-9：“是”—·\n\t¥é'), maxLength: 120 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const withoutBlanks = (line: string): string => line.replace(/[\s\u00a0\p{Cc}]/gu, '');

test('a character takes one column or two, with the marks that belong to it', () => {
  expect(widthOf('A4 纸')).toBe(5);
  expect(widthOf('𠮷田·買')).toBe(8);
  expect(charactersOf('e\u0301a')).toEqual(['e\u0301', 'a']);
  expect(widthOf('e\u0301a')).toBe(3);
});

test('no line is wider than it may be, and nothing is lost', () => {
  fc.assert(
    fc.property(text, fc.integer({ min: 2, max: 48 }), (given, width) => {
      const lines = wrap(given, width);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      expect(lines.map(withoutBlanks).join('')).toBe(withoutBlanks(given));
    }),
    parameters,
  );
});

test('no line begins with a comma or ends with an opening bracket, unless it is all there is room for', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'户口簿首页，。（）《》'), maxLength: 80 }), (given) => {
      const calm = given.replace(/[，。）》（《]+/g, (signs) => signs.slice(0, 1));
      const lines = wrap(calm, 20);
      for (const line of lines.slice(1)) expect(line).not.toMatch(/^[，。）》]/);
      for (const line of lines.slice(0, -1)) expect(line).not.toMatch(/[（《]$/);
    }),
    parameters,
  );
});

test('numbers, words and opening hours stay whole', () => {
  expect(wrap('请在2026-12-18以前带身份证来', 14)).toEqual(['请在2026-12-18', '以前带身份证来']);
  expect(wrap('电话 0797-5350000 或 12345', 20)).toEqual(['电话 0797-5350000 或', '12345']);
  expect(wrap('周一至周五8:30–17:30', 20)).toEqual(['周一至周五', '8:30–17:30']);
  expect(wrap('https://tongban.example/very/long/address', 16)).toEqual([
    'https://tongban.',
    'example/very/lon',
    'g/address',
  ]);
});

test('line ends of any make begin a line, other controls are left out', () => {
  expect(wrap('一\r\n二\r三\n\n四\u0007', 10)).toEqual(['一', '二', '三', '', '四']);
});
