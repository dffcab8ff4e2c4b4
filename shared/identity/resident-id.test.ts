import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import { addDays, getPlainDate } from '../time/plain-date.ts';
import { checkResidentId, convertLegacyId, makeResidentId } from './resident-id.ts';

const codeOf = (text: string): string => {
  const result = checkResidentId(text);
  return result.ok ? 'ok' : result.refusal.code;
};

describe('the citizen’s number', () => {
  it.each([
    '11010519491231002X',
    '440524188001010014',
    '360732198512310019',
    '36073220000229002X',
    '360732196207150136',
    '360732201211091240',
    '830000199201300022',
    '810000199408230021',
    '820000200009100032',
  ])('takes %s', (number) => {
    expect(unwrap(checkResidentId(number)).number).toBe(number);
  });

  it.each([
    ['360732199902290011', 'identity.date'],
    ['110105194912310021', 'identity.check'],
    ['36073219851231001', 'identity.length'],
    ['', 'identity.length'],
    ['3607321985123100199', 'identity.length'],
    ['36073219851231X019', 'identity.characters'],
    ['36073219851231001𠮷', 'identity.characters'],
    ['\uD842'.repeat(18), 'identity.characters'],
    ['130321860311519', 'identity.legacy15'],
    ['130321861311519', 'identity.length'],
  ])('refuses %j as %s', (number, code) => {
    expect(codeOf(number)).toBe(code);
  });

  it('says how many characters there are, and never repeats the number', () => {
    expect(checkResidentId('36073219851231001')).toEqual({
      ok: false,
      refusal: { code: 'identity.length', details: { length: 17 } },
    });
    expect(JSON.stringify(checkResidentId('110105194912310021'))).not.toContain('1949');
  });

  it.each([
    '11010519491231002x ',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105 19491231 002x\r\n',
    '\uFEFF11010519491231002×',
  ])('reads %j as the number on the card', (typed) => {
    expect(unwrap(checkResidentId(typed)).number).toBe('11010519491231002X');
  });

  it('knows birth, sex, area and whose paper it is', () => {
    expect(unwrap(checkResidentId('360732198512310019'))).toEqual({
      number: '360732198512310019',
      kind: 'citizen',
      area: '360732',
      birth: '1985-12-31',
      sex: 'male',
    });
    expect(unwrap(checkResidentId('36073220000229002X'))).toMatchObject({ birth: '2000-02-29', sex: 'female' });
    expect(unwrap(checkResidentId('440524188001010014')).birth).toBe('1880-01-01');
    const kinds = ['810000199408230021', '820000200009100032', '830000199201300022'].map(
      (n) => unwrap(checkResidentId(n)).kind,
    );
    expect(kinds).toEqual(['hongKong', 'macao', 'taiwan']);
  });

  it('takes a permanent resident’s number, of whose inside only the check is sure', () => {
    const number = makeResidentId({ area: '931840', birth: getPlainDate('1990-05-06'), sequence: 12 });
    expect(unwrap(checkResidentId(number))).toMatchObject({ kind: 'permanentResident', birth: '1990-05-06' });
    expect(unwrap(checkResidentId('900000000000000004'))).toMatchObject({ kind: 'permanentResident', birth: null });
    expect(codeOf('900000000000000001')).toBe('identity.check');
  });

  it('converts a 15-digit number for old files', () => {
    expect(unwrap(convertLegacyId(' 130321860311519'))).toMatchObject({
      number: '130321198603115194',
      birth: '1986-03-11',
    });
    expect(convertLegacyId('360732198512310019').ok).toBe(false);
    expect(convertLegacyId('130321861311519').ok).toBe(false);
  });
});

const parts = fc.record({
  area: fc.stringMatching(/^[1-8][0-9]{5}$/),
  birth: fc.integer({ min: 0, max: 50_000 }).map((days) => addDays(getPlainDate('1890-01-01'), days)),
  sequence: fc.integer({ min: 0, max: 999 }),
});

describe('made-up numbers', () => {
  it('read back as their parts', () => {
    fc.assert(
      fc.property(parts, (part) => {
        const read = unwrap(checkResidentId(makeResidentId(part)));
        expect(read).toMatchObject({ area: part.area, birth: part.birth, sex: part.sequence % 2 ? 'male' : 'female' });
      }),
      { seed: seed() },
    );
  });

  it('are refused with any one digit changed or two neighbours swapped', () => {
    const mutation = fc.record({ at: fc.integer({ min: 0, max: 16 }), by: fc.integer({ min: 1, max: 9 }) });
    fc.assert(
      fc.property(parts, mutation, (part, { at, by }) => {
        const number = makeResidentId(part);
        const wrong = number.slice(0, at) + String((Number(number.charAt(at)) + by) % 10) + number.slice(at + 1);
        expect(checkResidentId(wrong).ok).toBe(false);
        const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        expect(checkResidentId(swapped).ok).toBe(swapped === number);
      }),
      { seed: seed() },
    );
  });

  it('are not made from parts that do not fit', () => {
    const birth = getPlainDate('1985-12-31');
    expect(() => makeResidentId({ area: '3607', birth, sequence: 1 })).toThrow(RangeError);
    expect(() => makeResidentId({ area: '360732', birth, sequence: 1000 })).toThrow(RangeError);
  });
});
