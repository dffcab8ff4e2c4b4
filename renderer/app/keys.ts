/**
 * The shortcuts of the program: one list, read by the handlers, the help on F1 and the printed 快捷键卡.
 *
 * Chosen among keys that nobody else takes. Chromium and Edge keep Ctrl+N, T, W and their Shift forms, Ctrl+P, Ctrl+L, F5, F6,
 * F7 (caret browsing), F9 (Edge reads aloud), F10 (menu), F11, F12, Alt+D, Alt+E, Alt+F and Alt+←/→. 微软拼音 and 搜狗 take Ctrl+Space, Shift,
 * Shift+Space, Ctrl+. and Ctrl+, and Ctrl+Shift with a letter. F1 and F3 mean help and find in a browser too, and may be taken over.
 */
import { isImeKey } from './ime.ts';

export const places = ['anywhere', 'form', 'note', 'case', 'list'] as const;
export type Place = (typeof places)[number];

interface Chord {
  /** As `KeyboardEvent.code` (which key, not what an input method makes of it), or a digit of the upper row. */
  readonly code: string;
  readonly ctrl?: boolean;
  readonly alt?: boolean;
  readonly shift?: boolean;
}

interface ShortcutSpec extends Chord {
  /** As printed. */
  readonly keys: string;
  readonly where: Place;
}

export const shortcuts = {
  help: { keys: 'F1', code: 'F1', where: 'anywhere' },
  take: { keys: 'F2', code: 'F2', where: 'anywhere' },
  many: { keys: 'Alt + M', code: 'KeyM', alt: true, where: 'anywhere' },
  find: { keys: 'F3', code: 'F3', where: 'anywhere' },
  list: { keys: 'F4', code: 'F4', where: 'anywhere' },
  print: { keys: 'F8', code: 'F8', where: 'anywhere' },
  character: { keys: 'Alt + C', code: 'KeyC', alt: true, where: 'anywhere' },
  parked: { keys: 'Alt + J', code: 'KeyJ', alt: true, where: 'anywhere' },
  call: { keys: 'Alt + T', code: 'KeyT', alt: true, where: 'anywhere' },
  inquiry: { keys: 'Alt + Z', code: 'KeyZ', alt: true, where: 'anywhere' },
  takeBack: { keys: 'Alt + U', code: 'KeyU', alt: true, where: 'anywhere' },
  leaveNote: { keys: 'Esc', code: 'Escape', where: 'note' },
  guide: { keys: 'Alt + I', code: 'KeyI', alt: true, where: 'anywhere' },
  returning: { keys: 'Alt + Y', code: 'KeyY', alt: true, where: 'anywhere' },
  home: { keys: 'Alt + H', code: 'KeyH', alt: true, where: 'anywhere' },
  lock: { keys: 'Alt + L', code: 'KeyL', alt: true, where: 'anywhere' },
  readCard: { keys: 'Alt + K', code: 'KeyK', alt: true, where: 'anywhere' },
  nextField: { keys: 'Enter', code: 'Enter', where: 'form' },
  lastField: { keys: 'Shift + Enter', code: 'Enter', shift: true, where: 'form' },
  submit: { keys: 'Ctrl + Enter', code: 'Enter', ctrl: true, where: 'form' },
  park: { keys: 'Alt + G', code: 'KeyG', alt: true, where: 'form' },
  person: { keys: 'Alt + O', code: 'KeyO', alt: true, where: 'form' },
  again: { keys: 'Alt + R', code: 'KeyR', alt: true, where: 'form' },
  nthAction: { keys: 'Alt + 1 … 9', code: 'Digit', alt: true, where: 'case' },
  laterActions: { keys: 'Alt + 0', code: 'Digit0', alt: true, where: 'case' },
  moreActs: { keys: 'Alt + G', code: 'KeyG', alt: true, where: 'case' },
  reprint: { keys: 'Alt + P', code: 'KeyP', alt: true, where: 'case' },
  printForm: { keys: 'Alt + B', code: 'KeyB', alt: true, where: 'case' },
  about: { keys: 'Alt + Q', code: 'KeyQ', alt: true, where: 'case' },
  reveal: { keys: 'Alt + S', code: 'KeyS', alt: true, where: 'case' },
  down: { keys: '↓', code: 'ArrowDown', where: 'list' },
  up: { keys: '↑', code: 'ArrowUp', where: 'list' },
  open: { keys: 'Enter', code: 'Enter', where: 'list' },
  printAll: { keys: 'Alt + A', code: 'KeyA', alt: true, where: 'list' },
  stopAll: { keys: 'Esc', code: 'Escape', where: 'list' },
} as const satisfies Readonly<Record<string, ShortcutSpec>>;

export type ShortcutId = keyof typeof shortcuts;
export const shortcutIds = Object.keys(shortcuts) as readonly ShortcutId[];

export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly keyCode: number;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing?: boolean;
  readonly nativeEvent?: { readonly isComposing: boolean };
}

const sameModifiers = (chord: Chord, event: KeyPress): boolean =>
  event.ctrlKey === (chord.ctrl ?? false) &&
  event.altKey === (chord.alt ?? false) &&
  event.shiftKey === (chord.shift ?? false) &&
  !event.metaKey;

const sameKey = (code: string, event: KeyPress): boolean =>
  code === 'Digit' ? /^Digit[1-9]$/.test(event.code) : code === event.code.replace(/^NumpadEnter$/, 'Enter');

/** True when the event is exactly this shortcut and no input method is choosing. */
export function isShortcut(id: ShortcutId, event: KeyPress): boolean {
  const chord: Chord = shortcuts[id];
  return !isImeKey(event) && sameModifiers(chord, event) && sameKey(chord.code, event);
}

/** 1 to 9 for a digit of the upper row; `Alt + 1 … 9` takes the nth action of a page, `Alt + 0` turns to the nine after it (`step-keys.ts`). */
export const digitOf = (event: Pick<KeyPress, 'code'>): number => Number(/^Digit([1-9])$/.exec(event.code)?.[1] ?? 0);
