/** Every paper in every size with everything in it as long as it may be: nothing cut, nothing over the edge, every word on it. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFontFaces } from '#desk/print/render/font-faces.ts';
import { drawForPrint } from '#desk/print/render/paper-html.ts';
import { papers } from '#shared/documents/papers.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { isSaid, wordsOf } from '../support/paper-words.ts';
import { hasPoppler, makePdf, openBrowser, textOfPdf } from '../support/pdf.ts';
import { stretched } from '../support/stretched.ts';

const fonts = openFontFaces({ rare: 'resources/fonts', common: 'node_modules/@fontsource' });
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const cases = papers.flatMap((paper) => paper.sizes.map((size) => ({ name: `${paper.paper} ${size}`, paper, size })));

test.runIf(hasPoppler).each(cases)('$name', async ({ paper, size }) => {
  const issued = unwrap(paper.issue(stretched(paper, Object.values(paper.samples)[0])));
  const drawn = unwrap(
    drawForPrint(fonts, { papers: [{ issued }], size, sizes: paper.sizes, faces: { from: 'inside' } }),
  );
  const { pdf, overflowing } = await makePdf(browser, drawn.html, drawn.isRoll);
  expect(overflowing).toEqual([]);
  const text = textOfPdf(pdf).replace(/\s/g, '');
  expect(wordsOf(issued).filter((word) => !isSaid(text, word))).toEqual([]);
});
