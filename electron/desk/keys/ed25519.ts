import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { Random } from '#shared/kernel/ports.ts';

/** Ed25519 (RFC 8032) for slips, writers and updates. */
export interface Ed25519 {
  newKeyPair(random: Random): Ed25519KeyPair;
  publicKeyOf(privateKey: Uint8Array): Uint8Array;
  /** For whoever signs often: unwrapping a key costs more than signing with it. */
  open(privateKey: Uint8Array): OpenKey;
  /** 64 bytes. */
  sign(privateKey: Uint8Array, message: Uint8Array): Uint8Array;
  /** False for any malformed key or signature too; never throws. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

export interface OpenKey {
  readonly publicKey: Uint8Array;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

export interface Ed25519KeyPair {
  /** 32 bytes, the seed of RFC 8032. */
  readonly privateKey: Uint8Array;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
}

// Node takes no raw keys: these are the DER headers before the 32 bytes (RFC 8410).
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');

export const ed25519: Ed25519 = {
  newKeyPair(random) {
    const privateKey = random.bytes(32);
    return { privateKey, publicKey: publicKeyOf(privateKey) };
  },
  publicKeyOf,
  open(privateKey) {
    const key = privateObject(privateKey);
    return { publicKey: publicKeyOf(privateKey), sign: (message) => new Uint8Array(sign(null, message, key)) };
  },
  sign: (privateKey, message) => new Uint8Array(sign(null, message, privateObject(privateKey))),
  verify(publicKey, message, signature) {
    if (publicKey.length !== 32 || signature.length !== 64) return false;
    try {
      const key = createPublicKey({ key: Buffer.concat([spkiHead, publicKey]), format: 'der', type: 'spki' });
      return verify(null, message, key, signature);
    } catch {
      return false;
    }
  },
};

function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateObject(privateKey)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(spkiHead.length));
}

function privateObject(privateKey: Uint8Array) {
  if (privateKey.length !== 32) throw new RangeError('an Ed25519 private key has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, privateKey]), format: 'der', type: 'pkcs8' });
}
