import type { BlockOf } from '../blocks.ts';
import type { SlipLook } from './blocks-to-lines.ts';
import { padBoth, padEnd, padStart, widthOf, wrap } from './columns.ts';
import { inlineText } from './inline.ts';
import { type Line, blankLines, lineOf, linesOf } from './line.ts';

type Table = BlockOf<'table'>;

const gap = 1;
const narrowest = 4;
const padTo = { start: padEnd, center: padBoth, end: padStart } as const;

/**
 * Columns of the shares asked for, none narrower than two characters nor than its header where there is room; undefined where so many
 * do not fit side by side.
 */
function widthsOf({ columns }: Table, available: number): number[] | undefined {
  const free = available - gap * (columns.length - 1);
  const smallest = columns.map(({ header }) => Math.max(narrowest, Math.min(widthOf(header), 8)));
  if (smallest.reduce((sum, width) => sum + width, 0) > free) return undefined;
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const widths = columns.map(({ width }, index) =>
    Math.max(smallest[index] ?? narrowest, Math.floor((free * width) / total)),
  );
  // What rounding and the smallest widths took too much or left over is the widest column's.
  const widest = widths.indexOf(Math.max(...widths));
  const rest = free - widths.reduce((sum, width) => sum + width, 0);
  widths[widest] = Math.max(smallest[widest] ?? narrowest, (widths[widest] ?? 0) + rest);
  return shrink(widths, smallest, free);
}

/** Takes from whatever is wider than its smallest until all fit. */
function shrink(widths: readonly number[], smallest: readonly number[], free: number): number[] {
  const fitted = [...widths];
  let over = fitted.reduce((sum, width) => sum + width, 0) - free;
  while (over > 0) {
    const slack = fitted.map((width, index) => width - (smallest[index] ?? narrowest));
    const index = slack.indexOf(Math.max(...slack));
    fitted[index] = (fitted[index] ?? 0) - 1;
    over -= 1;
  }
  return fitted;
}

/** One row as the lines its tallest cell takes. */
function rowLines(
  table: Table,
  widths: readonly number[],
  cells: readonly string[],
  look: SlipLook,
  isStrong: boolean,
): Line[] {
  const wrapped = widths.map((width, index) => wrap(cells[index] ?? '', width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const text = widths.map((width, index) =>
      padTo[table.columns[index]?.align ?? 'start'](wrapped[index]?.[line] ?? '', width),
    );
    return lineOf([{ text: text.join(' '.repeat(gap)).trimEnd(), isStrong }], { scale: look.scale });
  });
}

/** More columns than a slip is wide: each row as its headers and values, one below the other. */
const stackedRows = ({ columns, rows }: Table, { scale }: SlipLook): Line[] =>
  rows.flatMap((row, index) => [
    ...(index === 0 ? [] : blankLines(1)),
    ...columns.flatMap(({ header }, column) =>
      linesOf(`${header}：${inlineText(row[column] ?? '')}`, { scale, isStrong: column === 0 }),
    ),
  ]);

export function tableLines(table: Table, look: SlipLook): Line[] {
  const widths = widthsOf(table, look.columns);
  const rule: Line = { rule: true };
  if (widths === undefined) return [rule, ...stackedRows(table, look), rule];
  const headers = table.columns.map(({ header }) => header);
  const byHand = Array.from({ length: table.blankRows ?? 0 }, () => [...blankLines(1), rule]).flat();
  return [
    rule,
    ...rowLines(table, widths, headers, look, true),
    rule,
    ...table.rows.flatMap((row) => rowLines(table, widths, row.map(inlineText), look, false)),
    ...(table.rows.length === 0 ? [] : [rule]),
    ...byHand,
  ];
}
