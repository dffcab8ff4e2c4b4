import { expect, test } from 'vitest';
import { systemRandom } from './system.ts';

test('no bytes are handed out twice, over many fillings of the pool', () => {
  const drawn = Array.from({ length: 5000 }, () => Buffer.from(systemRandom.bytes(16)).toString('hex'));
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn.filter((one) => one.endsWith('00000000'))).toEqual([]);
});

test('what was handed out is its owner’s: a later draw does not change it', () => {
  const first = systemRandom.bytes(16);
  const before = Buffer.from(first).toString('hex');
  for (let turn = 0; turn < 1000; turn += 1) systemRandom.bytes(16);
  expect(Buffer.from(first).toString('hex')).toBe(before);
});

test.each([0, 1, 16, 64, 65, 5000])('%i bytes are %i bytes', (count) => {
  expect(systemRandom.bytes(count)).toHaveLength(count);
});
