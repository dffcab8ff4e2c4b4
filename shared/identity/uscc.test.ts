import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import { checkUscc, makeUscc } from './uscc.ts';

const valid = [
  '91350100M000100Y43',
  '91110000802100433B',
  '91440300708461136T',
  '91110105771583283D',
  '91440300359143307G',
];

describe('the unified social credit code', () => {
  it.each(valid)('takes %s', (code) => {
    expect(unwrap(checkUscc(code))).toBe(code);
    expect(unwrap(checkUscc(` ${code.toLowerCase()}\n`))).toBe(code);
  });

  it.each([
    ['91350200M000000510', 'uscc.check'],
    ['91350128M00000019A', 'uscc.check'],
    ['91350100M000100I43', 'uscc.characters'],
    ['91350A00M000100Y43', 'uscc.characters'],
    ['91350100M000100Y4', 'uscc.length'],
    ['', 'uscc.length'],
  ])('refuses %s as %s', (code, refusal) => {
    expect(checkUscc(code)).toMatchObject({ ok: false, refusal: { code: refusal } });
  });

  it('looks into the organisation code inside', () => {
    // The outer check character fits, the inner one (Y → 0) does not.
    const candidates = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY').map((last) =>
      checkUscc(`91350100M00010004${last}`),
    );
    const codes = new Set(candidates.map((result) => (result.ok ? 'ok' : result.refusal.code)));
    expect(codes).toEqual(new Set(['uscc.check', 'uscc.organisation']));
  });

  it('makes codes that read back, and refuses parts that do not fit', () => {
    const parts = fc.record({
      type: fc.constantFrom('91', '92', '54', 'N1'),
      area: fc.stringMatching(/^[0-9]{6}$/),
      organisation: fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{8}$/),
    });
    fc.assert(
      fc.property(parts, (part) => {
        const code = makeUscc(part);
        expect(code.startsWith(part.type + part.area + part.organisation)).toBe(true);
        expect(checkUscc(code)).toEqual({ ok: true, value: code });
      }),
      { seed: seed() },
    );
    expect(() => makeUscc({ type: '91', area: '36073', organisation: 'MA000000' })).toThrow(RangeError);
  });
});
