/**
 * Files that are being imported: as they came, and what an import of them would do. In memory only; a program that was started again has
 * none and says so. One for each person: choosing another file lets the one before go.
 */
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { recordTexts } from '../queries/matters.ts';
import { Uploads } from '../commands/attachments.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { Watch } from '../workers.ts';
import { runCatalogue, type CatalogueProgress, type Plan } from './jobs.ts';
import { tooLarge } from './zip.ts';

/** Bytes of a file; a catalogue of two thousand matters with their papers has three. */
export const fileLimit = 20 * 1024 * 1024;
/** People who import at one desk at the same time. */
const mostPeople = 3;

interface Import {
  readonly file: string;
  readonly content: Uint8Array;
  plan: Plan | undefined;
}

export class Imports {
  readonly #uploads = new Uploads();
  readonly #byStaff = new Map<string, Import>();
  #isReading = false;

  addPart(viewer: Viewer, part: { upload: string; index: number; bytes: Uint8Array }): Result<Record<string, never>> {
    return this.#uploads.add(`${viewer.staff} ${part.upload}`, part.index, part.bytes);
  }

  /** Refusals: catalogue.gone, busy, and those of reading. A file that was read before is read anew: the registry may have changed. */
  async read(core: DeskCore, viewer: Viewer, file: string, watch: Watch<CatalogueProgress>): Promise<Result<Plan>> {
    if (this.#isReading) return refuse('catalogue.busy');
    const content = this.#contentOf(viewer, file);
    if (content === undefined) return refuse('catalogue.gone');
    if (content.length > fileLimit) return tooLarge(fileLimit);
    this.#isReading = true;
    try {
      const rows = recordTexts(core.store.read, 'matter');
      const plan = await runCatalogue<Plan>({ do: 'read', bytes: content, rows }, watch);
      if (plan.ok) this.#keep(viewer, { file, content, plan: plan.value });
      return plan;
    } finally {
      this.#isReading = false;
    }
  }

  #contentOf({ staff }: Viewer, file: string): Uint8Array | undefined {
    const known = this.#byStaff.get(staff);
    if (known?.file === file) return known.content;
    const upload = `${staff} ${file}`;
    const content = this.#uploads.content(upload);
    this.#uploads.forget(upload);
    if (content !== undefined) this.#keep({ staff }, { file, content, plan: undefined });
    return content;
  }

  #keep({ staff }: Pick<Viewer, 'staff'>, one: Import): void {
    this.#byStaff.delete(staff);
    this.#byStaff.set(staff, one);
    for (const oldest of this.#byStaff.keys()) {
      if (this.#byStaff.size <= mostPeople) return;
      this.#byStaff.delete(oldest);
    }
  }

  /** Refusal: catalogue.gone. */
  plan({ staff }: Viewer, file: string): Result<Plan> {
    const known = this.#byStaff.get(staff);
    return known?.file === file && known.plan !== undefined ? ok(known.plan) : refuse('catalogue.gone');
  }

  /** What was taken is taken: to go on with the rest, the file is read anew. */
  taken({ staff }: Viewer): void {
    const known = this.#byStaff.get(staff);
    if (known) known.plan = undefined;
  }
}
