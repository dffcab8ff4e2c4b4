/**
 * Every paper in every size with eight parties and sixty lines in each list, and with next to nothing: nothing cut, every word on it, each page
 * of a table under its own head. CI draws some by a seed that is printed; `npm run test:long` makes all of them.
 */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openFontFaces } from '#desk/print/render/font-faces.ts';
import { drawForPrint } from '#desk/print/render/paper-html.ts';
import { leavesOf, type IssuedBlocks } from '#shared/documents/blocks.ts';
import { papers } from '#shared/documents/papers.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { crowded, sparsest } from '../support/crowded.ts';
import { makeWorld } from '../support/journal-desk.ts';
import { isSaid, wordsOf } from '../support/paper-words.ts';
import { seed } from '../support/seed.ts';
import { hasPoppler, makePdf, openBrowser, textOfPdf } from '../support/pdf.ts';

const isLong = process.env['TONGBAN_LONG'] === '1';
const drawnInCi = 24;

const fonts = openFontFaces({ rare: 'resources/fonts', common: 'node_modules/@fontsource' });
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const fillings = { crowded, sparsest } as const;
const every = papers.flatMap((paper) =>
  paper.sizes.flatMap((size) =>
    (['crowded', 'sparsest'] as const).map((filling) => ({
      name: `${paper.paper} ${filling} ${size}`,
      paper,
      size,
      filling,
    })),
  ),
);

function drawn<T>(list: readonly T[], count: number): T[] {
  const { pick } = makeWorld(seed());
  const left = [...list];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(pick(left.length), 1)).flat();
}
const cases = isLong ? every : drawn(every, drawnInCi);

/** Pages that have lines of a table and not its head, by number. */
function headless(issued: IssuedBlocks, text: string): string[] {
  const pages = text.split('\f').map((page) => page.replace(/\s/g, ''));
  const long = leavesOf(issued).flatMap((block) => (block.type === 'table' && block.rows.length > 20 ? [block] : []));
  return long.flatMap(({ columns, rows }) => {
    const telling = rows.flatMap((row) =>
      row.flatMap((cell) => (typeof cell === 'string' && /之\d+$/.test(cell) ? [cell] : [])),
    );
    const heads = columns.map(({ header }) => header).filter((header) => header !== '');
    return pages.flatMap((page, at) => {
      const has = telling.some((cell) => page.includes(cell.replace(/\s/g, '')));
      const missing = heads.filter((header) => !isSaid(page, header));
      return has && missing.length > 0 ? [`page ${String(at + 1)}: ${missing.join()}`] : [];
    });
  });
}

test.runIf(hasPoppler).each(cases)('$name', async ({ paper, size, filling }) => {
  const issued = unwrap(paper.issue(fillings[filling](paper)));
  const made = unwrap(
    drawForPrint(fonts, { papers: [{ issued }], size, sizes: paper.sizes, faces: { from: 'inside' } }),
  );
  const { pdf, overflowing } = await makePdf(browser, made.html, made.isRoll);
  expect(overflowing).toEqual([]);
  const text = textOfPdf(pdf);
  const bare = text.replace(/\s/g, '');
  expect(wordsOf(issued).filter((word) => !isSaid(bare, word))).toEqual([]);
  if (size !== '80mm') expect(headless(issued, text)).toEqual([]);
});

test('the fillings fill: a list of sixty is on the papers that list what was handed in', () => {
  const lines = (name: string): number => {
    const paper = papers.find((one) => one.paper === name);
    const list = paper === undefined ? [] : crowded(paper)['materials'];
    return Array.isArray(list) ? list.length : 0;
  };
  expect(['receipt', 'acceptanceNotice', 'approvalSheet'].map(lines)).toEqual([60, 60, 60]);
});
