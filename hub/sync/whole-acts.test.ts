import { describe, expect, test } from 'vitest';
import { endsOf, pageEnd } from './whole-acts.ts';

describe('a page of a feed', () => {
  test('may end where no act goes on', () => {
    expect(endsOf(['a', 'a', 'b', 'c'])).toEqual([2, 3, 4]);
    expect(endsOf(['a', 'b', 'a', 'c'])).toEqual([3, 4]);
    expect(endsOf([null, 'a', null, 'a', null])).toEqual([1, 4, 5]);
  });

  test('ends at the last such place there is room for', () => {
    expect(pageEnd([2, 3, 6, 7], 5)).toBe(3);
    expect(pageEnd([2, 3, 6, 7], 6)).toBe(6);
  });

  test('is longer where the first act alone has more rows than there is room for', () => {
    expect(pageEnd([9, 10], 5)).toBe(9);
  });

  test('ends where it must in a feed of which nothing is known', () => {
    expect(pageEnd([], 5)).toBe(5);
  });
});
