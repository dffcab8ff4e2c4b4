/** All words of an issued paper, block by block, as they have to be read back from whatever it was turned into. */
import { type IssuedBlocks, leavesOf } from '#shared/documents/blocks.ts';

/** Keys whose values choose a look or name something; they are not printed. */
const silent: ReadonlySet<string> = new Set([
  ...['type', 'mark', 'look', 'align', 'kind', 'signer', 'seal', 'content', 'picture'],
]);

/** In reading order, the words of each block together. */
export const wordsByBlock = (issued: IssuedBlocks): string[][] => leavesOf(issued).map((block) => [...printed(block)]);
export const wordsOf = (issued: IssuedBlocks): string[] => wordsByBlock(issued).flat();

function* printed(value: unknown): Generator<string> {
  if (typeof value === 'string') {
    for (const line of value.split('\n')) if (line.trim() !== '') yield line;
  } else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) if (!silent.has(key)) yield* printed(inner);
}

const bare = (text: string): string => text.replace(/[\s-]/g, '');

/**
 * A word that breaks into lines within a cell is read in pieces: whole ones of some length, never single characters strewn about. Blanks and
 * hyphens do not count: poppler takes one at the end of a line for a break of its own.
 */
export const isSaid = (text: string, word: string): boolean => isInPieces(bare(text), bare(word));

function isInPieces(text: string, word: string): boolean {
  let pieces = 0;
  for (let rest = word; rest !== ''; pieces += 1) {
    let length = rest.length;
    while (length > 0 && !text.includes(rest.slice(0, length))) length -= 1;
    if (length === 0) return false;
    rest = rest.slice(length);
  }
  return pieces <= 1 + word.length / 3;
}
