import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seed } from '../../tests/support/seed.ts';
import { unwrap } from '../kernel/result.ts';
import { checkPersonName, hasPrivateUse, longestName } from './person-name.ts';

describe('names of people', () => {
  it.each(
    '𠮷田春 张㛃 陈䶮 李𬭎 𰻝小面 王喆 刘堃 阿卜杜热西提·买买提 欧阳文秀 单晓明 仇建国 查小梅 曾庆文 解志强 吕红英 尉迟文静 朴正花 王〇一'.split(
      ' ',
    ),
  )('takes %s as it is', (name) => {
    expect(unwrap(checkPersonName(name))).toBe(name);
    expect(hasPrivateUse(name)).toBe(false);
  });

  it('counts code points, not halves of them', () => {
    expect(checkPersonName('𠮷'.repeat(longestName)).ok).toBe(true);
    expect(checkPersonName('𠮷'.repeat(longestName + 1))).toEqual({
      ok: false,
      refusal: { code: 'name.tooLong', details: { length: longestName + 1, longest: longestName } },
    });
  });

  it.each(Array.from('·•‧∙⋅・･●.．'))('reads %s between parts as U+00B7', (dot) => {
    expect(unwrap(checkPersonName(`阿卜杜热西提${dot}买买提`))).toBe('阿卜杜热西提\u00B7买买提');
  });

  it.each([
    [' 张　三\n', '张三'],
    ['阿依 · 古丽', '阿依·古丽'],
    ['John  A. Smith', 'John A. Smith'],
    ['张⽤', '张用'],
    ['葛\u{E0100}明', '葛明'],
  ])('normalises %j to %s', (typed, name) => {
    expect(unwrap(checkPersonName(typed))).toBe(name);
  });

  it('keeps compatibility characters that are someone’s name', () => {
    // U+F9D1 is 六 in another dress, U+FA11 﨑 a character of its own: folding them would change the name.
    expect(unwrap(checkPersonName('王\uF9D1\uFA11'))).toBe('王\uF9D1\uFA11');
  });

  it('flags private-use characters and keeps them', () => {
    expect(unwrap(checkPersonName('张\uE123'))).toBe('张\uE123');
    expect(hasPrivateUse('张\uE123')).toBe(true);
    expect(hasPrivateUse('张\u{100001}')).toBe(true);
  });

  it.each([
    ['张\uD842', 'name.broken'],
    ['\uDFB7张', 'name.broken'],
    ['', 'name.empty'],
    [' 　\u200B', 'name.empty'],
    ['张?', 'name.lost'],
    ['李？明', 'name.lost'],
    ['王□', 'name.lost'],
    ['张*', 'name.lost'],
    ['张\uFFFD', 'name.lost'],
    ['张三2', 'name.characters'],
    ['张三(儿子)', 'name.characters'],
    ['张三\u0007', 'name.characters'],
    ['·', 'name.characters'],
  ])('refuses %j as %s', (typed, code) => {
    expect(checkPersonName(typed)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('reads its own spelling again, whatever was typed, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (typed) => {
        const first = checkPersonName(typed);
        if (first.ok) expect(checkPersonName(first.value)).toEqual(first);
        expect(checkPersonName(`${typed}\uD800`)).toEqual({ ok: false, refusal: { code: 'name.broken' } });
      }),
      { seed: seed(), numRuns: 2000 },
    );
  });
});
