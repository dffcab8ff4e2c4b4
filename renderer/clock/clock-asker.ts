import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let asked = 0;

/** Shows the question about today's date, also when it was put off before: a refused number or print calls it. */
export function askForClock(): void {
  asked += 1;
  listeners.forEach((listener) => {
    listener();
  });
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** How often it was asked for: a number that grows. */
export const useClockAsked = (): number => useSyncExternalStore(subscribe, () => asked);
