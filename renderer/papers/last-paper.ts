/**
 * The frame of the paper that was printed last. Apart from `paper-frame.ts`, because the frame of the program asks for it at every
 * lock and login, long before anything is printed.
 */
let last: HTMLIFrameElement | undefined;

/**
 * `print()` comes back when the browser has the pages, but a frame that is taken away while it is still read prints nothing: so it
 * stays a little longer.
 */
const readMs = 10_000;

/** A whole record must not stay in the window of whoever comes next: asked at every lock and login too. */
export function clearPaper(): void {
  last?.remove();
  last = undefined;
}

/** Takes the place of the one before. */
export function keepPaper(frame: HTMLIFrameElement): void {
  clearPaper();
  last = frame;
}

/** After printing: what was printed goes, unless another paper has taken its place. */
export function clearPaperSoon(): void {
  const printed = last;
  window.setTimeout(() => {
    if (last === printed) clearPaper();
  }, readMs);
}
