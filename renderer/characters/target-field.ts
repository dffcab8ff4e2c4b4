/** The field that 查字 was opened from: where the cursor stood, and putting a character there as if it had been typed. */

export type TextField = HTMLInputElement | HTMLTextAreaElement;

export interface Target {
  readonly field: TextField;
  readonly insert: (character: string) => void;
  /** Back to the field, with the cursor where it was. */
  readonly goBack: () => void;
}

const isText = (element: Element | null): element is TextField =>
  (element instanceof HTMLTextAreaElement ||
    (element instanceof HTMLInputElement && /^(text|search)$/.test(element.type))) &&
  !element.readOnly &&
  !element.disabled;

/** Marks that stand where a character was lost: the one that is found takes their place. */
const isLostMark = (text: string): boolean => /^[?？*□■〓\uFFFD\p{Co}]+$/u.test(text);

/**
 * A field is often left selected whole after Enter: only what marks a lost character is replaced, anything else stays and the
 * character goes behind it.
 */
export function placeIn(value: string, from: number, to: number, character: string): { value: string; at: number } {
  const start = isLostMark(value.slice(from, to)) ? from : to;
  return { value: value.slice(0, start) + character + value.slice(to), at: start + character.length };
}

/** Past React, which keeps the value it knows: the setter of the element itself, then the event that typing makes. */
function type(field: TextField, value: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Undefined where the cursor stands in no field that takes text. */
export function targetOf(element: Element | null): Target | undefined {
  if (!isText(element)) return undefined;
  const field = element;
  const from = field.selectionStart ?? field.value.length;
  const to = field.selectionEnd ?? from;
  return {
    field,
    insert: (character) => {
      // Leaving the field may have put what was typed in its one spelling.
      const placed = placeIn(
        field.value,
        Math.min(from, field.value.length),
        Math.min(to, field.value.length),
        character,
      );
      field.focus();
      type(field, placed.value);
      field.setSelectionRange(placed.at, placed.at);
    },
    goBack: () => {
      field.focus();
      field.setSelectionRange(from, to);
    },
  };
}
