/**
 * A paper in a frame of its own: on the screen to be looked at, out of sight to be printed. The page of a paper forbids every
 * script; what is done to it is done from here.
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import { rollPageCss } from '#shared/documents/render-html.ts';
import { keepPaper } from './last-paper.ts';

const widths: Readonly<Record<PaperSize, string>> = { '80mm': '80mm', A5: '210mm', A4: '210mm' };

/** Resolves when fonts are there and the page has its size. Rejects when the page could not be loaded. */
export async function layOut(html: string, size: PaperSize): Promise<Window> {
  const frame = document.createElement('iframe');
  keepPaper(frame);
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    ...{ position: 'fixed', left: '-400mm', top: '0', border: '0', visibility: 'hidden' },
    ...{ width: widths[size], height: '297mm' },
  });
  const loaded = new Promise<void>((resolve, reject) => {
    frame.addEventListener('load', () => {
      resolve();
    });
    frame.addEventListener('error', () => {
      reject(new Error('the paper was not loaded'));
    });
  });
  frame.srcdoc = html;
  document.body.append(frame);
  await loaded;
  const { contentDocument: page, contentWindow: view } = frame;
  if (!page || !view) throw new Error('the paper has no page');
  await Promise.all([page.fonts.ready, ...[...page.images].map((image) => image.decode().catch(() => undefined))]);
  if (size === '80mm') fitRoll(page);
  return view;
}

/** A roll has no page height of its own: without it the slip is scaled or cut (see render-html.ts). */
function fitRoll(page: Document): void {
  const height = Math.max(
    ...[...page.querySelectorAll('.paper')].map((paper) => paper.getBoundingClientRect().height),
    0,
  );
  const style = page.createElement('style');
  style.textContent = rollPageCss(height);
  page.head.append(style);
}
