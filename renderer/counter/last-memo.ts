/** What was written down last in this window, so that a slip of the finger is taken back with one key. Nothing of it is kept. */
import { useSyncExternalStore } from 'react';

export interface LastMemo {
  readonly stream: string;
  readonly kind: string;
  readonly status: string;
}

let last: LastMemo | undefined;
const listeners = new Set<() => void>();

export function noteLast(next: LastMemo | undefined): void {
  last = next;
  listeners.forEach((tell) => {
    tell();
  });
}

export const useLastMemo = (): LastMemo | undefined =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => last,
  );
