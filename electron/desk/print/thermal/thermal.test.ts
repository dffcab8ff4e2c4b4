/** Bytes for the printer, read back as a printer reads them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, type Inline, type IssuedBlocks, blocksSchema, leavesOf } from '#shared/documents/blocks.ts';
import { papers } from '#shared/documents/papers.ts';
import { receipt } from '#shared/documents/receipt.ts';
import { inlineText } from '#shared/documents/thermal/inline.ts';
import { slipLines } from '#shared/documents/thermal/slip.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { type Piece, picturesOf, readEscpos, textOf } from '../../../../tests/support/escpos-reader.ts';
import { readCodes } from '../../../../tests/support/read-codes.ts';
import { seed } from '../../../../tests/support/seed.ts';
import { openFontFaces } from '../render/font-faces.ts';
import { isCode } from './code-page.ts';
import { thermalBytes, thermalSvg } from './index.ts';

const fonts = openFontFaces({
  rare: 'resources/fonts',
  common: 'node_modules/@fontsource',
});
const textMode = { mode: 'text', cut: true } as const;
const print = async (issued: IssuedBlocks, way: Parameters<typeof thermalBytes>[2] = textMode): Promise<Piece[]> =>
  readEscpos(unwrap(await thermalBytes(fonts, issued, way)));
const onePiece = async (issued: IssuedBlocks, way: Parameters<typeof thermalBytes>[2] = textMode): Promise<Piece> => {
  const [piece, ...more] = await print(issued, way);
  if (piece === undefined || more.length > 0) throw new Error('one piece of paper was expected');
  return piece;
};
const paperOf = (...blocks: Block[]): IssuedBlocks => blocksSchema.parse({ model: 1, orientation: 'portrait', blocks });
const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

/** Every text of a block that stands in one piece on a slip, however it is wrapped. */
function fieldsOf(issued: IssuedBlocks): string[] {
  const of = (inline: Inline | undefined): string[] => (inline === undefined ? [] : inlineText(inline).split('\n'));
  return leavesOf(issued).flatMap((block): string[] => {
    if (block.type === 'grid') return block.items.flatMap(({ label, value }) => [label, ...of(value)]);
    if (block.type === 'checkList') return block.items.flatMap(({ text, detail }) => [...of(text), ...of(detail)]);
    if (block.type === 'letterhead') return [block.name, ...block.lines];
    if (block.type === 'sealPlace') return [block.label, ...block.lines];
    if (block.type === 'signatureLine') return block.fields.map(({ label }) => label);
    if (block.type === 'highlight') return [block.label, block.value, ...of(block.note)];
    if (block.type === 'number') return [block.label, block.value];
    if (block.type === 'paragraph' || block.type === 'note') return of(block.text);
    if (block.type === 'title' || block.type === 'heading') return [block.text];
    if (block.type === 'marker') return [block.text];
    if (block.type === 'qr') return of(block.caption);
    return [];
  });
}

/** Cells stand side by side and are wrapped each for itself, so their characters are counted. */
const cellsOf = (issued: IssuedBlocks): string =>
  leavesOf(issued)
    .flatMap((block) => (block.type === 'table' ? block.rows.flat().map(inlineText) : []))
    .join('');

function countOf(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const character of withoutBlanks(text)) counts.set(character, (counts.get(character) ?? 0) + 1);
  return counts;
}

/** Pictures of rules and codes are not lines of type. */
const drawnLines = ({ pictures }: Piece): number =>
  pictures.filter(({ height }) => [24, 48, 72].some((type) => height === type || height === type + 6)).length;

/** Of a paper made in several copies each is a slip of its own. */
interface Which {
  readonly only?: number;
}
const copiesOf = ({ copies = [] }: IssuedBlocks): Which[] =>
  copies.length === 0 ? [{}] : copies.map((_, only) => ({ only }));

/** The lines hold every field; those of characters with codes are the text, the others pictures, and there is nothing else. */
function expectWhole(piece: Piece, issued: IssuedBlocks, which: Which = {}): void {
  const lines = slipLines({ issued, ...which }).flatMap((line) =>
    'parts' in line ? [withoutBlanks(line.parts.map(({ text }) => text).join(''))] : [],
  );
  const whole = lines.join('').replace(/[│┌┐└┘─]/g, '');
  for (const field of fieldsOf(issued)) expect(whole).toContain(withoutBlanks(field));
  const counts = countOf(whole);
  for (const [character, count] of countOf(cellsOf(issued)))
    expect(counts.get(character) ?? 0, character).toBeGreaterThanOrEqual(count);
  const asText = lines.filter((line) => [...line].every(isCode));
  expect(textOf(piece)).toBe(asText.join(''));
  expect(drawnLines(piece)).toBe(lines.length - asText.length);
}

const cases = papers
  .filter(({ sizes }) => sizes.includes('80mm'))
  .flatMap((paper) =>
    Object.entries(paper.samples).flatMap(([sample, facts]) => {
      const issued = unwrap(paper.issue(facts));
      return copiesOf(issued).map((which) => ({
        name: `${paper.paper} ${sample} ${String(which.only ?? '')}`.trim(),
        ...{ issued, which },
      }));
    }),
  );

test('there are papers for 80 mm', () => {
  expect(new Set(cases.map(({ name }) => name.split(' ')[0])).size).toBeGreaterThanOrEqual(4);
});

describe.each(cases)('$name', ({ issued, which }) => {
  test('comes out with every field, its code and one cut behind it', async () => {
    const piece = await onePiece(issued, { ...textMode, ...which });
    expect(piece.isCut).toBe(true);
    expectWhole(piece, issued, which);
    const codes = leavesOf(issued).flatMap((block) => (block.type === 'qr' ? [block.content] : []));
    expect(await readCodes(picturesOf(piece))).toEqual(codes);
  });

  test('is the same length where everything is drawn, with nothing left as text', async () => {
    const text = await onePiece(issued, { ...textMode, ...which });
    const raster = await onePiece(issued, { mode: 'raster', cut: true, ...which });
    expect(raster.texts).toEqual([]);
    expect(raster.height).toBe(text.height);
    const codes = leavesOf(issued).flatMap((block) => (block.type === 'qr' ? [block.content] : []));
    expect(await readCodes(picturesOf(raster))).toEqual(codes);
  });
});

const named = (name: string, materials: readonly string[] = ['居民身份证']): IssuedBlocks =>
  unwrap(
    receipt.issue({
      ...receipt.samples['plain'],
      petitioner: { name },
      materials: materials.map((material) => ({ name: material, copies: 1, form: 'copy' })),
    } as never),
  );

test('Chinese goes out as GBK, in bytes known from the standard', async () => {
  const bytes = unwrap(await thermalBytes(fonts, paperOf({ type: 'note', text: '候诊凭条 ￥5' }), textMode));
  expect(Buffer.from(bytes).toString('hex')).toContain('baf2d5efc6beccf520a3a435');
});

test('¥ is drawn, and never the four bytes a printer reads as "0 6"', async () => {
  const bytes = unwrap(await thermalBytes(fonts, paperOf({ type: 'note', text: '收费 ¥30 元' }), textMode));
  expect(Buffer.from(bytes).toString('hex')).not.toContain('81308436');
  const [piece] = readEscpos(bytes);
  expect(piece?.texts).toEqual([]);
});

/** Black dots of a cell of plain type: column and row from the corner of a picture. */
const blackIn = (picture: Piece['pictures'][number] | undefined, column: number): number => {
  let count = 0;
  for (let y = 0; y < 24; y += 1)
    for (let x = column * 12; x < column * 12 + 24; x += 1) if (picture?.isBlack(x, y)) count += 1;
  return count;
};

const rareNames = ['𠮷田春', '张㛃', '陈䶮', '李𬭎', '𰻝小面', '龴鿏', '\uf979子'];

test.each(rareNames)('%s is drawn in its place, the lines around it stay text', async (name) => {
  const piece = await onePiece(
    paperOf(
      { type: 'note', text: '上一行' },
      { type: 'note', text: `申请人：${name}` },
      { type: 'note', text: '下一行' },
    ),
  );
  expect(piece.texts.map(({ text, y }) => [text, y])).toEqual([
    ['上一行', 0],
    ['下一行', 60],
  ]);
  expect(piece.pictures.map(({ y, height }) => [y, height])).toEqual([[30, 30]]);
  [...`申请人：${name}`].forEach((_, index) => {
    expect(blackIn(piece.pictures[0], index * 2)).toBeGreaterThan(index === 3 ? 3 : 30);
  });
  expect(blackIn(piece.pictures[0], (4 + [...name].length) * 2)).toBe(0);
});

test('two characters do not look alike, nor like a box', async () => {
  const pictureOf = async (character: string): Promise<string> => {
    const paper = paperOf({ type: 'note', text: character });
    const [picture] = (await onePiece(paper, { mode: 'raster', cut: true })).pictures;
    return Array.from({ length: 576 }, (_, dot) => (picture?.isBlack(dot % 24, Math.floor(dot / 24)) ? '1' : '0')).join(
      '',
    );
  };
  const pictures = await Promise.all([...'𠮷㛃䶮𬭎𰻝龴鿏'].map(pictureOf));
  expect(new Set(pictures).size).toBe(pictures.length);
});

test.each(['阿卜杜热西提·买买提', '古丽娜尔·艾合买提江·吐尔逊阿依·阿不都热合曼', '欧阳文秀'])(
  'the name %s is text, whole and in the grid',
  async (name) => {
    expect(textOf(await onePiece(named(name)))).toContain(`申请人：${name}`);
  },
);

test('eight parties and sixty materials with absurdly long names all come out', async () => {
  const parties = Array.from({ length: 8 }, (_, index) => `被委托人${String(index + 1)}买买提·阿卜杜拉`).join('、');
  const materials = Array.from(
    { length: 60 },
    (_, index) => `第${String(index + 1)}份：${'家庭成员收入证明'.repeat(1 + (index % 6))}`,
  );
  const issued = named(parties, materials);
  const piece = await onePiece(issued);
  expectWhole(piece, issued);
  expect(textOf(piece)).toContain(parties);
  expect(textOf(piece).match(/第\d+份：/g)).toHaveLength(60);
});

test('what no face has is refused, and comes out with the blank that replaces it', async () => {
  const refused = await thermalBytes(fonts, named('王\u{2EBF0}'), textMode);
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'paper.glyphMissing' } });
});

test('copies are cut apart, each with its mark; without a knife the roll is fed out', async () => {
  const issued: IssuedBlocks = { ...named('王喆'), copies: ['申请人', '窗口存档'] };
  const pieces = await print(issued, { ...textMode, copyMark: '补打 第 2 份 王芳' });
  expect(pieces.map(({ isCut }) => isCut)).toEqual([true, true]);
  expect(pieces.map((piece) => textOf(piece).slice(0, 24))).toEqual([
    '一式两份第一份：申请人补打第2份王芳永丰镇便民服',
    '一式两份第二份：窗口存档补打第2份王芳永丰镇便民',
  ]);
  const only = await onePiece(issued, { ...textMode, only: 1 });
  expect(textOf(only)).toContain('第二份：窗口存档');
  const torn = await print(issued, { mode: 'text', cut: false });
  expect(torn.map(({ isCut }) => isCut)).toEqual([false]);
});

test('a stub to tear off is cut off', async () => {
  const pieces = await print(
    paperOf({ type: 'note', text: '正联' }, { type: 'cut', label: '存根' }, { type: 'note', text: '副联' }),
  );
  expect(pieces.map((piece) => textOf(piece).replace(/-/g, ''))).toEqual(['正联存根', '副联']);
});

test('a barcode is read back, with its number beneath', async () => {
  const piece = await onePiece(
    paperOf({ type: 'barcode', content: '108201A726112200010', caption: '108201 A7 261122 00010' }),
  );
  expect(await readCodes(picturesOf(piece))).toEqual(['108201A726112200010']);
  expect(textOf(piece)).toBe('108201A726112200010');
});

test('a QR of any length is read back', async () => {
  const contents = ['T', 'https://example.cn/查询?编号=1&x={a;b}|"~^_`\\', 'X'.repeat(1000)];
  for (const content of contents) {
    const piece = await onePiece(paperOf({ type: 'qr', content }));
    expect(await readCodes(picturesOf(piece))).toEqual([content]);
  }
});

const characters = [...'户口簿（复印件）2A-{}|\\~_"`^=·￥√□ ', ...'¥é㛃𠮷䶮\uf979–'];

test('whatever is printed, a printer reads it, and what it has codes for comes back as text', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 120 }),
      async (text) => {
        const piece = await onePiece(paperOf({ type: 'paragraph', text }));
        const printed = textOf(piece);
        if ([...text].every(isCode)) expect(printed).toBe(withoutBlanks(text));
        else expect(piece.pictures.length).toBeGreaterThan(0);
      },
    ),
    { seed: seed(), numRuns: 150 },
  );
});

describe('as a picture', () => {
  test('the same words, marks of XML escaped, and the same each time', () => {
    const issued = named('陈䶮<&>\uf979');
    const svg = thermalSvg(issued, { copyMark: '补打 第 2 份' });
    const text = [...svg.matchAll(/<tspan[^>]*>([^<]*)<\/tspan>/g)].map(([, character]) => character).join('');
    expect(text).toContain('陈䶮&lt;&amp;&gt;\uf979');
    expect(text.replace(/&#xa0;/g, '')).toContain('补打第2份');
    expect(svg).toContain("'Tongban Sans','Tongban Rare'");
    expect(svg).not.toMatch(/https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(svg).toBe(thermalSvg(issued, { copyMark: '补打 第 2 份' }));
  });
});
