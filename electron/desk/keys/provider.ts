// The one place the desk takes cryptography from. Electron's `node:crypto` stands on BoringSSL, which has no SM3, SM4 or SM2 (and
// no chacha20-poly1305); Node's has SM3 and SM4. So 国密 falls back to sm-crypto-v2, and both ways are tested to give the same bytes.
//
// None of this is a certified product (商用密码产品认证, GM/T 0028): it computes the published algorithms. Where a certified module is
// required by 密评, it has to be put behind this same interface.
import { createHash, createHmac, getHashes, hash, timingSafeEqual } from 'node:crypto';
import type { Random, Sm3 } from '#shared/kernel/ports.ts';
import { aesGcm, type Aead } from './aead.ts';
import { ed25519, type Ed25519 } from './ed25519.ts';
import { scrypt, type Scrypt } from './scrypt.ts';
import { sm2, type Sm2 } from './sm2.ts';
import { chooseSm3, type NodeDigests, type Sm3Stream } from './sm3.ts';
import { sm4, type Sm4 } from './sm4.ts';

export interface CryptoProvider {
  /** Which SM3 answers: OpenSSL's, or plain JavaScript where the runtime has none. */
  readonly sm3Source: 'native' | 'javascript';
  readonly sm3: Sm3;
  /** For what does not come in one piece. Without a native SM3 it keeps the chunks until `digest`: feed it one blob chunk at a time. */
  sm3Stream(): Sm3Stream;
  /** HMAC with SM3 (GM/T 0042): 32 bytes. */
  hmacSm3(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** HMAC with SHA-256 (RFC 2104): 32 bytes. */
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  /**
   * A 32-byte key for one purpose, from a key that is already random (HKDF-Expand of RFC 5869 with SHA-256, one block).
   * Never use the root key itself for two things.
   */
  deriveKey(key: Uint8Array, purpose: string): Uint8Array;
  readonly sm4: Sm4;
  readonly sm2: Sm2;
  readonly ed25519: Ed25519;
  readonly aead: Aead;
  readonly scrypt: Scrypt;
  readonly random: Random;
  /** Takes as long for a near miss as for a far one; different lengths are unequal at once (a length is no secret here). */
  constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean;
}

/** `digests` is `node:crypto`; tests pass one that has no SM3, as Electron's has none. */
export function createCrypto(
  random: Random,
  digests: NodeDigests = { createHash, createHmac, getHashes, hash },
): CryptoProvider {
  const sm3Parts = chooseSm3(digests);
  return {
    sm3Source: sm3Parts.source,
    sm3: sm3Parts.sm3,
    sm3Stream: sm3Parts.stream,
    hmacSm3: sm3Parts.hmac,
    hmacSha256,
    deriveKey,
    sm4,
    sm2,
    ed25519,
    aead: aesGcm(random),
    scrypt,
    random,
    constantTimeEqual,
  };
}

function hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(bytes).digest());
}

function deriveKey(key: Uint8Array, purpose: string): Uint8Array {
  return hmacSha256(key, Buffer.concat([Buffer.from(purpose, 'utf8'), Uint8Array.of(1)]));
}

function constantTimeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
