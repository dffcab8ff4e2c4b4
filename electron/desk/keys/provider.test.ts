import { createCipheriv, createHash, createHmac, getHashes, hash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createCrypto } from './provider.ts';
import type { NodeDigests } from './sm3.ts';

const random = { bytes: (count: number) => new Uint8Array(randomBytes(count)) };
const utf8 = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const changed = (original: Uint8Array, index: number) => original.with(index, (original[index] ?? 0) ^ 1);

/** `node:crypto` as Electron's BoringSSL leaves it. */
const withoutSm3: NodeDigests = {
  getHashes: () => getHashes().filter((name) => !/sm3/i.test(name)),
  createHash: (name, ...rest) => {
    if (name === 'sm3') throw new Error('Digest method not supported');
    return createHash(name, ...rest);
  },
  createHmac: (name, ...rest) => {
    if (name === 'sm3') throw new Error('Invalid digest: sm3');
    return createHmac(name, ...rest);
  },
  hash: (name, ...rest) => {
    if (name === 'sm3') throw new Error('Digest method not supported');
    return hash(name, ...rest);
  },
};
/** Lists it, but cannot. */
const onlyNamesSm3: NodeDigests = { ...withoutSm3, getHashes };

const native = createCrypto(random);
const hidden = createCrypto(random, withoutSm3);

test('Node answers with OpenSSL, a runtime without SM3 or that only names it with JavaScript', () => {
  expect(native.sm3Source).toBe('native');
  expect(hidden.sm3Source).toBe('javascript');
  expect(createCrypto(random, onlyNamesSm3).sm3Source).toBe('javascript');
});

describe.each([
  ['with the native SM3', native],
  ['with the native SM3 hidden', hidden],
])('%s', (_, crypto) => {
  test('SM3: both examples of GM/T 0004-2012', () => {
    expect(hex(crypto.sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(hex(crypto.sm3(utf8('abcd'.repeat(16))))).toBe(
      'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
    );
  });

  test('SM3 in chunks equals SM3 in one piece, though the buffer is used again', () => {
    const buffer = utf8('ab');
    const stream = crypto.sm3Stream().update(buffer);
    buffer.fill(0x63);
    expect(hex(stream.update(buffer.subarray(0, 1)).digest())).toBe(hex(crypto.sm3(utf8('abc'))));
  });

  test('a stream gives its digest once', () => {
    const stream = crypto.sm3Stream();
    stream.digest();
    expect(() => stream.digest()).toThrow();
    expect(() => stream.update(utf8('a'))).toThrow();
  });

  test('SM4 ECB: the example of GM/T 0002-2012', () => {
    const key = bytes('0123456789abcdeffedcba9876543210');
    expect(hex(crypto.sm4.encryptEcb(key, key))).toBe('681edf34d206965e86b3e94f536e4246');
    expect(hex(crypto.sm4.decryptEcb(key, bytes('681edf34d206965e86b3e94f536e4246')))).toBe(hex(key));
  });

  test('SM4 refuses keys, vectors and blocks of other sizes', () => {
    const [block, short] = [new Uint8Array(16), new Uint8Array(15)];
    expect(() => crypto.sm4.encryptEcb(short, block)).toThrow(RangeError);
    expect(() => crypto.sm4.encryptEcb(block, short)).toThrow(RangeError);
    expect(() => crypto.sm4.encryptCbc(block, short, block)).toThrow(RangeError);
  });

  test('SM2: the example of GM/T 0003.5-2012 under the default user ID', () => {
    const publicKey = bytes(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
    const signature = bytes(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    );
    expect(crypto.sm2.verify(publicKey, utf8('message digest'), signature)).toBe(true);
    const privateKey = bytes('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8');
    expect(crypto.sm2.verify(publicKey, utf8('通办'), crypto.sm2.sign(privateKey, utf8('通办')))).toBe(true);
  });

  test('Ed25519: RFC 8032, 7.1, test 2', () => {
    const privateKey = bytes('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
    const publicKey = bytes('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
    const signature =
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
    expect(hex(crypto.ed25519.publicKeyOf(privateKey))).toBe(hex(publicKey));
    expect(hex(crypto.ed25519.sign(privateKey, bytes('72')))).toBe(signature);
    expect(crypto.ed25519.verify(publicKey, bytes('72'), bytes(signature))).toBe(true);
  });

  test('HMAC-SHA-256: RFC 4231, test 2; scrypt: RFC 7914, 12, second', async () => {
    expect(hex(crypto.hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
    const key = await crypto.scrypt(utf8('password'), utf8('NaCl'), { n: 1024, r: 8, p: 16 });
    expect(hex(key)).toBe('fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162');
  });
});

describe('both ways give the same bytes', () => {
  const any = fc.uint8Array({ maxLength: 400 });

  test('SM3, in one piece and in chunks, and HMAC-SM3', () => {
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), any, (chunks, key) => {
        const whole = new Uint8Array(Buffer.concat(chunks));
        const streamed = (crypto: typeof native) =>
          chunks.reduce((stream, chunk) => stream.update(chunk), crypto.sm3Stream()).digest();
        const expected = native.sm3(whole);
        expect([hidden.sm3(whole), streamed(native), streamed(hidden)]).toEqual([expected, expected, expected]);
        expect(hidden.hmacSm3(key, whole)).toEqual(native.hmacSm3(key, whole));
      }),
    );
  });

  test('SM4 equals OpenSSL and comes back', () => {
    const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(sixteen, sixteen, any, (key, iv, plain) => {
        const cipher = native.sm4.encryptCbc(key, iv, plain);
        const openssl = createCipheriv('sm4-cbc', key, iv);
        expect(hex(cipher)).toBe(hex(Buffer.concat([openssl.update(plain), openssl.final()])));
        expect(native.sm4.decryptCbc(key, iv, cipher)).toEqual(plain);
        const ecb = createCipheriv('sm4-ecb', key, null).setAutoPadding(false);
        expect(hex(native.sm4.encryptEcb(key, cipher))).toBe(hex(Buffer.concat([ecb.update(cipher), ecb.final()])));
      }),
    );
  });
});

test('SM4 CBC notices every impossible padding', () => {
  const [key, iv] = [new Uint8Array(16).fill(1), new Uint8Array(16).fill(2)];
  const lastBlock = (...tail: number[]) => {
    const openssl = createCipheriv('sm4-cbc', key, iv).setAutoPadding(false);
    const block = new Uint8Array(16).fill(7);
    block.set(tail, 16 - tail.length);
    return new Uint8Array(Buffer.concat([openssl.update(block), openssl.final()]));
  };
  expect(native.sm4.decryptCbc(key, iv, lastBlock(2, 2))).toHaveLength(14);
  for (const tail of [[0], [17], [255], [1, 2], [2, 3, 3]]) {
    expect(native.sm4.decryptCbc(key, iv, lastBlock(...tail)), String(tail)).toBeUndefined();
  }
  expect(native.sm4.decryptCbc(key, iv, new Uint8Array(15))).toBeUndefined();
  expect(native.sm4.decryptCbc(key, iv, new Uint8Array(0))).toBeUndefined();
});

describe.each([
  ['SM2', native.sm2.newKeyPair(), native.sm2.newKeyPair(), native.sm2],
  ['Ed25519', native.ed25519.newKeyPair(random), native.ed25519.newKeyPair(random), native.ed25519],
])('%s refuses', (name, { publicKey, privateKey }, stranger, scheme) => {
  const message = utf8('收件凭证');
  const signature = scheme.sign(privateKey, message);
  const refuses = (text: Uint8Array, signed: Uint8Array, key = publicKey) => {
    expect(scheme.verify(key, text, signed)).toBe(false);
  };

  test('nothing of its own', () => {
    expect(scheme.verify(publicKey, message, signature)).toBe(true);
  });

  test('another message and another key', () => {
    refuses(changed(message, 0), signature);
    refuses(message.subarray(1), signature);
    refuses(new Uint8Array(0), signature);
    refuses(message, signature, stranger.publicKey);
  });

  test('a signature with any byte changed', () => {
    for (let index = 0; index < 64; index += 1) refuses(message, changed(signature, index));
  });

  test('a signature cut, lengthened, all zeros or all ones', () => {
    for (const length of [0, 1, 32, 63]) refuses(message, signature.subarray(0, length));
    refuses(message, new Uint8Array([...signature, 0]));
    refuses(message, new Uint8Array([...signature.subarray(0, 32), 0, ...signature.subarray(32)]));
    refuses(message, new Uint8Array(64));
    refuses(message, new Uint8Array(64).fill(255));
  });

  test('a key that is none', () => {
    refuses(message, signature, new Uint8Array(0));
    refuses(message, signature, publicKey.subarray(1));
    refuses(message, signature, new Uint8Array(publicKey.length).fill(255));
    if (name === 'SM2') refuses(message, signature, changed(publicKey, 64));
    expect(() => scheme.sign(privateKey.subarray(1), message)).toThrow(RangeError);
  });
});

test('SM2 refuses halves of a signature outside [1, n-1], and private keys outside [1, n-2]', () => {
  const { publicKey, privateKey } = native.sm2.newKeyPair();
  const order = bytes('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');
  const signature = native.sm2.sign(privateKey, utf8('a'));
  for (const half of [new Uint8Array(32), order]) {
    expect(native.sm2.verify(publicKey, utf8('a'), new Uint8Array([...half, ...signature.subarray(32)]))).toBe(false);
    expect(native.sm2.verify(publicKey, utf8('a'), new Uint8Array([...signature.subarray(0, 32), ...half]))).toBe(
      false,
    );
    expect(() => native.sm2.sign(half, utf8('a'))).toThrow(RangeError);
  }
  const last = order.with(31, 0x22);
  expect(() => native.sm2.sign(last, utf8('a'))).toThrow(RangeError);
});

test('what is sealed opens with the same key and associated data, and with nothing else', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.uint8Array({ minLength: 1, maxLength: 50 }),
      (plain, associated) => {
        const key = random.bytes(32);
        const sealed = native.aead.seal(key, plain, associated);
        expect(native.aead.open(key, sealed, associated)).toEqual(plain);
        expect(native.aead.open(changed(key, 3), sealed, associated)).toBeUndefined();
        expect(native.aead.open(key, sealed, changed(associated, 0))).toBeUndefined();
        for (let index = 0; index < sealed.length; index += 1) {
          expect(native.aead.open(key, changed(sealed, index), associated)).toBeUndefined();
        }
        expect(native.aead.open(key, sealed.subarray(0, -1), associated)).toBeUndefined();
        expect(native.aead.open(key, sealed.subarray(0, 27), associated)).toBeUndefined();
      },
    ),
    { numRuns: 30 },
  );
});

test('AES-256-GCM: test case 16 of the GCM specification', () => {
  const key = bytes('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
  const associated = bytes('feedfacedeadbeeffeedfacedeadbeefabaddad2');
  const sealed = bytes(
    'cafebabefacedbaddecaf888' +
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
      '76fc6ece0f4e1768cddf8853bb2d551b',
  );
  expect(hex(native.aead.open(key, sealed, associated) ?? new Uint8Array(0))).toBe(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  );
});

test('derived keys differ by purpose and by key, and follow HKDF-Expand', async () => {
  const key = random.bytes(32);
  expect(native.deriveKey(key, 'a')).not.toEqual(native.deriveKey(key, 'b'));
  expect(native.deriveKey(key, 'a')).not.toEqual(native.deriveKey(changed(key, 0), 'a'));
  // HKDF = Expand(Extract(salt, input)): with the extracted key taken as ours, Node must expand it alike.
  const { hkdfSync } = await import('node:crypto');
  const [salt, input] = [utf8('salt'), utf8('input')];
  const extracted = native.hmacSha256(salt, input);
  expect(native.deriveKey(extracted, 'purpose')).toEqual(
    new Uint8Array(hkdfSync('sha256', input, salt, 'purpose', 32)),
  );
});

test('comparing says equal only for equal bytes of equal length', () => {
  expect(native.constantTimeEqual(utf8('abc'), utf8('abc'))).toBe(true);
  expect(native.constantTimeEqual(utf8('abc'), utf8('abd'))).toBe(false);
  expect(native.constantTimeEqual(utf8('abc'), utf8('ab'))).toBe(false);
});
