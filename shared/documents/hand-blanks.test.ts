import { expect, test } from 'vitest';
import { blocksSchema } from './blocks.ts';
import { unwrap } from '../kernel/result.ts';
import { coverageTable } from './coverage-table.ts';
import { isCovered, uncovered } from './coverage.ts';
import { codePointName } from '../kernel/code-points.ts';
import { checkGlyphs, handBlanksFor, missingGlyphs, withPictures } from './hand-blanks.ts';
import { receipt } from './receipt.ts';
import { renderPaper } from './render-html.ts';

const rareNames =
  '𠮷田春 张㛃 陈䶮 李𬭎 𰻝小面 王喆 刘堃 阿卜杜热西提·买买提 欧阳文秀 单晓明 仇建国 查小梅 曾庆文 解志强 吕红英 尉迟文静 朴正花';
// 𮯠 is in Extension I (GB 18030-2022 Amendment 1), which no free font has yet.
const extensionI = '\u{2EBF0}';
const named = (name: string) => unwrap(receipt.issue({ ...receipt.samples['plain'], petitioner: { name } } as never));

test('rare names are covered, extension I, private use and emoji are not', () => {
  expect(uncovered(rareNames)).toEqual([]);
  expect(uncovered('①㎡Ⅳ℃—…“”《》〔〕·√→（）')).toEqual([]);
  expect(uncovered(`王${extensionI}\u{E81E}王${extensionI}😀\u0007`)).toEqual([extensionI, '\u{E81E}', '😀', '\u0007']);
  expect(uncovered('一行\n两行\t')).toEqual([]);
});

test('the first block is covered whole, and so is every character of level 1 that people type', () => {
  const missing = Array.from({ length: 0x9fa6 - 0x4e00 }, (_, index) => String.fromCodePoint(0x4e00 + index)).filter(
    (c) => !isCovered(c),
  );
  expect(missing).toEqual([]);
  expect(coverageTable.length).toBeLessThan(20_000);
});

test('a code point is named as people look it up', () => {
  expect([codePointName('·'), codePointName('𠮷')]).toEqual(['U+00B7', 'U+20BB7']);
});

test('a name that cannot be printed is refused with its code points, each once', () => {
  const issued = named(`王${extensionI}${extensionI}`);
  expect(checkGlyphs(issued)).toEqual({
    ok: false,
    refusal: { code: 'paper.glyphMissing', details: { codePoints: 'U+2EBF0', places: '申请人' } },
  });
  expect(checkGlyphs(named('𠮷田春')).ok).toBe(true);
});

test('the variant to be written in by hand keeps the rest, marks the place and says what to write', () => {
  const blanked = handBlanksFor(named(`王${extensionI}明`));
  expect(missingGlyphs(blanked)).toEqual([]);
  expect(checkGlyphs(blanked).ok).toBe(true);
  const html = renderPaper({ issued: blanked });
  expect(html).toContain('王<span class="blank"><span style="width:2em"></span><small>U+2EBF0</small></span>明');
  expect(html).toContain('空白处按身份证上的字手写填入：U+2EBF0');
});

test('a paper that prints in full stays as it is', () => {
  const issued = named('张㛃');
  expect(handBlanksFor(issued)).toBe(issued);
});

test('a stored picture stands in the place of its character, the others are still refused', () => {
  const picture = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
  const issued = named(`王${extensionI}\uE000明`);
  const known = new Map([[extensionI, picture]]);
  const one = withPictures(issued, (character) => known.get(character));
  expect(checkGlyphs(one)).toMatchObject({ ok: false, refusal: { details: { codePoints: 'U+E000' } } });
  expect(renderPaper({ issued: handBlanksFor(one) })).toContain(
    `王<img class="glyph" src="data:image/png;base64,${picture}" alt="U+2EBF0"><span class="blank">`,
  );
  known.set('\uE000', picture);
  const both = withPictures(issued, (character) => known.get(character));
  expect(checkGlyphs(both).ok).toBe(true);
  expect(blocksSchema.parse(JSON.parse(JSON.stringify(both)))).toEqual(both);
  expect(withPictures(issued, () => undefined)).toBe(issued);
});
