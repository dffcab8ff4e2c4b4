import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { getPlainDate } from '../time/plain-date.ts';
import { checkIdPaper, idTypes, isUnusual, recogniseIdType, type IdType } from './id-paper.ts';

/** `9`, 16 digits and the right last character. */
const newPermanent = '911344198503150012';
const withCheck = (digits: string): string => {
  const found = [...'0123456789X'].find((last) => checkIdPaper('residentId', digits + last).ok);
  return digits + (found ?? '');
};
const codeOf = (type: IdType, text: string): string => {
  const result = checkIdPaper(type, text);
  return result.ok ? result.value.number : result.refusal.code;
};

describe('a paper’s number', () => {
  it.each<[IdType, string, string]>([
    ['residentId', ' ３６０７３２19851231001９ ', '360732198512310019'],
    ['residentId', '830000199201300022', '830000199201300022'],
    ['residencePermit', '820000200009100032', '820000200009100032'],
    ['residencePermit', '82000020000910003', 'identity.length'],
    ['residentId', '360732198512310018', 'identity.check'],
    ['permanentResident', withCheck(newPermanent.slice(0, 17)), withCheck(newPermanent.slice(0, 17))],
    ['permanentResident', 'usa440319850101', 'USA440319850101'],
    ['permanentResident', '360732198512310019', 'identity.permanent'],
    ['permanentResident', 'US440319850101', 'identity.permanent'],
    ['hkMacaoPass', 'h12345678', 'H12345678'],
    ['taiwanPass', '１２３４５６７８', '12345678'],
    ['passport', 'e 1234 5678', 'E12345678'],
    ['military', '军字第1234567号', '军字第1234567号'],
    ['other', 'x-1', 'X-1'],
  ])('%s: %j is %s', (type, text, said) => {
    expect(codeOf(type, text)).toBe(said);
  });

  it('tells of the person where it has 18 characters', () => {
    expect(checkIdPaper('residentId', '360732198512310019')).toMatchObject({
      ok: true,
      value: { person: { birth: getPlainDate('1985-12-31'), sex: 'male' } },
    });
    expect(checkIdPaper('passport', 'E12345678')).toEqual({ ok: true, value: { number: 'E12345678' } });
  });

  it('is asked about where it has not the usual form, and refused for that of no paper', () => {
    const odd: readonly [IdType, string, boolean][] = [
      ['hkMacaoPass', 'H12345678', false],
      ['hkMacaoPass', 'M1234567801', false],
      ['hkMacaoPass', 'K12345678', true],
      ['taiwanPass', '1234567', true],
      ['passport', 'ABCDEF', true],
      ['birthCertificate', 'P360123456', false],
      ['household', '12', true],
      ['military', '12', false],
      ['residentId', '12', false],
      ['passport', '', false],
    ];
    for (const [type, text, isOdd] of odd) expect([type, text, isUnusual(type, text)]).toEqual([type, text, isOdd]);
  });

  it('says itself of which paper it is, where it can be of no other', () => {
    const known: readonly [string, IdType | undefined][] = [
      ['360732198512310019', 'residentId'],
      ['810000199408230021', 'residencePermit'],
      [withCheck(newPermanent.slice(0, 17)), 'permanentResident'],
      ['USA440319850101', 'permanentResident'],
      ['h12345678', 'hkMacaoPass'],
      ['EA1234567', 'passport'],
      ['12345678', undefined],
      ['360732198512310018', undefined],
      ['', undefined],
    ];
    for (const [text, type] of known) expect([text, recogniseIdType(text)]).toEqual([text, type]);
  });

  it('has one spelling, that is its own', () => {
    fc.assert(
      fc.property(fc.constantFrom(...idTypes), fc.string({ unit: 'binary', maxLength: 30 }), (type, text) => {
        const read = checkIdPaper(type, text);
        if (read.ok) expect(codeOf(type, read.value.number)).toBe(read.value.number);
      }),
      { seed: seed() },
    );
  });
});
