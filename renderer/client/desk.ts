/** The one client of the page: every procedure of the contract, answering with a Result. Importing it opens the door. */
import { createORPCClient } from '@orpc/client';
import type { DeskClient } from '#shared/contract/index.ts';
import { createTransport } from './transport.ts';

export const transport = createTransport();
export const desk: DeskClient = createORPCClient(transport.link);

/** Resolves when the program answers; at once if it does. */
export const untilBack = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = transport.onGone((gone) => {
      if (gone) return;
      // The first call comes before `onGone` has given back how to stop.
      queueMicrotask(() => {
        stop();
      });
      resolve();
    });
  });
