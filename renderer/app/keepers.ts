/** Whatever holds typed text says here how to keep it; asked before the screen locks, the person leaves or the window closes. */
import { useEffect, useRef } from 'react';

type Keep = () => Promise<void>;

const keepers = new Set<Keep>();

/** Resolves when everything typed is in the encrypted store, or could not get there. */
export async function keepAll(): Promise<void> {
  await Promise.allSettled([...keepers].map((keep) => keep()));
}

/** `keep` saves what has changed since it last did; nothing to do is fine. */
export function useKeeper(keep: Keep): void {
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  }, [keep]);
  useEffect(() => {
    const own: Keep = () => latest.current();
    keepers.add(own);
    return () => {
      keepers.delete(own);
    };
  }, []);
}
