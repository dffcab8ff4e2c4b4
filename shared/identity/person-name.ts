/**
 * A person's name as it stands on the card. Counted in code points, because 𠮷 and 𰻝 are two UTF-16 units each. Private-use
 * characters that have become characters of the standard are written as those; the others are kept and flagged: another computer
 * shows another glyph, so they must not be printed unseen.
 */
import { codePoints } from '../kernel/code-points.ts';
import { toHalfWidth } from '../kernel/half-width.ts';
import { withStandardCharacters } from './private-use.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';

/** Longest name taken, in code points; the longest on record in the register stay far under it. */
export const longestName = 60;

// What keyboards, web pages and card readers give for the dot between the parts of a name; the standard one is U+00B7.
const dots = /\s*[\u00B7\u0387\u16EB\u2022\u2027\u2219\u22C5\u2E31\u30FB\uFF65\u25CF\u26AB]\s*/gu;
const han = String.raw`\p{Script=Han}\u{20000}-\u{3FFFD}\p{Co}`;
const dotBetweenHan = new RegExp(`(?<=[${han}])[.](?=[${han}])`, 'gu');
const blankBetweenHan = new RegExp(`(?<=[${han}]) +(?=[${han}])`, 'gu');
// Planes 2 and 3 hold nothing but Han; named as a whole, so that a newer extension is a letter on an older computer too.
const allowed = /^[\p{L}\p{M}\p{Nl}\p{Co}\u{20000}-\u{3FFFD}\u00B7 .'’-]+$/u;

/** Kangxi radicals (⽤ for 用), which PDFs and OCR produce, become the characters they look like. Nothing else is folded. */
const unfoldRadicals = (text: string): string =>
  text.replace(/[\u2E80-\u2FDF]/gu, (radical) => radical.normalize('NFKC'));

export function normalisePersonName(text: string): string {
  return unfoldRadicals(withStandardCharacters(toHalfWidth(text)))
    .replace(/[\u200B-\u200F\u2060\uFEFF\u00AD\u{E0100}-\u{E01EF}\uFE00-\uFE0F]/gu, '')
    .replace(dots, '·')
    .replace(dotBetweenHan, '·')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(blankBetweenHan, '');
}

/** Whether a text holds a lone half of a surrogate pair: it cannot be written as UTF-8, so it would be lost in the file. */
export const hasLoneSurrogate = (text: string): boolean => /\p{Cs}/u.test(text);

/** Holds a character of a private-use area (造字), which only the machine that made it can show. */
export const hasPrivateUse = (name: string): boolean => /\p{Co}/u.test(name);

/**
 * Reads a name and gives it in its one spelling. Refusals: `name.broken` (half of a character), `name.empty`, `name.tooLong`, `name.lost` (a `?`, box or asterisk
 * stands where a character was lost), `name.characters` (digits, signs, control characters).
 */
export function checkPersonName(text: string): Result<string> {
  if (hasLoneSurrogate(text)) return refuse('name.broken');
  const name = normalisePersonName(text);
  const length = codePoints(name).length;
  if (length === 0) return refuse('name.empty');
  if (length > longestName) return refuse('name.tooLong', { length, longest: longestName });
  if (/[?*\uFFFD\u25A1\u25A0\u3013]/u.test(name)) return refuse('name.lost');
  if (!allowed.test(name) || !/[\p{L}\p{Co}\u{20000}-\u{3FFFD}]/u.test(name)) return refuse('name.characters');
  return ok(name);
}
