import { useEffect, useState } from 'react';
import { todayHere } from './dates.ts';

const dayMs = 24 * 3_600_000;
const beijingOffsetMs = 8 * 3_600_000;
/** A machine that sleeps over midnight wakes with its timers late; looked at no more than twice an hour. */
const longestWaitMs = 1_800_000;

const untilMidnight = (now: number): number => dayMs - ((now + beijingOffsetMs) % dayMs);

/** Today as a plain date, turning at midnight in Beijing. */
export function useToday(): string {
  const [today, setToday] = useState<string>(todayHere);
  useEffect(() => {
    let timer: number;
    const look = (): void => {
      setToday(todayHere());
      timer = window.setTimeout(look, Math.min(untilMidnight(Date.now()) + 500, longestWaitMs));
    };
    look();
    return () => {
      window.clearTimeout(timer);
    };
  }, []);
  return today;
}
