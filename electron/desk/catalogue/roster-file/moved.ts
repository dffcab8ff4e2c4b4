/** Where a cell lies once rows were put in below one: ranges, formulas and names follow as they do where somebody inserts rows by hand. */

/** Below row `at` so many rows are put in. */
export interface Room {
  readonly at: number;
  readonly more: number;
  /** Of the sheet, as formulas of other sheets name it. */
  readonly sheet: string;
}

export const movedRow = ({ at, more }: Room, row: number): number => (row > at ? row + more : row);
/** The last row of a range that ends in the row with the tags is the last of the rows. */
const movedEnd = ({ at, more }: Room, row: number): number => (row >= at ? row + more : row);

const range = /^(\$?[A-Z]{1,3}\$?)(\d+)(?::(\$?[A-Z]{1,3}\$?)(\d+))?$/;

/** `A5`, `A5:I5`. Whole columns and rows stay. */
export function movedRange(room: Room, text: string): string {
  const [, left = '', top, right, bottom] = range.exec(text) ?? [];
  if (top === undefined) return text;
  const first = `${left}${String(movedRow(room, Number(top)))}`;
  return right === undefined ? first : `${first}:${right}${String(movedEnd(room, Number(bottom)))}`;
}

/** `sqref`: what holds for the row with the tags (a choice, a colour) holds for all rows. */
export const movedRanges = (room: Room, text: string): string =>
  text
    .split(/\s+/)
    .map((one) => {
      const moved = movedRange(room, one);
      const [, left, top, right] = range.exec(one) ?? [];
      return left !== undefined && right === undefined && Number(top) === room.at
        ? `${left}${String(room.at)}:${left}${String(room.at + room.more)}`
        : moved;
    })
    .join(' ');

/** Words in quotation marks; a sheet's name in quotation marks or plain, and `!`; a cell or a range; whatever else is a word of its own. */
const piece =
  /"(?:[^"]|"")*"|((?:'(?:[^']|'')*'|[\p{L}\p{N}_.]+)!)?(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\p{L}\p{N}_(.])|[\p{L}_][\p{L}\p{N}_.]*/gu;

const nameOf = (prefix: string): string => prefix.slice(0, -1).replace(/^'|'$/g, '').replaceAll("''", "'");

function replaceCells(formula: string, isMeant: (sheet: string | undefined) => boolean, by: (cells: string) => string) {
  return formula.replaceAll(piece, (whole, prefix: string | undefined, cells: string | undefined) => {
    if (cells === undefined || !isMeant(prefix === undefined ? undefined : nameOf(prefix))) return whole;
    return `${prefix ?? ''}${by(cells)}`;
  });
}

/** `isOwn`: it stands on the sheet itself, so that cells without a sheet's name are meant. */
export const movedFormula = (room: Room, formula: string, isOwn: boolean): string =>
  replaceCells(
    formula,
    (sheet) => (sheet === undefined ? isOwn : sheet === room.sheet),
    (cells) => movedRange(room, cells),
  );

/** In a copy of the row with the tags: its own cells are those of the copy, unless somebody has tied them with `$`. */
export const copiedFormula = ({ at, sheet }: Room, formula: string, row: number): string =>
  replaceCells(
    formula,
    (named) => named === undefined || named === sheet,
    (cells) =>
      cells.replaceAll(/(\$?[A-Z]{1,3})(\d+)/g, (whole, column: string, own: string) =>
        Number(own) === at ? `${column}${String(row)}` : whole,
      ),
  );
