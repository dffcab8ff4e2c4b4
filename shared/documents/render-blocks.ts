/** Blocks to HTML elements: classes only, all looks are in the style sheet, so that a size is one sheet and no second drawing. */
import type { Block, BlockOf, LeafBlock } from './blocks.ts';
import { element, escapeHtml, inlineHtml, textHtml } from './html-text.ts';
import { barcodeSvg } from './barcode-svg.ts';
import { qrSvg } from './qr-svg.ts';

/** Pictures of a paper by the ids its blocks name, as `data:` addresses; one that is not here is an empty frame. */
export type Pictures = ReadonlyMap<string, string>;

type SignatureField = BlockOf<'signatureLine'>['fields'][number];
/** What was written on a pad, to be drawn on the line it belongs to: never part of what was issued. */
export interface DrawnSignature {
  /** A `data:` address. */
  readonly picture: string;
  /** When and at whose window, in small print below. */
  readonly mark: string;
}
/** What is drawn and stands in no block. */
export interface Beside {
  readonly pictures: Pictures;
  readonly signatures: ReadonlyMap<SignatureField, DrawnSignature>;
}

type Renderers = { readonly [Type in LeafBlock['type']]: (block: BlockOf<Type>, beside: Beside) => string };

const renderers: Renderers = {
  title: ({ text, under }) =>
    element('h1', 'title', escapeHtml(text) + (under === undefined ? '' : element('span', 'under', escapeHtml(under)))),
  letterhead: ({ name, lines }) =>
    element(
      'header',
      isLongName(name) ? 'letterhead long' : 'letterhead',
      element('b', '', escapeHtml(name)) + lines.map(letterheadLine).join(''),
    ),
  heading: ({ text }) => element('h2', 'heading', escapeHtml(text)),
  number: ({ label, value }) =>
    element('div', 'number', element('span', 'label', escapeHtml(label)) + element('b', '', escapeHtml(value))),
  highlight: ({ label, value, note }) =>
    element(
      'div',
      'highlight',
      element('span', 'label', escapeHtml(label)) +
        element('b', '', escapeHtml(value)) +
        (note === undefined ? '' : element('div', 'under', inlineHtml(note))),
    ),
  grid: renderGrid,
  table: renderTable,
  paragraph: ({ text, look = 'plain' }) => element('p', `paragraph ${look}`, inlineHtml(text)),
  checkList: renderCheckList,
  signatureLine: ({ fields }, { signatures }) =>
    element('div', 'signatures', fields.map((field) => signature(field, signatures.get(field))).join('')),
  readAloud: ({ text, isDone }) =>
    `<ol class="check-list mark-${isDone ? 'ticked' : 'empty'}"><li><div>${escapeHtml(text)}</div></li></ol>`,
  sealPlace: ({ label, lines }) =>
    element(
      'div',
      'seal',
      lines.map((line) => element('div', '', escapeHtml(line))).join('') + element('small', '', escapeHtml(label)),
    ),
  qr: ({ content, caption }) =>
    element(
      'figure',
      'code',
      qrSvg(content) + (caption === undefined ? '' : element('figcaption', '', escapeHtml(caption))),
    ),
  barcode: ({ content, caption }) =>
    element(
      'figure',
      'code',
      barcodeSvg(content) + (caption === undefined ? '' : element('figcaption', '', escapeHtml(caption))),
    ),
  photo: renderPhoto,
  groups: ({ items, perRow }) =>
    `<ol class="groups" style="grid-template-columns:repeat(${String(perRow)},1fr)">${items
      .map((item) => `<li>${textHtml(item)}</li>`)
      .join('')}</ol>`,
  cut: ({ label }) => element('div', 'cut', element('span', '', escapeHtml(label))),
  rule: () => '<hr>',
  note: ({ text }) => element('p', 'note', inlineHtml(text)),
  marker: ({ kind, text, detail }) =>
    element(
      'div',
      `marker ${kind}`,
      element('b', '', escapeHtml(text)) + (detail === undefined ? '' : element('div', '', inlineHtml(detail))),
    ),
};

/** A place to sign: a line, a square for a finger print where one is due, and a date. */
const signature = ({ label, hasDate, hasFingerprint }: SignatureField, drawn: DrawnSignature | undefined): string =>
  drawn === undefined
    ? element(
        'div',
        'signature',
        `${escapeHtml(label)}：<span class="line"></span>${hasFingerprint ? '<span class="fingerprint">指印</span>' : ''}${hasDate ? '<span class="date">年　　月　　日</span>' : ''}`,
      )
    : element(
        'div',
        'signature signed',
        `${escapeHtml(label)}：<img alt="${escapeHtml(label)}" src="${escapeHtml(drawn.picture)}"><small>${escapeHtml(drawn.mark)}</small>`,
      );

function renderPhoto({ picture, label, width, height }: BlockOf<'photo'>, { pictures }: Beside): string {
  const address = picture === undefined ? undefined : pictures.get(picture);
  const inside =
    address === undefined ? escapeHtml(label) : `<img alt="${escapeHtml(label)}" src="${escapeHtml(address)}">`;
  return `<figure class="photo" style="width:${String(width)}mm;height:${String(height)}mm">${inside}</figure>`;
}

/** Breaks between what stands apart, not within a telephone number or opening hours. */
/** A name that takes a second line where half a sheet is all there is. */
const isLongName = (name: string): boolean => name.length > 16;
const letterheadLine = (line: string): string =>
  element(
    'div',
    '',
    line
      .split('　')
      .map((part) => element('span', 'whole', escapeHtml(part)))
      .join('　'),
  );

/** Items of two columns, with the widths that close every row: a lone item before a wide one takes the whole row. */
function renderGrid({ columns, items, isByHand }: BlockOf<'grid'>): string {
  let column = 0;
  const cells = items.map((item, index) => {
    const next = items[index + 1];
    const isAlone = column === 0 && (next === undefined || next.isWide === true);
    const isWide = columns === 1 || item.isWide === true || isAlone;
    column = isWide ? 0 : 1 - column;
    const classes = `value${isWide ? ' wide' : ''}${item.isStrong ? ' strong' : ''}`;
    return `<dt>${escapeHtml(item.label)}</dt>${element('dd', classes, inlineHtml(item.value))}`;
  });
  return element('dl', `grid columns-${String(columns)}${isByHand ? ' by-hand' : ''}`, cells.join(''));
}

function renderTable({ columns, rows, blankRows = 0 }: BlockOf<'table'>): string {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }) => `<col style="width:${((100 * width) / total).toFixed(2)}%">`).join('');
  const headers = columns.map(({ header }) => `<th>${escapeHtml(header)}</th>`).join('');
  const cell = (content: string, index: number): string =>
    `<td class="${columns[index]?.align ?? 'start'}">${content}</td>`;
  const filled = rows.map((row) => `<tr>${row.map((inline, index) => cell(inlineHtml(inline), index)).join('')}</tr>`);
  const empty = `<tr class="blank-row">${columns.map((_, index) => cell('', index)).join('')}</tr>`;
  return `<table><colgroup>${widths}</colgroup><thead><tr>${headers}</tr></thead><tbody>${filled.join('')}${empty.repeat(blankRows)}</tbody></table>`;
}

function renderCheckList({ mark, items }: BlockOf<'checkList'>): string {
  const rows = items.map(({ text, detail }) => {
    const under = detail === undefined ? '' : element('div', 'under', inlineHtml(detail));
    return `<li><div>${inlineHtml(text)}${under}</div></li>`;
  });
  return element('ol', `check-list mark-${mark}`, rows.join(''));
}

// The table above is complete by its type; TypeScript only cannot pair a union's member with its own entry.
const renderLeaf = (block: LeafBlock, beside: Beside): string =>
  (renderers[block.type] as (block: LeafBlock, beside: Beside) => string)(block, beside);

const nothing: Beside = { pictures: new Map(), signatures: new Map() };

export function renderBlock(block: Block, beside: Beside = nothing): string {
  if (block.type !== 'beside') return renderLeaf(block, beside);
  const parts = block.blocks.map((leaves) =>
    element('div', 'part', leaves.map((leaf) => renderLeaf(leaf, beside)).join('')),
  );
  return element('div', `beside ${block.second}`, parts.join(''));
}
