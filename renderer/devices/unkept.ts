/** Whether something typed would be gone if another page opened now. */
import { useEffect } from 'react';
import { keptForms } from '../app/keepers.ts';

type Typed = HTMLInputElement | HTMLTextAreaElement;

const typedIn = 'input:not([type=hidden], [type=checkbox], [type=radio], [type=button], [type=submit]), textarea';

/** In which somebody typed since it was last sent. */
const touched = new WeakSet<Element>();

/** The text of a form that stands as it was opened is not anybody's work; one that was refused still is. */
const isAtWork = (form: HTMLFormElement): boolean =>
  touched.has(form) || form.querySelector('[role=alert], [aria-invalid=true]') !== null;

const hasText = (form: HTMLFormElement): boolean =>
  form.getClientRects().length > 0 &&
  [...form.querySelectorAll<Typed>(typedIn)].some(
    ({ value, readOnly, disabled }) => !readOnly && !disabled && value.trim() !== '',
  );

/** To be asked after `keepAll`: a form that keeps no draft, or whose draft could not be kept. */
export function hasUnkeptText(): boolean {
  const { forms, kept } = keptForms();
  const withText = [...document.querySelectorAll('form')].filter((form) => isAtWork(form) && hasText(form)).length;
  return kept < forms || withText > forms;
}

const formOf = ({ target }: Event): Element | null => (target instanceof Element ? target.closest('form') : null);

function onInput(event: Event): void {
  const form = formOf(event);
  if (form && event.isTrusted) touched.add(form);
}

function onSubmit(event: Event): void {
  const form = formOf(event);
  if (form) touched.delete(form);
}

export function useTouchedForms(): void {
  useEffect(() => {
    window.addEventListener('input', onInput, true);
    window.addEventListener('submit', onSubmit, true);
    return () => {
      window.removeEventListener('input', onInput, true);
      window.removeEventListener('submit', onSubmit, true);
    };
  }, []);
}
