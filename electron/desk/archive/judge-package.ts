/** Who signed the manifest of a package: a desk of this township, one that is not known, or nobody who had the key. */
import type { PackageSeal } from '#shared/contract/archive.ts';
import { manifestMessage } from '#shared/archive/manifest.ts';
import { dayOf } from '#shared/kinds/mechanism/day.ts';
import type { DeskCore } from '../core.ts';
import { deskKeys } from '../queries/desk-keys.ts';
import { stationName } from '../queries/names.ts';

export interface SealAsked {
  readonly manifest: string;
  /** Public key and signature, a line each, base64url. */
  readonly signature: string;
  readonly on: string;
}

const bytesOf = (text: string | undefined): Uint8Array => new Uint8Array(Buffer.from(text ?? '', 'base64url'));

export function judgePackage({ store, ports }: DeskCore, { manifest, signature, on }: SealAsked): PackageSeal {
  const [keyText, signatureText] = signature.split('\n');
  const [key, signed] = [bytesOf(keyText), bytesOf(signatureText)];
  if (key.length !== 32 || signed.length !== 64) return { verdict: 'none', desk: '', station: '' };
  const known = deskKeys(store.read).find(({ publicKey }) => Buffer.from(publicKey).equals(key));
  if (known === undefined) return { verdict: 'unknownSigner', desk: '', station: '' };
  const { desk, station, retiredOn } = known;
  const by = { desk, station: stationName(store.read, station) };
  if (!ports.ed25519.verify(key, manifestMessage(manifest), signed)) return { ...by, verdict: 'forged' };
  return { ...by, verdict: retiredOn !== undefined && dayOf(on) > retiredOn ? 'retiredKey' : 'signed' };
}
