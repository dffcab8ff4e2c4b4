/** What a file is, as far as the screen has to know: can it be looked at here, and how large is it in words. */

/**
 * Kinds of pictures that every Chromium draws and that can hold nothing that runs. Not SVG, which is a document with links and
 * scripts; not PDF, whose viewer is a frame that the page's policy does not allow.
 */
const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp']);

export const isShownHere = (mime: string): boolean => shown.has(mime);

/** The kind a content is given to the browser as: never anything it would run or open by itself. */
export const safeMime = (mime: string): string => (isShownHere(mime) ? mime : 'application/octet-stream');

/** 812 B, 34 KB, 2.6 MB: as file managers count, 1024 to the next unit. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} B`;
  const kilobytes = bytes / 1024;
  if (kilobytes < 1000) return `${String(Math.round(kilobytes))} KB`;
  return `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** Longest name the desk takes, in characters as JavaScript counts them. */
const longestName = 255;

/** A name the desk takes: no blanks round it, not too long; what is cut off is the middle, for the ending says what it is. */
export function fittingName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length <= longestName) return trimmed;
  const ending = /\.[^.]{1,16}$/.exec(trimmed)?.[0] ?? '';
  return trimmed.slice(0, longestName - ending.length).replace(/[\uD800-\uDBFF]$/, '') + ending;
}

/** Pictures on the clipboard all have the same name, or none. */
export const isNameless = (name: string): boolean => name === '' || /^image\.\w+$/i.test(name);

/** The ending of a picture's name by its kind; '' where it has none. */
export const endingOf = (mime: string): string =>
  /^image\/(png|jpeg|gif|webp|bmp)$/.exec(mime)?.[1]?.replace('jpeg', 'jpg') ?? '';
