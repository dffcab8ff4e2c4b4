/**
 * One print job from the queue to the printer. `sent` is said before the bytes go out, so that a crash in between leaves the job's
 * fate unknown (「出来了吗？」) and never silently printed or lost.
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import type { DeskAnswer, DeskRefusal } from '../client/answer.ts';

export interface PrintTask {
  readonly job: string;
  readonly stream: string;
  readonly paper: string;
  readonly spec: string;
  /** Receipt number of its case; '' of a paper that belongs to none. */
  readonly number: string;
  readonly copy: number;
  readonly size: PaperSize;
  /** What no face has is left blank on it, to be written in: somebody said so. */
  readonly byHand?: true;
  /** Of a paper of no case (its number is ''), as long as this page has it. */
  readonly html?: string;
}

export interface PrintPorts {
  readonly html: (task: PrintTask) => Promise<DeskAnswer<{ readonly html: string }>>;
  readonly sent: (task: PrintTask) => Promise<DeskAnswer<unknown>>;
  readonly settle: (task: PrintTask, fate: Fate, reason?: string) => Promise<DeskAnswer<{ readonly goesOn: boolean }>>;
  /** Hands the page to the printer. Rejects when nothing can have come out. */
  readonly print: (html: string, size: PaperSize) => Promise<void>;
  /** Where the program has a printer for the paper: the job's whole way, and what became of it; else it refuses with `print.notHere`. */
  readonly printNow: (task: PrintTask) => Promise<DeskAnswer<ProgramFate>>;
}
export interface ProgramFate {
  readonly fate: 'printed' | 'failed' | 'unknown';
  readonly reason: string | null;
}
export type Fate = 'printed' | 'failed' | 'unknown' | 'dropped';

export type PrintOutcome =
  /** It came out, as the print system says. */
  | { readonly state: 'printed' }
  /** The bytes are out: a person says whether a paper came. */
  | { readonly state: 'asking'; readonly reason?: string }
  /** Nothing came out; the job still waits. */
  | { readonly state: 'refused'; readonly refusal: DeskRefusal }
  | { readonly state: 'failed'; readonly reason: string };

export async function runPrint(task: PrintTask, ports: PrintPorts): Promise<PrintOutcome> {
  const answer = await ports.printNow(task);
  if (answer.ok) return outcomeOf(answer.value);
  return answer.refusal.code === 'print.notHere'
    ? runByPage(task, ports)
    : { state: 'refused', refusal: answer.refusal };
}

function outcomeOf({ fate, reason }: ProgramFate): PrintOutcome {
  if (fate === 'printed') return { state: 'printed' };
  if (fate === 'failed') return { state: 'failed', reason: reason ?? '' };
  return reason === null ? { state: 'asking' } : { state: 'asking', reason };
}

async function runByPage(task: PrintTask, ports: PrintPorts): Promise<PrintOutcome> {
  const page = await ports.html(task);
  if (!page.ok) return { state: 'refused', refusal: page.refusal };
  const sent = await ports.sent(task);
  if (!sent.ok) return { state: 'refused', refusal: sent.refusal };
  try {
    await ports.print(page.value.html, task.size);
  } catch {
    await ports.settle(task, 'failed', 'page-not-ready');
    return { state: 'failed', reason: 'page-not-ready' };
  }
  return { state: 'asking' };
}
