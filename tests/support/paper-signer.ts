/** A hand to sign papers with, the same in every run. */
import type { PaperSigner } from '#shared/documents/paper-seal.ts';
import { ed25519 } from '../../electron/desk/keys/ed25519.ts';
import { nativeSm3 } from './sm3.ts';

export const signerOfSeed = (byte: number): PaperSigner => {
  const privateKey = new Uint8Array(32).fill(byte);
  return {
    sm3: nativeSm3,
    publicKey: ed25519.publicKeyOf(privateKey),
    sign: (message) => ed25519.sign(privateKey, message),
  };
};

export const testSigner = signerOfSeed(7);
