/**
 * Crockford's base32: upper-case letters and digits without I, L, O and U, so that what is printed can be read aloud, typed and
 * scanned under Caps Lock without doubt. Five bits a character, most significant first; the last character's spare bits are zero.
 */
import { codePoints } from './code-points.ts';

export const base32Alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const valueByCharacter: ReadonlyMap<string, number> = new Map(
  codePoints(base32Alphabet).map((character, value) => [character, value]),
);

/** The value 0–31 of one upper-case character, or undefined when it is not of the alphabet. */
export const base32Value = (character: string): number | undefined => valueByCharacter.get(character);

/** The character of a value; only its lowest five bits count. */
export const base32Character = (value: number): string => base32Alphabet.charAt(value & 31);

/** Reads the look-alikes as the character that was printed: O as 0, I and L as 1. The text must be upper case already. */
export const readLookAlikes = (text: string): string => text.replaceAll('O', '0').replace(/[IL]/g, '1');

export function base32Encode(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let buffer = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += base32Character(buffer >> (bits - 5));
  }
  return bits > 0 ? text + base32Character(buffer << (5 - bits)) : text;
}

/**
 * The bytes of an upper-case text, or null when a character is foreign, a character is left over or a spare bit is set:
 * one value has exactly one spelling, so a text can serve as a key.
 */
export function base32Decode(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let bits = 0;
  let buffer = 0;
  for (const character of text) {
    const value = base32Value(character);
    if (value === undefined) return null;
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((buffer >> bits) & 0xff);
  }
  const isWhole = bits < 5 && (buffer & ((1 << bits) - 1)) === 0;
  return isWhole ? Uint8Array.from(bytes) : null;
}
