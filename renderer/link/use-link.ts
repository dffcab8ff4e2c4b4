import { useEffect, useState } from 'react';
import type { LinkState } from '#shared/contract/link.ts';
import { queryClient } from '../client/changes.ts';
import { desk } from '../client/desk.ts';
import { useAnswer, type Answer } from '../client/use-answer.ts';

export const useLinkState = (): Answer<LinkState> => useAnswer(['link.state'], () => desk.link.state({}));

/** Joined, not only about to be. */
export const isJoined = ({ is }: LinkState): boolean => is !== 'alone' && is !== 'joining';

/** `192.168.1.5:8443`: what people tell each other. */
export const spokenAddress = (url: string): string => url.replace(/^https:\/\//u, '');

const everyMs = { often: 2_000, seldom: 20_000 } as const;

function askLinkAgain(): void {
  for (const name of ['link.state', 'link.waiting']) void queryClient.invalidateQueries({ queryKey: [name] });
}

/** The desk tells of changes, not of each step, nor of each answer: the page that shows them asks by itself while it is open. */
export function useAskingAgain(how: keyof typeof everyMs): void {
  useEffect(() => {
    const timer = window.setInterval(askLinkAgain, everyMs[how]);
    return () => {
      window.clearInterval(timer);
    };
  }, [how]);
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
