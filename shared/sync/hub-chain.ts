/** The hub's chain over everything it ordered, in commit order: one number and one hash say what all desks together hold. */
import { z } from 'zod';
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

/** Digits of a head that are printed: whoever wanted another chain to fit them would have to try 2^64. */
const printed = 16;

/** As it stands on paper and is typed again: `1234:0123456789abcdef`. */
export const headText = ({ n, chain }: ChainHead): string => `${String(n)}:${chain.slice(0, printed)}`;

const headTextSchema = z.string().regex(/^\d{1,15}:[0-9a-f]{16,64}$/);

/** What was typed from paper; `chain` may be its beginning alone. Undefined for what is no head. */
export function readHeadText(text: string): ChainHead | undefined {
  const read = headTextSchema.safeParse(text.trim().toLowerCase());
  if (!read.success) return undefined;
  const [n = '', chain = ''] = read.data.split(':');
  return { n: Number(n), chain };
}
