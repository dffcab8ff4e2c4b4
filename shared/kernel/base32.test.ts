import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { base32Alphabet, base32Decode, base32Encode } from './base32.ts';

describe('base32', () => {
  it('writes known bytes', () => {
    expect(base32Encode(new Uint8Array())).toBe('');
    expect(base32Encode(Uint8Array.of(0xff))).toBe('ZW');
    expect(base32Encode(new TextEncoder().encode('foobar'))).toBe('CSQPYRK1E8');
  });

  it('gives every byte back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const text = base32Encode(bytes);
        expect(text).toHaveLength(Math.ceil((bytes.length * 8) / 5));
        expect(base32Decode(text)).toEqual(bytes);
      }),
      { seed: seed() },
    );
  });

  it('has one spelling for one value', () => {
    const text = fc.string({ unit: fc.constantFrom(...Array.from(base32Alphabet)), maxLength: 40 });
    fc.assert(
      fc.property(text, (candidate) => {
        const bytes = base32Decode(candidate);
        if (bytes) expect(base32Encode(bytes)).toBe(candidate);
      }),
      { seed: seed() },
    );
    expect(base32Decode('ZZ')).toBeNull();
    expect(base32Decode('Z')).toBeNull();
    expect(base32Decode('ZWU')).toBeNull();
    expect(base32Decode('zw')).toBeNull();
  });
});
