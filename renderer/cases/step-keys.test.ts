import fc from 'fast-check';
import { expect, test } from 'vitest';
import { digitsFor, indexFor, turned } from './step-keys.ts';

test('what a button says takes that button, from whichever nine are shown', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(60), fc.nat(5), (index, more, turns) => {
      const count = index + 1 + more;
      let shown = 0;
      for (let turn = 0; turn < turns; turn += 1) shown = turned(shown, count);
      let taken: number | undefined;
      for (const digit of digitsFor(index, shown, count)) {
        if (digit === '0') shown = turned(shown, count);
        else taken = indexFor(Number(digit), shown);
      }
      expect(taken).toBe(index);
    }),
  );
});

test('no two buttons have the same digits', () => {
  const all = Array.from({ length: 25 }, (_, index) => digitsFor(index, 1, 25));
  expect(new Set(all).size).toBe(25);
});

test('the first nine are plain, the tenth is 0 and then 1', () => {
  expect([0, 8, 9, 17].map((index) => digitsFor(index, 0, 18))).toEqual(['1', '9', '01', '09']);
  expect([0, 9].map((index) => digitsFor(index, 1, 18))).toEqual(['01', '1']);
});
