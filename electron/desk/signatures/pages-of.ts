/** 扫描归位 of a PDF that was held: each page becomes a held picture of its own, named by the draft of the stack as photographs are. */
import type { PageOfPdf } from '#shared/contract/signature.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore } from '../core.ts';
import { refuseBySpace } from '../store/ballast.ts';
import { runInWorker } from '../workers.ts';
import type { PageIn, PagesJob } from './pages-in.ts';

const bounds = { heapMb: 1500, refusal: { code: 'signature.pdfTooLarge' } } as const;

/** Refusals: as the contract says. Given up when `signal` is aborted. */
export async function pagesOf(
  core: DeskCore,
  blob: string,
  signal?: AbortSignal,
): Promise<Result<{ readonly pages: PageOfPdf[] }>> {
  const content = core.blobs.read(blob);
  if (!content.ok) return refuse('attachment.gone');
  const tight = refuseBySpace(core.spaceLevel(), 'attachment');
  if (tight) return { ok: false, refusal: tight };
  const job: PagesJob = { pdf: content.value };
  const found = await runInWorker<never, readonly PageIn[]>('signatures/pages-worker', job, { signal }, bounds);
  if (!found.ok) return found;
  const pages: PageOfPdf[] = [];
  for (const page of found.value) {
    const held = 'picture' in page ? core.blobs.put(page.picture) : undefined;
    if (held?.ok === false) return held;
    pages.push({ blob: held?.value ?? null, trouble: 'trouble' in page ? page.trouble : null });
  }
  return ok({ pages });
}
