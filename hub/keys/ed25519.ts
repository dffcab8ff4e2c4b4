/** Ed25519 (RFC 8032) with raw 32-byte keys: the hub checks what writers signed, and signs the head of its chain. */
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

// Node takes no raw keys: these are the DER headers before the 32 bytes (RFC 8410).
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex');
const keyBytes = 32;
const signatureBytes = 64;

export interface Ed25519Signer {
  readonly publicKey: Uint8Array;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

/** `seed`: the 32 bytes RFC 8032 calls the private key. */
export function createEd25519Signer(seed: Uint8Array): Ed25519Signer {
  if (seed.length !== keyBytes) throw new RangeError('an Ed25519 private key has 32 bytes');
  const key = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    publicKey: new Uint8Array(spki.subarray(spkiHead.length)),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}

/** False for any malformed key or signature too; never throws. */
export function verifyEd25519(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== keyBytes || signature.length !== signatureBytes) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiHead, publicKey]), format: 'der', type: 'spki' });
    return verify(null, bytes, key, signature);
  } catch {
    return false;
  }
}
