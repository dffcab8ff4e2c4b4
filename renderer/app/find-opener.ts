import { useEffect } from 'react';

let opener: (() => void) | undefined;

/** Opens the palette from anywhere (the box in the top bar). */
export const openFind = (): void => opener?.();

export function useFindOpener(open: () => void): void {
  useEffect(() => {
    opener = open;
    return () => {
      opener = undefined;
    };
  }, [open]);
}
