import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../kernel/result.ts';
import { checkGroup, formatPhrase, groupCount, newPhrase, parsePhrase, phraseGroups } from './recovery-phrase.ts';

const seeded = (bytes: readonly number[]) => ({
  bytes: (count: number) => Uint8Array.from({ length: count }, (_, index) => bytes[index % bytes.length] ?? 0),
});
const phraseOf = (bytes: readonly number[]) => newPhrase(seeded(bytes));
const phrases = fc.array(fc.nat(249), { minLength: 32, maxLength: 32 }).map(phraseOf);

const isRight = (index: number, digits: string) => checkGroup(index, digits).ok;
const positions = Array.from({ length: groupCount }, (_, index) => index);
const pad = (value: number, length: number) => String(value).padStart(length, '0');

/** For each position, by number: is this group of five digits right there? All 8 × 100,000. */
const right = positions.map((index) =>
  Uint8Array.from({ length: 100_000 }, (_, value) => Number(isRight(index, pad(value, 5)))),
);
const isRightFast = (index: number, value: number) => right[index]?.[value] === 1;
const rightGroups = (index: number) =>
  Array.from({ length: 100_000 }, (_, value) => value).filter((value) => isRightFast(index, value));

describe('the check digit, over every group at every position', () => {
  test('each four digits have exactly one', () => {
    for (const index of positions) {
      const firstFour = rightGroups(index).map((value) => Math.floor(value / 10));
      expect(firstFour).toHaveLength(10_000);
      expect(new Set(firstFour).size).toBe(10_000);
    }
  });

  test('every single wrong digit is found', () => {
    let missed = 0;
    for (const index of positions) {
      for (const value of rightGroups(index)) {
        for (const place of [1, 10, 100, 1000, 10_000]) {
          const digit = Math.floor(value / place) % 10;
          for (let other = 0; other < 10; other += 1) {
            if (other !== digit && isRightFast(index, value + (other - digit) * place)) missed += 1;
          }
        }
      }
    }
    expect(missed).toBe(0);
  });

  test('every swap of two different neighbours is found', () => {
    let [tried, missed] = [0, 0];
    for (const index of positions) {
      for (const value of rightGroups(index)) {
        for (const place of [1, 10, 100, 1000]) {
          const [low, high] = [Math.floor(value / place) % 10, Math.floor(value / (place * 10)) % 10];
          if (low === high) continue;
          tried += 1;
          if (isRightFast(index, value + (high - low) * place + (low - high) * place * 10)) missed += 1;
        }
      }
    }
    expect({ tried, missed }).toEqual({ tried: 8 * 4 * 9000, missed: 0 });
  });

  test('a group right at one position is wrong at every other: exchanged groups are both found', () => {
    for (let value = 0; value < 100_000; value += 1) {
      expect(positions.filter((index) => isRightFast(index, value)).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('a phrase', () => {
  test('has eight groups of five digits and comes back from its print', () => {
    fc.assert(
      fc.property(phrases, (phrase) => {
        expect(formatPhrase(phrase)).toMatch(/^\d{5}( \d{5}){7}$/);
        expect(unwrap(parsePhrase(formatPhrase(phrase)))).toBe(phrase);
        for (const [index, group] of phraseGroups(phrase).entries())
          expect(unwrap(checkGroup(index, group))).toBe(group);
      }),
    );
  });

  test('takes each digit from one random byte, and throws away those that would favour small digits', () => {
    const digits = Array.from({ length: 32 }, (_, index) => index % 10);
    const drawn = phraseOf([255, 250, ...digits.map((digit) => 240 + digit)]);
    const randomDigits = phraseGroups(drawn).map((group) => group.slice(0, 4));
    expect(randomDigits.join('').slice(0, 30)).toBe(digits.join('').slice(0, 30));
  });

  test('is read with full-width digits, any blanks, dashes and commas', () => {
    const phrase = phraseOf([7, 31, 118, 3, 92, 240, 66, 5]);
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));
    const groups = phraseGroups(phrase);
    for (const separator of ['', '\u3000', '-', '－', '，', '、', '\r\n', ' — ']) {
      expect(unwrap(parsePhrase(` ${wide(groups.join(separator))} `))).toBe(phrase);
    }
  });

  test('with one digit wrong names its group', () => {
    fc.assert(
      fc.property(phrases, fc.nat(39), fc.integer({ min: 1, max: 9 }), (phrase, place, step) => {
        const digit = (Number(phrase[place]) + step) % 10;
        const wrong = phrase.slice(0, place) + String(digit) + phrase.slice(place + 1);
        const group = Math.floor(place / 5) + 1;
        expect(parsePhrase(wrong)).toEqual({
          ok: false,
          refusal: { code: 'recovery.group', details: { group }, field: `phrase.${String(group - 1)}` },
        });
      }),
    );
  });

  test('with neighbours swapped, across groups too, or two groups exchanged is refused', () => {
    fc.assert(
      fc.property(phrases, fc.nat(38), fc.nat(7), fc.nat(7), (phrase, place, one, other) => {
        const digits = Array.from(phrase);
        [digits[place], digits[place + 1]] = [digits[place + 1] ?? '', digits[place] ?? ''];
        expect(parsePhrase(digits.join('')).ok).toBe(digits.join('') === phrase);
        const groups = [...phraseGroups(phrase)];
        [groups[one], groups[other]] = [groups[other] ?? '', groups[one] ?? ''];
        expect(parsePhrase(groups.join('')).ok).toBe(one === other);
      }),
    );
  });
});

describe('what is typed', () => {
  const codeOf = (result: ReturnType<typeof parsePhrase> | ReturnType<typeof checkGroup>) =>
    result.ok ? 'ok' : result.refusal.code;

  test('a group with letters, too few or too many digits', () => {
    expect(checkGroup(2, '12a45')).toEqual({
      ok: false,
      refusal: { code: 'recovery.characters', details: { group: 3 }, field: 'phrase.2' },
    });
    expect(checkGroup(2, '１２３')).toEqual({
      ok: false,
      refusal: { code: 'recovery.groupLength', details: { group: 3, digits: 3 }, field: 'phrase.2' },
    });
    expect(codeOf(checkGroup(0, '123456'))).toBe('recovery.groupLength');
    expect(codeOf(checkGroup(0, '①2345'))).toBe('recovery.characters');
  });

  test('a phrase with letters, empty, or one digit short', () => {
    const phrase = phraseOf([1, 2, 3]);
    expect(codeOf(parsePhrase(`${phrase}x`))).toBe('recovery.allCharacters');
    expect(codeOf(parsePhrase(''))).toBe('recovery.length');
    expect(parsePhrase(phrase.slice(1))).toEqual({
      ok: false,
      refusal: { code: 'recovery.length', details: { digits: 39 } },
    });
  });

  test('there is no ninth group', () => {
    expect(() => checkGroup(8, '00000')).toThrow(RangeError);
    expect(() => checkGroup(-1, '00000')).toThrow(RangeError);
  });
});
