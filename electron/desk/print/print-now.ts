/**
 * Printing by the program itself: the desk makes the stored blocks ready for the printer of the paper, sends them piece by piece, and
 * what the way says becomes the fate of the job. The page only asks; no paper passes through it.
 */
import type { IssuedBlocks, PaperSize } from '#shared/documents/blocks.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { loosePapers, noStream, queueSheet } from '../commands/loose-jobs.ts';
import {
  jobOf,
  markByHand,
  markPiece,
  markSent,
  settleJob,
  type JobRow,
  type QueuedJob,
} from '../commands/print-jobs.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { copyMarkOf, issuedPaper } from '../queries/papers.ts';
import type { PrintOutcome, Runtime } from '../runtime.ts';
import { inTurn } from './in-turn.ts';
import { piecesFor, type SendPiece, type ToPrint } from './pieces.ts';
import { targetOf, type Target } from './printers.ts';
import { withoutBoxes } from './without-boxes.ts';

export interface PrintNow {
  readonly act: string;
  readonly job: string;
  /** What no face has is left blank on it, to be written in: somebody said so. */
  readonly byHand?: true | undefined;
}

export interface Printed {
  readonly fate: PrintOutcome['state'];
  readonly reason: string | null;
}

const nameOf = (target: Target): string => (target.of === 'desk' ? target.printer.title : target.name);
const placeOf = (target: Target): string => (target.of === 'desk' ? JSON.stringify(target.printer.way) : target.name);

/**
 * Sends a job out and settles it. A repeat while it is under way prints nothing a second time (print.underWay); one after it came out
 * gets that answer. Refusals: print.notHere, print.unknownJob, print.noPrinter, those of the paper.
 */
export async function printNow(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
  input: PrintNow,
): Promise<Result<Printed>> {
  const job = jobOf(core.store.read, viewer, input.job);
  if (job === undefined || job.state === 'dropped') return refuse('print.unknownJob');
  if (job.state === 'printed') return ok({ fate: 'printed', reason: null });
  const size = job.size as PaperSize;
  if (input.byHand) markByHand(core, job.id);
  const isByHand = input.byHand ?? job.by_hand === 1;
  const wanted = whatToPrint(core, viewer, job, isByHand);
  if (!wanted.ok) return wanted;
  const target = await targetOf(runtime, core, wanted.value.spec, size);
  if (!target.ok) return target;
  const copyMark = copyMarkOf(core, viewer, job.copy);
  const pieces = await piecesOf(runtime, target.value, wanted.value.papers, { size, copyMark });
  if (!pieces.ok) return pieces;
  const printer = nameOf(target.value);
  const sent = markSent(core, viewer, job.id, { printer, pieces: pieces.value.length });
  if (!sent.ok) return refuse('print.underWay');
  const outcome = await inTurn(runtime, placeOf(target.value), () => sendAll(core, viewer, job, pieces.value));
  return settled(core, viewer, input, printer, outcome);
}

interface Wanted {
  readonly spec: string;
  readonly papers: readonly IssuedBlocks[];
}

/**
 * The issued paper of a case, or a paper of the moment, which stands in its job alone. Refusals: those of the paper; paper.glyphMissing.
 */
function whatToPrint(core: DeskCore, viewer: Viewer, job: JobRow, isByHand: boolean): Result<Wanted> {
  if (job.stream === noStream) {
    const papers = loosePapers(job);
    return papers === undefined ? refuse('print.unknownJob') : ok({ spec: job.spec, papers });
  }
  const issued = issuedPaper(core, viewer, job);
  if (!issued.ok) return issued;
  const drawable = withoutBoxes(core, issued.value.blocks, isByHand);
  return drawable.ok ? ok({ spec: issued.value.spec, papers: [drawable.value] }) : drawable;
}

/** All made ready before the first is sent. */
async function piecesOf(
  runtime: Runtime,
  target: Target,
  papers: readonly IssuedBlocks[],
  more: Omit<ToPrint, 'issued'>,
): Promise<Result<SendPiece[]>> {
  const pieces: SendPiece[] = [];
  for (const issued of papers) {
    const made = await piecesFor(runtime, target, { issued, ...more });
    if (!made.ok) return made;
    pieces.push(...made.value);
  }
  return ok(pieces);
}

/**
 * A paper of the moment becomes a job where it has a printer. Refusals: paper.unknown (the login that was shown it is over),
 * print.notHere, print.noPrinter.
 */
export async function queueWhereItPrints(
  runtime: Runtime,
  core: DeskCore,
  viewer: Viewer,
  input: { readonly act: string; readonly sheet: string },
): Promise<Result<QueuedJob>> {
  const sheet = runtime.sheets.find(viewer, input.sheet);
  if (sheet === undefined) return refuse('paper.unknown');
  const target = await targetOf(runtime, core, sheet.spec, sheet.size);
  return target.ok ? queueSheet(core, viewer, input, sheet) : target;
}

/** From the first that has not come out; stops at one that may not have. */
async function sendAll(
  core: DeskCore,
  viewer: Viewer,
  { id }: JobRow,
  pieces: readonly SendPiece[],
): Promise<PrintOutcome> {
  const { signal } = new AbortController();
  const done = jobOf(core.store.read, viewer, id)?.done ?? 0;
  for (const send of pieces.slice(done)) {
    const outcome = await send(signal);
    if (outcome.state !== 'printed') return outcome;
    markPiece(core, id);
  }
  return { state: 'printed' };
}

function settled(
  core: DeskCore,
  viewer: Viewer,
  { act, job }: PrintNow,
  printer: string,
  outcome: PrintOutcome,
): Result<Printed> {
  const reason = outcome.state === 'printed' ? null : (outcome.reason ?? null);
  const fate = outcome.state;
  const kept = settleJob(core, viewer, { act, job, fate, printer, ...(reason === null ? {} : { reason }) });
  return kept.ok ? ok({ fate, reason }) : kept;
}
