import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Block, type IssuedBlocks, blocksSchema } from '../blocks.ts';
import { papers } from '../papers.ts';
import { columnsOfRoll, widthOf } from './columns.ts';
import type { Line } from './line.ts';
import { slipLines, slipMarkup } from './slip.ts';
import { seed } from '../../../tests/support/seed.ts';

const paperOf = (...blocks: Block[]): IssuedBlocks => blocksSchema.parse({ model: 1, orientation: 'portrait', blocks });
const textsOf = (lines: readonly Line[]): string[] =>
  lines.flatMap((line) => ('parts' in line ? [line.parts.map(({ text }) => text).join('')] : []));

const samples = papers.flatMap((paper) =>
  Object.entries(paper.samples).map(([sample, facts]) => ({ name: `${paper.paper} ${sample}`, paper, facts })),
);

describe.each(samples)('$name', ({ paper, facts }) => {
  const issued = paper.issue(facts);
  test('fits a roll in plain and in large type', () => {
    if (!issued.ok) throw new Error(issued.refusal.code);
    for (const one of [issued.value, { ...issued.value, isLarge: true } as const])
      for (const line of slipLines({ issued: one }))
        if ('parts' in line)
          expect(widthOf(line.parts.map(({ text }) => text).join('')) * line.scale).toBeLessThanOrEqual(columnsOfRoll);
  });
});

test('each copy says whose it is, bears the mark of a reprint and is cut off', () => {
  const issued: IssuedBlocks = { ...paperOf({ type: 'title', text: '授权委托书' }), copies: ['申请人', '窗口存档'] };
  const lines = slipLines({ issued, copyMark: '补打 第 2 份' });
  expect(textsOf(lines).filter((text) => text !== '')).toEqual([
    '一式两份　第一份：申请人',
    '补打 第 2 份',
    '授权委托书',
    '一式两份　第二份：窗口存档',
    '补打 第 2 份',
    '授权委托书',
  ]);
  expect(lines.filter((line) => 'cut' in line)).toHaveLength(2);
  expect(textsOf(slipLines({ issued, only: 1 })).filter((text) => text !== '')).toEqual([
    '一式两份　第二份：窗口存档',
    '授权委托书',
  ]);
});

test('what stands side by side on a sheet stands one below the other', () => {
  const left: Block = {
    type: 'beside',
    second: 'equal',
    blocks: [[{ type: 'note', text: '甲' }], [{ type: 'note', text: '乙' }]],
  };
  expect(textsOf(slipLines({ issued: paperOf(left) })).slice(0, 2)).toEqual(['甲', '乙']);
});

test('a table keeps its columns where they fit and becomes lines where they do not', () => {
  const column = (header: string, width: number) => ({ header, width });
  const narrow = paperOf({
    type: 'table',
    columns: [column('材料', 70), { ...column('份数', 30), align: 'end' }],
    rows: [['户口簿', '2']],
  });
  expect(textsOf(slipLines({ issued: narrow }))).toContain(`户口簿${' '.repeat(41)}2`);
  const wide = paperOf({
    type: 'table',
    columns: Array.from({ length: 12 }, (_, index) => column(`第${String(index + 1)}项`, 8)),
    rows: [Array.from({ length: 12 }, (_, index) => String(index))],
  });
  expect(textsOf(slipLines({ issued: wide }))).toContain('第12项：11');
});

test('places to write, to sign and to press a finger on', () => {
  const lines = textsOf(
    slipLines({
      issued: paperOf(
        { type: 'paragraph', text: [{ text: '姓名' }, { blank: 4, hint: 'U+2EBF0' }, { boxes: 3 }] },
        { type: 'signatureLine', fields: [{ label: '申请人', hasDate: true, hasFingerprint: true }] },
        { type: 'readAloud', text: '已宣读', isDone: true },
      ),
    }),
  );
  expect(lines).toContain('姓名________（U+2EBF0）□□□');
  expect(lines).toContain(`申请人：${'_'.repeat(40)}`);
  expect(lines.filter((line) => line.includes('│'))).toHaveLength(8);
  expect(lines.some((line) => line.includes('指印'))).toBe(true);
  expect(lines).toContain('√ 已宣读');
});

test('whatever signs a text has, the markup has one line for each of the slip, and none of the text is markup', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'{}|\\~_"`^-= 甲x;:\n'), minLength: 1, maxLength: 80 }),
      (text) => {
        const issued = paperOf({ type: 'note', text }, { type: 'qr', content: text.trim() || 'x' });
        const markup = slipMarkup({ issued });
        expect(markup.split('\n')).toHaveLength(slipLines({ issued }).length);
        for (const line of markup.split('\n'))
          expect(line).toMatch(/^(|=|-|\|?( )?"?[^{}|"`^_]*"?( )?\|?|\{c:[^{}|;]*;o:[a-z0-9,]+\})$/);
      },
    ),
    { seed: seed(), numRuns: 300 },
  );
});
