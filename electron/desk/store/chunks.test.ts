import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seed } from '../../../tests/support/seed.ts';
import { decryptChunks, encryptChunks } from './chunks.ts';

const key = new Uint8Array(32).fill(3);
const context = new Uint8Array(32).fill(9);
const chunk = 65_536 + 16;
const head = 4;

const plain = new Uint8Array(65_536 * 3 + 100).map((_, at) => at % 251);
const file = encryptChunks(key, context, plain);
const chunks = [0, 1, 2, 3].map((number) => file.subarray(head + number * chunk, head + (number + 1) * chunk));
const [first, second, third, last] = chunks;
const joined = (...parts: readonly (Uint8Array | undefined)[]): Uint8Array =>
  Buffer.concat([file.subarray(0, head), ...parts.map((part) => part ?? new Uint8Array())]);

test('the chunks as they were written open', () => {
  expect(Buffer.compare(decryptChunks(key, context, joined(first, second, third, last)) ?? Buffer.of(), plain)).toBe(0);
});

test.each([
  ['cut after a chunk', joined(first, second)],
  ['cut within a chunk', file.subarray(0, -7)],
  ['cut to less than a tag', joined(first).subarray(0, head + 5)],
  ['cut to nothing', joined()],
  ['empty', new Uint8Array()],
  ['swapped', joined(second, first, third, last)],
  ['doubled', joined(first, first, second, third, last)],
  ['the last missing, a middle one in its place', joined(first, second, third)],
  ['one left out', joined(first, third, last)],
  ['something added', Buffer.concat([file, Buffer.of(0)])],
  ['another head', Buffer.concat([Buffer.from('TBB2'), file.subarray(head)])],
])('chunks %s are found', (_, changed) => {
  expect(decryptChunks(key, context, changed)).toBeUndefined();
});

test('another key or another context opens nothing', () => {
  expect(decryptChunks(new Uint8Array(32), context, file)).toBeUndefined();
  expect(decryptChunks(key, new Uint8Array(32), file)).toBeUndefined();
});

test('every single changed bit is found', () => {
  fc.assert(
    fc.property(fc.nat(file.byteLength - 1), fc.nat(7), (at, bit) => {
      const changed = Buffer.from(file);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
      expect(decryptChunks(key, context, changed)).toBeUndefined();
    }),
    { seed: seed(), numRuns: 100 },
  );
});
