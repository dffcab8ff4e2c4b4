import { expect, test } from 'vitest';
import { held } from './0007-held.ts';

test('changes nothing', () => {
  expect(held.version).toBe(7);
});
