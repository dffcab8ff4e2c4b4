/**
 * receiptline's document knows characters by what Unicode's normal form C makes of them and by its own table of codes. Every character
 * that either would change goes through it as a sign out of the last private plane, two columns wide, and comes back as itself.
 */
import type { Spell } from '#shared/documents/thermal/line.ts';
import { isCode } from './code-page.ts';

const firstSign = 0x100000;
const anySign = /[\u{100000}-\u{10fffd}]/gu;

export interface Signs {
  readonly spell: Spell;
  /** Text as it was before it was spelled. */
  readonly restore: (text: string) => string;
}

export function makeSigns(): Signs {
  const signs = new Map<string, string>();
  const characters = new Map<string, string>();
  const signOf = (character: string): string => {
    const known = signs.get(character);
    if (known !== undefined) return known;
    const sign = String.fromCodePoint(firstSign + signs.size);
    signs.set(character, sign);
    characters.set(sign, character);
    return sign;
  };
  return {
    spell: (character) => (isCode(character) ? character : signOf(character)),
    restore: (text) => text.replace(anySign, (sign) => characters.get(sign) ?? sign),
  };
}
