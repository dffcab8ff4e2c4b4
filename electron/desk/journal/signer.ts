/** The hand of this desk: the key of its writer, which signs papers in the act's own transaction and needs nobody else for it. */
import type { PaperSigner } from '#shared/documents/paper-seal.ts';
import type { DeskCore, Ports } from '../core.ts';
import type { OpenKey } from '../keys/ed25519.ts';
import type { Transaction } from '../store/handles.ts';
import { keyOf } from './writers.ts';

/** The key last used by each desk, as it stands in the store: every act reads it there, few find another one. */
const opened = new WeakMap<Ports, { readonly key: string; readonly open: OpenKey }>();

export function signerOf({ ports, writer }: DeskCore, transaction: Transaction): PaperSigner {
  const key = keyOf(transaction, writer.id);
  if (key === undefined) throw new Error('bug: a writer without its key');
  return { sm3: ports.sm3, ...openKey(ports, key) };
}

function openKey(ports: Ports, bytes: Uint8Array): OpenKey {
  const key = Buffer.from(bytes).toString('base64url');
  const known = opened.get(ports);
  if (known?.key === key) return known.open;
  const open = ports.ed25519.open(bytes);
  opened.set(ports, { key, open });
  return open;
}
