/** The printing of this window: tasks one after another, then the question what became of each. */
import { useSyncExternalStore } from 'react';
import type { ActAnswer } from '#shared/contract/case.ts';
import { paperSizes, type PaperSize } from '#shared/documents/blocks.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { clearPaperSoon } from './last-paper.ts';
import { layOut } from './paper-frame.ts';
import { printAll, type OneOfAll } from './print-all.ts';
import { runPrint, type Fate, type PrintOutcome, type PrintPorts, type PrintTask } from './print-run.ts';

export interface PrintState {
  /** Being laid out or handed over now. */
  readonly running: PrintTask | undefined;
  /** Out, and nobody has said yet whether a paper came. */
  readonly asking: readonly PrintTask[];
  /** Not printed, and why; it waits in 打印. */
  readonly problem:
    | { readonly task: PrintTask; readonly refusal: DeskRefusal | undefined; readonly reason?: string }
    | undefined;
  /** A sheet with characters that no face has: somebody says whether it is printed with blanks to write in. */
  readonly blanked: { readonly page: DrawnSheet; readonly spec: string; readonly size: PaperSize } | undefined;
  /** 全部打印: going, or its results until somebody has seen them. */
  readonly all: AllState | undefined;
}
interface DrawnSheet {
  readonly html: string;
  readonly sheet: string;
  /** Code points whose places are blank on it. */
  readonly blanks: readonly string[];
}
export interface AllState {
  readonly rows: readonly OneOfAll[];
  readonly isRunning: boolean;
  /** Somebody said so: what is under way is ended first. */
  readonly isStopped: boolean;
}

let state: PrintState = { running: undefined, asking: [], problem: undefined, blanked: undefined, all: undefined };
const listeners = new Set<() => void>();
const change = (next: Partial<PrintState>): void => {
  state = { ...state, ...next };
  listeners.forEach((listener) => {
    listener();
  });
};

const ports: PrintPorts = {
  html: ({ stream, paper, size, copy, byHand }) =>
    answerOf(() => desk.paper.html({ stream, paper, size, copy, forPrint: byHand ? 'byHand' : 'whole' })),
  sent: ({ job }) => answerOf(() => desk.paper.sent({ job })),
  settle: ({ job }, fate, reason) =>
    answerOf(() =>
      desk.paper.settle({ act: newActId(), job, fate, printer: '', ...(reason === undefined ? {} : { reason }) }),
    ),
  print: printHere,
  // A printer of this computer, or the shell's own window: with the right page size and without a dialog.
  printNow: ({ job, byHand }) =>
    answerOf(() => desk.paper.printNow({ act: newActId(), job, ...(byHand ? { byHand } : {}) })),
};

/** In a browser with `--kiosk-printing` this prints at once; else the browser asks first and comes back when it is closed. */
export async function printHere(html: string, size: PaperSize): Promise<void> {
  try {
    const view = await layOut(html, size);
    view.print();
  } finally {
    clearPaperSoon();
  }
}

/**
 * A paper of the moment (日结单, 办事指南, 台账 …) as the desk has just drawn it: a job of its own where a printer takes it, with a fate as
 * every other; else this page prints it.
 */
export async function printSheet(page: DrawnSheet, spec: string, size: PaperSize): Promise<void> {
  // Some places on it are blank: nobody finds that out at the printer.
  if (page.blanks.length > 0) change({ blanked: { page, spec, size } });
  else await sendSheet(page, spec, size);
}

/** What somebody said of a sheet with blanks: print it so, or not. */
export function answerBlanked(isPrinted: boolean): void {
  const { blanked } = state;
  change({ blanked: undefined });
  if (blanked && isPrinted) void sendSheet(blanked.page, blanked.spec, blanked.size);
}

async function sendSheet({ html, sheet }: DrawnSheet, spec: string, size: PaperSize): Promise<void> {
  const job = await answerOf(() => desk.paper.queue({ act: newActId(), sheet }));
  if (!job.ok) return printHere(html, size);
  return printTasks([{ ...taskOf(job.value, { stream: '', number: '', spec }), html }]);
}

/** By the browser after all, which can make a PDF of it too: the job is not waited for any more. */
export async function printInBrowser({ job, size }: PrintTask, html: string): Promise<void> {
  change({ problem: undefined });
  await answerOf(() => desk.paper.settle({ act: newActId(), job, fate: 'dropped', printer: '' }));
  await printHere(html, size);
}

let queue: Promise<void> = Promise.resolve();

/** Prints in order, one at a time. */
export function printTasks(tasks: readonly PrintTask[]): Promise<void> {
  queue = tasks.reduce((before, task) => before.then(() => printOne(task)), queue);
  return queue;
}

async function printOne(task: PrintTask): Promise<void> {
  change({ running: task, problem: undefined });
  const outcome = await runPrint(task, ports);
  change({ running: undefined, ...consequence(task, outcome) });
}

/** Prints what waits, after what is under way; each result stands in `all`, and none stops the others. */
export function printAllTasks(tasks: readonly PrintTask[]): Promise<void> {
  if (state.all?.isRunning === true) return queue;
  const kept = (next: Partial<AllState>): void => {
    change({ all: { rows: [], isRunning: true, isStopped: false, ...state.all, ...next } });
  };
  change({ all: undefined, problem: undefined });
  kept({});
  const printIt = async (task: PrintTask): Promise<PrintOutcome> => {
    change({ running: task });
    const outcome = await runPrint(task, ports);
    change({ running: undefined, ...(outcome.state === 'asking' ? consequence(task, outcome) : {}) });
    return outcome;
  };
  queue = queue
    .then(() =>
      printAll(
        tasks,
        printIt,
        () => state.all?.isStopped === true,
        (rows) => {
          kept({ rows });
        },
      ),
    )
    .then(() => {
      kept({ isRunning: false });
    });
  return queue;
}

export const stopAll = (): void => {
  if (state.all) change({ all: { ...state.all, isStopped: true } });
};
export const clearAll = (): void => {
  if (state.all?.isRunning !== true) change({ all: undefined });
};

function consequence(task: PrintTask, outcome: PrintOutcome): Partial<PrintState> {
  switch (outcome.state) {
    case 'printed':
      return {};
    case 'asking':
      return { asking: [...state.asking, task] };
    case 'refused':
      return { problem: { task, refusal: outcome.refusal } };
    case 'failed':
      return { problem: { task, refusal: undefined, reason: outcome.reason } };
  }
}

/** What a person said about a paper that went out. A refusal leaves the question standing. */
export async function settleTask(task: PrintTask, fate: Fate, reason?: string): Promise<DeskRefusal | undefined> {
  const answer = await ports.settle(task, fate, reason);
  if (!answer.ok) return answer.refusal;
  change({ asking: state.asking.filter(({ job }) => job !== task.job) });
  // Of several copies the next one follows by itself.
  if (answer.value.goesOn) void printTasks([task]);
  return undefined;
}

export const clearProblem = (): void => {
  change({ problem: undefined });
};

const isSize = (size: string): size is PaperSize => paperSizes.some((one) => one === size);
const sizeOf = (size: string): PaperSize => (isSize(size) ? size : 'A5');

interface QueuedJob {
  readonly id: string;
  readonly paper: string;
  readonly copy: number;
  readonly size: string;
}

/** A queued job with what the screen says of it. */
export const taskOf = (
  { id, paper, copy, size }: QueuedJob,
  about: Pick<PrintTask, 'stream' | 'number' | 'spec'>,
): PrintTask => ({ job: id, paper, copy, size: sizeOf(size), ...about });

/** The jobs that an act has queued, ready to be printed. */
export const tasksOf = ({ jobs, issued, stream, number }: ActAnswer): PrintTask[] =>
  jobs.map((job) => taskOf(job, { stream, number, spec: issued.find(({ id }) => id === job.paper)?.spec ?? '' }));

export const usePrintState = (): PrintState =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    () => state,
  );
