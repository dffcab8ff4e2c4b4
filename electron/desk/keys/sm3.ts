import type { createHash, createHmac, getHashes, Hash } from 'node:crypto';
import { sm3 as sm3Hex } from 'sm-crypto-v2';
import type { Sm3 } from '#shared/kernel/ports.ts';
import { sm3 as sm3InJavaScript } from '#shared/kernel/sm3.ts';

/** What of `node:crypto` may or may not know SM3. */
export interface NodeDigests {
  readonly getHashes: typeof getHashes;
  readonly createHash: typeof createHash;
  readonly createHmac: typeof createHmac;
  /** In one call, without an object between: verify asks it twice an entry. */
  readonly hash: (algorithm: string, bytes: Uint8Array, encoding: 'buffer') => Uint8Array;
}

export interface Sm3Stream {
  update(chunk: Uint8Array): Sm3Stream;
  /** 32 bytes; once. */
  digest(): Uint8Array;
}

export interface Sm3Parts {
  readonly source: 'native' | 'javascript';
  readonly sm3: Sm3;
  readonly stream: () => Sm3Stream;
  readonly hmac: (key: Uint8Array, bytes: Uint8Array) => Uint8Array;
}

export function chooseSm3(digests: NodeDigests): Sm3Parts {
  return hasSm3(digests) ? nativeSm3(digests) : javascriptSm3;
}

/** A runtime may list an algorithm that its library refuses when asked, so it is asked once. */
function hasSm3({ getHashes, createHash }: NodeDigests): boolean {
  if (!getHashes().includes('sm3')) return false;
  try {
    return createHash('sm3').update('abc').digest('hex').startsWith('66c7f0f4');
  } catch {
    return false;
  }
}

function nativeSm3({ createHash, createHmac, hash }: NodeDigests): Sm3Parts {
  return {
    source: 'native',
    sm3: (bytes) => new Uint8Array(hash('sm3', bytes, 'buffer')),
    stream: () => nativeStream(createHash('sm3')),
    hmac: (key, bytes) => new Uint8Array(createHmac('sm3', key).update(bytes).digest()),
  };
}

function nativeStream(hash: Hash): Sm3Stream {
  const stream: Sm3Stream = {
    update(chunk) {
      hash.update(chunk);
      return stream;
    },
    digest: () => new Uint8Array(hash.digest()),
  };
  return stream;
}

const javascriptSm3: Sm3Parts = {
  source: 'javascript',
  sm3: sm3InJavaScript,
  stream: collectingStream,
  hmac: (key, bytes) => new Uint8Array(Buffer.from(sm3Hex(bytes, { key }), 'hex')),
};

/** sm-crypto-v2 hashes in one piece only. Chunks are copied, as their owner may reuse the buffer. */
function collectingStream(): Sm3Stream {
  const chunks: Uint8Array[] = [];
  let done = false;
  const stream: Sm3Stream = {
    update(chunk) {
      if (done) throw new Error('digest was already called');
      chunks.push(chunk.slice());
      return stream;
    },
    digest() {
      if (done) throw new Error('digest was already called');
      done = true;
      return sm3InJavaScript(Buffer.concat(chunks));
    },
  };
  return stream;
}
