/**
 * Files on a stick are sealed with age (X25519, ChaCha20-Poly1305 in chunks; its specification is public, C2SP), through its author's own
 * TypeScript. It draws its randomness itself: what a file looks like sealed is nobody's business, what is in it follows from the store.
 */
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';

export interface StickKey {
  /** `age1…`: what others seal for. */
  readonly recipient: () => Promise<string>;
  /** Undefined for what is sealed for another key, altered or cut. */
  readonly open: (sealed: Uint8Array) => Promise<Uint8Array | undefined>;
}

/** `secret`: 32 bytes, derived for this purpose alone. */
export function createStickKey(secret: Uint8Array): StickKey {
  if (secret.length !== 32) throw new RangeError('an X25519 private key has 32 bytes');
  const identity = bech32.encodeFromBytes('AGE-SECRET-KEY-', secret).toUpperCase();
  return {
    recipient: () => identityToRecipient(identity),
    open: async (sealed) => {
      const decrypter = new Decrypter();
      decrypter.addIdentity(identity);
      // The library tells by exceptions, and each of them says the same: not this file with this key.
      return decrypter.decrypt(sealed).catch(() => undefined);
    },
  };
}

/** Throws for what is no recipient: a schema has looked before. */
export function sealFor(recipient: string, bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}
