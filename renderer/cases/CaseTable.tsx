import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useId, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseLine } from '#shared/contract/case.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { useDates } from '../app/dates.ts';
import { useToday } from '../app/use-today.ts';
import { useKindWords } from '../fields/kind-words.ts';
import { QueueWords } from './QueueWords.tsx';
import classes from './CaseTable.module.css';
import type { CaseLines } from './use-case-lines.ts';

interface CaseTableProps {
  readonly list: CaseLines;
  /** The line that the keys stand on. */
  readonly at: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (stream: string) => void;
  readonly onChoose: (stream: string) => void;
}

/** Height of a line, as in the style sheet; in rem, so that it follows 适老 large text. */
const lineRem = 2.75;
const lineHeight = (): number => lineRem * parseFloat(getComputedStyle(document.documentElement).fontSize);
/** Drawn above and below what is in sight, so that scrolling shows no gap. */
const beyond = 12;
/** Asked for before the last line comes into sight. */
const early = 20;

/** Only the lines in sight are drawn. */
export function CaseTable({ list, at, onKeyDown, onOpen, onChoose }: CaseTableProps) {
  const { t } = useTranslation('cases');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { lines, hasMore, isAwaitingMore } = list;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: lineHeight,
    overscan: beyond,
  });
  // What was tried is a long line; where every case has one the day of receipt gives way, which stands in the number too.
  const isWide = lines.length > 0 && lines.every(({ queue }) => queue !== null);
  const drawn = rows.getVirtualItems();
  const needsMore = hasMore && !isAwaitingMore && Math.max(drawn.at(-1)?.index ?? 0, at) >= lines.length - early;
  const more = useEffectEvent(list.more);
  useEffect(() => {
    if (needsMore) more();
  }, [needsMore]);
  useEffect(() => {
    rows.scrollToIndex(at);
  }, [at, rows]);
  return (
    <div className={classes.frame} data-wide={isWide}>
      <div className={`${classes.line} ${classes.head}`} aria-hidden>
        {(['due', 'petitioner', 'title', 'status', 'number', 'began'] as const).map((column) => (
          <span key={column}>{t(`list.column.${column}`)}</span>
        ))}
      </div>
      <div
        ref={scroller}
        className={classes.scroller}
        role="listbox"
        tabIndex={0}
        aria-label={t('list.title')}
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {drawn.map(({ index, start }) => {
            const line = lines[index];
            return (
              line && (
                <div
                  key={line.stream}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  className={`${classes.line} ${classes.row}`}
                  style={{ transform: `translateY(${start}px)` }}
                  data-stream={line.stream}
                  onClick={() => {
                    onChoose(line.stream);
                    onOpen(line.stream);
                  }}
                >
                  <LineCells line={line} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function LineCells({ line }: { readonly line: CaseLine }) {
  const { t } = useTranslation('cases');
  const words = useKindWords(line.kind);
  const { day } = useDates();
  const statusOf = ({ voided, status, needsUpgrade }: CaseLine): string => {
    if (voided !== '') return t('mark.voided');
    return status === '' && !needsUpgrade ? t('history.marked') : words.status(status);
  };
  const marks = [
    ...(line.needsUpgrade ? [t('mark.needsUpgrade')] : []),
    ...(line.isUndecided && !line.needsUpgrade ? [t('mark.undecided')] : []),
    ...(line.isMerged ? [t('mark.merged')] : []),
    ...(line.isDestroyed ? [t('mark.destroyed')] : []),
    ...(line.isUnsigned ? [t('mark.unsigned')] : []),
  ];
  return (
    <>
      <LineDue line={line} />
      <span className={classes.name}>{line.petitioner}</span>
      <span>{words.title(line.title)}</span>
      <span>
        {line.queue === null ? statusOf(line) : <QueueWords queue={line.queue} />}{' '}
        {marks.map((mark) => (
          <b key={mark} className={classes.mark}>
            {mark}{' '}
          </b>
        ))}
      </span>
      <span className={classes.number}>{showNumber(line.number)}</span>
      <span>{day(line.beganOn)}</span>
    </>
  );
}

/** The light and its meaning in words: nobody has to tell red from green. */
function LineDue({ line }: { readonly line: CaseLine }) {
  const { t } = useTranslation('cases');
  const today = useToday();
  const { light, nextDue } = line;
  if (light === 'none' || nextDue === null) {
    return (
      <span className={classes.due} data-light="none">
        {line.isWaiting ? t('due.word.waiting') : line.isPaused && t('due.state.paused')}
      </span>
    );
  }
  const word = light === 'red' ? 'overdue' : nextDue === today ? 'today' : light === 'yellow' ? 'soon' : 'inTime';
  return (
    <span className={classes.due} data-light={light}>
      {t(`due.word.${word}`)} {nextDue.slice(5)}
      {line.estimated && ` ${t('due.estimated')}`}
    </span>
  );
}
