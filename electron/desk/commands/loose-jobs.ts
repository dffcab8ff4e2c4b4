/**
 * Print jobs of papers that belong to no case: made for the moment, stored nowhere but in the job while it waits, and of whoever made
 * them. They have a fate like every other; what came of them is no entry, since nobody is handed anything that counts.
 */
import { z } from 'zod';
import { blocksSchema, type IssuedBlocks } from '#shared/documents/blocks.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import type { Sheet } from '../print/sheets.ts';
import { newId } from '../ids.ts';
import { run, sql, type Transaction } from '../store/handles.ts';
import { performAct } from './act.ts';
import type { JobRow, QueuedJob } from './print-jobs.ts';

/** The stream of a job without a case. */
export const noStream = '';

export function queueSheet(
  core: DeskCore,
  viewer: Viewer,
  { act, sheet }: { readonly act: string; readonly sheet: string },
  { spec, size, papers }: Sheet,
): Result<QueuedJob> {
  return performAct(
    core,
    viewer,
    { id: act, procedure: 'paper.queue', input: { sheet }, isDraining: true },
    ({ transaction }) => {
      const job = { id: newId(core.ports), paper: sheet, copy: 1, size };
      const madeAt = new Date(core.ports.clock.now()).toISOString();
      run(
        transaction,
        sql`INSERT INTO print_job (id, stream, paper, copy, size, state, by_staff, made_at, spec, papers)
          VALUES (${job.id}, ${noStream}, ${sheet}, 1, ${size}, 'queued', ${viewer.staff}, ${madeAt}, ${spec},
            ${JSON.stringify(papers)})`,
      );
      return ok(job);
    },
  );
}

const papersSchema = z.array(blocksSchema).min(1);

/** What a job without a case prints; undefined: its paper stands in a case. */
export const loosePapers = ({ papers }: JobRow): readonly IssuedBlocks[] | undefined =>
  papers === null ? undefined : papersSchema.parse(JSON.parse(papers));

/** Nothing of a sheet stays once it is on paper or nobody wants it. */
export const forgetPapers = (transaction: Transaction, job: string): void => {
  run(transaction, sql`UPDATE print_job SET papers = NULL WHERE id = ${job} AND stream = ${noStream}`);
};

/** At start: whoever wanted one before makes it anew, as it is now. What was under way has been marked before (`unknown`). */
export const dropWaitingSheets = (transaction: Transaction): void => {
  run(
    transaction,
    sql`UPDATE print_job SET state = 'dropped', papers = NULL WHERE stream = ${noStream} AND state IN ('queued', 'failed')`,
  );
};
