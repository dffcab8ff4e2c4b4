/**
 * One look at somebody's full data is one line of the audit chain. A screen that shows it asks again whenever something changes; that is
 * no new look as long as it is the same person, since the same login, at the same thing, under the id the screen made when it opened.
 * Everything else is written down: another id, none at all, another login, a person whose roles have changed meanwhile.
 */
import type { Viewer } from '../core.ts';

/** Far more than one person has open at once; beyond it looks are written down again. */
const mostLooks = 500;

export class Looks {
  /** A login has a viewer of its own, which goes when it ends. */
  readonly #lookedAt = new WeakMap<Viewer, Set<string>>();

  /** Calls `writeDown` unless this very look was written down before. What it throws is thrown on: unwritten is unseen. */
  note(viewer: Viewer, look: string | undefined, what: string, writeDown: () => void): void {
    const seen = this.#lookedAt.get(viewer) ?? new Set();
    const key = `${look ?? ''} ${what}`;
    if (look !== undefined && seen.has(key)) return;
    writeDown();
    if (look === undefined) return;
    if (seen.size >= mostLooks) seen.clear();
    this.#lookedAt.set(viewer, seen.add(key));
  }
}
