import { useEffect, useRef } from 'react';
import type { ShortcutId } from './keys.ts';
import { board, type ShortcutHandler } from './shortcut-board.ts';

/** Handles a shortcut of `keys.ts` while the component stands and `isOn`; what stands deeper or opened later comes first. */
export function useShortcut(id: ShortcutId, handler: ShortcutHandler, isOn = true): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  }, [handler]);
  useEffect(() => {
    if (!isOn) return undefined;
    return board.add(id, (event) => {
      latest.current(event);
    });
  }, [id, isOn]);
}

/** The one listener of the page; called once by `main.tsx`. */
export function listenForShortcuts(): void {
  window.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && board.press(event)) event.preventDefault();
  });
}
