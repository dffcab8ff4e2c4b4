/**
 * A paper in a frame of its own: on the screen to be looked at, out of sight to be printed. The page of a paper forbids every
 * script; what is done to it is done from here.
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import { rollPageCss } from '#shared/documents/render-html.ts';

const widths: Readonly<Record<PaperSize, string>> = { '80mm': '80mm', A5: '210mm', A4: '210mm' };

/** A frame that is taken away while the printer still reads it prints nothing: it stays a little longer than the printing. */
const readMs = 5_000;
let last: HTMLIFrameElement | undefined;

/** A whole record must not stay in the window of whoever comes next: asked at every lock and login too. */
export function clearPaper(): void {
  last?.remove();
  last = undefined;
}

function clearAfterPrinting(frame: HTMLIFrameElement, view: Window): void {
  view.addEventListener('afterprint', () => {
    window.setTimeout(() => {
      if (last === frame) clearPaper();
    }, readMs);
  });
}

/** Resolves when fonts are there and the page has its size. Rejects when the page could not be loaded. */
export async function layOut(html: string, size: PaperSize): Promise<Window> {
  clearPaper();
  const frame = document.createElement('iframe');
  last = frame;
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
  clearAfterPrinting(frame, view);
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
