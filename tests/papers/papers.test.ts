/** Every paper in every size through a real browser: the sheet's measures, nothing cut, nothing fetched, text that can be read back. */
import { existsSync } from 'node:fs';
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DrawRequest, drawForPrint, drawForScreen } from '#desk/print/render/paper-html.ts';
import { openFontFaces } from '#desk/print/render/font-faces.ts';
import { type IssuedBlocks, type PaperSize, leavesOf } from '#shared/documents/blocks.ts';
import { handBlanksFor } from '#shared/documents/hand-blanks.ts';
import { papers } from '#shared/documents/papers.ts';
import { receipt } from '#shared/documents/receipt.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { type MadePdf, fontsOfPdf, hasPoppler, makePdf, openBrowser, sheetOfPdf, textOfPdf } from '../support/pdf.ts';
import { expectApproved } from '../support/approved.ts';
import { isSaid, wordsOf } from '../support/paper-words.ts';

const fonts = openFontFaces({
  rare: 'resources/fonts',
  common: 'node_modules/@fontsource',
});
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const measures: Readonly<Record<PaperSize, readonly [number, number]>> = {
  '80mm': [80, 0],
  A5: [148, 210],
  A4: [210, 297],
};
const request = (issued: IssuedBlocks, size: PaperSize): DrawRequest => ({
  papers: [{ issued }],
  size,
  sizes: ['80mm', 'A5', 'A4'],
  faces: { from: 'inside' },
});

async function print(issued: IssuedBlocks, size: PaperSize): Promise<MadePdf> {
  const drawn = unwrap(drawForPrint(fonts, request(issued, size)));
  return makePdf(browser, drawn.html, drawn.isRoll);
}

/** A line of pdffonts: one of our faces, TrueType with its code points, embedded, and readable as Unicode. */
const isOurs = /^[A-Z]{6}\+(NotoSansSC|NotoSerifSC|TongbanRare)\S*\s+CID TrueType\s+Identity-H\s+yes\s+yes\s+yes/;

const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

// Every paper in every size; the other samples only where they are tightest.
const cases = papers.flatMap((paper) =>
  Object.entries(paper.samples).flatMap(([sample, facts], index) =>
    paper.sizes
      .filter((size) => index === 0 || size === paper.sizes[0] || size === 'A5')
      .map((size) => ({ name: `${paper.paper} ${sample} ${size}`, issued: unwrap(paper.issue(facts)), size, sample })),
  ),
);

// What fits on one sheet must stay on one: a second sheet gets lost.
const longOnes = / (long|full|whole|many) /;

if (!hasPoppler) console.log('papers: printed pages are not read back, pdftotext (poppler) is not here');

test.runIf(hasPoppler).each(cases)('$name', async ({ name, issued, size }) => {
  const { pdf, requests, overflowing } = await print(issued, size);
  expect(requests).toEqual([]);
  expect(overflowing).toEqual([]);
  const sheet = sheetOfPdf(pdf);
  const [width, height] = issued.orientation === 'landscape' ? [measures[size][1], measures[size][0]] : measures[size];
  expect(sheet.widthMm).toBe(width);
  if (size !== '80mm') expect(sheet.heightMm).toBe(height);
  if (size === '80mm' || !longOnes.test(name)) expect(sheet.pages).toBe(issued.copies?.length ?? 1);
  const text = withoutBlanks(textOfPdf(pdf));
  for (const block of leavesOf(issued)) {
    if (block.type === 'title') expect(text).toContain(withoutBlanks(block.text));
    if (block.type === 'number') expect(text).toContain(withoutBlanks(block.value));
    if (block.type === 'highlight') expect(text).toContain(withoutBlanks(block.value));
  }
  expect(wordsOf(issued).filter((word) => !isSaid(text, word))).toEqual([]);
  expectApproved(name, pdf);
  // A machine's own face would look different on every machine, and Type 3 is a picture of letters.
  expect(fontsOfPdf(pdf).filter((line) => !isOurs.test(line))).toEqual([]);
});

describe('rare characters', () => {
  const names = [
    '𠮷田春',
    '张㛃',
    '陈䶮',
    '李𬭎',
    '𰻝小面',
    '王喆',
    '刘堃',
    '阿卜杜热西提·买买提',
    '欧阳文秀',
    '单晓明',
    '仇建国',
    '查小梅',
  ];
  const more = ['曾庆文', '解志强', '吕红英', '尉迟文静', '朴正花', '户用土木水火山石田目白立', '龴鿏', '戶虜骨直角'];
  const named = (petitioner: string, rows: readonly string[]): IssuedBlocks =>
    unwrap(
      receipt.issue({
        ...receipt.samples['plain'],
        petitioner: { name: petitioner },
        materials: rows.map((name) => ({ name, copies: 1, form: 'copy' })),
      } as never),
    );

  test.runIf(hasPoppler).each(['80mm', 'A4'] as const)(
    'come out as the characters they are, none as a radical (%s)',
    async (size) => {
      const { pdf } = await print(named('𠮷田春', [...names, ...more]), size);
      const text = withoutBlanks(textOfPdf(pdf));
      for (const name of [...names, ...more]) expect(text).toContain(name);
      expect(text).not.toMatch(/[\u2E80-\u2FDF]/);
    },
  );

  test.runIf(hasPoppler)('what no font has is refused, shown on the screen, and printed with a blank', async () => {
    const issued = named('王\u{2EBF0}', []);
    expect(drawForPrint(fonts, request(issued, 'A5'))).toMatchObject({
      ok: false,
      refusal: { code: 'paper.glyphMissing' },
    });
    expect(drawForScreen(fonts, request(issued, 'A5'))).toContain('\u{2EBF0}');
    const { pdf, overflowing } = await print(handBlanksFor(issued), 'A5');
    expect(overflowing).toEqual([]);
    expect(withoutBlanks(textOfPdf(pdf))).toContain('空白处按身份证上的字手写填入：U+2EBF0');
  });

  test('a form is not forced on paper it was not made for', () => {
    const issued = named('王喆', []);
    const refused = drawForPrint(fonts, { ...request(issued, '80mm'), sizes: ['A4'] });
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'paper.size', details: { size: '80mm', sizes: 'A4' } },
    });
  });
});

test.runIf(hasPoppler)('a pad is as many sheets as it has papers, each on its own', async () => {
  const blank = papers.find(({ paper }) => paper === 'blankReceipt');
  const issued = unwrap(blank?.issue(blank.samples['plain']) ?? receipt.issue({} as never));
  const drawn = unwrap(
    drawForPrint(fonts, { ...request(issued, 'A5'), papers: Array.from({ length: 5 }, () => ({ issued })) }),
  );
  const { pdf, overflowing } = await makePdf(browser, drawn.html, false);
  expect([sheetOfPdf(pdf).pages, overflowing]).toEqual([5, []]);
});

test('the list of faces names files that are there', () => {
  const files = [...fonts.byAddress('').matchAll(/url\(\/([^)]+)\)/g)].map(
    ([, file]) => fonts.pathOf(file ?? '') ?? '',
  );
  expect(files.length).toBeGreaterThan(90);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('only the files of the bundled faces are given out by address', () => {
  expect(fonts.byAddress('/fonts')).toContain("url(/fonts/rare-1.woff2) format('woff2')");
  expect(fonts.pathOf('rare-1.woff2')).toMatch(/resources\/fonts\/rare-1\.woff2$/);
  expect(['../package.json', 'faces.json', ''].map((file) => fonts.pathOf(file))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
