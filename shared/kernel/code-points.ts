/**
 * The characters of a text as people count them for names and numbers: code points, so that 𠮷 is one, and not the two UTF-16
 * units that `text.length`, `charAt` and `slice` see. Half of a pair stands alone.
 */
export const codePoints = (text: string): string[] => Array.from(text);
