import { useEffect, useState } from 'react';
import type { LinkState } from '#shared/contract/link.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';

export const useLinkState = (): Answer<LinkState> => useAnswer(['link.state'], () => desk.link.state({}));

/** Joined, not only about to be. */
export const isJoined = ({ is }: LinkState): boolean => is !== 'alone' && is !== 'joining';

const pollMs = 2_000;

function askLinkAgain(): void {
  for (const name of ['link.state', 'link.waiting']) void queryClient.invalidateQueries({ queryKey: [name] });
}

/** While something moves, the page that shows it asks every two seconds: the desk tells of changes, not of each step. */
export function useMoving(isMoving: boolean): void {
  useEffect(() => {
    if (!isMoving) return undefined;
    const timer = window.setInterval(askLinkAgain, pollMs);
    return () => {
      window.clearInterval(timer);
    };
  }, [isMoving]);
}

/** Milliseconds of the wall clock, looked at anew so often. */
export function useClock(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => {
      setNow(Date.now());
    }, everyMs);
    return () => {
      window.clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
