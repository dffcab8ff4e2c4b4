/** Matching a short list (matters, stations) while typing: by any fragment, or by pinyin from any syllable on. */
import { pinyin } from 'pinyin-pro';

export function matchesWords(text: string, typed: string): boolean {
  const parts = typed.normalize('NFKC').toLowerCase().trim().split(/\s+/u).filter(Boolean);
  if (parts.length === 0) return true;
  const plain = text.normalize('NFC').toLowerCase();
  const syllables = pinyin(text, { toneType: 'none', type: 'array', v: true }).map((syllable) =>
    syllable.toLowerCase(),
  );
  const whole = syllables.join('');
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('');
  return parts.every((part) => [plain, whole, initials].some((where) => where.includes(part)));
}
