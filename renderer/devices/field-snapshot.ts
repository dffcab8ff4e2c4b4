/** A field as it stood before a key, and how to put it back, also where React holds its value. */
type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface FieldSnapshot {
  readonly element: Field;
  readonly value: string;
  readonly selection: readonly [number, number] | undefined;
}

const typed = /^(text|search|tel|url|email|password|number|date|time|month|week|datetime-local)$/;

const isField = (element: Element | null): element is Field =>
  element instanceof HTMLTextAreaElement ||
  element instanceof HTMLSelectElement ||
  (element instanceof HTMLInputElement && typed.test(element.type));

/** Undefined where keys change nothing: a button, the page itself. */
export function snapshotOf(element: Element | null): FieldSnapshot | undefined {
  if (!isField(element)) return undefined;
  return { element, value: element.value, selection: selectionOf(element) };
}

/** Fields for numbers and dates have none. */
function selectionOf(element: Field): readonly [number, number] | undefined {
  if (element instanceof HTMLSelectElement) return undefined;
  const { selectionStart: start, selectionEnd: end } = element;
  return start === null || end === null ? undefined : [start, end];
}

/** The value that React watches is on the element itself; the one of its class goes past it, so that the change is seen. */
function write(element: Field, value: string): void {
  const described = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element) as object, 'value');
  described?.set?.call(element, value);
}

export function restore({ element, value, selection }: FieldSnapshot): void {
  if (!element.isConnected) return;
  if (element.value !== value) {
    write(element, value);
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'historyUndo' }));
    if (element instanceof HTMLSelectElement) element.dispatchEvent(new Event('change', { bubbles: true }));
  }
  if (selection && !(element instanceof HTMLSelectElement)) element.setSelectionRange(...selection);
}

/** The first state of every field that the keys went to. */
export function firstOfEach(marks: readonly (FieldSnapshot | undefined)[]): readonly FieldSnapshot[] {
  const byField = new Map<Field, FieldSnapshot>();
  marks.forEach((mark) => {
    if (mark && !byField.has(mark.element)) byField.set(mark.element, mark);
  });
  return [...byField.values()];
}
