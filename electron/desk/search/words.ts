/**
 * Words for search. FTS5's unicode61 makes a run of Han one token and knows no character newer than Unicode 6.1, so rare ones
 * would be separators: we make the tokens ourselves, in plain letters and digits, overlapping, so that any fragment is found.
 *
 * Han: one token a character pair, each character as five hex digits of its code point; the last character stands alone, so a
 * single character is a prefix. Digits and Latin: three characters a token. Names also by pinyin: from each syllable on, whole
 * and by initials, with `v` and `yu` for ü.
 */
import { pinyin } from 'pinyin-pro';

const han = /\p{Script=Han}|\u3007/u;
const pieces = /(?:\p{Script=Han}|\u3007)+|[\p{L}\p{N}]+/gu;
/** What a search field cannot hold more of; the rest of a 20,000-character note is found by its beginning. */
const longestText = 4000;
const gram = 3;

export interface SearchRow {
  readonly name: string;
  readonly pinyin: string;
  readonly digits: string;
  readonly text: string;
}

export interface Words {
  readonly names: readonly string[];
  readonly digits: readonly string[];
  readonly text: string;
}

export const searchRow = (words: Words): SearchRow => ({
  name: words.names.flatMap(tokens).join(' '),
  pinyin: [...new Set(words.names.flatMap(pinyinTokens))].join(' '),
  digits: words.digits.flatMap(grams).join(' '),
  text: tokens(words.text.slice(0, longestText)).join(' '),
});

/** Tokens of any text, in order, so that a fragment's tokens are a run of them. */
export function tokens(text: string): string[] {
  return (text.normalize('NFC').toLowerCase().match(pieces) ?? []).flatMap((piece) =>
    han.test(piece) ? hanTokens([...piece]) : grams(piece),
  );
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(5, '0');

const hanTokens = (characters: readonly string[]): string[] =>
  characters.map((character, index) => {
    const after = characters[index + 1];
    return after === undefined ? hex(character) : hex(character) + hex(after);
  });

/** `abcd` → `abc bcd cd d`: a fragment of three or more is some of them, a shorter one a prefix. */
function grams(text: string): string[] {
  const plain = [...text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')];
  return plain.map((_, index) => plain.slice(index, index + gram).join(''));
}

/** 单晓明 → shanxiaoming xiaoming ming sxm xm m; ü also as v, lyu also as lv and lu. */
function pinyinTokens(name: string): string[] {
  const syllables = pinyin(name, { mode: 'surname', toneType: 'none', type: 'array', v: true }).filter((syllable) =>
    /^[a-z]+$/.test(syllable),
  );
  return syllables.flatMap((_, start) => {
    const rest = syllables.slice(start);
    const whole = rest.join('');
    const initials = rest.map((syllable) => syllable.charAt(0)).join('');
    return [whole, initials, ...(whole.includes('v') ? [whole.replaceAll('v', 'u'), whole.replaceAll('v', 'yu')] : [])];
  });
}

/** The FTS5 query for what a person typed; null where nothing searchable is in it. Each blank-separated part must be found. */
export function matchQuery(typed: string): string | null {
  const parts = typed.normalize('NFKC').toLowerCase().trim().split(/\s+/u).filter(Boolean).map(matchPart);
  const found = parts.filter((part) => part !== null);
  return found.length === 0 ? null : found.join(' AND ');
}

function matchPart(part: string): string | null {
  const runs = part.match(pieces) ?? [];
  if (runs.length === 0) return null;
  const queries = runs.map((run) => (han.test(run) ? hanQuery([...run]) : latinQuery(run)));
  return `(${queries.join(' AND ')})`;
}

/** `detail=column` knows no phrases: the overlapping tokens must all be there, which for fragments is as good. */
const allOf = (columns: string, found: readonly string[]): string =>
  `(${found.map((token) => `{${columns}} : "${token}"`).join(' AND ')})`;

/** A single character is the first half of a token, or a token that ends a run. */
function hanQuery(characters: readonly string[]): string {
  const phrase = hanTokens(characters);
  return phrase.length > 1 ? allOf('name text', phrase.slice(0, -1)) : `{name text} : "${phrase.join('')}" *`;
}

function latinQuery(run: string): string {
  const all = grams(run);
  const phrase = all.slice(0, Math.max(1, all.length - gram + 1));
  const digits = run.length < gram ? `{digits text} : "${run}" *` : allOf('digits text', phrase);
  return /^[a-z]+$/.test(run) ? `(${digits} OR {pinyin} : "${run}" *)` : digits;
}
