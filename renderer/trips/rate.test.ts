import { expect, test } from 'vitest';
import { percentOf, wholeOf } from './rate.ts';

const row = (once: number, cases: number, trips: number) => ({
  ...{ matter: 'M', name: '示例', version: '1', once, cases, trips, papers: [] },
  ...{ causes: { correction: trips, above: 0, refused: 0, inquiry: 0 }, reasons: { guide: 0, unaware: 0, other: 0 } },
});

test('is one decimal, and no number where nothing was examined', () => {
  expect(percentOf({ once: 2, cases: 3 })).toBe('66.7%');
  expect(percentOf({ once: 3, cases: 3 })).toBe('100.0%');
  expect(percentOf({ once: 0, cases: 0 })).toBe('—');
});

test('of the whole township is of all cases, not the mean of the rates', () => {
  expect(wholeOf([row(1, 1, 0), row(0, 9, 12)])).toEqual({ once: 1, cases: 10, trips: 12 });
});
