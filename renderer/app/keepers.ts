/** Whatever holds typed text says here how to keep it; asked before the screen locks, the person leaves or the window closes. */
import { useEffect, useRef } from 'react';

interface Keeper {
  readonly keep: () => Promise<void>;
  /** Of a form: all that is typed in it is in the store. */
  readonly isKept?: () => boolean;
}

const keepers = new Set<Keeper>();
/** Last saves of forms that went away. */
const leaving = new Set<Promise<void>>();

/** Resolves when everything typed is in the encrypted store, or could not get there. */
export async function keepAll(): Promise<void> {
  await Promise.allSettled([...leaving, ...[...keepers].map(({ keep }) => keep())]);
}

/** A form goes away while it still saves: whoever asks for drafts next waits for it. */
export function leaveWith(save: Promise<void>): void {
  leaving.add(save);
  void save.finally(() => leaving.delete(save));
}

/** Resolves when what forms that went away had to save is saved, or could not be. */
export async function untilLeft(): Promise<void> {
  await Promise.allSettled(leaving);
}

/** How many forms keep what is typed in them, and how many of those have all of it in the store now. */
export function keptForms(): { readonly forms: number; readonly kept: number } {
  const asked = [...keepers].flatMap(({ isKept }) => (isKept ? [isKept()] : []));
  return { forms: asked.length, kept: asked.filter((isKept) => isKept).length };
}

/** `keep` saves what has changed since it last did; nothing to do is fine. `isKept`, of a form alone, must not change. */
export function useKeeper(keep: Keeper['keep'], isKept?: () => boolean): void {
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  }, [keep]);
  useEffect(() => {
    const own: Keeper = { keep: () => latest.current(), ...(isKept ? { isKept } : {}) };
    keepers.add(own);
    return () => {
      keepers.delete(own);
    };
  }, [isKept]);
}
