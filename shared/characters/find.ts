/**
 * What was typed to what is looked for: pinyin (`hong`, `hong2`, `lv`), parts (`王喆`, `王+喆`), the order of strokes (`1121…`), their
 * number (`12画`, or `12` beside something else), a code point (`U+9FC3`, `9fc3`), or the character itself. Several of them narrow.
 */
import { plainPart, type CharacterBook, type CharacterEntry } from './book.ts';

export interface Wanted {
  readonly readings: readonly string[];
  readonly parts: readonly string[];
  readonly order: string;
  readonly strokes: number | undefined;
  readonly codePoint: number | undefined;
}

const han = /[\p{Script=Han}\u2E80-\u2FDF\u31C0-\u31EF\u{20000}-\u{3FFFD}]/u;
const lastCode = 0x10ffff;

function codePointOf(word: string): number | undefined {
  const hex = /^(?:u\+?|\\u|0x)([0-9a-f]{4,6})$/.exec(word)?.[1] ?? (isBareHex(word) ? word : undefined);
  const code = hex === undefined ? Number.NaN : parseInt(hex, 16);
  return code > 0 && code <= lastCode && (code < 0xd800 || code > 0xdfff) ? code : undefined;
}

/** Letters alone are pinyin, and digits from 1 to 5 alone strokes. */
const isBareHex = (word: string): boolean =>
  /^[0-9a-f]{4,6}$/.test(word) && /[0-9]/.test(word) && !/^[1-5]+$/.test(word) && !/^[a-z]+[1-4]$/.test(word);

const half = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll('ü', 'v');

/** Radicals are folded to the characters they are, as everywhere: ⼾ → 户. */
export function readWanted(text: string): Wanted {
  const words = half(text)
    // Of a part that did not take part `split` gives undefined.
    .split(/(\d+)画|[\s+,，、]+/u)
    .filter((word) => Boolean(word));
  const isAlone = words.length === 1;
  const count = /(\d{1,2})画/u.exec(half(text))?.[1];
  const wanted = {
    readings: [] as string[],
    parts: [] as string[],
    order: '',
    strokes: count ? Number(count) : undefined,
  };
  let codePoint: number | undefined;
  for (const word of words) {
    if (word === count) continue;
    const code = codePointOf(word);
    const parts = [...word].filter((sign) => han.test(sign));
    if (code !== undefined) codePoint = code;
    else if (parts.length > 0) wanted.parts.push(...parts);
    else if (/^[1-5]+$/.test(word) && (isAlone || word.length > 2)) wanted.order = word;
    else if (/^\d{1,2}$/.test(word)) wanted.strokes = Number(word);
    else if (/^[a-z]+[1-4]?$/.test(word)) wanted.readings.push(word);
  }
  return { ...wanted, codePoint };
}

const isRead = ({ readings }: CharacterEntry, wanted: string): boolean =>
  readings.some((reading) => reading === wanted || reading.slice(0, -1) === wanted);

/** Everything a part stands in, however deep (彦 has 文 in its 产), marked by its place in the book. */
function allHolders(book: CharacterBook, part: string): Uint8Array {
  const marked = new Uint8Array(book.entries.length);
  const open = [plainPart(part)];
  for (let one = open.pop(); one !== undefined; one = open.pop())
    for (const holder of book.holders.get(one) ?? [])
      if (marked[holder.index] === 0) {
        marked[holder.index] = 1;
        open.push(plainPart(holder.character));
      }
  const itself = book.byCharacter.get(part);
  if (itself !== undefined) marked[itself.index] = 1;
  return marked;
}

const sorted = (parts: readonly string[]): string => [...parts].sort().join('');

/** 0: made of exactly these parts, or the character itself; 1: all of them are parts of it; 2: deeper down. */
function nearness(entry: CharacterEntry, parts: readonly string[]): 0 | 1 | 2 {
  if (parts.length === 1 && entry.character === parts[0]) return 0;
  const own = entry.parts.map(plainPart);
  if (!parts.every((part) => own.includes(part))) return 2;
  return own.length === parts.length && sorted(own) === sorted(parts) ? 0 : 1;
}

/** Nearest first, of those equally near the one with fewer strokes. */
function byParts(book: CharacterBook, given: readonly string[]): CharacterEntry[] {
  const marks = given.map((part) => allHolders(book, part));
  const parts = given.map(plainPart);
  const tiers: [CharacterEntry[], CharacterEntry[], CharacterEntry[]] = [[], [], []];
  for (const entry of book.entries)
    if (marks.every((marked) => marked[entry.index] === 1)) tiers[nearness(entry, parts)].push(entry);
  const strokes = (entry: CharacterEntry): number => entry.strokes ?? 99;
  return tiers.flatMap((tier) => tier.sort((a, b) => strokes(a) - strokes(b)));
}

const bare = (character: string): CharacterEntry => ({
  index: -1,
  character,
  readings: [],
  orders: [],
  strokes: undefined,
  parts: [],
});

/** A character that the book does not know is still found by its code point. */
function byCodePoint(book: CharacterBook, codePoint: number): CharacterEntry[] {
  const character = String.fromCodePoint(codePoint);
  if (!/[\p{L}\p{Co}\u{20000}-\u{3FFFD}]/u.test(character)) return [];
  return [book.byCharacter.get(character) ?? bare(character)];
}

const isNothing = ({ readings, parts, order, strokes }: Wanted): boolean =>
  readings.length === 0 && parts.length === 0 && order === '' && strokes === undefined;

/** The characters that fit, best first, at most `most`. */
export function findCharacters(book: CharacterBook, text: string, most: number): CharacterEntry[] {
  const wanted = readWanted(text);
  if (wanted.codePoint !== undefined) return byCodePoint(book, wanted.codePoint);
  if (isNothing(wanted)) return [];
  const candidates = wanted.parts.length > 0 ? byParts(book, wanted.parts) : book.entries;
  const found: CharacterEntry[] = [];
  for (const entry of candidates) {
    if (found.length === most) break;
    if (fits(entry, wanted)) found.push(entry);
  }
  return found;
}

const fits = (entry: CharacterEntry, { readings, order, strokes }: Wanted): boolean =>
  readings.every((reading) => isRead(entry, reading)) &&
  (order === '' || entry.orders.some((one) => one.startsWith(order))) &&
  (strokes === undefined || entry.strokes === strokes);

const marks: readonly string[] = ['', '\u0304', '\u0301', '\u030c', '\u0300'];

/** `lv4` → `lǜ`; the mark stands on a, e, the o of ou, else on the last vowel. */
export function withToneMark(reading: string): string {
  const tone = Number(/\d$/.exec(reading)?.[0] ?? 0);
  const letters = reading.replace(/\d$/, '').replaceAll('v', 'ü');
  const at = [letters.search(/[ae]/), letters.indexOf('ou'), letters.search(/[iouü](?!.*[iouü])/)].find(
    (one) => one >= 0,
  );
  if (at === undefined) return letters;
  return (letters.slice(0, at + 1) + (marks[tone] ?? '') + letters.slice(at + 1)).normalize('NFC');
}
