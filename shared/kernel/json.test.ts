import { expect, it } from 'vitest';
import { isWellFormed } from './json.ts';

it('finds half a character wherever it stands', () => {
  const half = '\ud842';
  for (const broken of [half, [half], { note: { text: `好${half}` } }, { [half]: 1 }])
    expect(isWellFormed(broken)).toBe(false);
  expect(isWellFormed({ name: '𠮷田春', list: ['𰻝', 1, null, true], none: undefined })).toBe(true);
});
