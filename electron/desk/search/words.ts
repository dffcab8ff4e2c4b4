/**
 * Words for search. FTS5's unicode61 makes a run of Han one token and knows no character newer than Unicode 6.1, so rare ones
 * would be separators: we make the tokens ourselves, in plain letters and digits, overlapping, so that any fragment is found.
 *
 * Han: one token a character pair, each character as five hex digits of its code point; the last character stands alone, so a
 * single character is a prefix. Digits and Latin: three characters a token; Han tokens begin with a mark of their own, or the `05` of
 * a telephone number would be the beginning of every third character. Names also by pinyin, as a surname is read and as the character
 * is: from each syllable on, whole and by initials, with `v`, `u` and `yu` for ü.
 */
import { pinyin } from 'pinyin-pro';

const han = /\p{Script=Han}|\u3007/u;
const pieces = /(?:\p{Script=Han}|\u3007)+|(?:(?!\p{Script=Han}|\u3007)[\p{L}\p{N}])+/gu;
/** A letter that stands at the beginning of Han tokens and hardly anywhere else. */
const hanMark = 'λ';
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

/** Both what is kept and what is typed: full-width digits as plain ones, letters small. */
const normal = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Tokens of any text, in order, so that a fragment's tokens are a run of them. */
export function tokens(text: string): string[] {
  return (normal(text).match(pieces) ?? []).flatMap((piece) =>
    han.test(piece) ? hanTokens([...piece]) : grams(piece),
  );
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(5, '0');

const hanTokens = (characters: readonly string[]): string[] =>
  characters.map((character, index) => {
    const after = characters[index + 1];
    return hanMark + hex(character) + (after === undefined ? '' : hex(after));
  });

/** `abcd` → `abc bcd cd d`: a fragment of three or more is some of them, a shorter one a prefix. */
function grams(text: string): string[] {
  const plain = [...normal(text).replace(/[^\p{L}\p{N}]/gu, '')];
  return plain.map((_, index) => plain.slice(index, index + gram).join(''));
}

/** 单晓明 → shanxiaoming xiaoming ming sxm xm m, and danxiaoming; 吕 → lv lu lyu. */
const pinyinTokens = (name: string): string[] => [
  ...pinyinOf(pinyin(name, { mode: 'surname', toneType: 'none', type: 'array', v: true })),
  ...pinyinOf(pinyin(name, { toneType: 'none', type: 'array', v: true })),
];

function pinyinOf(read: readonly string[]): string[] {
  const syllables = read.filter((syllable) => /^[a-z]+$/.test(syllable));
  return syllables.flatMap((_, start) => {
    const rest = syllables.slice(start);
    const whole = rest.join('');
    const initials = rest.map((syllable) => syllable.charAt(0)).join('');
    return [whole, initials, ...(whole.includes('v') ? [whole.replaceAll('v', 'u'), whole.replaceAll('v', 'yu')] : [])];
  });
}

/** The FTS5 query for what a person typed; null where nothing searchable is in it. Each blank-separated part must be found. */
export function matchQuery(typed: string): string | null {
  const parts = normal(typed).trim().split(/\s+/u).filter(Boolean).map(matchPart);
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
  const [columns, letters] = ['name digits text', run.replaceAll('ü', 'v')];
  const fragment = all.length < gram ? `{${columns}} : "${run}" *` : allOf(columns, phrase);
  return /^[a-z]+$/.test(letters) ? `(${fragment} OR {pinyin} : "${letters}" *)` : fragment;
}
