/** Lesson 33: every character that is printed comes back out of the PDF as itself, from embedded TrueType. */
import type { Browser } from '@playwright/test';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commonFamilies, openFontFaces, type CommonFamily } from '#desk/print/render/font-faces.ts';
import { isCovered } from '#shared/documents/coverage.ts';
import { bundledFamilies } from '#shared/documents/sheet-style.ts';
import { fontsOfPdf, hasPoppler, makePdf, openBrowser, textOfPdf } from '../support/pdf.ts';

const fonts = openFontFaces({ rare: 'resources/fonts', common: 'node_modules/@fontsource' });
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).filter(isCovered);

const han = [...range(0x2e80, 0x2fdf), ...range(0x3400, 0x9fff), ...range(0xf900, 0xfaff), ...range(0x20000, 0x323af)];
/** Those that a PDF of Source Han gives back as radicals (⼾ ⽤ ⾯ ⾷), and those that subsets dropped (軍 東). */
const known = [
  ...'户用軍東面食一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广',
];

const perPage = 1000;
const sampled = 900;

async function readBack(characters: readonly string[], family: CommonFamily, isBold: boolean) {
  const text = characters.join('');
  const faces = fonts.inside({ plain: isBold ? '' : text, bold: isBold ? text : '', families: [family] });
  const lines = Array.from({ length: Math.ceil(characters.length / 30) }, (_, line) =>
    characters.slice(line * 30, line * 30 + 30).join(''),
  );
  const style = `body{font:${isBold ? '700' : '400'} 12pt '${family}',${bundledFamilies}}p{margin:0}`;
  const html = `<!doctype html><meta charset="utf-8"><style>${faces}${style}</style>${lines.map((line) => `<p>${line}</p>`).join('')}`;
  const { pdf } = await makePdf(browser, html, false);
  return { read: [...textOfPdf(pdf).replace(/\s/gu, '')], fonts: fontsOfPdf(pdf) };
}

const seed = Number(process.env['TONGBAN_SEED'] ?? Date.now() % 1_000_000);

test.runIf(hasPoppler).each(commonFamilies)('lesson 33: characters come back as themselves (%s)', async (family) => {
  console.log(`TONGBAN_SEED=${String(seed)}`);
  const isLong = process.env['TONGBAN_LONG'] === '1';
  const [drawn = []] = fc.sample(fc.shuffledSubarray(han, { minLength: sampled, maxLength: sampled }), {
    seed,
    numRuns: 1,
  });
  const all = isLong ? [...known, ...han] : [...known, ...drawn];
  const wrong: string[] = [];
  for (let from = 0; from < all.length; from += perPage) {
    const part = all.slice(from, from + perPage);
    const { read, fonts: used } = await readBack(part, family, family === 'Tongban Song');
    wrong.push(...part.filter((character, index) => read[index] !== character));
    expect(read).toHaveLength(part.length);
    expect(used.filter((line) => !/CID TrueType\s+Identity-H\s+yes\s+yes\s+yes/.test(line))).toEqual([]);
    expect(used.filter((line) => !/NotoSansSC|NotoSerifSC|TongbanRare/.test(line))).toEqual([]);
  }
  expect(wrong).toEqual([]);
});
