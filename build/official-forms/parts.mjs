/** What official forms are made of: a title, one table on a grid of columns, places for opinions with signature and seal. */
import {
  AlignmentType,
  Document,
  Footer,
  HeightRule,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';

/** Names as Word writes them: the face for Chinese, and one for digits. */
const face = (eastAsia) => ({ eastAsia, ascii: 'Times New Roman', hAnsi: 'Times New Roman' });
const body = face('仿宋');
/** Half points: 12 pt 小四, 22 pt 二号. */
const small = 24;

/** A4 with 2 cm at the sides: twentieths of a point. */
const page = { width: 11906, height: 16838 };
const margin = { top: 1134, bottom: 1021, left: 1134, right: 1134 };

const run = (text, { size = small, bold = false, font = body, underline = false } = {}) =>
  new TextRun({ text, size, bold, font, ...(underline ? { underline: {} } : {}) });

export const line = (text, { align = AlignmentType.LEFT, before = 0, after = 0, indent = 0, ...look } = {}) =>
  new Paragraph({
    alignment: align,
    spacing: { before, after },
    ...(indent > 0 ? { indent: { firstLine: indent } } : {}),
    children: [run(text, look)],
  });

export const title = (text) =>
  line(text, { align: AlignmentType.CENTER, size: 40, bold: true, font: face('宋体'), after: 120 });

export const note = (text) => line(text, { size: 21 });

/**
 * A cell: its text, a line each. `span` columns, `down` rows, `tall` aligned at the top for writing, `right` for signatures.
 * @typedef {{ text: string, span?: number, down?: number, left?: boolean, top?: boolean, size?: number, bold?: boolean, right?: string }} CellText
 */
export const cell = (text, more = {}) => ({ text, ...more });
/** A label and what is written beside it. */
export const pair = (label, value, span = 1) => [cell(label), cell(value, { span })];

const alignOf = ({ left, top }) => (left || top ? AlignmentType.LEFT : AlignmentType.CENTER);

function drawCell({ text, span = 1, down = 1, left, top, size = small, bold, right }) {
  const lines = text.split('\n').map((one) => line(one, { align: alignOf({ left, top }), size, bold }));
  const signed =
    right === undefined ? [] : right.split('\n').map((one) => line(one, { align: AlignmentType.RIGHT, size }));
  return new TableCell({
    children: [...lines, ...signed],
    ...(span > 1 ? { columnSpan: span } : {}),
    ...(down > 1 ? { rowSpan: down } : {}),
    verticalAlign: top ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
  });
}

/** `height` in twentieths of a point; a row grows where its text needs it. */
export const row = (cells, height = 480) => ({ cells, height });

export function grid(widths, rows) {
  return new Table({
    width: { size: widths.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    rows: rows.map(
      ({ cells, height }) =>
        new TableRow({
          cantSplit: true,
          height: { value: height, rule: HeightRule.ATLEAST },
          children: cells.map(drawCell),
        }),
    ),
  });
}

/** Columns over the whole width: the first ones take a label of five characters, the others of four. */
const widths = {
  6: [1750, 1500, 1600, 1500, 1688, 1600],
  7: [1470, 1240, 1500, 1230, 1250, 1750, 1198],
  8: [1230, 1220, 1100, 1150, 1250, 1250, 1258, 1180],
};

export const columns = (count) => widths[count];

export const boxes = (key, options) => options.map((option) => `{${key}=${option}}${option}`).join('　');

/** 意见栏: who says it, what they say, and where they sign and seal. */
export const opinion = (who, words, span, signs, height = 1500) =>
  row([cell(who), cell(words, { span, top: true, right: `\n${signs}　　　（盖章）\n　　　　年　　月　　日` })], height);

export const headLine = () => note('受理编号：{受理编号}　　　　收件日期：{申请日期}');

/** One section of A4; the foot says which page it is. */
export const form = (children) =>
  new Document({
    creator: '示例',
    styles: { default: { document: { run: { font: body, size: small } } } },
    sections: [
      {
        properties: { page: { size: page, margin } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [
                  new TextRun({
                    children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'],
                    size: 18,
                  }),
                ],
              }),
            ],
          }),
        },
        children,
      },
    ],
  });
