import { expect, test } from 'vitest';
import { encode, isCode } from './code-page.ts';

const hex = (text: string): string => Buffer.from(encode(text)).toString('hex');

test('characters of GBK by their codes in the standard', () => {
  expect(hex('A啊镕喆堃·—￥')).toBe('41b0a1e94686b488d2a1a4a1aaa3a4');
});

test.each([...'¥€ñ䶮㛃𠮷龴ǹḿ鿏︐\uf979'])('%s has no code every printer knows', (character) => {
  expect(isCode(character)).toBe(false);
  expect(() => encode(character)).toThrow('bug');
});

test('every code leads back to its character, and takes one or two bytes', () => {
  const decoder = new TextDecoder('gbk', { fatal: true });
  let count = 0;
  for (let code = 0x20; code < 0x10000; code += 1) {
    const character = String.fromCodePoint(code);
    if (!isCode(character)) continue;
    count += 1;
    const bytes = encode(character);
    expect(bytes.length).toBe(code < 0x80 ? 1 : 2);
    expect(decoder.decode(Uint8Array.from(bytes))).toBe(character);
  }
  // 95 of ASCII, 20,902 ideographs of the first Unicode, and the signs of GB 2312.
  expect(count).toBeGreaterThan(21_500);
  expect(count).toBeLessThan(21_700);
});

test('the first 20,902 ideographs of Unicode all have one', () => {
  for (let code = 0x4e00; code <= 0x9fa5; code += 1) expect(isCode(String.fromCodePoint(code))).toBe(true);
});
