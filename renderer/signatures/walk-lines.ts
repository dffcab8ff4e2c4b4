/** ↑ ↓ through lines that have a link and perhaps a button: the focus goes on in the column it is in, and Enter does what stands there. */
import type { KeyboardEvent } from 'react';
import { isImeKey } from '../app/ime.ts';

const pageStep = 10;

/** For the element around the box and the lines (`[data-line]`). Up from the first line leads back to the box. */
export function walkLines(event: KeyboardEvent<HTMLElement>): void {
  // The arrows of an input method choose its candidates; with another key they are the browser's.
  if (isImeKey(event) || event.defaultPrevented || event.altKey || event.ctrlKey || event.shiftKey) return;
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: pageStep, PageUp: -pageStep }[event.key];
  if (step === undefined) return;
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-line]')];
  const active = document.activeElement;
  const at = lines.findIndex((line) => line.contains(active));
  if (lines.length === 0 || (at === -1 && step < 0)) return;
  event.preventDefault();
  const next = at === 0 && step < 0 ? undefined : lines[Math.max(0, Math.min(lines.length - 1, at + step))];
  const same = active?.tagName === 'BUTTON' ? next?.querySelector<HTMLElement>('button') : null;
  const target = next ? (same ?? next.querySelector<HTMLElement>('a')) : event.currentTarget.querySelector('input');
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}
