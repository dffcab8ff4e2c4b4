/** The hub's chain over everything it ordered, in commit order: one number and one hash say what all desks together hold. */
import { firstPrev, toHex } from '../journal/entry.ts';
import type { Sm3 } from '../kernel/ports.ts';
import type { OrderedHash } from './digest.ts';

export interface ChainHead {
  readonly n: number;
  readonly chain: string;
}
export const firstHead: ChainHead = { n: 0, chain: firstPrev };

const encoder = new TextEncoder();

export function chainOn(sm3: Sm3, head: ChainHead, ordered: readonly OrderedHash[]): ChainHead {
  return ordered.reduce(
    ({ n, chain }, { stream, rev, hash }) => ({
      n: n + 1,
      chain: toHex(sm3(encoder.encode(`${chain} ${stream} ${String(rev)} ${hash}`))),
    }),
    head,
  );
}
