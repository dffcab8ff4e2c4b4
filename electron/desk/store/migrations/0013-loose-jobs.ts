/**
 * A job without a case (日结单, 办事指南, a pad): its stream is '', `spec` says which paper it is, and what is to be printed waits here,
 * since no entry has it. It goes as soon as somebody knows what became of the job.
 * `by_hand`: somebody said that what no face has is left blank on it (手填); a reprint is made so too.
 */
import { sql } from '../handles.ts';
import type { Migration } from '../migrate.ts';

export const looseJobs: Migration = {
  version: 13,
  name: 'loose-jobs',
  up: (write) => {
    write(sql`ALTER TABLE print_job ADD COLUMN spec TEXT NOT NULL DEFAULT ''`);
    write(sql`ALTER TABLE print_job ADD COLUMN papers TEXT`);
    write(sql`ALTER TABLE print_job ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0`);
  },
};
