/** Text → cells: what was copied out of a spreadsheet (tabs), a CSV file, or lines of a chat (blanks and commas between the parts). */
import type { Cell } from '../exchange/cells.ts';

const quote = '"';

/** RFC 4180, with any one separator: quotes hold separators and line breaks, two of them are one. */
function separated(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const one = text.charAt(at);
    if (isQuoted) {
      if (one !== quote) cell += one;
      else if (text.charAt(at + 1) === quote) {
        cell += quote;
        at += 1;
      } else isQuoted = false;
    } else if (one === quote && cell === '') isQuoted = true;
    else if (one === separator) endCell();
    else if (one === '\n') {
      endCell();
      rows.push([]);
    } else if (one !== '\r') cell += one;
  }
  endCell();
  return rows;
}

/** Spreadsheets write ="3607…" to keep the digits of a number in a CSV, and people a ' before them. */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^="(.*)"$/u, '$1')
    .replace(/^'(?=\d)/u, '');

/** 「1.」「2、」 before a line. */
const numbering = /^\s*\d{1,3}[.．、)）]\s*/u;

export function cellsOfText(text: string): readonly (readonly Cell[])[] {
  const lines = text.replace(/^\uFEFF/u, '');
  const rows = lines.includes('\t')
    ? separated(lines, '\t')
    : /[^,\n]*,[^,\n]*,/u.test(lines) || (lines.split('\n')[0] ?? '').includes(',')
      ? separated(lines, ',')
      : lines.split(/\r?\n/u).map((line) => line.replace(numbering, '').split(/[\s,，、;；:：|]+/u));
  return rows.map((row) => row.map(bare)).filter((row) => row.some((cell) => cell !== ''));
}
