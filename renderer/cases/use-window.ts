import { useEffect, useState, type RefObject } from 'react';

export interface ListWindow {
  /** First and one past the last line that is drawn. */
  readonly first: number;
  readonly end: number;
  /** Height of a line in pixels; follows 适老 large text. */
  readonly line: number;
}

/** Drawn above and below what is in sight, so that scrolling shows no gap. */
const beyond = 12;
const rootSize = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize);

/**
 * The lines of a long list that are worth drawing. All lines are of one height, so nothing has to be measured but the frame.
 * `lineRem`: that height in rem.
 */
export function useWindow(frame: RefObject<HTMLElement | null>, count: number, lineRem: number): ListWindow {
  const [place, setPlace] = useState({ top: 0, height: 0, line: lineRem * 16 });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const look = (): void => {
      const next = { top: element.scrollTop, height: element.clientHeight, line: lineRem * rootSize() };
      setPlace((before) => (isSame(before, next) ? before : next));
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [frame, lineRem]);
  const { top, height, line } = place;
  const first = Math.max(0, Math.floor(top / line) - beyond);
  const end = Math.min(count, Math.ceil((top + height) / line) + beyond);
  return { first, end, line };
}

interface Place {
  readonly top: number;
  readonly height: number;
  readonly line: number;
}

const isSame = (a: Place, b: Place): boolean => a.top === b.top && a.height === b.height && a.line === b.line;

/** Scrolls as little as is needed to bring a line into sight. */
export function showLine(element: HTMLElement | null, index: number, line: number): void {
  if (!element) return;
  const top = index * line;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + line > element.scrollTop + element.clientHeight) element.scrollTop = top + line - element.clientHeight;
}
