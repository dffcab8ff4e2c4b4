/**
 * What the hub does with its root key. PostgreSQL holds entry bodies and personal columns only sealed, so its files, its backups and
 * whoever runs the server read nothing without `hub.key`. Each purpose has a key of its own (HKDF-SHA256, RFC 5869): a value made for
 * one is worth nothing to another.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Random } from '#shared/kernel/ports.ts';
import { createEd25519Signer } from './ed25519.ts';
import { createStickKey, type StickKey } from './stick-key.ts';

export { verifyEd25519 } from './ed25519.ts';

export interface HubKeys {
  /** Nonce (12) ‖ cipher text ‖ tag (16). `context` is bound, not hidden: what was sealed for one row does not open in another. */
  seal(context: string, plain: Uint8Array): Uint8Array;
  /** `undefined` when key, bytes or context is not the one it was sealed with. */
  open(context: string, sealed: Uint8Array): Uint8Array | undefined;
  /** 16 bytes as base64: recognises a text again without telling it. */
  tag(text: string): string;
  /** 32 bytes for columns of exact look-up; another key than `tag`'s. */
  blind(text: string): Uint8Array;
  /** Ed25519, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Opens what desks without a line send. */
  readonly stick: StickKey;
}

export const rootKeyBytes = 32;
const salt = 'tongban hub 1';
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

export function createHubKeys(root: Uint8Array, random: Random): HubKeys {
  if (root.length !== rootKeyBytes) throw new RangeError('the root key of a hub has 32 bytes');
  const keyFor = (purpose: string): Uint8Array => new Uint8Array(hkdfSync('sha256', root, salt, purpose, 32));
  // Made once: Node takes three times as long for a cipher that is given bytes.
  const objectFor = (purpose: string): KeyObject => createSecretKey(keyFor(purpose));
  const sealing = objectFor('seal');
  const tagging = objectFor('tag');
  const blinding = objectFor('blind');
  const signer = createEd25519Signer(keyFor('sign'));
  return {
    seal: (context, plain) => seal(sealing, random.bytes(nonceBytes), context, plain),
    open: (context, sealed) => open(sealing, context, sealed),
    tag: (text) => mac(tagging, text).subarray(0, 16).toString('base64'),
    blind: (text) => new Uint8Array(mac(blinding, text)),
    sign: signer.sign,
    publicKey: signer.publicKey,
    stick: createStickKey(keyFor('stick')),
  };
}

const mac = (key: KeyObject, text: string): Buffer => createHmac('sha256', key).update(text, 'utf8').digest();

function seal(key: KeyObject, nonce: Uint8Array, context: string, plain: Uint8Array): Uint8Array {
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(context));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]));
}

function open(key: KeyObject, context: string, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < nonceBytes + tagBytes) return undefined;
  const nonce = sealed.subarray(0, nonceBytes);
  const tag = sealed.subarray(sealed.length - tagBytes);
  // A tag length left open would let a stranger cut it to 4 bytes and guess (Node accepts those).
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes })
    .setAAD(Buffer.from(context))
    .setAuthTag(tag);
  const plain = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return new Uint8Array(plain);
}
