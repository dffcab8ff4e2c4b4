import { useEffect, useEffectEvent, useId, useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseLine } from '#shared/contract/case.ts';
import { showNumber } from '#shared/documents/facts.ts';
import { useDates } from '../app/dates.ts';
import { useToday } from '../app/use-today.ts';
import { useKindWords } from '../fields/kind-words.ts';
import classes from './CaseTable.module.css';
import type { CaseLines } from './use-case-lines.ts';
import { showLine, useWindow } from './use-window.ts';

interface CaseTableProps {
  readonly list: CaseLines;
  /** The line that the keys stand on. */
  readonly at: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onOpen: (stream: string) => void;
  readonly onChoose: (stream: string) => void;
}

const lineRem = 2.75;
/** Asked for before the last line comes into sight. */
const early = 20;

/** Only the lines in sight are drawn. */
export function CaseTable({ list, at, onKeyDown, onOpen, onChoose }: CaseTableProps) {
  const { t } = useTranslation('cases');
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { lines, hasMore, isAwaitingMore } = list;
  const { first, end, line: height } = useWindow(scroller, lines.length, lineRem);
  const needsMore = hasMore && !isAwaitingMore && Math.max(end, at) >= lines.length - early;
  const more = useEffectEvent(list.more);
  useEffect(() => {
    if (needsMore) more();
  }, [needsMore]);
  useEffect(() => {
    showLine(scroller.current, at, height);
  }, [at, height]);
  return (
    <div className={classes.frame}>
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
        <div style={{ height: lines.length * height, position: 'relative' }}>
          {lines.slice(first, end).map((line, offset) => {
            const index = first + offset;
            return (
              <div
                key={line.stream}
                id={`${id}-${index}`}
                role="option"
                aria-selected={index === at}
                className={`${classes.line} ${classes.row}`}
                style={{ transform: `translateY(${index * height}px)` }}
                data-stream={line.stream}
                onClick={() => {
                  onChoose(line.stream);
                  onOpen(line.stream);
                }}
              >
                <LineCells line={line} />
              </div>
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
  const marks = [
    ...(line.needsUpgrade ? [t('mark.needsUpgrade')] : []),
    ...(line.isUndecided ? [t('mark.undecided')] : []),
    ...(line.isMerged ? [t('mark.merged')] : []),
  ];
  return (
    <>
      <LineDue line={line} />
      <span className={classes.name}>{line.petitioner}</span>
      <span>{line.title}</span>
      <span>
        {line.voided === '' ? words.status(line.status) : t('mark.voided')}
        {marks.map((mark) => (
          <b key={mark} className={classes.mark}>
            {mark}
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
  if (light === 'none' || nextDue === null) return <span className={classes.due} data-light="none" />;
  const word = light === 'red' ? 'overdue' : nextDue === today ? 'today' : light === 'yellow' ? 'soon' : 'inTime';
  return (
    <span className={classes.due} data-light={light}>
      {t(`due.word.${word}`)} {nextDue.slice(5)}
      {line.estimated && ` ${t('due.estimated')}`}
    </span>
  );
}
