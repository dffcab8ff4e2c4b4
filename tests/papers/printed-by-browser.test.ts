/**
 * A page through a browser that the host starts itself: silently, of its size, leaving nothing. The "printer" is the one every
 * Chromium has, Save as PDF; a real printer of Windows was not seen by any test.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../build/browser.mjs';
import { saveAsPdf, printPage, type PageNeeds } from '../../electron/host/print-pages.ts';
import { drawForScreen } from '../../electron/desk/print/render/paper-html.ts';
import { testPage } from '../../electron/desk/print/test-page.ts';
import { testResources } from '../support/desk.ts';
import { hasScreen, openScreen, type Screen } from '../support/screen.ts';
import { temporaryFolder } from '../support/store.ts';

/** Command lines of everything that runs, and whose profile lies in `folder`. */
const running = (folder: string): string[] =>
  readdirSync('/proc').flatMap((pid) => {
    try {
      const line = /^\d+$/.test(pid) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
      return line.includes(folder) ? [line] : [];
    } catch {
      return [];
    }
  });

const htmlOf = (size: 'A4' | 'A5' | '80mm'): string =>
  drawForScreen(testResources.fonts(), {
    papers: [{ issued: testPage('镇政府办公室打印机', '2026-11-23 09:00') }],
    size,
    sizes: [size],
    faces: { from: 'inside' },
  });

/** Words, and the size of the first page in points. */
function readPdf(bytes: Uint8Array) {
  const file = join(temporaryFolder(), 'page.pdf');
  writeFileSync(file, bytes);
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  const size = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }));
  return { text, size: [Number(size?.[1]), Number(size?.[2])] };
}

// Without Xvfb or a screen a browser has no window, and without a window it does not print.
describe.skipIf(!hasScreen())('a page through a browser of its own', () => {
  let screen: Screen;
  beforeAll(async () => {
    screen = await openScreen();
  });
  afterAll(() => {
    screen.stop();
  });

  function needs(more: Partial<PageNeeds> = {}): PageNeeds {
    const folder = join(temporaryFolder(), 'browser-print');
    mkdirSync(folder);
    const program = findBrowser() ?? '';
    return { program, folder, isRoot: process.getuid?.() === 0, patienceMs: 60_000, env: screen.env, ...more };
  }

  it.each([
    ['A4', [595, 842]],
    ['A5', [420, 595]],
  ] as const)(
    'prints %s in its size and with all its words, and leaves no process and no file',
    async (size, points) => {
      const here = needs();
      const { sent, saved } = await printPage(here, htmlOf(size), size, saveAsPdf);
      expect(sent).toEqual({ state: 'failed', reason: 'missing' });
      const read = readPdf(saved ?? new Uint8Array());
      expect(read.text).toContain('打印测试页');
      expect(read.text).toContain('𰻝');
      // A browser that fits the page to its own idea of paper would print another size.
      expect(read.size.map(Math.round)).toEqual(points);
      expect(readdirSync(here.folder)).toEqual([]);
      expect(running(here.folder)).toEqual([]);
    },
  );

  it('lays a sheet across that is made so', async () => {
    const html = drawForScreen(testResources.fonts(), {
      papers: [{ issued: { ...testPage('镇政府办公室打印机', '2026-11-23 09:00'), orientation: 'landscape' } }],
      size: 'A4',
      sizes: ['A4'],
      faces: { from: 'inside' },
    });
    const { saved } = await printPage(needs(), html, 'A4', saveAsPdf);
    expect(readPdf(saved ?? new Uint8Array()).size.map(Math.round)).toEqual([842, 595]);
  });

  it('prints a slip as long as it is', async () => {
    const { saved } = await printPage(needs(), htmlOf('80mm'), '80mm', saveAsPdf);
    const [width = 0, height = 0] = readPdf(saved ?? new Uint8Array()).size;
    expect(Math.round((width / 72) * 25.4)).toBe(80);
    expect(height).toBeGreaterThan(width);
  });

  it('says that a printer is missing rather than calling a file a printed paper', async () => {
    // Here is no printer at all, so the system has none to choose.
    const { sent } = await printPage(needs(), htmlOf('A4'), 'A4', '');
    expect(sent).toEqual({ state: 'failed', reason: 'missing' });
  });

  it('has surely printed nothing where the browser does not start or ends before the page is there', async () => {
    for (const program of ['/nowhere/chromium', '/bin/true']) {
      const here = needs({ program });
      const { sent, saved } = await printPage(here, htmlOf('A4'), 'A4', '');
      expect([program, sent, saved]).toEqual([program, { state: 'failed', reason: 'noProgram' }, undefined]);
      expect(readdirSync(here.folder)).toEqual([]);
    }
  });

  it('ends a browser that takes too long, and leaves nothing of it', async () => {
    const here = needs({ patienceMs: 300 });
    const { sent } = await printPage(here, htmlOf('A4'), 'A4', saveAsPdf);
    expect(sent.state).not.toBe('printed');
    expect(readdirSync(here.folder)).toEqual([]);
    expect(running(here.folder)).toEqual([]);
  });
});
