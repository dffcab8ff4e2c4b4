import { useEffect, useState } from 'react';
import { beijingDate, instantFromMillis } from '#shared/time/instant.ts';

const dayMs = 24 * 3_600_000;
const beijingOffsetMs = 8 * 3_600_000;
/** A machine that sleeps over midnight wakes with its timers late; looked at no more than twice an hour. */
const longestWaitMs = 1_800_000;

const untilMidnight = (now: number): number => dayMs - ((now + beijingOffsetMs) % dayMs);

/** Milliseconds of the wall clock, looked at anew twice an hour and at midnight in Beijing. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const wait = Math.min(untilMidnight(now) + 500, longestWaitMs);
    const timer = window.setTimeout(() => {
      setNow(Date.now());
    }, wait);
    return () => {
      window.clearTimeout(timer);
    };
  }, [now]);
  return now;
}

/** The machine's present day in Beijing, as a plain date. What is printed or numbered never comes from here. */
export const useToday = (): string => beijingDate(instantFromMillis(useNow()));
