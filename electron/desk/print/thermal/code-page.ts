/**
 * What a GB 18030 thermal printer surely prints as text: printable ASCII, the signs of GB 2312 and the ideographs of GBK as it stood in
 * 1995. Left out is what later editions added or moved (€, ǹ, ḿ, 䶮 at FE9F, vertical punctuation) and every four-byte code: a printer
 * that does not know `¥` as 81 30 84 36 prints "0 6".
 */

/** Lead and trail bytes, both ends included. */
type Area = readonly [firstLead: number, lastLead: number, firstTrail: number, lastTrail: number];

const areas: readonly Area[] = [
  // Signs of GB 2312, rows 1 to 9, as far as each is filled.
  [0xa1, 0xa1, 0xa1, 0xfe],
  [0xa2, 0xa2, 0xb1, 0xe2],
  [0xa2, 0xa2, 0xe5, 0xee],
  [0xa2, 0xa2, 0xf1, 0xfc],
  [0xa3, 0xa3, 0xa1, 0xfe],
  [0xa4, 0xa4, 0xa1, 0xf3],
  [0xa5, 0xa5, 0xa1, 0xf6],
  [0xa6, 0xa6, 0xa1, 0xb8],
  [0xa6, 0xa6, 0xc1, 0xd8],
  [0xa7, 0xa7, 0xa1, 0xc1],
  [0xa7, 0xa7, 0xd1, 0xf1],
  [0xa8, 0xa8, 0xa1, 0xba],
  [0xa8, 0xa8, 0xc5, 0xe9],
  [0xa9, 0xa9, 0xa4, 0xef],
  // Ideographs: GB 2312, then what GBK added before and behind.
  [0xb0, 0xf7, 0xa1, 0xfe],
  [0x81, 0xa0, 0x40, 0xfe],
  [0xaa, 0xfd, 0x40, 0xa0],
];

/** Private use and what the standard leaves open; what normal form C makes another character of, receiptline would print wrongly. */
const isSure = (character: string): boolean =>
  !/^[\ufffd\ue000-\uf8ff]$/.test(character) && character.normalize() === character;

function codesOf([firstLead, lastLead, firstTrail, lastTrail]: Area): number[] {
  const codes: number[] = [];
  for (let lead = firstLead; lead <= lastLead; lead += 1)
    for (let trail = firstTrail; trail <= lastTrail; trail += 1) if (trail !== 0x7f) codes.push(lead, trail);
  return codes;
}

function readTable(): ReadonlyMap<string, readonly [number, number]> {
  const codes = areas.flatMap(codesOf);
  const characters = new TextDecoder('gb18030').decode(Uint8Array.from(codes));
  // Of every double byte in these areas exactly one character is made.
  if (characters.length * 2 !== codes.length) throw new Error('bug: this TextDecoder knows another GB 18030');
  const table = new Map<string, readonly [number, number]>();
  [...characters].forEach((character, index) => {
    if (isSure(character)) table.set(character, [codes[2 * index] ?? 0, codes[2 * index + 1] ?? 0]);
  });
  return table;
}

// Made at the first slip: the program starts without it.
let made: ReturnType<typeof readTable> | undefined;
const table = (): ReturnType<typeof readTable> => (made ??= readTable());

const isAscii = (character: string): boolean => character.length === 1 && character >= ' ' && character <= '~';

/** Whether it goes out as a code. */
export const isCode = (character: string): boolean => isAscii(character) || table().has(character);

/** Bytes of characters for each of which `isCode` holds; of any other it throws, because it would be left out silently. */
export const encode = (text: string): number[] =>
  [...text].flatMap((character) => {
    if (isAscii(character)) return [character.charCodeAt(0)];
    const bytes = table().get(character);
    if (bytes === undefined) throw new Error('bug: a character without a code in the printer');
    return bytes;
  });
