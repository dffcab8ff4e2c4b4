/**
 * The characters of a text as people count them for names and numbers: code points, so that 𠮷 is one, and not the two UTF-16
 * units that `text.length`, `charAt` and `slice` see. Half of a pair stands alone.
 */
export const codePoints = (text: string): string[] => Array.from(text);

/** U+20BB7: how a character is named when it cannot be shown. */
export const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
