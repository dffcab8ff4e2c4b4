/**
 * Text measured as a thermal printer prints it: every character takes one column or two, 48 columns fill a roll of 80 mm. What is
 * wrapped here fits, so nothing is cut off at the edge and nothing is left to the printer.
 */
export const columnsOfRoll = 48;

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);
/** Of these none joins with its neighbour; nearly every line is of them only, and the segmenter takes its time. */
const standsAlone =
  /^[\n -~·‐-‟─-◿\u3000-\u3029\u3041-\u3096\u3400-\u9fff\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]*$/u;

/** What takes one place: a character with the marks that belong to it. */
export const charactersOf = (text: string): string[] =>
  standsAlone.test(text) ? [...text] : [...segmenter.segment(text)].map(({ segment }) => segment);

export const columnsOf = (character: string): 1 | 2 => (isAscii(character) ? 1 : 2);

export const widthOf = (text: string): number =>
  charactersOf(text).reduce((sum, character) => sum + columnsOf(character), 0);

// 避头尾: what may not begin a line, and what may not end one (GB/T 15834-2011, 5.1.7 to 5.1.10).
const neverFirst = /^[!),.:;?\]}’”…‰℃、。〉》」』】〕〗！），．：；？］｝～%·—]/u;
const neverLast = /[([{‘“〈《「『【〔〖（［｛￥¥$]$/u;

/** Parts between which a line may end: words and numbers whole, each Chinese character by itself with the signs that cling to it. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  for (const character of charactersOf(text)) {
    const last = units.at(-1);
    const clings =
      last !== undefined &&
      character !== ' ' &&
      !last.endsWith(' ') &&
      (neverFirst.test(character) || neverLast.test(last) || (isWordPart(character) && isWordPart(last.at(-1) ?? '')));
    if (clings) units[units.length - 1] = last + character;
    else units.push(character);
  }
  return units;
}

/** An en dash joins the ends of opening hours. */
const isWordPart = (character: string): boolean => /^[!-~–]$/.test(character);

/** Pieces of what is wider than a line by itself. */
function chop(unit: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of charactersOf(unit)) {
    const columns = columnsOf(character);
    if (taken + columns > width) {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += columns;
  }
  return [...pieces, piece];
}

function wrapParagraph(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  const end = (): void => {
    lines.push(line.trimEnd());
    line = '';
    taken = 0;
  };
  const put = (piece: string, columns: number): void => {
    if (taken + columns > width) end();
    // A blank that begins a line was between two words.
    if (taken === 0 && piece === ' ' && lines.length > 0) return;
    line += piece;
    taken += columns;
  };
  for (const unit of unitsOf(text)) {
    const columns = widthOf(unit);
    if (columns <= width) put(unit, columns);
    else for (const piece of chop(unit, width)) put(piece, widthOf(piece));
  }
  end();
  return lines;
}

/** Tabs, line ends of Windows and other controls are no characters of a slip. */
const clean = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u00a0]/g, ' ')
    .replace(/[^\P{Cc}\n]/gu, '');

/** Lines no wider than `width` columns, at least one. `width` is 2 or more. */
export const wrap = (text: string, width: number): string[] =>
  clean(text)
    .split('\n')
    .flatMap((paragraph) => wrapParagraph(paragraph, width));

export const padEnd = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
export const padStart = (text: string, width: number): string => ' '.repeat(Math.max(0, width - widthOf(text))) + text;
export function padBoth(text: string, width: number): string {
  const free = Math.max(0, width - widthOf(text));
  return ' '.repeat(Math.floor(free / 2)) + text + ' '.repeat(Math.ceil(free / 2));
}
