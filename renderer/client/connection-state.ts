import type { Refusal } from '#shared/kernel/result.ts';

/** Undefined while the program answers; else why it does not, as a refusal whose sentence the screen shows. */
export type Gone = Refusal | undefined;

export interface ConnectionState {
  readonly get: () => Gone;
  readonly set: (gone: Gone) => void;
  /** Tells the state at once and at each change; gives back how to stop. */
  readonly watch: (listener: (gone: Gone) => void) => () => void;
}

export function createConnectionState(): ConnectionState {
  const listeners = new Set<(gone: Gone) => void>();
  let current: Gone;
  return {
    get: () => current,
    set: (gone) => {
      if (gone?.code === current?.code) return;
      current = gone;
      listeners.forEach((listener) => {
        listener(gone);
      });
    },
    watch: (listener) => {
      listeners.add(listener);
      listener(current);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
