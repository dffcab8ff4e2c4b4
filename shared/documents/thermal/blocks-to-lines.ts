/** Every block as lines of a slip. `scale` is that of the whole paper: 2 on one that is read without glasses. */
import type { Block, BlockOf, LeafBlock } from '../blocks.ts';
import { columnsOfRoll, padBoth, padEnd, padStart, widthOf, wrap } from './columns.ts';
import { inlineText } from './inline.ts';
import { type Line, blankLines, lineOf, linesOf } from './line.ts';
import { qrCell } from './qr-cell.ts';
import { tableLines } from './table-lines.ts';

export interface SlipLook {
  readonly scale: 1 | 2;
  /** Columns of a line in type of that scale. */
  readonly columns: number;
}

type Renderers = { readonly [Type in LeafBlock['type']]: (block: BlockOf<Type>, look: SlipLook) => Line[] };

const renderers: Renderers = {
  title: ({ text, under }, { scale }) => [
    ...linesOf(text, { align: 'center', scale: largestFor(text, scale + 1, 2), isStrong: true }),
    ...(under === undefined ? [] : linesOf(under, { align: 'center', scale })),
    ...blankLines(1),
  ],
  letterhead: ({ name, lines }, { scale }) => [
    ...linesOf(name, { align: 'center', scale, isStrong: true }),
    ...lines.flatMap((line) => linesOf(line, { align: 'center', scale })),
    { rule: true },
  ],
  heading: ({ text }, { scale }) => [...blankLines(1), ...linesOf(text, { scale, isStrong: true })],
  number: ({ label, value }, { scale }) => [
    ...linesOf(label, { align: 'center', scale }),
    ...linesOf(value, { align: 'center', scale: largestFor(value, 2, 1), isStrong: true }),
    ...blankLines(1),
  ],
  highlight: ({ label, value, note }, { scale }) => [
    { rule: true },
    ...linesOf(label, { align: 'center', scale }),
    ...linesOf(value, { align: 'center', scale: largestFor(value, 3, 2), isStrong: true }),
    ...(note === undefined ? [] : linesOf(inlineText(note), { align: 'center', scale })),
    { rule: true },
  ],
  grid: gridLines,
  table: (block, look) => tableLines(block, look),
  paragraph: paragraphLines,
  checkList: ({ mark, items }, look) =>
    items.flatMap(({ text, detail }, index) => [
      ...hanging(listMark(mark, index, items.length), inlineText(text), look),
      ...(detail === undefined
        ? []
        : hanging(' '.repeat(widthOf(listMark(mark, index, items.length))), inlineText(detail), look)),
    ]),
  signatureLine: ({ fields }, look) => fields.flatMap((field) => signatureLines(field, look)),
  readAloud: ({ text, isDone }, look) => hanging(isDone ? '√ ' : '□ ', text, look),
  sealPlace: ({ label, lines }, { scale }) => [
    // Room for a round seal of 40 mm: it is stamped over the name and the date (骑年盖月).
    ...blankLines(4),
    ...lines.flatMap((line) => linesOf(line, { align: 'end', scale })),
    ...blankLines(4),
    ...linesOf(label, { align: 'end', scale }),
  ],
  qr: ({ content, caption }, look) => [{ qr: content, cell: qrCell(content) }, ...captionLines(caption, look)],
  barcode: ({ content, caption }, look) => [{ barcode: content }, ...captionLines(caption, look)],
  photo: ({ label, width, height }) => frame([label], millimetres(width), Math.round(height / lineHeight), 'start'),
  groups: groupLines,
  cut: ({ label }) => [lineOf([{ text: dashed(label) }]), ...blankLines(1), { cut: true }],
  rule: () => [{ rule: true }],
  note: ({ text }, { scale }) => linesOf(inlineText(text), { scale }),
  marker: ({ text, detail }) => [
    ...frame(
      [
        ...wrap(text, columnsOfRoll - frameSides),
        ...(detail === undefined ? [] : wrap(inlineText(detail), columnsOfRoll - frameSides)),
      ],
      columnsOfRoll,
      1,
      'center',
    ),
  ],
};

/** The largest type in which a text stays on one line, `wanted` at most; if it stays in none, it wraps in the smallest. */
function largestFor<Smallest extends 1 | 2>(text: string, wanted: number, smallest: Smallest): Smallest | 2 | 3 {
  if (wanted >= 3 && widthOf(text) * 3 <= columnsOfRoll) return 3;
  return widthOf(text) * 2 <= columnsOfRoll ? 2 : smallest;
}

/** Millimetres. */
const lineHeight = 3;
/** A column is a millimetre and a half wide. */
const millimetres = (width: number): number => Math.min(columnsOfRoll, Math.max(8, 2 * Math.round(width / 3)));
const frameSides = 6;

const captionLines = (caption: string | undefined, { scale }: SlipLook): Line[] => [
  ...(caption === undefined ? [] : linesOf(caption, { align: 'center', scale })),
  ...blankLines(1),
];

/** A frame of box characters, which every Chinese printer has (GB 2312, row 9), around lines that fit. `width` is even. */
function frame(texts: readonly string[], width: number, atLeast: number, align: 'start' | 'center' | 'end'): Line[] {
  const inside = width - 4;
  const lines = texts.flatMap((text) => wrap(text, inside - 2));
  const rows = Math.max(lines.length, atLeast);
  const bar = '─'.repeat(inside / 2);
  return [
    lineOf([{ text: `┌${bar}┐` }], { align }),
    ...Array.from({ length: rows }, (_, row) =>
      lineOf([{ text: '│' }, { text: padBoth(lines[row] ?? '', inside), isStrong: true }, { text: '│' }], { align }),
    ),
    lineOf([{ text: `└${bar}┘` }], { align }),
  ];
}

/** The mark in front and the text beside it, its later lines beneath its first. */
function hanging(mark: string, text: string, { scale, columns }: SlipLook): Line[] {
  const indent = widthOf(mark);
  return wrap(text, columns - indent).map((line, index) =>
    lineOf([{ text: (index === 0 ? mark : ' '.repeat(indent)) + line }], { scale }),
  );
}

function listMark(mark: BlockOf<'checkList'>['mark'], index: number, count: number): string {
  if (mark === 'number') return padEnd(`${String(index + 1)}.`, String(count).length + 2);
  return { empty: '□ ', ticked: '√ ', dot: '· ' }[mark];
}

function paragraphLines({ text, look = 'plain' }: BlockOf<'paragraph'>, { scale }: SlipLook): Line[] {
  const indent = look === 'indented' ? '　　' : '';
  return linesOf(indent + inlineText(text), {
    scale,
    isStrong: look === 'strong',
    align: look === 'end' ? 'end' : 'start',
  });
}

const widestLabel = 12;

/** Labels in a column of their own; one that is too long stands above its value. */
function gridLines({ items, isByHand }: BlockOf<'grid'>, { scale, columns }: SlipLook): Line[] {
  const fitting = items.map(({ label }) => widthOf(label)).filter((width) => width <= widestLabel);
  const indent = Math.max(0, ...fitting) + 2;
  return items.flatMap(({ label, value, isStrong = false }) => {
    const isLong = widthOf(label) > widestLabel;
    const above = isLong ? linesOf(`${label}：`, { scale }) : [];
    const rows = wrap(inlineText(value), columns - indent).map((text, index) =>
      lineOf([{ text: padEnd(index === 0 && !isLong ? `${label}：` : '', indent) }, { text, isStrong }], { scale }),
    );
    return [...above, ...rows, ...(isByHand ? blankLines(1) : [])];
  });
}

/** A hand needs a centimetre above the line; a finger a square of two and a half. */
function signatureLines(
  { label, hasDate, hasFingerprint }: BlockOf<'signatureLine'>['fields'][number],
  { scale, columns }: SlipLook,
): Line[] {
  const [last = '', ...before] = wrap(`${label}：`, columns - 10).reverse();
  const line = last + '_'.repeat(columns - widthOf(last));
  return [
    ...blankLines(2),
    ...before.reverse().map((text) => lineOf([{ text }], { scale })),
    lineOf([{ text: line }], { scale }),
    ...(hasFingerprint ? frame(['指印'], 18, 8, 'end') : []),
    ...(hasDate ? [...blankLines(1), ...linesOf('　　　　年　　月　　日', { scale, align: 'end' })] : []),
  ];
}

/** Each with its place in the order, so that a list of words cannot be copied in a wrong one. */
function groupLines({ items, perRow }: BlockOf<'groups'>): Line[] {
  const cells = items.map((item, index) => `${padStart(String(index + 1), String(items.length).length)}. ${item}`);
  const widest = Math.max(...cells.map(widthOf)) + 2;
  const count = Math.max(1, Math.min(perRow, Math.floor(columnsOfRoll / widest)));
  const rows = Array.from({ length: Math.ceil(cells.length / count) }, (_, row) =>
    cells.slice(row * count, (row + 1) * count),
  );
  return rows.flatMap((row) =>
    linesOf(row.map((cell, index) => (index === row.length - 1 ? cell : padEnd(cell, widest))).join(''), {
      isStrong: true,
    }),
  );
}

function dashed(label: string): string {
  const [first = ''] = wrap(` ${label} `, columnsOfRoll - 4);
  const free = columnsOfRoll - widthOf(first);
  return '-'.repeat(Math.floor(free / 2)) + first + '-'.repeat(Math.ceil(free / 2));
}

// The table above is complete by its type; TypeScript only cannot pair a union's member with its own entry.
const leafLines = (block: LeafBlock, look: SlipLook): Line[] =>
  (renderers[block.type] as (block: LeafBlock, look: SlipLook) => Line[])(block, look);

/** What stands side by side on a sheet stands one below the other on a slip. */
export const blockLines = (block: Block, look: SlipLook): Line[] =>
  block.type === 'beside' ? block.blocks.flat().flatMap((leaf) => leafLines(leaf, look)) : leafLines(block, look);
