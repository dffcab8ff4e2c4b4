/**
 * Prints a paper's complete HTML through a frame of its own, so that nothing of the screen comes onto the sheet. The frame may
 * run no script (a paper is data from cases); its page size comes from the paper's own CSS.
 */
export function printHtml(html: string): Promise<void> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  // Not `display: none`: what is not laid out is not printed.
  frame.style.cssText = 'position: fixed; width: 1px; height: 1px; right: 0; bottom: 0; border: 0; opacity: 0';
  frame.srcdoc = html;
  return new Promise((resolve, reject) => {
    frame.addEventListener('load', () => {
      void ready(frame)
        .then((inner) => {
          inner.focus();
          // Returns when the dialog is closed; with --kiosk-printing at once.
          inner.print();
        })
        .then(resolve, reject)
        .finally(() => {
          frame.remove();
        });
    });
    document.body.append(frame);
  });
}

/** Waits for fonts and pictures, else the first sheet of the day comes out with boxes. */
async function ready(frame: HTMLIFrameElement): Promise<Window> {
  const { contentWindow: inner, contentDocument: paper } = frame;
  if (!inner || !paper) throw new Error('the paper has no window');
  await paper.fonts.ready;
  await Promise.all([...paper.images].map((image) => image.decode().catch(() => undefined)));
  return inner;
}
