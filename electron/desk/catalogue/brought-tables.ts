/** Tables that were brought (名单, 答复表), in parts, until they are read once. In memory only: a program that was started again has none. */
import { longestList } from '#shared/kinds/intake-list/index.ts';
import { refuse, type Result } from '#shared/kernel/result.ts';
import { Uploads } from '../commands/attachments.ts';
import type { Viewer } from '../core.ts';
import { fileLimit } from './imports.ts';
import { runCatalogue, type ReadSheet } from './jobs.ts';
import { tooLarge } from './zip.ts';

/** Titles and sums around the people; of a longer sheet enough is read to say that it is too long. */
const mostRows = longestList + 100;

export class BroughtTables {
  readonly #uploads = new Uploads();

  addPart(
    { staff }: Viewer,
    { file, index, data }: { readonly file: string; readonly index: number; readonly data: string },
  ): Result<Record<string, never>> {
    return this.#uploads.add(`${staff} ${file}`, index, Buffer.from(data, 'base64'));
  }

  /** Refusals: catalogue.gone, tooLarge, list.notAFile, those of a workbook. */
  async read({ staff }: Viewer, file: string): Promise<Result<readonly ReadSheet[]>> {
    const upload = `${staff} ${file}`;
    const bytes = this.#uploads.content(upload);
    this.#uploads.forget(upload);
    if (bytes === undefined) return refuse('catalogue.gone');
    if (bytes.length > fileLimit) return tooLarge(fileLimit);
    return runCatalogue<readonly ReadSheet[]>({ do: 'cells', bytes, mostRows });
  }
}
