import { create } from 'qrcode/lib/core/qrcode.js';
import { expect, test } from 'vitest';
import { unwrap } from '../kernel/result.ts';
import { type Block, type IssuedBlocks, blocksSchema } from './blocks.ts';
import { blankReceipt } from './blank-receipt.ts';
import { qrSvg } from './qr-svg.ts';
import { receipt } from './receipt.ts';
import { nameOf, renderHtml, renderPaper, rollPageCss } from './render-html.ts';

const of = (...blocks: Block[]): IssuedBlocks => blocksSchema.parse({ model: 1, orientation: 'portrait', blocks });
const options = { size: 'A5', faces: '', fontSource: 'data:' } as const;
const attack = `</style><script>alert(1)</script>"'\\{}`;

test('nothing a person typed becomes markup, neither in the page nor in the style sheet', () => {
  const html = renderHtml(
    [
      {
        issued: of({ type: 'title', text: attack }, { type: 'number', label: attack, value: attack }),
        copyMark: attack,
      },
    ],
    options,
  );
  expect(html).not.toContain('<script>');
  expect(html.match(/<\/style>/g)).toHaveLength(1);
  expect(html).toContain('&lt;/style&gt;&lt;script&gt;');
});

test('the page asks nobody for anything and says its language', () => {
  const html = renderHtml([{ issued: unwrap(receipt.issue(receipt.samples['plain'] as never)) }], options);
  expect(html).toContain('<html lang="zh-CN">');
  expect(html).toContain(`default-src &#39;none&#39;`);
  expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<img|@import|url\(/);
});

test('only the copy mark tells a reprint from the first print', () => {
  const issued = unwrap(receipt.issue(receipt.samples['plain'] as never));
  const [first, again] = [renderPaper({ issued }), renderPaper({ issued, copyMark: '补打 第2份' })];
  expect(again).toContain('补打 第2份');
  expect(again.replace(/<div class="marker copy">.*?<\/div>/, '')).toBe(first);
});

test('names of files and print jobs hold the number and no person', () => {
  const facts = { ...receipt.samples['plain'], petitioner: { name: '欧阳文秀' } };
  expect(nameOf(unwrap(receipt.issue(facts as never)))).toBe('收件凭证 108201 A7 261122 00010');
});

test('a cut divides the sheet in halves, each with the number', () => {
  const html = renderPaper({ issued: unwrap(blankReceipt.issue(blankReceipt.samples['plain'] as never)) });
  expect(html.match(/<section class="half">/g)).toHaveLength(2);
  expect(html.match(/108201 A7 261122 00010/g)).toHaveLength(2);
  expect(html).toMatch(/<\/section><div class="cut">.*?<\/div><section class="half">/);
});

test('an item alone in its row takes the whole row', () => {
  const item = (label: string, isWide?: true) => ({ label, value: label, ...(isWide ? { isWide } : {}) });
  const html = renderPaper({
    issued: of({ type: 'grid', columns: 2, items: [item('甲'), item('乙'), item('丙'), item('丁', true), item('戊')] }),
  });
  const wide = [...html.matchAll(/<dd class="value( wide)?">(.)/g)].map(
    ([, isWide, label]) => `${label ?? ''}${isWide ?? ''}`,
  );
  expect(wide).toEqual(['甲', '乙', '丙 wide', '丁 wide', '戊 wide']);
});

test('the page of a roll is as long as its slip and never shorter', () => {
  expect(rollPageCss(96 / 25.4)).toBe('@page{size:80mm 3mm;margin:0}');
  expect(rollPageCss(378)).toBe('@page{size:80mm 103mm;margin:0}');
});

test('blocks are strict: an unknown block, key or model is refused', () => {
  const valid = { model: 1, orientation: 'portrait', blocks: [{ type: 'rule' }] };
  expect(blocksSchema.safeParse(valid).success).toBe(true);
  for (const wrong of [
    { ...valid, model: 2 },
    { ...valid, blocks: [] },
    { ...valid, blocks: [{ type: 'rule', more: 1 }] },
    { ...valid, blocks: [{ type: 'picture' }] },
    { ...valid, more: 1 },
  ]) {
    expect(blocksSchema.safeParse(wrong).success).toBe(false);
  }
});

test.each([
  'TB1-108201A726112200010-RC-20261122-0123456789ABCDEFGHJKMNPQRR-',
  'A',
  'https://example.test/q#TB1-'.padEnd(300, 'Z9'),
])('the drawn code has exactly the dark modules of %s, with white around it', (content) => {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const dark = new Set<string>();
  for (const [, x, y, run] of qrSvg(content).matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let step = 0; step < Number(run); step++) dark.add(`${String(Number(x) + step - 4)},${String(Number(y) - 4)}`);
  }
  const expected = new Set<string>();
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (modules.get(row, column)) expected.add(`${String(column)},${String(row)}`);
    }
  }
  expect(dark).toEqual(expected);
});

test('a paper in several copies says on each whose it is; one alone keeps its page numbers', () => {
  const issued: IssuedBlocks = { ...of({ type: 'title', text: '委托书' }), copies: ['委托人', '代理人', '窗口存档'] };
  const html = renderHtml([{ issued }], options);
  expect(html.match(/<article/g)).toHaveLength(3);
  expect(html).toContain('一式三份　第一份：委托人');
  expect(html).toContain('第三份：窗口存档');
  expect(html).not.toContain('counter(pages)');
  const one = renderHtml([{ issued, only: 1 }], options);
  expect(one.match(/<article/g)).toHaveLength(1);
  expect(one).toContain('第二份：代理人');
  expect(one).toContain('counter(pages)');
});

test('who cannot write has a place for the finger print; a picture is drawn where it is known, else its frame', () => {
  const signed = renderPaper({
    issued: of({
      type: 'signatureLine',
      fields: [
        { label: '申请人', signer: 'petitioner', hasFingerprint: true, hasDate: true },
        { label: '见证人', signer: 'witness' },
      ],
    }),
  });
  expect(signed.match(/指印/g)).toHaveLength(1);
  const photo = of({ type: 'photo', picture: 'p1', label: '近照"><script>', width: 26, height: 32 });
  expect(renderPaper({ issued: photo })).not.toContain('<img');
  const drawn = renderPaper({ issued: photo, pictures: new Map([['p1', 'data:image/png;base64,AAAA']]) });
  expect(drawn).toContain('src="data:image/png;base64,AAAA"');
  expect(drawn).not.toContain('<script>');
});

test('a barcode has the bars of Code 128, and refuses what it cannot hold before it is stored', () => {
  // ISO/IEC 15417: start B (104), A (33), check (104 + 1 × 33) mod 103 = 34, stop; as widths of bars and spaces.
  const svg = renderPaper({ issued: of({ type: 'barcode', content: 'A' }) });
  const bars = [...svg.matchAll(/M(\d+) 0h(\d+)v/g)].map(([, at, run]) => [Number(at) - 10, Number(run)]);
  const widths = '211214 111323 131123 2331112'.replaceAll(' ', '');
  const expected: number[][] = [];
  let at = 0;
  for (const [index, width] of [...widths].entries()) {
    if (index % 2 === 0) expected.push([at, Number(width)]);
    at += Number(width);
  }
  expect(bars).toEqual(expected);
  expect(
    blocksSchema.safeParse({ ...of({ type: 'rule' }), blocks: [{ type: 'barcode', content: '张三' }] }).success,
  ).toBe(false);
});
