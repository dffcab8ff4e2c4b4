import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createStickKey as createHubsKey, sealFor as sealAtHub } from '../../../hub/keys/stick-key.ts';
import { createStickKey, sealFor } from './stick-key.ts';

const secret = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const [ours, theirs] = [createStickKey(secret(7)), createHubsKey(secret(8))];

describe('a file sealed for one key', () => {
  test('opens at the other side, whatever is in it, and for nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
        expect(await theirs.open(await sealFor(await theirs.recipient(), bytes))).toEqual(bytes);
        const sealed = await sealAtHub(await ours.recipient(), bytes);
        expect(await ours.open(sealed)).toEqual(bytes);
        expect(await theirs.open(sealed)).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  test('does not open with any of its bytes altered, nor cut at any place', async () => {
    const sealed = await sealFor(await ours.recipient(), new TextEncoder().encode('赖水生'));
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = sealed.slice();
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect([at, await ours.open(altered)]).toEqual([at, undefined]);
      expect([at, await ours.open(sealed.subarray(0, at))]).toEqual([at, undefined]);
    }
  });

  test('spans many chunks of 64 KiB', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => at % 251);
    const sealed = await sealFor(await ours.recipient(), bytes);
    expect(await ours.open(sealed)).toEqual(bytes);
    expect(await ours.open(sealed.subarray(0, 200_000))).toBeUndefined();
  });
});

test('the secret has 32 bytes, and its recipient is always the same', async () => {
  expect(() => createStickKey(new Uint8Array(31))).toThrow(RangeError);
  expect(() => createHubsKey(new Uint8Array(33))).toThrow(RangeError);
  expect(await createStickKey(secret(7)).recipient()).toBe(await createHubsKey(secret(7)).recipient());
});
