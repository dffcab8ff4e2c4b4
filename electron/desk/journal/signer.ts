/** The hand of this desk: the key of its writer, which signs papers in the act's own transaction and needs nobody else for it. */
import type { PaperSigner } from '#shared/documents/paper-seal.ts';
import type { DeskCore } from '../core.ts';
import type { Transaction } from '../store/handles.ts';
import { keyOf } from './writers.ts';

export function signerOf({ ports, writer }: DeskCore, transaction: Transaction): PaperSigner {
  const { ed25519, sm3 } = ports;
  const key = keyOf(transaction, writer.id);
  if (key === undefined) throw new Error('bug: a writer without its key');
  return { sm3, publicKey: ed25519.publicKeyOf(key), sign: (message) => ed25519.sign(key, message) };
}
