import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { maskAccount, maskIdNumber, maskName, maskPhone } from './masking.ts';

describe('masking', () => {
  it.each([
    ['张三', '张*'],
    ['王小明', '王**'],
    ['欧阳文秀', '欧阳**'],
    ['欧阳秀', '欧阳*'],
    ['欧阳', '欧*'],
    ['𠮷田春', '𠮷**'],
    ['阿卜杜热西提·买买提', '阿*****·***'],
    ['John Smith', 'J*** *****'],
    ['张', '*'],
    ['', ''],
  ])('shows the name %s as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it.each([
    ['360732198512310019', '3607321985****0019'],
    ['130321860311519', '13032186****519'],
    ['E12345678', 'E1*****78'],
    ['1234', '****'],
    ['', ''],
  ])('shows the paper %s as %s', (number, masked) => {
    expect(maskIdNumber(number)).toBe(masked);
  });

  it.each([
    ['13812341234', '138****1234'],
    ['0797-5322101', '0797-***2101'],
    ['010-62512345-8', '010-****2345'],
    ['5322101', '*******'],
  ])('shows the phone %s as %s', (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });

  it('never cuts a character in half and hides something of every text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), (text) => {
        for (const masked of [maskIdNumber(text), maskPhone(text)]) {
          expect(masked.isWellFormed()).toBe(true);
          expect(masked).toContain('*');
        }
        expect(maskName(text).isWellFormed()).toBe(true);
        expect(Array.from(maskName(text))).toHaveLength(Array.from(text).length);
      }),
      { seed: seed() },
    );
  });
});

describe('accounts', () => {
  it.each([
    ['6222021001000000005', '6222***********0005'],
    ['12345678', '****5678'],
    ['1234', '****'],
  ])('%s shows as %s', (account, masked) => {
    expect(maskAccount(account)).toBe(masked);
  });
});
