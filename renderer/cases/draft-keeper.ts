/**
 * Keeps what is typed in the encrypted store: soon after each change, at blur, and at once when asked (lock, logout, closing).
 * One save at a time; a save that was refused or lost is tried again with the next change or the next look.
 */
import type { JsonObject } from '#shared/kernel/json.ts';

export interface DraftKeeper {
  /** What stands in the form now. */
  readonly put: (data: JsonObject) => void;
  /** Resolves when the last thing put is kept, or could not be. */
  readonly flush: () => Promise<void>;
  /** Nothing was put that is not in the store. */
  readonly isKept: () => boolean;
  /** The form was submitted or given up: nothing is kept from here on. Resolves when a save under way has ended. */
  readonly end: () => Promise<void>;
}

/** `save` answers whether it was kept; `onKept` is told after each save that was. */
export function createDraftKeeper(save: (data: JsonObject) => Promise<boolean>, onKept: () => void): DraftKeeper {
  let latest: JsonObject | undefined;
  let kept = '';
  let running: Promise<void> | undefined;
  let isOver = false;

  const saveLatest = async (): Promise<void> => {
    const data = latest;
    if (data === undefined || isOver) return;
    const text = JSON.stringify(data);
    if (text === kept || !(await save(data))) return;
    kept = text;
    onKept();
  };
  /** What was put while a save was under way goes with a second one. */
  const flush = async (): Promise<void> => {
    if (running) {
      await running;
      if (JSON.stringify(latest) === kept) return;
    }
    running = saveLatest().finally(() => {
      running = undefined;
    });
    await running;
  };
  return {
    put: (data) => {
      if (latest === undefined) kept = JSON.stringify(data);
      latest = data;
    },
    flush,
    isKept: () => isOver || latest === undefined || JSON.stringify(latest) === kept,
    end: async () => {
      isOver = true;
      await running;
    },
  };
}
