/**
 * Which characters the bundled fonts draw. A browser silently prints a box, or some system font's guess, for a character it lacks; a
 * wrong name on a paper is worse than none, so printing is refused instead and the name goes in by hand (`handBlanksFor`).
 */
import { coverageTable } from './coverage-table.ts';

interface CodeRange {
  readonly first: number;
  readonly last: number;
}

function unpack(table: string): CodeRange[] {
  const ranges: CodeRange[] = [];
  let next = 0;
  for (const part of table.split(' ')) {
    const [gap = '', length = '0'] = part.split('.');
    const first = next + parseInt(gap, 36);
    const last = first + parseInt(length, 36);
    ranges.push({ first, last });
    next = last + 1;
  }
  return ranges;
}

const ranges: readonly CodeRange[] = unpack(coverageTable);

function isDrawn(code: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined) return false;
    if (code < range.first) high = middle - 1;
    else if (code > range.last) low = middle + 1;
    else return true;
  }
  return false;
}

// Line ends and tabs are laid out, not drawn.
const isLayout = (code: number): boolean => code === 0x0a || code === 0x0d || code === 0x09;

export const isCovered = (character: string): boolean => {
  const code = character.codePointAt(0);
  return code !== undefined && (isLayout(code) || isDrawn(code));
};

/** The characters of a text that no bundled font has, each once, in the order met. */
export const uncovered = (text: string): string[] => [...new Set(text)].filter((character) => !isCovered(character));
