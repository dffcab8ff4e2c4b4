import type { WebContents } from 'electron';

/** A page that falls again within this time stays down, so that the program never spins. */
const spinMs = 60_000;

/** Reloads a page that fell over: what was typed is in the drafts. `elapsed`: milliseconds that only go forward. */
export function reviveFallenPage(contents: Pick<WebContents, 'on' | 'reload'>, elapsed: () => number): void {
  let last = Number.NEGATIVE_INFINITY;
  contents.on('render-process-gone', (_event, { reason }) => {
    const now = elapsed();
    if (reason === 'clean-exit' || now - last < spinMs) return;
    last = now;
    contents.reload();
  });
}
