/** Print jobs: made in the transaction of the act, sent after commit, never a reason to lose or hide a case. */
import { join } from 'sql-template-tag';
import type { z } from 'zod';
import type { jobSchema } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { decideNext } from '#shared/kinds/mechanism/decide.ts';
import type { PaperState, StreamState } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { visibleTo } from '../queries/viewer.ts';
import { all, get, run, sql, transact, type ReadHandle, type Transaction } from '../store/handles.ts';
import { performAct } from './act.ts';
import { refuseNumber } from './clock.ts';
import { dropWaitingSheets, forgetPapers, noStream } from './loose-jobs.ts';
import { learntAt } from './learn.ts';
import { loadVisible } from './load.ts';

export type QueuedJob = z.infer<typeof jobSchema>;

export interface JobRow {
  readonly id: string;
  readonly stream: string;
  readonly paper: string;
  readonly copy: number;
  readonly size: string;
  readonly state: string;
  readonly pieces: number;
  readonly done: number;
  /** Of a job without a case: which paper, and what is to be printed. */
  readonly spec: string;
  readonly papers: string | null;
  /** 1: what no face has is left blank on it (手填). */
  readonly by_hand: number;
}

/** Queues the first copy of each issued paper, in the size that was wished where its form is made for it, else in its own. */
export function queueIssued(
  core: DeskCore,
  viewer: Viewer,
  transaction: Transaction,
  stream: string,
  papers: readonly PaperState[],
  size: string,
): QueuedJob[] {
  return papers.map((paper) => queueJob(core, viewer, transaction, stream, paper, fittingSize(paper, size)));
}

/** The size that is wished, where the form of the paper is made for it, else its own. */
export function fittingSize(paper: PaperState, size: string): string {
  const [own = size, ...others] = sizesOf(paper);
  return [own, ...others].includes(size) ? size : own;
}

const sizesOf = ({ spec }: PaperState): readonly string[] => findPaper(spec)?.sizes ?? [];

/**
 * A copy that surely did not come out yet is printed under its own number; one that went out may be in somebody's hand, whatever is
 * known of it, so the next is another copy, marked 补打.
 */
export function queueCopy(
  core: DeskCore,
  viewer: Viewer,
  transaction: Transaction,
  stream: string,
  paper: PaperState,
  size: string,
): QueuedJob {
  const jobs = all(transaction, sql<JobRow>`SELECT * FROM print_job WHERE stream = ${stream} AND paper = ${paper.id}`);
  const waiting = jobs.find(({ state }) => state === 'queued' || state === 'failed');
  if (waiting !== undefined) {
    run(transaction, sql`UPDATE print_job SET size = ${size}, state = 'queued' WHERE id = ${waiting.id}`);
    return { id: waiting.id, paper: paper.id, copy: waiting.copy, size };
  }
  const out = jobs.flatMap(({ state, copy }) => (state === 'dropped' ? [] : [copy]));
  const copies = Math.max(paper.copies, ...out);
  const job = queueJob(core, viewer, transaction, stream, { ...paper, copies }, size);
  // A reprint says what the first one said.
  if (jobs.some(({ by_hand }) => by_hand === 1))
    run(transaction, sql`UPDATE print_job SET by_hand = 1 WHERE id = ${job.id}`);
  return job;
}

function queueJob(
  core: DeskCore,
  viewer: Viewer,
  transaction: Transaction,
  stream: string,
  paper: PaperState,
  size: string,
): QueuedJob {
  const job = { id: newId(core.ports), paper: paper.id, copy: paper.copies + 1, size };
  run(
    transaction,
    sql`INSERT INTO print_job (id, stream, paper, copy, size, state, by_staff, made_at) VALUES (${job.id}, ${stream},
      ${job.paper}, ${job.copy}, ${size}, 'queued', ${viewer.staff}, ${new Date(core.ports.clock.now()).toISOString()})`,
  );
  return job;
}

export interface PrintInput {
  readonly act: string;
  readonly stream: string;
  readonly paper: string;
  readonly size: string;
}

/** Prints a paper that was issued before: the same blocks, from the second copy on marked 补打. */
export function printPaper(core: DeskCore, viewer: Viewer, input: PrintInput): Result<QueuedJob> {
  return performAct(
    core,
    viewer,
    { id: input.act, procedure: 'paper.print', input: { ...input }, isDraining: true },
    (work) => {
      const doubt = refuseNumber(core);
      if (doubt) return doubt;
      const found = loadVisible(core, viewer, work.transaction, input.stream);
      if (!found.ok) return found;
      const paper = found.value.state.papers.find(({ id }) => id === input.paper);
      if (paper === undefined) return refuse('paper.unknown');
      const sizes = sizesOf(paper);
      if (sizes.length > 0 && !sizes.includes(input.size))
        return refuse('paper.size', { size: input.size, sizes: sizes.join(' ') }, 'size');
      return ok(queueCopy(core, viewer, work.transaction, input.stream, paper, input.size));
    },
  );
}

/** What waits to be printed of papers that are void goes nowhere, and nobody is asked about it any more. */
export function dropVoid(transaction: Transaction, { stream, papers }: StreamState): void {
  const ids = papers.flatMap(({ id, status }) => (status === 'void' ? [id] : []));
  if (ids.length === 0) return;
  run(
    transaction,
    sql`UPDATE print_job SET state = 'dropped' WHERE stream = ${stream} AND paper IN (${join(ids)})
      AND state IN ('queued', 'failed', 'unknown')`,
  );
}

/** Where a job goes, and in how many pieces, one after the other; the page sends all copies at once, as one. */
export interface SentTo {
  readonly printer: string;
  readonly pieces: number;
}

/** Just before the bytes go out: from here on a crash leaves the job's fate unknown (「出来了吗?」). */
export function markSent(
  core: DeskCore,
  viewer: Viewer,
  job: string,
  { printer, pieces }: SentTo = { printer: '', pieces: 1 },
): Result<{ readonly job: string }> {
  return transact(core.store.write, (transaction) => {
    if (jobOf(transaction, viewer, job) === undefined) return refuse('print.unknownJob');
    const { changes } = run(
      transaction,
      sql`UPDATE print_job SET state = 'sent', printer = ${printer}, pieces = ${pieces}, done = min(done, ${pieces} - 1)
        WHERE id = ${job} AND state IN ('queued', 'failed', 'unknown')`,
    );
    return changes === 0 ? refuse('print.unknownJob') : ok({ job });
  });
}

/** One more piece of a job that is being sent has come out. */
export const markPiece = (core: DeskCore, job: string): void => {
  transact(core.store.write, (transaction) => {
    run(transaction, sql`UPDATE print_job SET done = done + 1 WHERE id = ${job} AND state = 'sent'`);
  });
};

/** Somebody said that what no face has is written in by hand: so it is on this job, also when it is tried again, and on reprints. */
export const markByHand = (core: DeskCore, job: string): void => {
  transact(core.store.write, (transaction) => {
    run(transaction, sql`UPDATE print_job SET by_hand = 1 WHERE id = ${job}`);
  });
};

/** A job of a case the person may see, or of a paper of the moment that they made. */
export const jobOf = (handle: ReadHandle | Transaction, viewer: Viewer, job: string): JobRow | undefined =>
  get(
    handle,
    sql<JobRow>`SELECT j.* FROM print_job j JOIN live_case c ON c.stream = j.stream WHERE j.id = ${job} AND ${visibleTo(viewer)}
      UNION ALL SELECT * FROM print_job WHERE id = ${job} AND stream = ${noStream} AND by_staff = ${viewer.staff}`,
  );

/** At start: what was under way when the program ended may or may not be on paper. */
export const markInterrupted = (transaction: Transaction): void => {
  dropWaitingSheets(transaction);
  run(transaction, sql`UPDATE print_job SET state = 'unknown' WHERE state = 'sent'`);
};

export interface SettleInput {
  readonly act: string;
  readonly job: string;
  readonly fate: 'printed' | 'failed' | 'unknown' | 'dropped';
  readonly printer: string;
  readonly reason?: string;
}

interface Settled extends JsonObject {
  readonly job: string;
  readonly goesOn: boolean;
}

/** What became of a job. Only a printed (or perhaps printed) copy is an entry: it is what may be in somebody's hand. */
export function settleJob(core: DeskCore, viewer: Viewer, input: SettleInput): Result<Settled> {
  return performAct(
    core,
    viewer,
    { id: input.act, procedure: 'print.settle', input: { ...input }, isDraining: true },
    (work) => {
      const { transaction } = work;
      const job = jobOf(transaction, viewer, input.job);
      // What is known to have come out stays so: a second window that asked the same question changes nothing.
      if (job === undefined || (job.state === 'printed' && input.fate !== 'printed')) return refuse('print.unknownJob');
      if (job.state === 'printed') return ok({ job: job.id, goesOn: false });
      if (input.fate === 'printed' && job.pieces - job.done > 1) return goOn(transaction, job);
      const settledAt = new Date(core.ports.clock.now()).toISOString();
      run(
        transaction,
        sql`UPDATE print_job SET state = ${input.fate}, settled_at = ${settledAt}, reason = ${input.reason ?? null}
        WHERE id = ${job.id}`,
      );
      if (input.fate === 'printed' || input.fate === 'dropped') forgetPapers(transaction, job.id);
      // Nobody was handed anything that counts: its fate is no entry.
      if (input.fate !== 'printed' || job.stream === noStream) return ok({ job: job.id, goesOn: false });
      const found = loadVisible(core, viewer, transaction, job.stream);
      if (!found.ok) return found;
      const data = { paper: job.paper, copy: job.copy, fate: 'printed', printer: input.printer };
      const learnt = learntAt(core, transaction, viewer);
      const { kind, state } = found.value;
      const decision = decideNext(core.findKind, kind, state, { type: 'paperPrinted', data }, learnt, work.pen);
      if (!decision.ok) return decision;
      work.keep({ isNew: false, decision: decision.value });
      return ok({ job: job.id, goesOn: false });
    },
  );
}

/** Somebody saw that a piece came out which nobody knew of: the next one waits. */
function goOn(transaction: Transaction, { id }: JobRow): Result<Settled> {
  run(transaction, sql`UPDATE print_job SET state = 'queued', done = done + 1, reason = NULL WHERE id = ${id}`);
  return ok({ job: id, goesOn: true });
}
