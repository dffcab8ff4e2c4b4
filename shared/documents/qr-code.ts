/**
 * What stands in the QR code of every paper:
 *
 *   TB2-<number>-<paper>-<yyyymmdd>-<token>-<digest>-<key>-<signature>
 *
 * number: the receipt number, 19 characters · paper: which slip, 2 characters · yyyymmdd: the day it was issued · token: 128 random
 * bits in 26 characters, what a phone shows to be let in · digest: the first 128 bits of the SM3 of what the paper says, 26 characters
 * · key: which key signed, the first 40 bits of its SM3 in 8 characters · signature: Ed25519 in 103 characters over all before it
 * (`paper-seal.ts`). Only upper-case letters, digits and hyphens, so that a scanner gun survives Caps Lock and Chinese punctuation
 * and the code stays small (alphanumeric mode: 202 characters are 49 modules). A township with an address puts `https://host/path#`
 * before it: a phone opens the page, a gun opens the case, and what follows # is never sent.
 *
 * Before there were signatures it ended behind the token: `TB1-<number>-<paper>-<yyyymmdd>-<token>-`, the last hyphen always there.
 *
 * Paper lives for decades: every version ever printed stays in the table below and stays readable.
 */
import { base32Decode, base32Encode, readLookAlikes } from '../kernel/base32.ts';
import { dashes, toAsciiUpper, toHalfWidth, withoutBlanks } from '../kernel/half-width.ts';
import { type Result, ok, refuse } from '../kernel/result.ts';
import { type PlainDate, dateFromDigits } from '../time/plain-date.ts';
import { type ReceiptNumberText, parseReceiptNumber } from './receipt-number.ts';

/** Which slip a code stands on: 2 characters of the alphabet. */
export type PaperCode = string & { readonly __paperCode: true };

/** What goes into a code before it is signed. */
export interface QrFields {
  /** The receipt number, 19 characters. */
  readonly number: string;
  /** A paper code. */
  readonly paper: string;
  /** The day the slip was issued. */
  readonly on: PlainDate;
  /** 26 characters, 128 random bits. */
  readonly token: string;
}

/** By whom, over what. All three in base32. */
export interface QrSeal {
  /** Of what the paper says: 26 characters. */
  readonly digest: string;
  /** 8 characters. */
  readonly key: string;
  /** 103 characters. */
  readonly signature: string;
}

/** What came out of one, checked; whether the signature holds is another question. */
export interface QrContent extends QrFields {
  readonly number: ReceiptNumberText;
  readonly paper: PaperCode;
  /** Null on a paper of the time before signatures. */
  readonly seal: QrSeal | null;
}

type ReadFields = (fields: readonly string[]) => Result<QrContent>;

// No version needs more, and a pasted novel is turned away before it is looked at.
const longestText = 2000;
const tokenBytes = 16;
const digestBytes = 16;
const keyBytes = 5;
const signatureBytes = 64;

const isBytes = (text: string, count: number): boolean => base32Decode(text)?.length === count;

export const isPaperCode = (text: string): text is PaperCode => /^[0-9A-HJKMNP-TV-Z]{2}$/.test(text);

/** For codes written in the program. Throws when the text is none. */
export function getPaperCode(text: string): PaperCode {
  if (isPaperCode(text)) return text;
  throw new Error(`not a paper code: ${text}`);
}

function readFields(fields: readonly string[], seal: QrSeal | null): Result<QrContent> {
  const [numberText = '', paper = '', day = '', token = ''] = fields;
  const on = dateFromDigits(day);
  if (on === null || !isPaperCode(paper) || !isBytes(token, tokenBytes)) return refuse('qr.malformed');
  const number = parseReceiptNumber(numberText);
  return number.ok ? ok({ number: number.value.text, paper, on, token, seal }) : number;
}

/** Nobody ever signed one; the grammar foresaw it. */
const readVersion1: ReadFields = (fields) => {
  const signature = fields[4];
  const isWhole = fields.length === 5 && (signature === '' || isBytes(signature ?? '', signatureBytes));
  return isWhole ? readFields(fields, null) : refuse('qr.malformed');
};

const readVersion2: ReadFields = (fields) => {
  const [digest = '', key = '', signature = ''] = fields.slice(4);
  const isWhole = isBytes(digest, digestBytes) && isBytes(key, keyBytes) && isBytes(signature, signatureBytes);
  return isWhole && fields.length === 7 ? readFields(fields, { digest, key, signature }) : refuse('qr.malformed');
};

/** Every grammar ever printed. A new one is a line here, and `qrSignedText` and `writeQr` write the newest. */
const readerByVersion: ReadonlyMap<number, ReadFields> = new Map([
  [1, readVersion1],
  [2, readVersion2],
]);

/** The token's text of 16 random bytes. */
export function qrToken(random: Uint8Array): string {
  if (random.length !== tokenBytes)
    throw new RangeError(`a token has ${String(tokenBytes)} bytes, not ${String(random.length)}`);
  return base32Encode(random);
}

/** What the signature covers, as ASCII text: everything before it. */
export const qrSignedText = (fields: QrFields, { digest, key }: Omit<QrSeal, 'signature'>): string =>
  `TB2-${fields.number}-${fields.paper}-${fields.on.replaceAll('-', '')}-${fields.token}-${digest}-${key}-`;

/**
 * The text of a code; `address` is the township's page without `#`, such as `https://host/path`. Throws when a field does not read
 * back as itself, so nothing unreadable is ever printed.
 */
export function writeQr(fields: QrFields, seal: QrSeal, address?: string): string {
  const text = qrSignedText(fields, seal) + seal.signature;
  const printed = address === undefined || address === '' ? text : `${address}#${text}`;
  const back = readQr(printed);
  const isSame =
    back.ok &&
    back.value.seal !== null &&
    qrSignedText(back.value, back.value.seal) + back.value.seal.signature === text;
  if (!isSame) throw new Error('QR fields do not read back');
  return printed;
}

/** Undoes what guns, Caps Lock and input methods do, and cuts the address and a gun's own mark (`]Q1`) off. */
function normaliseQr(text: string): string {
  const plain = withoutBlanks(toHalfWidth(text)).replace(/^\][A-Za-z][0-9]/, '');
  const start = plain.lastIndexOf('#');
  if (start >= 0 && !/^https?[:;]/i.test(plain)) return '';
  return readLookAlikes(toAsciiUpper(plain.slice(start + 1)).replace(dashes, '-'));
}

/**
 * Reads a scanned or typed code. Refusals: `qr.newer` (a later version: this program needs an update), `qr.malformed` (not a code
 * of ours, or damaged), and those of the receipt number inside it. Never throws.
 */
export function readQr(text: string): Result<QrContent> {
  if (text.length > longestText) return refuse('qr.malformed');
  const [mark = '', ...fields] = normaliseQr(text).split('-');
  const version = /^TB([1-9]\d{0,3})$/.exec(mark)?.[1];
  if (version === undefined) return refuse('qr.malformed');
  const read = readerByVersion.get(Number(version));
  return read ? read(fields) : refuse('qr.newer', { version: Number(version) });
}
