/** How the screen looks for whoever is logged in; before a login, how it looked last in this window. */
import { useSyncExternalStore } from 'react';
import type { DeskSettings } from '#shared/contract/desk.ts';

export type Look = Pick<DeskSettings, 'isLargeText' | 'isAnimated' | 'theme'>;

const listeners = new Set<() => void>();
let look: Look = { isLargeText: false, isAnimated: false, theme: 'auto' };

export function setLook({ isLargeText, isAnimated, theme }: Look): void {
  look = { isLargeText, isAnimated, theme };
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

export const useLook = (): Look => useSyncExternalStore(subscribe, () => look);
