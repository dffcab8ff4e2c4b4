import { setTimeout as wait } from 'node:timers/promises';
import type { MessagePortMain } from 'electron';

/**
 * Closing in order, so that nothing typed is lost: the page saves its draft through the desk and says so, the desk closes its
 * files, then the windows go. Each step has an end: a page or a desk that hangs cannot keep the program open.
 */
export interface ClosingNeeds {
  /** Sends `closing` to the page with one end of a channel and gives the other; undefined when no page is there to ask. */
  readonly askPage: () => MessagePortMain | undefined;
  readonly pagePatienceMs: number;
  readonly closeDesk: () => Promise<void>;
  /** Called once everything is closed. */
  readonly finish: () => void;
}

export interface Closing {
  /** Starts closing; later calls change nothing. */
  begin(): void;
  isDone(): boolean;
}

const pageHasSaved = (port: MessagePortMain): Promise<void> =>
  new Promise((resolve) => {
    port.once('message', () => resolve());
    port.once('close', () => resolve());
    port.start();
  });

export const createClosing = (needs: ClosingNeeds): Closing => {
  let begun = false;
  let done = false;
  const run = async (): Promise<void> => {
    const port = needs.askPage();
    if (port !== undefined)
      await Promise.race([pageHasSaved(port), wait(needs.pagePatienceMs, undefined, { ref: false })]);
    await needs.closeDesk();
    done = true;
    needs.finish();
  };
  return {
    begin() {
      if (begun) return;
      begun = true;
      void run();
    },
    isDone: () => done,
  };
};
