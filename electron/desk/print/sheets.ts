/**
 * Papers made for the moment that a page has just been given (日结单, 办事指南, 台账 …), so that it can ask for them to be printed: what
 * goes to the printer is what the desk drew, for whoever may read it, and never what a page sends back.
 */
import type { IssuedBlocks, PaperSize } from '#shared/documents/blocks.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
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

  /** What the page gets of a drawn sheet: the page, and the name it can ask for it by. */
  offer(viewer: Viewer, id: string, drawn: Result<DrawnSheet>): Result<{ html: string; sheet: string }> {
    if (!drawn.ok) return drawn;
    const { html, spec, size, papers } = drawn.value;
    const mine = this.#drawn.get(viewer) ?? new Map<string, Sheet>();
    this.#drawn.set(viewer, mine.set(id, { spec, size, papers }));
    const [oldest] = mine.keys();
    if (mine.size > most && oldest !== undefined) mine.delete(oldest);
    return ok({ html, sheet: id });
  }

  find(viewer: Viewer, id: string): Sheet | undefined {
    return this.#drawn.get(viewer)?.get(id);
  }
}
