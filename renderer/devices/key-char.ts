/**
 * Which character a key stands for, by its place on the keyboard (`KeyboardEvent.code`) and Shift alone: what an input method, Caps Lock
 * or full-width punctuation make of it does not matter. Guns type as a US keyboard unless they are set otherwise.
 */
export interface KeyPlace {
  readonly code: string;
  readonly shiftKey: boolean;
}

const upperRow = ')!@#$%^&*(';

const marks: Readonly<Record<string, string>> = {
  Minus: '-_',
  Equal: '=+',
  Slash: '/?',
  Period: '.>',
  Comma: ',<',
  Semicolon: ';:',
  Quote: `'"`,
  BracketLeft: '[{',
  BracketRight: ']}',
  Backslash: '\\|',
  Backquote: '`~',
  Space: '  ',
  NumpadSubtract: '--',
  NumpadDecimal: '..',
  NumpadDivide: '//',
};

/** Undefined: the key types no character. */
export function charOfKey({ code, shiftKey }: KeyPlace): string | undefined {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter !== undefined) return shiftKey ? letter : letter.toLowerCase();
  const [, row, digit] = /^(Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit !== undefined) return row === 'Digit' && shiftKey ? upperRow.charAt(Number(digit)) : digit;
  return marks[code]?.charAt(shiftKey ? 1 : 0);
}

/** Shift and the locks, which guns press between characters. */
export const isSilentKey = (code: string): boolean => /^(Shift(Left|Right)|CapsLock|NumLock)$/.test(code);

export const isEndKey = (code: string): boolean => code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';
