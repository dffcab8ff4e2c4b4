/** Opens a note beside the page (来电, 咨询, 转介) from anywhere. */
import { useEffect } from 'react';

export interface AsideAsked {
  /** Its kind. */
  readonly kind: string;
  /** Case it is about, where it is about one. */
  readonly about?: string;
}

let opener: ((asked: AsideAsked) => void) | undefined;

export const openAside = (asked: AsideAsked): void => opener?.(asked);

export function useAsideOpener(open: (asked: AsideAsked) => void): void {
  useEffect(() => {
    opener = open;
    return () => {
      opener = undefined;
    };
  }, [open]);
}
