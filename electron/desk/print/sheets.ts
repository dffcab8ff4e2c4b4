/**
 * Papers made for the moment that a page has just been given (日结单, 办事指南, 台账 …), so that it can ask for them to be printed: what
 * goes to the printer is what the desk drew, for whoever may read it, and never what a page sends back.
 */
import type { IssuedBlocks, PaperSize } from '#shared/documents/blocks.ts';
import type { Viewer } from '../core.ts';

export interface Sheet {
  readonly spec: string;
  readonly size: PaperSize;
  /** One after the other: a pad has many. */
  readonly papers: readonly IssuedBlocks[];
}

/** A sheet with the page it makes. */
export interface DrawnSheet extends Sheet {
  readonly html: string;
}

/** A page asks for the one it was given last; a few more for somebody with two windows. */
const most = 8;

export class Sheets {
  /** A login has a viewer of its own, which goes when it ends. */
  readonly #drawn = new WeakMap<Viewer, Map<string, Sheet>>();

  /** Under the name that the page can ask for it by. */
  keep(viewer: Viewer, id: string, sheet: Sheet): void {
    const mine = this.#drawn.get(viewer) ?? new Map<string, Sheet>();
    this.#drawn.set(viewer, mine.set(id, sheet));
    const [oldest] = mine.keys();
    if (mine.size > most && oldest !== undefined) mine.delete(oldest);
  }

  find(viewer: Viewer, id: string): Sheet | undefined {
    return this.#drawn.get(viewer)?.get(id);
  }
}
