/**
 * A table of which only the lines in sight are drawn: five thousand lines cost what fifty do. ↑ ↓, Page Up, Page Down, Home and End walk its
 * lines; the line with the cursor stays drawn wherever somebody scrolls, or its cursor would be nowhere, and so do the lines beside it, or Tab
 * and Enter would jump to whatever is in sight. How many lines there are, and which one this is, is said to those who hear the page.
 */
import { Table } from '@mantine/core';
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual';
import {
  Fragment,
  useEffectEvent,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { isImeKey } from './ime.ts';
import classes from './LongTable.module.css';

/** What a line has to bear to be measured and found again: spread on its `Table.Tr`. */
export interface LinePlace {
  readonly ref: (line: HTMLElement | null) => void;
  readonly 'data-index': number;
  readonly 'aria-rowindex': number;
}

export interface LongTableHandle {
  /** The cursor goes to this line, wherever it is. */
  readonly goTo: (at: number) => void;
}

interface LongTableProps<T> {
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** Cells of the head. */
  readonly head: ReactNode;
  /** One `Table.Tr`. */
  readonly line: (row: T, place: LinePlace) => ReactNode;
  /** What of a line takes the cursor, for somebody who comes from `from`; the line itself where nothing is said. */
  readonly fieldOf?: (line: HTMLElement, from: Element | null) => HTMLElement | null;
  readonly handle?: Ref<LongTableHandle>;
  readonly 'aria-label'?: string;
  readonly 'data-testid': string;
}

interface Cursor {
  readonly at: number;
  /** Not there yet: where it comes from. */
  readonly from?: Element | null;
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

const inText = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement ? target.type !== 'checkbox' : target instanceof HTMLTextAreaElement;

export function LongTable<T>({ rows, keyOf, head, line, fieldOf, handle, ...said }: LongTableProps<T>) {
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const [cursor, setCursor] = useState<Cursor>({ at: -1 });
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: lineHeight,
    overscan: beyond,
    rangeExtractor: (range) => withLine(range, cursor.at),
  });
  const arrive = useEffectEvent(({ at, from }: Cursor) => {
    const own = body.current?.querySelector<HTMLElement>(`[data-index="${String(at)}"]`);
    if (from !== undefined && own) (fieldOf?.(own, from) ?? own).focus();
  });
  useLayoutEffect(() => {
    arrive(cursor);
  }, [cursor]);
  useImperativeHandle(handle, () => ({
    goTo: (at) => {
      setCursor({ at, from: null });
    },
  }));
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const step = steps[event.key];
    const own = lineOf(event.target);
    if (isImeKey(event) || step === undefined || own === undefined) return;
    // In a field these two are about what is written there.
    if (inText(event.target) && !Number.isFinite(step)) return;
    event.preventDefault();
    const from = event.target instanceof Element ? event.target : null;
    setCursor({ at: Math.min(Math.max(own + step, 0), rows.length - 1), from });
  };
  const drawn = lines.getVirtualItems();
  return (
    <div ref={scroller} className={classes.scroller}>
      <Table {...said} aria-rowcount={rows.length + 1} highlightOnHover verticalSpacing={4} stickyHeader layout="fixed">
        <Table.Thead>
          <Table.Tr aria-rowindex={1}>{head}</Table.Tr>
        </Table.Thead>
        <Table.Tbody
          ref={body}
          onKeyDown={walk}
          onFocus={(event) => {
            setCursor({ at: lineOf(event.target) ?? -1 });
          }}
        >
          {drawn.map(({ index, start }, nth) => {
            const row = rows[index];
            return (
              row !== undefined && (
                <Fragment key={keyOf(row)}>
                  <Gap height={start - (drawn[nth - 1]?.end ?? 0)} />
                  {line(row, { ref: lines.measureElement, 'data-index': index, 'aria-rowindex': index + 2 })}
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
  const beside = at < 0 ? [] : [at - 1, at, at + 1].filter((one) => one >= 0 && one < range.count);
  return [...new Set([...defaultRangeExtractor(range), ...beside])].toSorted((one, other) => one - other);
}

function lineOf(target: EventTarget): number | undefined {
  const line = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-index]') : null;
  return line === null ? undefined : Number(line.dataset['index']);
}
