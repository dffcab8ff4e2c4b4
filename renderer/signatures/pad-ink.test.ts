import { expect, it } from 'vitest';
import { isWritten } from './pad-ink.ts';

const at = (x: number, y: number) => ({ x, y, pressure: 0.5 });

it('counts how far the pen went: a dot or a touch of the sleeve is no signature', () => {
  expect(isWritten([])).toBe(false);
  expect(isWritten([[at(5, 5)], [at(90, 5)]])).toBe(false);
  expect(isWritten([[at(5, 5), at(8, 9)]])).toBe(false);
  expect(
    isWritten([
      [at(5, 5), at(20, 5)],
      [at(5, 20), at(20, 20)],
    ]),
  ).toBe(true);
});
