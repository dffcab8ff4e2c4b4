/**
 * Comparing a scope: 256 buckets by stream, each the exclusive-or of the hashes of its (stream, rev, hash), so that the order in which
 * they are added does not matter. A bucket that differs is pulled again; if it differs then too, somebody is told.
 */
import { toHex } from '../journal/entry.ts';
import type { Sm3 } from '../kernel/ports.ts';

export interface OrderedHash {
  readonly stream: string;
  readonly rev: number;
  readonly hash: string;
}

export const bucketCount = 256;
const width = 16;
const encoder = new TextEncoder();

/** By the last two digits of the stream's id, which are random. */
export const bucketOf = (stream: string): number => Number.parseInt(stream.slice(-2), 16);

export function digestOf(sm3: Sm3, entries: Iterable<OrderedHash>): string[] {
  const buckets = Array.from({ length: bucketCount }, () => new Uint8Array(width));
  for (const { stream, rev, hash } of entries) {
    const bucket = buckets[bucketOf(stream)];
    const one = sm3(encoder.encode(`${stream} ${String(rev)} ${hash}`));
    if (bucket !== undefined) for (let at = 0; at < width; at += 1) bucket[at] = (bucket[at] ?? 0) ^ (one[at] ?? 0);
  }
  return buckets.map(toHex);
}

export const differing = (ours: readonly string[], theirs: readonly string[]): readonly number[] =>
  ours.flatMap((hash, bucket) => (hash === theirs[bucket] ? [] : [bucket]));
