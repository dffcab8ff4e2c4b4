import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { base32Alphabet } from '../kernel/base32.ts';
import { unwrap } from '../kernel/result.ts';
import { addDays, getPlainDate } from '../time/plain-date.ts';
import {
  type ReceiptNumberParts,
  areaOfStation,
  displayReceiptNumber,
  formReceiptNumber,
  lastSerial,
  parseReceiptNumber,
  serialToText,
  textToSerial,
} from './receipt-number.ts';

const example = { area: '108201', writerCode: 'A7', date: getPlainDate('2026-11-22'), serial: 1 };
const number = formReceiptNumber(example);

const serials = fc.oneof(fc.integer({ min: 1, max: lastSerial }), fc.integer({ min: 9_990, max: 10_010 }));
const anyParts: fc.Arbitrary<ReceiptNumberParts> = fc.record({
  area: fc.stringMatching(/^[0-9]{6}$/),
  writerCode: fc.string({ unit: fc.constantFrom(...Array.from(base32Alphabet)), minLength: 2, maxLength: 2 }),
  date: fc.integer({ min: 0, max: 36_500 }).map((days) => addDays(getPlainDate('2000-01-01'), days)),
  serial: serials,
});

const refusalOf = (text: string) => {
  const result = parseReceiptNumber(text);
  return result.ok ? null : result.refusal;
};

describe('serials', () => {
  it.each([
    [1, '0001'],
    [9_999, '9999'],
    [10_000, 'A000'],
    [10_001, 'A001'],
    [10_031, 'A00Z'],
    [10_032, 'A010'],
    [lastSerial, 'ZZZZ'],
  ])('%i is written %s', (serial, text) => {
    expect(serialToText(serial)).toBe(text);
    expect(textToSerial(text)).toBe(serial);
  });

  it('keep their order as texts', () => {
    fc.assert(
      fc.property(serials, serials, (a, b) => {
        expect(textToSerial(serialToText(a))).toBe(a);
        expect(serialToText(a) < serialToText(b)).toBe(a < b);
      }),
      { seed: seed(), numRuns: 1000 },
    );
  });

  it.each(['0000', '0A00', 'A00', 'AU00', 'A0000', 'a000', ''])('%j is none', (text) => {
    expect(textToSerial(text)).toBeNull();
  });

  it.each([0, -1, 1.5, lastSerial + 1])('%d cannot be written', (serial) => {
    expect(() => serialToText(serial)).toThrow(RangeError);
  });
});

describe('the receipt number', () => {
  it('has the shape that is printed', () => {
    expect(number).toMatch(/^108201A72611220001[0-9A-HJKMNP-TV-Z]$/);
    expect(displayReceiptNumber(number)).toBe(`108201 A7 261122 0001${number.slice(18)}`);
    expect(areaOfStation('360732108201')).toBe('108201');
    expect(() => areaOfStation('360732108')).toThrow(RangeError);
  });

  // The shape cannot change once a slip is in somebody's hand.
  it('gives the same check characters for ever', () => {
    const later = formReceiptNumber({
      area: '108000',
      writerCode: 'ZZ',
      date: getPlainDate('2027-01-04'),
      serial: 10_000,
    });
    expect([number, later]).toEqual(['108201A726112200010', '108000ZZ270104A0003']);
  });

  it('reads back as its parts, whatever they are', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const text = formReceiptNumber(parts);
        expect(unwrap(parseReceiptNumber(text))).toEqual({ text, ...parts });
        expect(unwrap(parseReceiptNumber(displayReceiptNumber(text))).text).toBe(text);
      }),
      { seed: seed(), numRuns: 500 },
    );
  });

  it('is refused with any single character wrong: every place, every other character', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const text = formReceiptNumber(parts);
        for (let at = 0; at < text.length; at += 1) {
          for (const other of base32Alphabet.replace(text.charAt(at), '')) {
            const wrong = text.slice(0, at) + other + text.slice(at + 1);
            if (refusalOf(wrong)?.code !== 'number.check') throw new Error(`${wrong} for ${text} went through`);
          }
        }
      }),
      { seed: seed(), numRuns: 300 },
    );
  });

  it('is refused with any two neighbours swapped, the check character included', () => {
    let swaps = 0;
    fc.assert(
      fc.property(anyParts, (parts) => {
        const text = formReceiptNumber(parts);
        for (let at = 0; at < text.length - 1; at += 1) {
          const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
          if (swapped === text) continue;
          swaps += 1;
          if (refusalOf(swapped)?.code !== 'number.check') throw new Error(`${swapped} for ${text} went through`);
        }
      }),
      { seed: seed(), numRuns: 1000 },
    );
    expect(swaps).toBeGreaterThan(5_000);
  });

  it.each([
    ['lower case', number.toLowerCase()],
    ['blanks and hyphens', ` 108201-a7 ${number.slice(8, 14)}—${number.slice(14)}\r\n`],
    [
      'full width',
      Array.from(number)
        .map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        .join(''),
    ],
    ['O for 0', number.replaceAll('0', 'O')],
    ['I for 1', number.replaceAll('1', 'I')],
    ['l for 1', number.replaceAll('1', 'l')],
  ])('is read with %s', (_, typed) => {
    expect(unwrap(parseReceiptNumber(typed)).text).toBe(number);
  });

  it.each([
    ['', { code: 'number.length', details: { length: 0 } }],
    [number.slice(1), { code: 'number.length', details: { length: 18 } }],
    [`${number}0`, { code: 'number.length', details: { length: 20 } }],
    [number.replace('A', 'U'), { code: 'number.characters' }],
    [number.replace('A', '镇'), { code: 'number.characters' }],
    // Well checked, but no number of ours: all zeros has no date and no serial.
    ['0'.repeat(19), { code: 'number.malformed' }],
  ])('refuses %j', (typed, refusal) => {
    expect(refusalOf(typed)).toEqual(refusal);
  });

  it('is not written from parts that do not fit', () => {
    expect(() => formReceiptNumber({ ...example, area: '10820' })).toThrow(RangeError);
    expect(() => formReceiptNumber({ ...example, writerCode: 'U7' })).toThrow(RangeError);
    expect(() => formReceiptNumber({ ...example, date: getPlainDate('1999-12-31') })).toThrow(RangeError);
    expect(() => formReceiptNumber({ ...example, serial: 0 })).toThrow(RangeError);
  });

  it('never throws on what people type', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string({ unit: fc.constantFrom(...Array.from(base32Alphabet)), minLength: 19, maxLength: 19 }),
        ),
        (typed) => {
          const result = parseReceiptNumber(typed);
          if (result.ok) expect(formReceiptNumber(result.value)).toBe(result.value.text);
        },
      ),
      { seed: seed(), numRuns: 2000 },
    );
  });
});
