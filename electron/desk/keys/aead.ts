import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { Random } from '#shared/kernel/ports.ts';

/** Encryption that notices any change. AES-256-GCM (NIST SP 800-38D), because Electron's crypto lacks chacha20-poly1305. */
export interface Aead {
  /**
   * Nonce (12 random bytes) ‖ cipher text ‖ tag (16). `key` has 32 bytes; `associated` is bound but not hidden: the same is needed to
   * open. Random nonces are safe for 2^32 texts under one key.
   */
  seal(key: Uint8Array, plain: Uint8Array, associated: Uint8Array): Uint8Array;
  /** `undefined` when key, text or associated data is not the one it was sealed with. */
  open(key: Uint8Array, sealed: Uint8Array, associated: Uint8Array): Uint8Array | undefined;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export const aesGcm = (random: Random): Aead => ({
  seal(key, plain, associated) {
    const nonce = random.bytes(nonceBytes);
    const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(associated);
    const text = Buffer.concat([cipher.update(plain), cipher.final()]);
    return new Uint8Array(Buffer.concat([nonce, text, cipher.getAuthTag()]));
  },
  open(key, sealed, associated) {
    if (sealed.length < nonceBytes + tagBytes) return undefined;
    const nonce = sealed.subarray(0, nonceBytes);
    const tag = sealed.subarray(sealed.length - tagBytes);
    // A tag length left open would let a stranger cut it to 4 bytes and guess (Node accepts those).
    const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
      .setAAD(associated)
      .setAuthTag(tag);
    const plain = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return new Uint8Array(plain);
  },
});
