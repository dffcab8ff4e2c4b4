/** Where the cursor stood before a note was opened: field, selection, scroll. Nothing else of the page is touched. */
import { focusAt, selectionOf } from '../cases/place-in-form.ts';

/** Remembers the place; calling the answer goes back there, as far as it still exists. */
export function rememberPlace(): () => void {
  const active = document.activeElement;
  const page = document.getElementById('page');
  const scroll = page?.scrollTop ?? 0;
  const { from, to } = active ? selectionOf(active) : { from: null, to: null };
  return () => {
    if (active instanceof HTMLElement && active.isConnected) focusAt(active, from, to);
    page?.scrollTo({ top: scroll });
  };
}
