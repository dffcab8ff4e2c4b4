import { expect, test } from 'vitest';
import { checkPersonName, hasPrivateUse } from './person-name.ts';
import { replacedCharacters, withStandardCharacters } from './private-use.ts';

const gb18030 = new TextDecoder('gb18030');
const areas: readonly (readonly [number, number, number])[] = [
  [0xe815, 0xfe, 0x50],
  [0xe78d, 0xa6, 0xd9],
];

/** Bytes of GBK and the private code point that Windows and Java gave them. */
function* gbkBytes(): Generator<readonly [string, Uint8Array]> {
  const upright = [0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xec, 0xed, 0xf3];
  for (const [index, trail] of upright.entries())
    yield [String.fromCodePoint((areas[1]?.[0] ?? 0) + index), Uint8Array.of(0xa6, trail)];
  const trails = Array.from({ length: 0xa1 - 0x50 }, (_, index) => 0x50 + index).filter((trail) => trail !== 0x7f);
  for (const [index, trail] of trails.entries())
    yield [String.fromCodePoint((areas[0]?.[0] ?? 0) + index), Uint8Array.of(0xfe, trail)];
}

// Moved by GB 18030-2005; tables of the web, made for GB 18030-2000, still leave them where they were.
const movedIn2005 = ['\u{20087}', '\u{20089}', '\u{200CC}', '\u{215D7}', '\u{2298F}', '\u{241FE}'];

test('each of the 90 stands for what the encoding table of the platform says of its bytes', () => {
  const rows = [...gbkBytes()];
  expect(rows).toHaveLength(90);
  const others = rows.filter(([own, bytes]) => withStandardCharacters(own) !== gb18030.decode(bytes));
  expect(others.map(([own]) => own)).toEqual(['\uE816', '\uE817', '\uE818', '\uE831', '\uE83B', '\uE855']);
  expect(others.map(([own]) => withStandardCharacters(own))).toEqual(movedIn2005);
  expect(new Set(rows.map(([own]) => withStandardCharacters(own))).size).toBe(90);
});

test('a name from a card is kept in characters of the standard, and what changed can be said', () => {
  expect(checkPersonName('刘\uE863')).toEqual({ ok: true, value: '刘䶮' });
  expect(checkPersonName('王\uE81E')).toEqual({ ok: true, value: '王\u9FB4' });
  expect(replacedCharacters('刘\uE863\uE863明')).toEqual([{ from: 'U+E863', to: '䶮' }]);
  expect(replacedCharacters('刘䶮')).toEqual([]);
});

test('a private character that no table knows is kept as it came, and flagged', () => {
  const name = checkPersonName('张\uE000\u{F0001}');
  expect(name).toEqual({ ok: true, value: '张\uE000\u{F0001}' });
  expect(hasPrivateUse('张\uE000')).toBe(true);
  expect(replacedCharacters('张\uE000')).toEqual([]);
});
