import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bugs } from './bugs.ts';
import { limits } from './limits.ts';
import { plantInto } from './plant.ts';

describe('what is planted', () => {
  test.each([...limits, ...bugs])('$name: fits its module', (planted) => {
    const source = readFileSync(new URL(`../../../${planted.file}`, import.meta.url), 'utf8');
    expect(plantInto(source, planted)).not.toBe(source);
  });

  test('is refused where its text is not there, or twice', () => {
    const planted = { name: 'n', file: 'f', find: 'a', replace: 'b' };
    expect(() => plantInto('x', planted)).toThrow('0 times');
    expect(() => plantInto('a a', planted)).toThrow('2 times');
  });

  test('has names of its own', () => {
    expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length);
  });
});
