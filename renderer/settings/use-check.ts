import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { workEvent } from '#shared/contract/work.ts';
import { refusalIn, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { readReport, type CheckReport } from './check-report.ts';

type WorkEvent = z.infer<typeof workEvent>;

export type Check =
  | { readonly state: 'idle' | 'stopped' }
  | { readonly state: 'running'; readonly done: number; readonly of: number }
  | { readonly state: 'done'; readonly report: CheckReport }
  | { readonly state: 'refused'; readonly refusal: DeskRefusal };

const checkOf = (event: WorkEvent): Check => {
  switch (event.type) {
    case 'progress':
      return { state: 'running', ...event.progress };
    case 'report': {
      const report = readReport(event.report);
      return report ? { state: 'done', report } : { state: 'refused', refusal: { code: 'program.unknown' } };
    }
    case 'refused':
      return { state: 'refused', refusal: event.refusal };
  }
};

/** A check under way ends with the page or with `stop`; nothing is left running at the desk. */
export function useCheck(): { check: Check; start: () => void; stop: () => void } {
  const [check, setCheck] = useState<Check>({ state: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = (): void => {
    const leaving = new AbortController();
    running.current = leaving;
    setCheck({ state: 'running', done: 0, of: 0 });
    follow(leaving.signal, setCheck).catch((error: unknown) => {
      if (!leaving.signal.aborted) setCheck({ state: 'refused', refusal: refusalIn(error) });
    });
  };
  const stop = (): void => {
    running.current?.abort();
    setCheck({ state: 'stopped' });
  };
  return { check, start, stop };
}

async function follow(signal: AbortSignal, tell: (check: Check) => void): Promise<void> {
  const events = await opened(desk.journal.verify({}, { signal }));
  if (!(Symbol.asyncIterator in events)) {
    tell({ state: 'refused', refusal: events.refusal });
    return;
  }
  for await (const event of events) if (!signal.aborted) tell(checkOf(event));
}

/** A refused stream comes as a refusal, not as events; the contract's type of a stream cannot say so. */
const opened = (
  events: Promise<AsyncIterable<WorkEvent>>,
): Promise<AsyncIterable<WorkEvent> | { readonly refusal: DeskRefusal }> => events;
