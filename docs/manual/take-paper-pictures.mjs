/**
 * Draws every paper of the program from its samples and writes the list of papers of this manual (`papers.md`); run by hand after a
 * paper changed or came:
 *
 *     node docs/manual/take-paper-pictures.mjs [paper …]
 *
 * The first page of the first sample, in the size the paper is made for, as `papers/<paper>.png`. Look at every one before it is committed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, testFlags } from '../../build/browser.mjs';
import { root, underRecentNode } from '../../build/runtime.mjs';

await underRecentNode();
const { chromium } = await import('@playwright/test');
const { papers } = await import('#shared/documents/papers.ts');
const { rollPageCss } = await import('#shared/documents/render-html.ts');
const { openFontFaces } = await import('#desk/print/render/font-faces.ts');
const { drawForPrint } = await import('#desk/print/render/paper-html.ts');
const { paperList } = await import('./paper-list.mjs');

const wanted = process.argv.slice(2);
const fonts = openFontFaces({
  rare: join(root, 'resources/fonts'),
  common: join(root, 'node_modules/@fontsource'),
});
const folder = mkdtempSync(join(tmpdir(), 'tongban-papers-'));
const browser = await chromium.launch({ executablePath: findBrowser(), args: testFlags() });

const unwrap = (result) => {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};

/** One sheet, also of a paper that is made twice. */
async function draw({ paper, samples, sizes, issue }) {
  const [size] = sizes;
  const issued = unwrap(issue(Object.values(samples)[0]));
  const only = issued.copies === undefined ? {} : { only: 0 };
  const { html, isRoll } = unwrap(
    drawForPrint(fonts, { papers: [{ issued, ...only }], size, sizes, faces: { from: 'inside' } }),
  );
  const page = await browser.newPage({ viewport: { width: isRoll ? 303 : 1000, height: 800 } });
  await page.emulateMedia({ media: 'print' });
  await page.setContent(html);
  await page.evaluate(() => document.fonts.ready);
  if (isRoll) {
    const height = await page.evaluate(() => document.querySelector('.paper').getBoundingClientRect().height);
    await page.addStyleTag({ content: rollPageCss(height) });
  }
  const pdf = join(folder, `${paper}.pdf`);
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  await page.close();
  const picture = join(import.meta.dirname, 'papers', paper);
  const width = isRoll ? 340 : issued.orientation === 'landscape' ? 800 : 620;
  const scale = ['-scale-to-x', String(width), '-scale-to-y', '-1'];
  execFileSync('pdftoppm', ['-png', '-gray', '-singlefile', ...scale, pdf, picture]);
}

try {
  for (const paper of papers) if (wanted.length === 0 || wanted.includes(paper.paper)) await draw(paper);
  writeFileSync(join(import.meta.dirname, 'papers.md'), paperList(papers));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
