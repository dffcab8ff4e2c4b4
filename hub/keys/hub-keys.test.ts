import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createHubKeys, verifyEd25519 } from './hub-keys.ts';

const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const root = Uint8Array.from({ length: 32 }, (_, at) => at);
const keys = createHubKeys(root, random);
const bytes = (text: string) => new TextEncoder().encode(text);

/** The same bytes with one bit of byte `at` turned round. */
const flipped = (original: Uint8Array, at: number): Uint8Array =>
  original.map((byte, place) => (place === at ? byte ^ 1 : byte));

describe('sealing', () => {
  test('opens what it sealed, rare characters and emptiness included', () => {
    for (const text of ['', '张𠮷䶮，男', 'x'.repeat(100_000)]) {
      expect(keys.open('body 1', keys.seal('body 1', bytes(text)))).toEqual(bytes(text));
    }
  });

  test('hides the text, and never says the same twice', () => {
    const [one, two] = [keys.seal('body 1', bytes('张三')), keys.seal('body 1', bytes('张三'))];
    expect(Buffer.from(one).includes('张三')).toBe(false);
    expect(one).not.toEqual(two);
    expect(one).toHaveLength(12 + 6 + 16);
  });

  test('notices every single byte that was changed, cut off or added', () => {
    const sealed = keys.seal('body 1', bytes('张三'));
    for (let at = 0; at < sealed.length; at += 1) {
      expect(keys.open('body 1', flipped(sealed, at)), `byte ${at}`).toBeUndefined();
      expect(keys.open('body 1', sealed.subarray(0, at)), `cut at ${at}`).toBeUndefined();
    }
    expect(keys.open('body 1', Uint8Array.from([...sealed, 0]))).toBeUndefined();
  });

  test('opens for no other context and under no other root key', () => {
    const sealed = keys.seal('body 1', bytes('张三'));
    expect(keys.open('body 2', sealed)).toBeUndefined();
    expect(createHubKeys(flipped(root, 31), random).open('body 1', sealed)).toBeUndefined();
  });

  test('opens after a restart', () => {
    const sealed = keys.seal('body 1', bytes('张三'));
    expect(createHubKeys(root, random).open('body 1', sealed)).toEqual(bytes('张三'));
  });
});

describe('tags and blind columns', () => {
  test('are the same for the same text, and follow the derivation in the description', () => {
    const derived = Buffer.from(hkdfSync('sha256', root, 'tongban hub 1', 'tag', 32));
    const expected = createHmac('sha256', derived).update('order 7').digest().subarray(0, 16).toString('base64');
    expect(keys.tag('order 7')).toBe(expected);
    expect(keys.blind('360732198501010019')).toEqual(createHubKeys(root, random).blind('360732198501010019'));
    expect(keys.blind('360732198501010019')).toHaveLength(32);
  });

  test('differ from text to text, from root to root, and from each other', () => {
    const other = createHubKeys(flipped(root, 0), random);
    expect(keys.tag('order 7')).not.toBe(keys.tag('order 8'));
    expect(keys.tag('order 7')).not.toBe(other.tag('order 7'));
    expect(keys.blind('a')).not.toEqual(other.blind('a'));
    expect(Buffer.from(keys.blind('a')).subarray(0, 16).toString('base64')).not.toBe(keys.tag('a'));
  });
});

describe('signatures', () => {
  test('are checked with the public key, and fail for anything else', () => {
    const signature = keys.sign(bytes('head'));
    expect(keys.publicKey).toHaveLength(32);
    expect(verifyEd25519(keys.publicKey, bytes('head'), signature)).toBe(true);
    expect(verifyEd25519(keys.publicKey, bytes('heaD'), signature)).toBe(false);
    expect(verifyEd25519(flipped(keys.publicKey, 3), bytes('head'), signature)).toBe(false);
    for (let at = 0; at < 64; at += 1) {
      expect(verifyEd25519(keys.publicKey, bytes('head'), flipped(signature, at)), `byte ${at}`).toBe(false);
    }
  });

  test('malformed keys and signatures are false, not an exception', () => {
    expect(verifyEd25519(new Uint8Array(31), bytes('head'), new Uint8Array(64))).toBe(false);
    expect(verifyEd25519(new Uint8Array(32).fill(255), bytes('head'), new Uint8Array(64))).toBe(false);
    expect(verifyEd25519(keys.publicKey, bytes('head'), new Uint8Array(63))).toBe(false);
  });

  test('agree with the vector of RFC 8032, 7.1, test 2', () => {
    const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
    const publicKey = hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    const signature = hex(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
    expect(verifyEd25519(publicKey, hex('72'), signature)).toBe(true);
    expect(verifyEd25519(publicKey, hex('73'), signature)).toBe(false);
  });
});

test('a root key of another length is a bug', () => {
  expect(() => createHubKeys(new Uint8Array(16), random)).toThrow(RangeError);
});
