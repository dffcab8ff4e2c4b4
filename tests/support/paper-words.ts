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
