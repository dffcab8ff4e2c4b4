/**
 * What must never stand in a list that goes public: numbers of identity cards, telephones and bank cards. The FINISHED file is searched,
 * not what it was made of, so a mistake in masking, a forgotten comment or a hidden sheet is found too. What is found is told by its place
 * and masked, and the file is not let out (个人信息保护法 art. 51; about ten thousand numbers were once published by one county).
 */
import { hasLuhnCheck } from '../identity/bank-account.ts';
import { checkResidentId, convertLegacyId } from '../identity/resident-id.ts';
import { maskAccount, maskIdNumber, maskPhone } from '../identity/masking.ts';

/** A line of text of the finished file and where it stands. Cells of a row are one line, `cellBreak` between them. */
export interface PublicText {
  /** `公示!3`, `批注`, `docProps/core.xml`. */
  readonly place: string;
  readonly text: string;
}

export const cellBreak = '\t';

export type FoundKind = 'idNumber' | 'mobile' | 'landline' | 'bankCard';

export interface FoundNumber {
  readonly kind: FoundKind;
  readonly place: string;
  /** From 1, within its line. */
  readonly cell: number;
  readonly masked: string;
}

/** Digits somebody wrote without anything between. `gap`: what stands before it since the last one. */
interface Token {
  readonly digits: string;
  readonly at: number;
  readonly gap: string;
}

const chineseDigits = '〇一二三四五六七八九';
/** 一三八…: read as digits where eleven or more stand together; a date or an amount never has so many. */
const spelled = (text: string): string =>
  text.replace(/[〇零一二三四五六七八九]{11,}/gu, (run) =>
    Array.from(run, (one) => String(Math.max(0, chineseDigits.indexOf(one)))).join(''),
  );

/** Full width, circled, mathematical digits as plain ones; what cannot be seen is gone. */
const plain = (text: string): string =>
  spelled(text.normalize('NFKC').replace(/[\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u3164\uFFA0]/gu, '')).replace(
    /[×✕Хх]/gu,
    'X',
  );

/** What people put between the groups of one number. Longer, or a word, and it is two numbers. */
const joins = /^[\s\-‐-―−.,·・_/()'"]{1,4}$/u;
/** Somebody may put a blank behind every digit, to get it past a program. */
const mostTokens = 20;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(/\d+X?|(?<![A-Z])X(?![A-Z])/giu)) {
    tokens.push({ digits: match[0].toUpperCase(), at: match.index, gap: text.slice(end, match.index) });
    end = match.index + match[0].length;
  }
  return tokens;
}

/** `allowed`: telephones that a notice has to name (监督电话), digits only. */
export function scanPublic(texts: readonly PublicText[], allowed: readonly string[] = []): FoundNumber[] {
  const open = new Set(allowed.map((one) => one.replace(/\D/gu, '')));
  return texts.flatMap(({ place, text }) => scanLine(place, plain(text), open));
}

function scanLine(place: string, text: string, open: ReadonlySet<string>): FoundNumber[] {
  const tokens = tokensOf(text);
  const found: FoundNumber[] = [];
  let from = 0;
  while (from < tokens.length) {
    const hit = longestFrom(tokens, from, open);
    if (hit === undefined) {
      from += 1;
      continue;
    }
    const cell = text.slice(0, tokens[from]?.at).split(cellBreak).length;
    found.push({ kind: hit.kind, place, cell, masked: hit.masked });
    from = hit.next;
  }
  return found;
}

interface Hit {
  readonly kind: FoundKind;
  readonly masked: string;
  readonly next: number;
}

/** The number that begins with a token: an ID number if there is one (its beginning may pass for a card), else the shortest. */
function longestFrom(tokens: readonly Token[], from: number, open: ReadonlySet<string>): Hit | undefined {
  let digits = '';
  let isAcross = false;
  let first: Hit | undefined;
  for (let to = from; to < Math.min(tokens.length, from + mostTokens); to += 1) {
    const token = tokens[to];
    if (token === undefined || (to > from && !joins.test(token.gap))) break;
    // Behind an X a number ends.
    if (digits.endsWith('X') || digits.length > 30) break;
    isAcross ||= to > from && token.gap.includes(cellBreak);
    digits += token.digits;
    const hit = open.has(digits) ? undefined : numberIn(digits, isAcross, to === from);
    if (hit?.kind === 'idNumber') return { ...hit, next: to + 1 };
    first ??= hit && { ...hit, next: to + 1 };
  }
  return first;
}

/**
 * `isAcross`: its halves stand in two cells. Neighbouring amounts and dates make telephones by chance, so there only numbers with a check
 * character count. `isWhole`: written without a gap; an ID number is then looked for within longer ones, too.
 */
function numberIn(digits: string, isAcross: boolean, isWhole: boolean): Omit<Hit, 'next'> | undefined {
  const id = isWhole ? idWithin(digits) : isId(digits, isAcross) ? digits : undefined;
  if (id !== undefined) return { kind: 'idNumber', masked: maskIdNumber(id) };
  const mobile = /^(?:0{0,2}86)?(1[3-9]\d{9})$/u.exec(digits)?.[1];
  if (!isAcross && mobile !== undefined) return { kind: 'mobile', masked: maskPhone(mobile) };
  if (!isAcross && /^0(?:10|2\d)\d{8}$|^0[3-9]\d{2}[2-9]\d{6,7}$/u.test(digits))
    return { kind: 'landline', masked: maskAccount(digits) };
  if (/^[3-6]\d{15,18}$/u.test(digits) && hasLuhnCheck(digits))
    return { kind: 'bankCard', masked: maskAccount(digits) };
  return undefined;
}

/** Fifteen digits have no check character either. */
const isId = (digits: string, isAcross = false): boolean =>
  checkResidentId(digits).ok || (!isAcross && convertLegacyId(digits).ok);

function idWithin(digits: string): string | undefined {
  if (isId(digits)) return digits;
  for (let at = 0; at + 18 <= digits.length; at += 1) {
    const part = digits.slice(at, at + 18);
    if (checkResidentId(part).ok) return part;
  }
  return undefined;
}
