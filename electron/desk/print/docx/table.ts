/** A table (w:tbl) of a .docx as HTML: its grid of columns, cells joined across and down, borders, heights of rows. */
import { escapeHtml } from '#shared/documents/html-text.ts';
import type { Drawing } from './drawing.ts';
import { attribute, childOf, childrenOf, inside, isOn, numberOf, points, pt, valueIn, type Element } from './xml.ts';

/** Draws what stands in a cell. */
export type DrawBlocks = (drawing: Drawing, container: Element, isInTable: boolean) => string;

interface Cell {
  readonly element: Element;
  readonly column: number;
  readonly columns: number;
  /** 'continue': joined to the cell above. */
  readonly merge: 'begin' | 'continue' | undefined;
}

interface Row {
  readonly element: Element;
  readonly cells: readonly Cell[];
}

interface Edges {
  readonly table: Element | undefined;
  readonly rows: number;
  readonly columns: number;
}

export function drawTable(drawing: Drawing, table: Element, drawBlocks: DrawBlocks): string {
  const properties = childOf(table, 'w:tblPr');
  const rows = rowElements(table).map(readRow);
  const grid = childrenOf(childOf(table, 'w:tblGrid'), 'w:gridCol').map((column) => points(column, 'w:w') ?? 0);
  const columns = Math.max(grid.length, ...rows.map(({ cells }) => endOf(cells.at(-1))));
  const edges: Edges = {
    table: childOf(properties, 'w:tblBorders') ?? drawing.styles.tableBorders(valueIn(properties, 'w:tblStyle')),
    rows: rows.length,
    columns,
  };
  const drawn = rows.map((row, at) => drawRow(drawing, { rows, row, at, edges, properties }, drawBlocks));
  const heading = rows.findIndex(({ element }) => !isOn(childOf(element, 'w:trPr'), 'w:tblHeader'));
  const head = heading > 0 ? `<thead>${drawn.slice(0, heading).join('')}</thead>` : '';
  const body = `<tbody>${drawn.slice(Math.max(0, heading)).join('')}</tbody>`;
  const cols = grid.map((width) => `<col style="width:${pt(width)}">`).join('');
  return `<table style="${tableCss(properties, grid)}"><colgroup>${cols}</colgroup>${head}${body}</table>`;
}

/** Rows may be wrapped in content controls. */
const rowElements = (table: Element): Element[] =>
  Array.from(table.childNodes).flatMap((node) => {
    const element = node as Element;
    if (element.nodeName === 'w:tr') return [element];
    return element.nodeName === 'w:sdt' ? rowElements(childOf(element, 'w:sdtContent') ?? element) : [];
  });

const endOf = (cell: Cell | undefined): number => (cell === undefined ? 0 : cell.column + cell.columns);

function readRow(element: Element): Row {
  const properties = childOf(element, 'w:trPr');
  let column = numberOf(valueIn(properties, 'w:gridBefore')) ?? 0;
  const cells = cellElements(element).map((cell): Cell => {
    const own = childOf(cell, 'w:tcPr');
    const merge = childOf(own, 'w:vMerge');
    const columns = Math.max(1, numberOf(valueIn(own, 'w:gridSpan')) ?? 1);
    const read: Cell = {
      ...{ element: cell, column, columns },
      merge: merge === undefined ? undefined : attribute(merge, 'w:val') === 'restart' ? 'begin' : 'continue',
    };
    column += columns;
    return read;
  });
  return { element, cells };
}

const cellElements = (row: Element): Element[] =>
  Array.from(row.childNodes).flatMap((node) => {
    const element = node as Element;
    if (element.nodeName === 'w:tc') return [element];
    return element.nodeName === 'w:sdt' ? cellElements(childOf(element, 'w:sdtContent') ?? element) : [];
  });

function tableCss(properties: Element | undefined, grid: readonly number[]): string {
  const width = childOf(properties, 'w:tblW');
  const share =
    (numberOf((attribute(width, 'w:w') ?? '').replace('%', '')) ?? 0) /
    (attribute(width, 'w:w')?.includes('%') ? 1 : 50);
  const total = grid.reduce((sum, one) => sum + one, 0);
  const wide = attribute(width, 'w:type') === 'pct' && share > 0 ? `${String(share)}%` : total > 0 ? pt(total) : '100%';
  const align = valueIn(properties, 'w:jc');
  const indent = points(childOf(properties, 'w:tblInd'), 'w:w');
  const margin =
    align === 'center'
      ? 'margin-left:auto;margin-right:auto'
      : align === 'right'
        ? 'margin-left:auto'
        : indent
          ? `margin-left:${pt(indent)}`
          : '';
  return [`width:${wide}`, margin].filter((part) => part !== '').join(';');
}

interface Place {
  readonly rows: readonly Row[];
  readonly row: Row;
  readonly at: number;
  readonly edges: Edges;
  readonly properties: Element | undefined;
}

function drawRow(drawing: Drawing, place: Place, drawBlocks: DrawBlocks): string {
  const properties = childOf(place.row.element, 'w:trPr');
  const height = points(childOf(properties, 'w:trHeight'), 'w:val');
  const css = [
    height === undefined ? '' : `height:${pt(height)}`,
    isOn(properties, 'w:cantSplit') ? 'break-inside:avoid' : '',
  ].filter((part) => part !== '');
  const before = place.row.cells[0]?.column ?? 0;
  const gap = before === 0 ? '' : `<td colspan="${String(before)}" style="border:none"></td>`;
  const cells = place.row.cells
    .filter(({ merge }) => merge !== 'continue')
    .map((cell) => drawCell(drawing, place, cell, drawBlocks));
  return `<tr${css.length === 0 ? '' : ` style="${css.join(';')}"`}>${gap}${cells.join('')}</tr>`;
}

function drawCell(drawing: Drawing, place: Place, cell: Cell, drawBlocks: DrawBlocks): string {
  const properties = childOf(cell.element, 'w:tcPr');
  const rows = cell.merge === 'begin' ? rowsJoined(place.rows, place.at, cell) : 1;
  const spans = [
    cell.columns > 1 ? ` colspan="${String(cell.columns)}"` : '',
    rows > 1 ? ` rowspan="${String(rows)}"` : '',
  ].join('');
  const content = drawBlocks(drawing, cell.element, true);
  const isUpright = /^(tb|tbRl|tbRlV|lrV|tbLrV)$/.test(valueIn(properties, 'w:textDirection') ?? '');
  const css = [
    ...borders(place, cell, rows),
    `vertical-align:${verticals[valueIn(properties, 'w:vAlign') ?? ''] ?? 'top'}`,
    paddingOf(place.properties, properties),
    shadeOf(properties),
  ].filter((part) => part !== '');
  const inner = isUpright ? `<div class="upright">${content}</div>` : content;
  return `<td${spans} style="${escapeHtml(css.join(';'))}">${inner}</td>`;
}

const verticals: Readonly<Record<string, string>> = { center: 'middle', bottom: 'bottom' };

/** How many rows down a cell goes: as long as the one below it says it is joined. */
function rowsJoined(rows: readonly Row[], from: number, { column }: Cell): number {
  let count = 1;
  for (const { cells } of rows.slice(from + 1)) {
    if (cells.find((below) => below.column === column)?.merge !== 'continue') break;
    count += 1;
  }
  return count;
}

function borders({ at, edges }: Place, cell: Cell, rows: number): string[] {
  const own = inside(cell.element, 'w:tcPr', 'w:tcBorders');
  const isFirst = at === 0;
  const isLast = at + rows >= edges.rows;
  const sides = [
    ['top', 'w:top', isFirst ? 'w:top' : 'w:insideH'],
    ['bottom', 'w:bottom', isLast ? 'w:bottom' : 'w:insideH'],
    ['left', 'w:left', cell.column === 0 ? 'w:left' : 'w:insideV'],
    ['right', 'w:right', endOf(cell) >= edges.columns ? 'w:right' : 'w:insideV'],
  ] as const;
  return sides.map(([side, name, ofTable]) => {
    const line = sideOf(own, name) ?? sideOf(edges.table, ofTable);
    return `border-${side}:${lineCss(line)}`;
  });
}

/** Newer files say start and end where older ones say left and right. */
const newer: Readonly<Record<string, string>> = { 'w:left': 'w:start', 'w:right': 'w:end' };
const sideOf = (sides: Element | undefined, name: string): Element | undefined =>
  childOf(sides, name) ?? childOf(sides, newer[name] ?? name);

const lineStyles: Readonly<Record<string, string>> = {
  double: 'double',
  dashed: 'dashed',
  dotted: 'dotted',
  dotDash: 'dashed',
};

/** Eighths of a point; never so thin that a printer leaves it out. */
function lineCss(line: Element | undefined): string {
  const style = attribute(line, 'w:val') ?? 'nil';
  if (style === 'nil' || style === 'none') return 'none';
  const width = Math.max(0.75, (numberOf(attribute(line, 'w:sz')) ?? 4) / 8);
  return `${pt(style === 'double' ? Math.max(2.25, width * 3) : width)} ${lineStyles[style] ?? 'solid'} #000`;
}

/** Word's own: 0 above and below, 5.4 points at the sides. */
function paddingOf(table: Element | undefined, cell: Element | undefined): string {
  const [own, all] = [childOf(cell, 'w:tcMar'), childOf(table, 'w:tblCellMar')];
  const side = (name: string, usual: number): string =>
    pt(points(sideOf(own, name), 'w:w') ?? points(sideOf(all, name), 'w:w') ?? usual);
  return `padding:${side('w:top', 0)} ${side('w:right', 5.4)} ${side('w:bottom', 0)} ${side('w:left', 5.4)}`;
}

function shadeOf(cell: Element | undefined): string {
  const fill = attribute(childOf(cell, 'w:shd'), 'w:fill');
  return fill !== undefined && /^[0-9A-Fa-f]{6}$/.test(fill) ? `background:#${fill}` : '';
}
