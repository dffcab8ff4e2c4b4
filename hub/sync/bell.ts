/**
 * Rung after each transaction that added to feeds, so that desks that wait for news hear of it at once. In memory: the hub is one
 * process, and a desk that misses it asks again after some seconds anyway.
 */
export interface Bell {
  readonly ring: () => void;
  /** Resolves when it rings, or after so many milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

export function createBell(): Bell {
  let waiting = new Set<() => void>();
  return {
    ring: () => {
      const woken = waiting;
      waiting = new Set();
      for (const wake of woken) wake();
    },
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const wake = (): void => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        timer.unref();
        waiting.add(wake);
      }),
  };
}
