/**
 * The head of a desk's chain as it stands on a paper: `K7-1234:0123456789abcdef`, the two characters of its writer, the number of its newest
 * entry, and 16 digits of that one's hash (sync.md, rule 14). Whoever wanted another chain to fit them would have to try 2^64.
 */
import { base32Alphabet } from '../kernel/base32.ts';
import { toAsciiUpper, toHalfWidth } from '../kernel/half-width.ts';

export interface DeskHead {
  readonly code: string;
  readonly seq: number;
  /** hex; its first 16 digits at least. */
  readonly hash: string;
}

const printed = 16;

export const deskHeadText = ({ code, seq, hash }: DeskHead): string =>
  `${code}-${String(seq)}:${hash.slice(0, printed)}`;

const pattern = new RegExp(`^([${base32Alphabet}]{2})-(\\d{1,12}):([0-9A-F]{${String(printed)},64})$`, 'u');

/** As somebody typed it from a paper; undefined where it is none. */
export function readDeskHead(text: string): DeskHead | undefined {
  const [, code, seq, hash] = pattern.exec(toAsciiUpper(toHalfWidth(text)).trim()) ?? [];
  if (code === undefined || seq === undefined || hash === undefined) return undefined;
  return { code, seq: Number(seq), hash: hash.toLowerCase() };
}
