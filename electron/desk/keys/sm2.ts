import { sm2 as library } from 'sm-crypto-v2';

/** SM2 signatures (GB/T 32918.2-2016) with the default user ID of GM/T 0009-2012; Node's own SM2 does not verify under it. */
export interface Sm2 {
  newKeyPair(): Sm2KeyPair;
  /** 64 bytes, r ‖ s. The message is hashed here: Z ‖ message, with SM3. */
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array;
  /** False for any malformed key or signature too; never throws. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

export interface Sm2KeyPair {
  /** 32 bytes. */
  readonly privateKey: Uint8Array;
  /** 65 bytes, uncompressed: 04 ‖ x ‖ y. */
  readonly publicKey: Uint8Array;
}

const options = { hash: true, userId: '1234567812345678' } as const;
const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

export const sm2: Sm2 = {
  newKeyPair() {
    const pair = library.generateKeyPairHex();
    return { privateKey: bytesOf(pair.privateKey), publicKey: bytesOf(pair.publicKey) };
  },
  sign: (privateKey, message) => bytesOf(library.doSignature(message, privateHex(privateKey), options)),
  verify(publicKey, message, signature) {
    if (publicKey.length !== 65 || publicKey[0] !== 4 || !isInRange(signature)) return false;
    try {
      return library.doVerifySignature(message, hexOf(signature), hexOf(publicKey), options);
    } catch {
      return false; // the public key is no point of the curve
    }
  },
};

/**
 * GB/T 32918.2 7.1 B1, B2: both halves lie in [1, n-1]. The library does not look, and takes a longer text with zeros before s for
 * the same signature: two texts for one signature would defeat every "seen already".
 */
function isInRange(signature: Uint8Array): boolean {
  if (signature.length !== 64) return false;
  return [signature.subarray(0, 32), signature.subarray(32)].every((half) => {
    const value = BigInt(`0x${hexOf(half)}`);
    return value >= 1n && value < order;
  });
}

/** A private key lies in [1, n-2] (GB/T 32918.1 6.1): with n-1, the signature's divisor 1 + d would be 0. */
function privateHex(privateKey: Uint8Array): string {
  const value = privateKey.length === 32 ? BigInt(`0x${hexOf(privateKey)}`) : 0n;
  if (value < 1n || value > order - 2n) throw new RangeError('an SM2 private key has 32 bytes and lies in [1, n-2]');
  return hexOf(privateKey);
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const bytesOf = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));
