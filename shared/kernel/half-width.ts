/**
 * What an input method does to digits, letters and punctuation, undone: full-width forms (U+FF01–U+FF5E) become ASCII and the
 * ideographic blank becomes a plain one. A scanner gun or a clerk typing with the IME in full-width mode yields these.
 */
export const toHalfWidth = (text: string): string =>
  text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ');

/** Upper-cases ASCII only: `toUpperCase` would turn ß into SS and ı into I, characters nobody typed. */
export const toAsciiUpper = (text: string): string => text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());

/** Takes away every blank, control and invisible character (zero-width, byte order mark), wherever it stands. */
export const withoutBlanks = (text: string): string => text.replace(/[\s\p{Cc}\u200B-\u200F\u2060\uFEFF\u00AD]+/gu, '');

/** Every stroke that an IME, a word processor or a keyboard layout puts in the place of a hyphen. */
export const dashes = /[-\u2010-\u2015\u2212\uFE58\uFE63\uFF0D\u30FC]/g;
