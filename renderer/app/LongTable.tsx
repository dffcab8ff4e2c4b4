/**
 * A table of which only the lines in sight are drawn: five thousand lines cost what fifty do. ↑ ↓, Page Up, Page Down, Home and End walk its
 * lines; the line with the cursor stays drawn wherever somebody scrolls, or its cursor would be nowhere.
 */
import { Table } from '@mantine/core';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import { Fragment, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { isImeKey } from './ime.ts';
import classes from './LongTable.module.css';

/** What a line has to bear to be measured and found again: spread on its `Table.Tr`. */
export interface LinePlace {
  readonly ref: (line: HTMLElement | null) => void;
  readonly 'data-index': number;
}

interface LongTableProps<T> {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Cells of the head. */
  readonly head: ReactNode;
  /** One `Table.Tr`. */
  readonly line: (row: T, place: LinePlace) => ReactNode;
  readonly 'data-testid': string;
}

/** Till a line was measured; in rem, so that it follows 适老 large text. */
const lineRem = 2.5;
const lineHeight = (): number => lineRem * parseFloat(getComputedStyle(document.documentElement).fontSize);
/** Drawn above and below what is in sight, so that scrolling shows no gap. */
const beyond = 12;
const page = 10;
const steps: Readonly<Record<string, number>> = {
  ...{ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page },
  ...{ Home: -Infinity, End: Infinity },
};

export function LongTable<T>({ rows, keyOf, head, line, 'data-testid': testId }: LongTableProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [at, setAt] = useState(-1);
  const isWanted = useRef(false);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: lineHeight,
    overscan: beyond,
    rangeExtractor: (range) => withLine(range, at),
  });
  useLayoutEffect(() => {
    if (!isWanted.current) return;
    isWanted.current = false;
    body.current?.querySelector<HTMLElement>(`[data-index="${String(at)}"]`)?.focus();
  }, [at]);
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    const own = lineOf(event.target);
    if (isImeKey(event) || step === undefined || own === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(own + step, 0), rows.length - 1);
    isWanted.current = next !== at;
    setAt(next);
    if (next === at) body.current?.querySelector<HTMLElement>(`[data-index="${String(at)}"]`)?.focus();
  };
  const drawn = lines.getVirtualItems();
  return (
    <div ref={scroller} className={classes.scroller}>
      <Table data-testid={testId} highlightOnHover verticalSpacing={4} stickyHeader layout="fixed">
        <Table.Thead>
          <Table.Tr>{head}</Table.Tr>
        </Table.Thead>
        <Table.Tbody
          ref={body}
          onKeyDown={walk}
          onFocus={(event) => {
            setAt(lineOf(event.target) ?? -1);
          }}
        >
          {drawn.map(({ index, start }, nth) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <Fragment key={keyOf(row)}>
                  <Gap height={start - (drawn[nth - 1]?.end ?? 0)} />
                  {line(row, { ref: lines.measureElement, 'data-index': index })}
                </Fragment>
              )
            );
          })}
        </Table.Tbody>
      </Table>
      <div style={{ height: lines.getTotalSize() - (drawn.at(-1)?.end ?? 0) }} />
    </div>
  );
}

/** Where nothing is drawn. Not a line: nobody counts it. */
const Gap = ({ height }: { readonly height: number }) =>
  height > 0 && (
    <tr aria-hidden role="presentation" className={classes.gap}>
      <td style={{ height }} />
    </tr>
  );

function withLine(range: Range, at: number): number[] {
  const drawn = defaultRangeExtractor(range);
  if (at < 0 || at >= range.count || drawn.includes(at)) return drawn;
  return [...drawn, at].toSorted((one, other) => one - other);
}

function lineOf(target: EventTarget): number | undefined {
  const line = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-index]') : null;
  return line === null ? undefined : Number(line.dataset['index']);
}
