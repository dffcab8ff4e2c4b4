/** What the thread that binds files is asked: it carries the library for PDFs, and a large file keeps nobody else waiting. */
import type { Result } from '#shared/kernel/result.ts';
import { runInWorker, type Watch } from '../workers.ts';
import type { BoundBody, BoundFile, PartToBind } from './bound-pdf.ts';
import type { Hashes, PackedFile } from './package.ts';

export type ArchiveJob =
  | { readonly do: 'body'; readonly parts: readonly PartToBind[] }
  | { readonly do: 'file'; readonly file: BoundFile }
  | { readonly do: 'hash'; readonly files: readonly Uint8Array[] }
  | { readonly do: 'pack'; readonly files: readonly PackedFile[] };

/** What each job answers. */
export interface ArchiveAnswers {
  readonly body: BoundBody;
  readonly file: { readonly pdf: Uint8Array; readonly pages: number; readonly marks: number };
  readonly hash: readonly Hashes[];
  /** Read back and found whole. */
  readonly pack: Uint8Array;
}

const heapMb = 2000;

/** Refusals: work.cancelled; archive.tooLarge where the thread ran out of memory; archive.notWhole. */
export const runArchive = <D extends ArchiveJob['do']>(
  job: ArchiveJob & { readonly do: D },
  watch: Watch<number> = {},
): Promise<Result<ArchiveAnswers[D]>> =>
  runInWorker<number, ArchiveAnswers[D]>('archive/archive-worker', job, watch, {
    heapMb,
    refusal: { code: 'archive.tooLarge' },
  });
