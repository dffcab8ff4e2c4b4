import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import { checkPhone } from './phone.ts';

describe('phone numbers', () => {
  it.each([
    ['13812341234', '13812341234'],
    [' 138 1234 1234', '13812341234'],
    ['138-1234-1234', '13812341234'],
    ['+86 13812341234', '13812341234'],
    ['008613812341234', '13812341234'],
    ['8613812341234', '13812341234'],
    ['１３８１２３４１２３４', '13812341234'],
  ])('reads %j as the mobile number %s', (typed, number) => {
    expect(unwrap(checkPhone(typed))).toEqual({ kind: 'mobile', number });
  });

  it.each([
    ['0797-5322101', '0797-5322101'],
    ['07975322101', '0797-5322101'],
    ['（0797）5322101', '0797-5322101'],
    ['0797—5322101转8', '0797-5322101-8'],
    ['010 62512345', '010-62512345'],
    ['+86-797-5322101', '0797-5322101'],
    ['0755-86123456', '0755-86123456'],
  ])('reads %j as the landline %s', (typed, number) => {
    expect(unwrap(checkPhone(typed))).toEqual({ kind: 'landline', number });
  });

  it.each([
    ['5322101', 'phone.areaCode'],
    ['6251-2345', 'phone.areaCode'],
    ['1381234123', 'phone.invalid'],
    ['138123412345', 'phone.invalid'],
    ['12812341234', 'phone.invalid'],
    ['010-6251234', 'phone.invalid'],
    ['', 'phone.invalid'],
    ['张三', 'phone.invalid'],
  ])('refuses %j as %s', (typed, code) => {
    expect(checkPhone(typed)).toEqual({ ok: false, refusal: { code } });
  });

  it('reads its own spelling again, whatever was typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[-+0-9 ()转]{0,20}$/), (typed) => {
        const first = checkPhone(typed);
        if (first.ok) expect(checkPhone(first.value.number)).toEqual(first);
      }),
      { seed: seed(), numRuns: 2000 },
    );
  });
});
