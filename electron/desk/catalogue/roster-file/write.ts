/** Fills cells of an .xlsx and leaves everything else of it as it came: pictures, choices, colours, what is printed and how. */
import type { Element } from '@xmldom/xmldom';
import { attribute } from '../../print/docx/xml.ts';
import { makeRoom } from './make-room.ts';
import { movedFormula, type Room } from './moved.ts';
import { elements, make, Parts } from './parts.ts';

/** A text is kept as text, whatever its digits look like. */
export type CellValue = string | number | null;

export interface Filling {
  /** Its name. */
  readonly sheet: string;
  /** Said once: row (as the template counts) and column from 1. */
  readonly once: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly column: number;
    readonly text: string;
  }[];
  /** The row with the tags. */
  readonly row: number;
  /** Row after row, column → value. */
  readonly rows: readonly ReadonlyMap<number, CellValue>[];
}

/** Undefined where it has not the shape of a workbook. */
export function writeFilling(template: Uint8Array, { sheet, once, row, rows }: Filling): Uint8Array | undefined {
  const parts = new Parts(template);
  const book = bookIn(parts);
  const own = book?.sheets.find(({ name }) => name === sheet);
  if (book === undefined || own === undefined) return undefined;
  const room: Room = { at: row, more: Math.max(rows.length - 1, 0), sheet: own.name };
  const texts = textStyles(book.styles);
  for (const said of once) {
    const root = book.sheets.find(({ name }) => name === said.sheet)?.root;
    const line = root && elements(root, 'row').find((one) => attribute(one, 'r') === String(said.row));
    if (line) put(line, said.column, said.text, undefined);
  }
  const made = makeRoom(parts, own.root, own.part, room);
  rows.forEach((cells, at) => {
    const line = made[at];
    if (line) for (const [column, value] of cells) put(line, column, value, texts);
  });
  const rest = book.sheets.filter((one) => one !== own);
  for (const { root } of rest)
    for (const formula of elements(root, 'f'))
      if (formula.textContent) formula.textContent = movedFormula(room, formula.textContent, false);
  countAnew(parts, book.root, room);
  return parts.bytes();
}

interface Book {
  readonly root: Element;
  readonly sheets: readonly { readonly name: string; readonly part: string; readonly root: Element }[];
  readonly styles: Element | undefined;
}

function bookIn(parts: Parts): Book | undefined {
  const part = parts.relatedTo('').find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  const root = parts.open(part);
  if (root === undefined) return undefined;
  const related = parts.relatedTo(part);
  const sheets = elements(root, 'sheet').flatMap((sheet) => {
    const id = Array.from(sheet.attributes).find(({ localName, prefix }) => localName === 'id' && prefix)?.value;
    const found = related.find((one) => one.id === id && one.type === 'worksheet');
    const sheetRoot = found && parts.open(found.part);
    return sheetRoot ? [{ name: attribute(sheet, 'name') ?? '', part: found.part, root: sheetRoot }] : [];
  });
  const styles = related.find(({ type }) => type === 'styles');
  return { root, sheets, styles: styles && parts.open(styles.part) };
}

/** The look of a cell, with its content as text (format 49, `@`). */
function textStyles(styles: Element | undefined): (style: string) => string {
  const [list] = styles === undefined ? [] : elements(styles, 'cellXfs');
  const known = new Map<string, string>();
  return (style) => {
    if (list === undefined) return style;
    const found = known.get(style);
    if (found !== undefined) return found;
    const all = elements(list, 'xf');
    const copy = all[Number(style)]?.cloneNode(true) as Element | undefined;
    if (copy === undefined) return style;
    copy.setAttribute('numFmtId', '49');
    copy.setAttribute('applyNumberFormat', '1');
    list.appendChild(copy);
    list.setAttribute('count', String(all.length + 1));
    known.set(style, String(all.length));
    return String(all.length);
  };
}

const lettersOf = (column: number): string =>
  column <= 0 ? '' : lettersOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
const columnOf = (place: string): number =>
  [...place.replace(/\d+$/, '')].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

function cellIn(row: Element, column: number): Element {
  const cells = elements(row, 'c');
  const place = `${lettersOf(column)}${attribute(row, 'r') ?? ''}`;
  const found = cells.find((cell) => attribute(cell, 'r') === place);
  if (found) return found;
  const made = make(row, 'c', { r: place });
  row.insertBefore(made, cells.find((cell) => columnOf(attribute(cell, 'r') ?? '') > column) ?? null);
  return made;
}

function put(row: Element, column: number, value: CellValue, texts: ((style: string) => string) | undefined): void {
  const cell = cellIn(row, column);
  while (cell.firstChild) cell.removeChild(cell.firstChild);
  cell.removeAttribute('t');
  if (typeof value === 'number') {
    const number = make(cell, 'v');
    number.textContent = String(value);
    cell.appendChild(number);
    return;
  }
  if (texts) cell.setAttribute('s', texts(attribute(cell, 's') ?? '0'));
  if (value === null || value === '') return;
  cell.setAttribute('t', 'inlineStr');
  const [inline, text] = [make(cell, 'is'), make(cell, 't')];
  text.setAttributeNS('http://www.w3.org/XML/1998/namespace', 'xml:space', 'preserve');
  text.textContent = value;
  inline.appendChild(text);
  cell.appendChild(inline);
}

/** Sums are counted when it is opened; the order in which they were counted before names cells that lie elsewhere now. */
function countAnew(parts: Parts, book: Element, room: Room): void {
  for (const name of elements(book, 'definedName'))
    if (name.textContent) name.textContent = movedFormula(room, name.textContent, false);
  const [counting] = elements(book, 'calcPr');
  if (counting) counting.setAttribute('fullCalcOnLoad', '1');
  else {
    const behind = ['oleSize', 'customWorkbookViews', 'pivotCaches', 'fileRecoveryPr', 'extLst'];
    const next = behind.map((name) => elements(book, name)[0]).find((one) => one?.parentNode === book);
    book.insertBefore(make(book, 'calcPr', { fullCalcOnLoad: '1' }), next ?? null);
  }
  const chain = parts.names.find((name) => /(^|\/)calcChain\.xml$/.test(name));
  if (chain === undefined) return;
  parts.drop(chain);
  for (const part of parts.names.filter((name) => name === '[Content_Types].xml' || name.endsWith('workbook.xml.rels')))
    for (const name of ['Override', 'Relationship'])
      for (const one of elements(parts.open(part) ?? book, name))
        if ((attribute(one, 'PartName') ?? attribute(one, 'Target') ?? '').endsWith('calcChain.xml'))
          one.parentNode?.removeChild(one);
}
