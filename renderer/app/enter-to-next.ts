/**
 * Enter goes to the next field, Shift+Enter to the one before, after the last field to the form's submit button; Ctrl+Enter
 * submits. In a form with `data-enter-submits` (a login, which keeps nothing) the last field's Enter submits at once. An Enter that chooses a candidate of an input method does none of this, nor one that somebody nearer took
 * (`defaultPrevented`: the line of an open list).
 */
import type { KeyboardEvent } from 'react';
import { isShortcut } from './keys.ts';

const fieldSelector = 'input:not([type=hidden]), select, textarea, [data-enter-stop]';

const isThere = (element: HTMLElement): boolean =>
  !element.matches(':disabled, [tabindex="-1"], [inert] *, [data-enter-skip]') && element.getClientRects().length > 0;

/** Fields in reading order; of a group of radio buttons only the one that Tab would reach. */
function fieldsOf(form: HTMLElement, from: HTMLElement): HTMLElement[] {
  // A field that Enter passes over (`data-enter-skip`) is still left by Enter once somebody stands in it.
  const fields = [...form.querySelectorAll<HTMLElement>(fieldSelector)].filter((one) => one === from || isThere(one));
  const radios = fields.filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.type === 'radio',
  );
  const reached = (radio: HTMLInputElement): boolean => {
    const group = radios.filter((one) => one.name === radio.name);
    return radio === (group.find((one) => one.checked) ?? group[0]);
  };
  return fields.filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio') || reached(one));
}

const submitOf = (form: HTMLElement): HTMLElement | null =>
  form.querySelector<HTMLElement>('[type=submit]:not(:disabled)');

function focus(element: HTMLElement | null | undefined): void {
  element?.focus();
  if (element instanceof HTMLInputElement && /^(text|tel|search|password)$/.test(element.type)) element.select();
}

function move(form: HTMLElement, from: HTMLElement, step: 1 | -1): void {
  const fields = fieldsOf(form, from);
  const at = fields.findIndex((one) => one === from || isSameGroup(one, from));
  if (at === -1) return;
  const next = fields[at + step];
  if (next !== undefined || step === -1) focus(next);
  else if (form.dataset['enterSubmits'] === undefined) focus(submitOf(form));
  else submitOf(form)?.click();
}

const isSameGroup = (one: HTMLElement, other: HTMLElement): boolean =>
  one instanceof HTMLInputElement &&
  other instanceof HTMLInputElement &&
  one.type === 'radio' &&
  other.type === 'radio' &&
  one.name === other.name;

/** `onKeyDown` of a form. In a text area Enter stays a new line; Ctrl+Enter submits from there too. */
export function enterToNext(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget: form } = event;
  if (event.defaultPrevented || !(target instanceof HTMLElement)) return;
  if (isShortcut('submit', event)) {
    event.preventDefault();
    submitOf(form)?.click();
    return;
  }
  const step = isShortcut('nextField', event) ? 1 : isShortcut('lastField', event) ? -1 : undefined;
  if (step === undefined || keepsEnter(target)) {
    // The browser submits a form on any Enter, also on one that chose a candidate; only the button and Ctrl+Enter submit.
    if (event.key === 'Enter' && target instanceof HTMLInputElement) event.preventDefault();
    return;
  }
  event.preventDefault();
  move(form, target, step);
}

const keepsEnter = (target: HTMLElement): boolean =>
  target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement || target instanceof HTMLTextAreaElement;

/** Goes to the first field behind an element of a form: what was chosen there needs no more keys. */
export function focusNextOf(element: HTMLElement | null): void {
  const form = element?.closest('form');
  if (!element || !form) return;
  const behind = [...form.querySelectorAll<HTMLElement>(fieldSelector)].filter(
    (one) =>
      isThere(one) &&
      (element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      !element.contains(one),
  );
  focus(behind[0] ?? submitOf(form));
}
