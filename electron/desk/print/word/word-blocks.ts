/** Each block of a paper as paragraphs and tables of a .docx: the same words in the same order as on the page the program draws. */
import {
  AlignmentType,
  BorderStyle,
  HeightRule,
  ImageRun,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
  type IParagraphOptions,
} from 'docx';
import type { Block, BlockOf, Inline, LeafBlock } from '#shared/documents/blocks.ts';
import { barcodePicture, qrPicture, type CodePicture } from './picture.ts';
import { inlineRuns, textRuns, type Face } from './word-text.ts';

/** What a sheet gives its blocks: half points, twentieths of a point. */
export interface WordSheet {
  readonly text: number;
  readonly heading: number;
  readonly title: number;
  readonly small: number;
  /** Between the margins. */
  readonly width: number;
  /** Pictures by the ids blocks name: PNG or JPEG. */
  readonly pictures: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly type: 'png' | 'jpg' }>;
}

export type WordPart = Paragraph | Table;
type Draw<B extends LeafBlock> = (block: B, sheet: WordSheet, width: number) => WordPart[];
type Renderers = { readonly [Type in LeafBlock['type']]: Draw<BlockOf<Type>> };

const line = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const;
const frame = { top: line, bottom: line, left: line, right: line } as const;
const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const noFrame = {
  top: none,
  bottom: none,
  left: none,
  right: none,
  insideHorizontal: none,
  insideVertical: none,
} as const;
const space = { before: 60, after: 60 } as const;

const paragraph = (inline: Inline, face: Face, options: Omit<IParagraphOptions, 'children'> = {}): Paragraph =>
  new Paragraph({ spacing: space, ...options, children: inlineRuns(inline, face) });

const plain = ({ text }: WordSheet): Face => ({ size: text });
const strong = ({ text }: WordSheet): Face => ({ size: text, isStrong: true });
const small = (sheet: WordSheet): Face => ({ size: sheet.small });

const marks = { number: '', empty: '□ ', ticked: '☑ ', dot: '· ' } as const;

const renderers: Renderers = {
  title: ({ text, under }, sheet) => [
    paragraph(text, { face: 'title', size: sheet.title }, { alignment: AlignmentType.CENTER }),
    ...(under === undefined ? [] : [paragraph(under, plain(sheet), { alignment: AlignmentType.CENTER })]),
  ],
  letterhead: ({ name, lines }, sheet) => [
    paragraph(name, strong(sheet), { alignment: AlignmentType.CENTER }),
    ...lines.map((text) => paragraph(text, small(sheet), { alignment: AlignmentType.CENTER })),
  ],
  heading: ({ text }, sheet) => [paragraph(text, { face: 'heading', size: sheet.heading }, { keepNext: true })],
  number: ({ label, value }, sheet) => [
    paragraph(`${label}：${value}`, strong(sheet), { alignment: AlignmentType.CENTER }),
  ],
  highlight: ({ label, value, note }, sheet) => [
    framed(
      [
        paragraph(label, plain(sheet), { alignment: AlignmentType.CENTER }),
        paragraph(value, { face: 'heading', size: sheet.title }, { alignment: AlignmentType.CENTER }),
        ...(note === undefined ? [] : [paragraph(note, small(sheet), { alignment: AlignmentType.CENTER })]),
      ],
      sheet.width,
    ),
  ],
  grid: drawGrid,
  table: drawTable,
  paragraph: ({ text, look = 'plain' }, sheet) => [
    paragraph(text, look === 'strong' ? strong(sheet) : plain(sheet), {
      ...(look === 'indented' ? { indent: { firstLine: sheet.text * 20 } } : {}),
      ...(look === 'end' ? { alignment: AlignmentType.RIGHT } : {}),
    }),
  ],
  checkList: ({ mark, items }, sheet) =>
    items.flatMap(({ text, detail }, index) => [
      new Paragraph({
        spacing: space,
        children: [
          ...textRuns(mark === 'number' ? `${String(index + 1)}. ` : marks[mark], plain(sheet)),
          ...inlineRuns(text, plain(sheet)),
        ],
      }),
      ...(detail === undefined ? [] : [paragraph(detail, small(sheet), { indent: { left: sheet.text * 20 } })]),
    ]),
  signatureLine: ({ fields }, sheet) => fields.map((field) => signaturePlace(field, sheet)),
  readAloud: ({ text, isDone }, sheet) => [paragraph(`${isDone ? marks.ticked : marks.empty}${text}`, plain(sheet))],
  sealPlace: ({ label, lines }, sheet) => [
    ...lines.map((text) => paragraph(text, plain(sheet), { alignment: AlignmentType.RIGHT })),
    paragraph(label, small(sheet), { alignment: AlignmentType.RIGHT }),
  ],
  qr: ({ content, caption }, sheet) => code(qrPicture(content), 110, '二维码', caption, sheet),
  barcode: ({ content, caption }, sheet) => code(barcodePicture(content), 220, '条形码', caption, sheet),
  photo: drawPhoto,
  groups: ({ items, perRow }, sheet, width) => [
    ruled(
      Array.from({ length: Math.ceil(items.length / perRow) }, (_, row) =>
        items
          .slice(row * perRow, (row + 1) * perRow)
          .map((item) => [paragraph(item, { face: 'heading', size: sheet.heading })]),
      ),
      Array.from({ length: perRow }, () => 1),
      width,
    ),
  ],
  cut: ({ label }, sheet) => [
    paragraph(label, small(sheet), {
      alignment: AlignmentType.CENTER,
      border: { top: { style: BorderStyle.DASHED, size: 6, color: '000000' } },
    }),
  ],
  rule: () => [new Paragraph({ border: { bottom: line }, children: [] })],
  note: ({ text }, sheet) => [paragraph(text, small(sheet))],
  marker: ({ text, detail }, sheet, width) => [
    framed(
      [
        paragraph(text, strong(sheet), { alignment: AlignmentType.CENTER }),
        ...(detail === undefined ? [] : [paragraph(detail, small(sheet), { alignment: AlignmentType.CENTER })]),
      ],
      width,
    ),
  ],
};

const framed = (children: readonly Paragraph[], width: number): Table => ruled([[children]], [1], width);

/** Cells with lines around them; `shares`: of the width. Rows of fewer cells end with empty ones. */
function ruled(
  rows: readonly (readonly (readonly Paragraph[])[])[],
  shares: readonly number[],
  width: number,
  heads = 0,
): Table {
  const widths = widthsOf(shares, width);
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: rows.map(
      (cells, index) =>
        new TableRow({
          ...(index < heads ? { tableHeader: true } : {}),
          cantSplit: true,
          children: widths.map((size, column) => cell(cells[column] ?? [], size, frame)),
        }),
    ),
  });
}

const widthsOf = (shares: readonly number[], width: number): number[] => {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => Math.round((width * share) / total));
};

const cell = (
  children: readonly WordPart[],
  size: number,
  borders: typeof frame | typeof noFrame,
  columnSpan = 1,
): TableCell =>
  new TableCell({
    width: { size, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    borders: { top: borders.top, bottom: borders.bottom, left: borders.left, right: borders.right },
    columnSpan,
    margins: { left: 80, right: 80 },
    // A cell ends with a paragraph, or Word calls the file damaged.
    children: children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({ children: [] })],
  });

/** Label and value in a line each, or two pairs side by side; a lone one before a wide one takes the whole line. */
function drawGrid({ columns, items, isByHand }: BlockOf<'grid'>, sheet: WordSheet, width: number): WordPart[] {
  const shares = columns === 1 ? [22, 78] : [17, 33, 17, 33];
  const widths = widthsOf(shares, width);
  const pair = (item: (typeof items)[number], isWide: boolean): TableCell[] => {
    const [label = 0, value = 0, ...rest] = widths;
    const span = isWide && columns === 2 ? 3 : 1;
    const size = span === 1 ? value : rest.reduce((sum, one) => sum + one, value);
    const face = item.isStrong ? strong(sheet) : plain(sheet);
    return [
      cell([paragraph(item.label, plain(sheet))], label, frame),
      cell([paragraph(item.value, face)], size, frame, span),
    ];
  };
  const rows = linesOf(items, columns).map((line) => line.flatMap((item) => pair(item, line.length === 1)));
  const height = isByHand ? { height: { value: 560, rule: HeightRule.ATLEAST } } : {};
  return [
    new Table({
      width: { size: width, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      rows: rows.map((children) => new TableRow({ cantSplit: true, ...height, children })),
    }),
  ];
}

type GridItem = BlockOf<'grid'>['items'][number];

/** Of two columns: pairs, and those that take a whole line, because they are wide or because nothing narrow follows. */
function linesOf(items: readonly GridItem[], columns: 1 | 2): GridItem[][] {
  const lines: GridItem[][] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const isOpen = columns === 2 && last?.length === 1 && last[0]?.isWide !== true && item.isWide !== true;
    if (isOpen) last.push(item);
    else lines.push([item]);
  }
  return lines;
}

const alignments = { start: AlignmentType.LEFT, center: AlignmentType.CENTER, end: AlignmentType.RIGHT } as const;

/** Many columns are set smaller, so that a date stays in one line. */
const tableSize = (columns: number, sheet: WordSheet): number =>
  columns <= 3 ? sheet.text : columns <= 6 ? sheet.small : Math.round(sheet.small * 0.8);

function drawTable({ columns, rows, blankRows = 0 }: BlockOf<'table'>, sheet: WordSheet, width: number): WordPart[] {
  const size = tableSize(columns.length, sheet);
  const head = columns.map(({ header }) => [
    paragraph(header, { size, isStrong: true }, { alignment: AlignmentType.CENTER }),
  ]);
  const filled = rows.map((row) =>
    columns.map(({ align = 'start' }, column) => [
      paragraph(row[column] ?? '', { size }, { alignment: alignments[align] }),
    ]),
  );
  const empty = Array.from({ length: blankRows }, () => columns.map(() => [paragraph('', { size })]));
  const shares = columns.map(({ width: share }) => share);
  return [ruled([head, ...filled, ...empty], shares, width, 1)];
}

/** A line to sign on; the place of a finger print and the date behind it. */
const signaturePlace = (
  { label, hasDate, hasFingerprint }: BlockOf<'signatureLine'>['fields'][number],
  sheet: WordSheet,
): Paragraph =>
  new Paragraph({
    spacing: { before: 200, after: 120 },
    keepLines: true,
    children: inlineRuns(
      [
        { text: `${label}：` },
        { blank: 10 },
        ...(hasFingerprint ? [{ text: '　指印' }] : []),
        ...(hasDate ? [{ text: '　　　年　　月　　日' }] : []),
      ],
      plain(sheet),
    ),
  });

const code = (
  { png, width, height }: CodePicture,
  side: number,
  name: string,
  caption: string | undefined,
  sheet: WordSheet,
): WordPart[] => [
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new ImageRun({
        type: 'png',
        data: png,
        transformation: { width: side, height: Math.round((side * height) / width) },
        altText: { name, title: name, description: name },
      }),
    ],
  }),
  ...(caption === undefined ? [] : [paragraph(caption, small(sheet), { alignment: AlignmentType.CENTER })]),
];

const pixelsPerMillimetre = 96 / 25.4;

function drawPhoto({ picture, label, width, height }: BlockOf<'photo'>, sheet: WordSheet): WordPart[] {
  const found = picture === undefined ? undefined : sheet.pictures.get(picture);
  if (found === undefined)
    return [
      framed([paragraph(label, plain(sheet), { alignment: AlignmentType.CENTER })], Math.round((width * 1440) / 25.4)),
    ];
  const transformation = {
    width: Math.round(width * pixelsPerMillimetre),
    height: Math.round(height * pixelsPerMillimetre),
  };
  const altText = { name: label, title: label, description: label };
  return [
    new Paragraph({ children: [new ImageRun({ type: found.type, data: found.bytes, transformation, altText })] }),
  ];
}

// The table above is complete by its type; TypeScript only cannot pair a union's member with its own entry.
const drawLeaf = (block: LeafBlock, sheet: WordSheet, width: number): WordPart[] =>
  (renderers[block.type] as Draw<LeafBlock>)(block, sheet, width);

export function drawBlock(block: Block, sheet: WordSheet): WordPart[] {
  if (block.type !== 'beside') return drawLeaf(block, sheet, sheet.width);
  const widths = widthsOf(block.second === 'narrow' ? [64, 36] : [50, 50], sheet.width);
  const sides = block.blocks.map((leaves, side) => {
    const width = widths[side] ?? 0;
    return cell(
      leaves.flatMap((leaf) => drawLeaf(leaf, sheet, width - 160)),
      width,
      noFrame,
    );
  });
  return [
    new Table({
      width: { size: sheet.width, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      borders: noFrame,
      rows: [new TableRow({ children: sides })],
    }),
  ];
}
