/** Characters drawn for a thermal printer beside the same characters drawn by Chromium: two programs, one face, one look. */
import type { Browser } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledFamilies } from '#shared/documents/sheet-style.ts';
import { openFontFaces } from '#desk/print/render/font-faces.ts';
import { thermalBytes } from '#desk/print/thermal/index.ts';
import { blocksSchema } from '#shared/documents/blocks.ts';
import { unwrap } from '#shared/kernel/result.ts';
import { readEscpos } from '../support/escpos-reader.ts';
import { openBrowser } from '../support/pdf.ts';

const side = 24;
const characters = [...'𠮷㛃䶮𬭎𰻝龴鿏\uf979戶虜永鹰骨¥'];
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

/** Runs in the page: black dots of each character, row by row, where a dot is more than half covered. */
async function drawInPage({
  text,
  size,
  families,
}: {
  text: string[];
  size: number;
  families: string;
}): Promise<boolean[][]> {
  const font = `400 ${String(size)}px ${families}`;
  await document.fonts.load(font, text.join(''));
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('no canvas');
  context.font = font;
  context.textAlign = 'center';
  return text.map((character) => {
    context.clearRect(0, 0, size, size);
    context.fillText(character, size / 2, size * 0.88);
    const { data } = context.getImageData(0, 0, size, size);
    return Array.from({ length: size * size }, (_, dot) => (data[dot * 4 + 3] ?? 0) > 112);
  });
}

async function drawForPrinter(character: string): Promise<boolean[]> {
  const issued = blocksSchema.parse({
    model: 1,
    orientation: 'portrait',
    blocks: [{ type: 'note', text: character }],
  });
  const bytes = unwrap(await thermalBytes(fonts, issued, { mode: 'raster', cut: true }));
  const picture = readEscpos(bytes)[0]?.pictures[0];
  return Array.from({ length: side * side }, (_, dot) => picture?.isBlack(dot % side, Math.floor(dot / side)) ?? false);
}

/** Dots black in both, of those black in either. */
function likeness(one: readonly boolean[], other: readonly boolean[]): number {
  const both = one.filter((dot, index) => dot && other[index]).length;
  const either = one.filter((dot, index) => dot || other[index]).length;
  return either === 0 ? 0 : both / either;
}

test('each is itself, and none of the others', async () => {
  const page = await browser.newPage();
  await page.setContent(
    `<style>${fonts.inside({ plain: characters.join(''), bold: '', families: ['Tongban Sans'] })}</style>`,
  );
  const seen = await page.evaluate(drawInPage, { text: characters, size: side, families: bundledFamilies });
  for (const [index, character] of characters.entries()) {
    const printed = await drawForPrinter(character);
    const likes = seen.map((drawn) => likeness(printed, drawn));
    expect(likes[index], character).toBeGreaterThan(0.6);
    expect(likes.indexOf(Math.max(...likes)), character).toBe(index);
  }
});
