/** Where somebody is in a form, so that they come back to the very place: field, what is selected in it, how far the page is scrolled. */
import type { DraftPlaceInForm } from '#shared/contract/work.ts';

const fieldSelector = 'input:not([type=hidden]), select, textarea, button';

const fieldsOf = (form: HTMLElement): HTMLElement[] => [...form.querySelectorAll<HTMLElement>(fieldSelector)];
const pageOf = (): HTMLElement | null => document.getElementById('page');

const nameOf = (element: Element | null): string => (element?.getAttribute('name') ?? '').slice(0, 200);

export function placeIn(form: HTMLElement): DraftPlaceInForm {
  const active = document.activeElement;
  const isInside = active instanceof HTMLElement && form.contains(active);
  const { from, to } = isInside ? selectionOf(active) : { from: null, to: null };
  return {
    field: isInside ? nameOf(active) : '',
    index: isInside ? fieldsOf(form).indexOf(active) : -1,
    ...{ from, to },
    scroll: Math.round(pageOf()?.scrollTop ?? 0),
  };
}

/** Boxes without text (a choice, a date) have no selection. */
export function selectionOf(element: Element): { readonly from: number | null; readonly to: number | null } {
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  return isText ? { from: element.selectionStart, to: element.selectionEnd } : { from: null, to: null };
}

/** Goes there. What a form shows only after an answer of the desk is waited for, until somebody touches a key. Gives back how to stop. */
export function goToPlace(form: HTMLElement | null, place: DraftPlaceInForm): () => void {
  if (form === null || tryPlace(form, place)) return () => undefined;
  const observer = new MutationObserver(() => {
    if (tryPlace(form, place)) stop();
  });
  const stop = (): void => {
    observer.disconnect();
    signs.forEach((sign) => {
      window.removeEventListener(sign, stop, true);
    });
  };
  signs.forEach((sign) => {
    window.addEventListener(sign, stop, true);
  });
  observer.observe(form, { childList: true, subtree: true });
  return stop;
}

const signs = ['keydown', 'pointerdown'] as const;

function tryPlace(form: HTMLElement, { field, index, from, to, scroll }: DraftPlaceInForm): boolean {
  const named = field === '' ? undefined : form.querySelector<HTMLElement>(`[name="${CSS.escape(field)}"]`);
  const found = field === '' ? fieldsOf(form)[index] : named;
  if (!found && index !== -1) return false;
  if (found) focusAt(found, from, to);
  pageOf()?.scrollTo({ top: scroll });
  return true;
}

export function focusAt(element: HTMLElement, from: number | null, to: number | null): void {
  element.focus({ preventScroll: true });
  const isText = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
  if (isText && from !== null && to !== null) element.setSelectionRange(from, to);
}
