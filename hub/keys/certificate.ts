/**
 * The hub's own certificate: self-signed X.509 (RFC 5280) over an EC P-256 key. Nobody vouches for a township's server, so desks do not
 * ask who signed it: they pin the public key, learnt when they were invited. A new certificate therefore keeps the key.
 */
import {
  X509Certificate,
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  type KeyObject,
} from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { codeOf, deny, type HubResult } from '../refusal.ts';
import { readSecret } from '../secret-file.ts';
import * as der from './der.ts';

export interface HubCertificate {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly cert: string;
  readonly pin: string;
}

export const hubName = 'tongban-hub';
const day = 24 * 3_600_000;
const validDays = 3650;
/** Renewed at a start when less is left. */
const renewDays = 365;

/** base64url SHA-256 of the SubjectPublicKeyInfo (DER): what desks compare. */
export const pinOf = (spki: Uint8Array): string => createHash('sha256').update(spki).digest('base64url');

export interface CertificateOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly random: Random;
}

export function openCertificate({ dataDir, clock, random }: CertificateOptions): HubResult<HubCertificate> {
  const file = join(dataDir, 'tls.key');
  const pem = readSecret(file, () => newKey(random));
  if (!pem.ok) return pem;
  const key = parseKey(pem.value);
  if (key === undefined) return deny('certificate.unreadable', { file });
  const place = join(dataDir, 'tls.crt');
  const now = clock.now();
  const found = findCertificate(place, key, now);
  if (found !== undefined) return { ok: true, value: { key: pem.value, cert: found, pin: pinOf(spkiOf(key)) } };
  const cert = selfSigned(key, now, random);
  const problem = store(place, cert);
  return problem ?? { ok: true, value: { key: pem.value, cert, pin: pinOf(spkiOf(key)) } };
}

function newKey(random: Random): string {
  const curve = createECDH('prime256v1');
  for (;;) {
    try {
      curve.setPrivateKey(random.bytes(32));
      break;
    } catch {
      // Of 2^32 draws one is not below the order of the curve.
    }
  }
  const point = curve.getPublicKey();
  const part = (bytes: Buffer): string => bytes.toString('base64url');
  const d = part(Buffer.concat([Buffer.alloc(32), curve.getPrivateKey()]).subarray(-32));
  const jwk = { kty: 'EC', crv: 'P-256', d, x: part(point.subarray(1, 33)), y: part(point.subarray(33)) };
  return createPrivateKey({ key: jwk, format: 'jwk' }).export({ format: 'pem', type: 'pkcs8' }).toString();
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : undefined;
  } catch {
    return undefined;
  }
}

const spkiOf = (key: KeyObject): Buffer => createPublicKey(key).export({ format: 'der', type: 'spki' });

/** The stored certificate where it is one, of this key, and good for another year. */
function findCertificate(file: string, key: KeyObject, now: number): string | undefined {
  try {
    const pem = readFileSync(file, 'utf8');
    const found = new X509Certificate(pem);
    const isGood = found.validFromDate.getTime() <= now && found.validToDate.getTime() > now + renewDays * day;
    return isGood && found.checkPrivateKey(key) ? pem : undefined;
  } catch {
    return undefined;
  }
}

function store(file: string, pem: string): ReturnType<typeof deny> | undefined {
  try {
    writeFileSync(`${file}.new`, pem);
    renameSync(`${file}.new`, file);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code === 'ENOSPC' ? deny('disk.full') : deny('dataDir.unusable', { folder: file, code });
  }
}

const algorithm = der.sequence(der.oid('1.2.840.10045.4.3.2'));
const name = der.sequence(der.set(der.sequence(der.oid('2.5.4.3'), der.utf8(hubName))));
const extension = (id: string, value: Buffer, isCritical: boolean): Buffer =>
  der.sequence(der.oid(id), ...(isCritical ? [der.truth()] : []), der.octets(value));
const extensions = der.sequence(
  // Not an authority: it signs no other certificate.
  extension('2.5.29.19', der.sequence(), true),
  // digitalSignature
  extension('2.5.29.15', der.bits(Uint8Array.of(0x80), 7), true),
  // serverAuth
  extension('2.5.29.37', der.sequence(der.oid('1.3.6.1.5.5.7.3.1')), false),
  extension('2.5.29.17', der.sequence(der.implicit(2, Buffer.from(hubName))), false),
);

/** Valid from the day before, for clocks that are a little behind. PEM. */
export function selfSigned(key: KeyObject, now: number, random: Random): string {
  const body = der.sequence(
    der.tagged(0, der.integer(Uint8Array.of(2))),
    der.integer(random.bytes(16)),
    algorithm,
    name,
    der.sequence(der.time(now - day), der.time(now + validDays * day)),
    name,
    spkiOf(key),
    der.tagged(3, extensions),
  );
  const whole = der.sequence(body, algorithm, der.bits(sign('sha256', body, key)));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
