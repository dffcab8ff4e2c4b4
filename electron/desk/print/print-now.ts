/**
 * Printing by the program itself (Electron): the desk draws the stored blocks, the main process prints them through a hidden window,
 * and what it says becomes the fate of the job. The page only asks; no paper passes through it.
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { jobOf, markSent, settleJob, type JobRow } from '../commands/print-jobs.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { paperHtml } from '../queries/papers.ts';
import type { PrintOutcome, PrintServices, Runtime } from '../runtime.ts';
import { chosenPrinters, readSetting, writeSetting, type ChosenPrinters } from '../settings.ts';
import { transact } from '../store/handles.ts';

export interface Printers {
  readonly printers: { name: string; title: string }[];
  readonly chosen: ChosenPrinters;
}

/** Refusal: print.notHere (the page prints by itself). */
export async function listPrinters(runtime: Runtime, core: DeskCore): Promise<Result<Printers>> {
  const services = runtime.options.printers;
  if (services === undefined) return refuse('print.notHere');
  const printers = (await services.printers()).map(({ name, title }) => ({ name, title }));
  const kept = readSetting(core.store.read, chosenPrinters);
  const only = printers.length === 1 ? (printers[0]?.name ?? '') : '';
  // A printer that is gone is not chosen any more; where there is one only, nobody is asked.
  const there = (name: string): string => (printers.some((printer) => printer.name === name) ? name : only);
  return ok({ printers, chosen: { '80mm': there(kept['80mm']), A5: there(kept.A5), A4: there(kept.A4) } });
}

export function choosePrinter(core: DeskCore, size: PaperSize, printer: string): void {
  transact(core.store.write, (transaction) => {
    writeSetting(transaction, chosenPrinters, { ...readSetting(transaction, chosenPrinters), [size]: printer });
  });
}

export interface PrintNow {
  readonly act: string;
  readonly job: string;
}

export interface Printed {
  readonly fate: PrintOutcome['state'];
  readonly reason: string | null;
}

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
  const services = runtime.options.printers;
  const job = jobOf(core.store.read, viewer, input.job);
  if (services === undefined) return refuse('print.notHere');
  if (job === undefined || job.state === 'dropped') return refuse('print.unknownJob');
  if (job.state === 'printed') return ok({ fate: 'printed', reason: null });
  const size = job.size as PaperSize;
  const page = paperHtml(core, runtime.options.resources.fonts(), viewer, { ...job, size });
  if (!page.ok) return page;
  const printers = await listPrinters(runtime, core);
  if (!printers.ok) return printers;
  const printer = printers.value.chosen[size];
  if (printer === '') return refuse('print.noPrinter', { size });
  const sent = markSent(core, viewer, job.id);
  if (!sent.ok) return refuse('print.underWay');
  const outcome = await handOver(services, page.value.html, size, printer);
  return settled(core, viewer, input, job, printer, outcome);
}

/** A main process that answers no more may have printed before it fell. */
const handOver = (services: PrintServices, html: string, size: PaperSize, printer: string): Promise<PrintOutcome> =>
  services.print(html, size, printer).catch((): PrintOutcome => ({ state: 'unknown' }));

function settled(
  core: DeskCore,
  viewer: Viewer,
  { act }: PrintNow,
  job: JobRow,
  printer: string,
  outcome: PrintOutcome,
): Result<Printed> {
  const reason = outcome.state === 'failed' ? outcome.reason : null;
  const fate = outcome.state;
  const kept = settleJob(core, viewer, { act, job: job.id, fate, printer, ...(reason === null ? {} : { reason }) });
  return kept.ok ? ok({ fate, reason }) : kept;
}
