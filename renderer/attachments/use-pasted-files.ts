import { useEffect, useRef } from 'react';

const isTextPlace = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable=true]') !== null;

/** A form, a question or the lock screen is open: what is pasted there is not for the page behind it. */
const isBehind = (): boolean => document.querySelector('[role=dialog], [role=alertdialog]') !== null;

/**
 * Files pasted anywhere on the page. Excel and Word put a picture beside the text they copy: into a field that takes text, the text
 * is what was meant.
 */
export function usePastedFiles(onFiles: (files: readonly File[]) => void): void {
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  }, [onFiles]);
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const files = [...(event.clipboardData?.files ?? [])];
      const isText = event.clipboardData?.types.includes('text/plain') === true && isTextPlace(event.target);
      if (files.length === 0 || isText || isBehind()) return;
      event.preventDefault();
      latest.current(files);
    };
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('paste', paste);
    };
  }, []);
}
