/** Long work at the desk that tells how far it is (verify, an import, the file of a case), and ends with the page or when somebody stops it. */
import { useEffect, useRef } from 'react';
import { refusalIn, type DeskRefusal } from './answer.ts';

export interface Refused {
  readonly type: 'refused';
  readonly refusal: DeskRefusal;
}

/** Tells each event until the work is over or `signal` ends it. A stream that is refused at the door is told as a refused event. */
export async function followWork<E>(
  events: Promise<AsyncIterable<E>>,
  signal: AbortSignal,
  tell: (event: E | Refused) => void,
): Promise<void> {
  const opened = await orRefused(events);
  if (!(Symbol.asyncIterator in opened)) tell({ type: 'refused', refusal: opened.refusal });
  else for await (const event of opened) if (!signal.aborted) tell(event);
}

/** A refused stream comes as a refusal, not as events; the contract's type of a stream cannot say so. */
const orRefused = <E>(
  events: Promise<AsyncIterable<E>>,
): Promise<AsyncIterable<E> | { readonly refusal: DeskRefusal }> => events;

/** One work at a time: `run` ends the one before. `refuse` hears what went wrong, unless it had been ended. */
export function useDeskWork(refuse: (refusal: DeskRefusal) => void) {
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const end = (): void => {
    running.current?.abort();
  };
  const run = (work: (signal: AbortSignal) => Promise<void>): void => {
    end();
    const leaving = new AbortController();
    running.current = leaving;
    work(leaving.signal).catch((error: unknown) => {
      if (!leaving.signal.aborted) refuse(refusalIn(error));
    });
  };
  return { run, end };
}
