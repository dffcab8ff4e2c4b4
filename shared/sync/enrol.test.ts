import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { nativeSm3 } from '../../tests/support/sm3.ts';
import {
  codeCharacters,
  comparison,
  groupCode,
  makeCode,
  readAddress,
  readCode,
  readInvitation,
  writeInvitation,
} from './enrol.ts';

const pin = 'A'.repeat(43);

describe('an invitation', () => {
  it('comes back as it was written, whatever code was drawn', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: codeCharacters, maxLength: codeCharacters }), (bytes) => {
        const code = makeCode(bytes);
        const invitation = { url: 'https://192.168.1.5:8443', pin, code };
        expect(readInvitation(writeInvitation(invitation))).toEqual(invitation);
        // A scanner behind Caps Lock turns every letter round.
        expect(readInvitation(writeInvitation(invitation).toLowerCase())).toEqual(invitation);
        expect(readCode(groupCode(code))).toBe(code);
      }),
      { seed: seed() },
    );
  });

  it('is read as people type it: lower case, full width, other hyphens, look-alikes', () => {
    expect(readCode('7k3m-2qpx-4dab')).toBe('7K3M2QPX4DAB');
    expect(readCode('７Ｋ３Ｍ　２ＱＰＸ　４ＤＡＢ')).toBe('7K3M2QPX4DAB');
    expect(readCode('oK3M 2QPX 4DAl')).toBe('0K3M2QPX4DA1');
    expect(readCode('7K3M—2QPX－4DAB')).toBe('7K3M2QPX4DAB');
  });

  it.each(['', '7K3M-2QPX', '7K3M-2QPX-4DABC', '7K3M-2QPX-4DAU', '编号'])('is not read from %j', (text) => {
    expect(readCode(text)).toBeUndefined();
  });

  it.each([
    ['192.168.1.5', 'https://192.168.1.5:8443'],
    ['192.168.1.5:9000', 'https://192.168.1.5:9000'],
    ['https://Hub.Township.gov.cn/', 'https://hub.township.gov.cn:8443'],
    ['１９２．１６８．１．５', 'https://192.168.1.5:8443'],
    ['[fe80::1]:8443', 'https://[fe80::1]:8443'],
  ])('finds the hub at %s', (text, url) => {
    expect(readAddress(text)).toBe(url);
  });

  it.each(['', ' ', 'a b@c', 'http://a/b', 'host:0', 'host:99999', 'user@host', 'host#x'])(
    'finds none at %j',
    (text) => {
      expect(readAddress(text)).toBeUndefined();
    },
  );

  it.each([
    'TBJ1',
    `TBJ2 192.168.1.5 ${pin} 7K3M2QPX4DAB`,
    `TBJ1 192.168.1.5 kurz 7K3M2QPX4DAB`,
    `TBJ1 192.168.1.5 ${pin} 7K3M`,
  ])('is not taken from %j', (text) => {
    expect(readInvitation(text)).toBeUndefined();
  });
});

describe('the six digits', () => {
  it('are the same for the same two keys, and others for any other', () => {
    expect(comparison(nativeSm3, pin, 'key')).toMatch(/^\d{3} \d{3}$/u);
    expect(comparison(nativeSm3, pin, 'key')).toBe(comparison(nativeSm3, pin, 'key'));
    const others = Array.from({ length: 200 }, (_, n) => comparison(nativeSm3, pin, `key ${String(n)}`));
    expect(new Set(others).size).toBeGreaterThan(190);
    expect(comparison(nativeSm3, 'B'.repeat(43), 'key')).not.toBe(comparison(nativeSm3, pin, 'key'));
  });
});
