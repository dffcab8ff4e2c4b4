import type { ClientLink } from '@orpc/client';
import { refusalOf } from '#shared/contract/wire.ts';
import type { Result } from '#shared/kernel/result.ts';
import { createConnectionState, type Gone } from './connection-state.ts';
import { httpLink } from './http-transport.ts';
import { browserPage, type Page } from './page.ts';
import { portLink } from './port-transport.ts';
import type { LinkContext } from './wire-refusals.ts';

/**
 * How the page reaches the desk: through the shell's MessagePort in Electron, through HTTP in the browser host. Nothing
 * else in the renderer can tell which. When the program does not answer, calls are refused with `program.gone` (or
 * `program.notEntered`) and `onGone` tells the screen, which keeps everything typed; both end when it is back.
 */
export interface Transport {
  /** Every refusal, the desk's and the transport's, arrives as the value `{ok: false, refusal}`; only bugs of the page and given-up calls throw. */
  readonly link: ClientLink<LinkContext>;
  /** Tells at once and at each change: a refusal while the program does not answer, undefined while it does. Gives back how to stop. */
  readonly onGone: (listener: (gone: Gone) => void) => () => void;
  /**
   * Follows a stream of events for as long as the page lives, opening it anew whenever it breaks off. Gives back how to stop.
   * `onBack` is told after every reopening: events may have been missed, so everything shown is fetched again.
   */
  readonly follow: <T>(open: OpenStream<T>, listener: StreamListener<T>) => () => void;
}
/** `client.event.changed({}, { signal })`; a refused stream comes as a refusal, not as events. */
export type OpenStream<T> = (signal: AbortSignal) => Promise<AsyncIterable<T> | Result<never>>;
export interface StreamListener<T> {
  readonly onEvent: (event: T) => void;
  readonly onBack: () => void;
}

export function createTransport(page: Page = browserPage()): Transport {
  const state = createConnectionState();
  const link = page.bridge ? portLink(page, page.bridge, state) : httpLink(page, state);
  return {
    link: withResults(link),
    onGone: state.watch,
    follow: (open, listener) => {
      const leaving = new AbortController();
      void followUntil(leaving.signal, open, listener, page);
      return () => {
        leaving.abort();
      };
    },
  };
}

function withResults(link: ClientLink<LinkContext>): ClientLink<LinkContext> {
  return {
    call: async (path, input, options) => {
      try {
        return await link.call(path, input, options);
      } catch (error) {
        const refusal = refusalOf(error);
        if (!refusal) throw error;
        return { ok: false, refusal } satisfies Result<never>;
      }
    },
  };
}

const pauseMs = 1000;
const longestPauseMs = 8000;

async function followUntil<T>(
  signal: AbortSignal,
  open: OpenStream<T>,
  { onEvent, onBack }: StreamListener<T>,
  page: Pick<Page, 'wait'>,
): Promise<void> {
  let isFirst = true;
  let pause = pauseMs;
  while (!signal.aborted) {
    try {
      const events = await open(signal);
      if ('ok' in events) throw new Error('no stream');
      if (!isFirst) onBack();
      isFirst = false;
      pause = pauseMs;
      for await (const event of events) onEvent(event);
    } catch {
      // The link has already told `onGone` why; here only the next attempt matters.
    }
    await page.wait(pause, signal);
    pause = Math.min(pause * 2, longestPauseMs);
  }
}
