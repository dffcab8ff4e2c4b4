import { useEffect } from 'react';

/** When this dialog goes, the keyboard is where it was before it came: it is mounted only while it is open, so nothing else does it. */
export function useFocusBack(): void {
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
}
