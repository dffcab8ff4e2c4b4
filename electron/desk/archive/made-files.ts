/** Files that were made and not taken yet: one for each login, in memory, gone with it. */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { MadeFile } from './make.ts';

/** `inspection`: the sample it was made for. */
export interface KeptFile extends MadeFile {
  readonly inspection?: string;
}

interface Held {
  readonly id: string;
  readonly file: KeptFile;
}

export class MadeFiles {
  /** By what a login is while it lasts: another one of the same person does not find it. */
  readonly #held = new WeakMap<object, Held>();

  keep(login: object, id: string, file: KeptFile): void {
    this.#held.set(login, { id, file });
  }

  /** Refusal: archive.gone. */
  find(login: object, id: string): Result<KeptFile> {
    const held = this.#held.get(login);
    return held?.id === id ? ok(held.file) : refuse('archive.gone');
  }
}
