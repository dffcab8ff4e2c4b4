import { sm4 as library } from 'sm-crypto-v2';

/** SM4 (GB/T 32907-2016): 16-byte keys and blocks. Neither mode notices a changed cipher text: store with `aead`, use this to talk to others. */
export interface Sm4 {
  /** Whole blocks, no padding; for single blocks such as keys, never for text. */
  encryptEcb(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  decryptEcb(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  /** PKCS #7 padding; `iv` is 16 random bytes, new for each text. */
  encryptCbc(key: Uint8Array, iv: Uint8Array, plain: Uint8Array): Uint8Array;
  /** `undefined` when the length or the padding is wrong. Do not tell a stranger which. */
  decryptCbc(key: Uint8Array, iv: Uint8Array, cipher: Uint8Array): Uint8Array | undefined;
}

const blockBytes = 16;

export const sm4: Sm4 = {
  encryptEcb: (key, blocks) => library.encrypt(wholeBlocks(blocks), sized(key), raw),
  decryptEcb: (key, blocks) => library.decrypt(wholeBlocks(blocks), sized(key), raw),
  encryptCbc: (key, iv, plain) => library.encrypt(pad(plain), sized(key), { ...raw, mode: 'cbc', iv: sized(iv) }),
  decryptCbc(key, iv, cipher) {
    if (cipher.length === 0 || cipher.length % blockBytes !== 0) return undefined;
    return unpad(library.decrypt(cipher, sized(key), { ...raw, mode: 'cbc', iv: sized(iv) }));
  },
};

// Padding is ours: sm-crypto-v2 1.15.1 takes a last byte of 0 for "no padding" and one over 16 for more than a block.
const raw = { padding: 'none', output: 'array' } as const;

function pad(plain: Uint8Array): Uint8Array {
  const count = blockBytes - (plain.length % blockBytes);
  const padded = new Uint8Array(plain.length + count).fill(count);
  padded.set(plain);
  return padded;
}

function unpad(padded: Uint8Array): Uint8Array | undefined {
  const count = padded.at(-1) ?? 0;
  if (count < 1 || count > blockBytes) return undefined;
  const end = padded.length - count;
  return padded.subarray(end).every((byte) => byte === count) ? padded.slice(0, end) : undefined;
}

/** The library leaves the bytes behind the last whole block as zeros, without a word. */
function wholeBlocks(bytes: Uint8Array): Uint8Array {
  if (bytes.length % blockBytes !== 0) throw new RangeError('SM4 ECB takes whole blocks of 16 bytes');
  return bytes;
}

function sized(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== blockBytes) throw new RangeError('SM4 keys and initial vectors have 16 bytes');
  return bytes;
}
