/**
 * A paper made ready for one printer: a piece for each of its copies, each with whose it is and page numbers of its own. Made whole
 * before the first is sent, so that nothing is found out half-way that could have been known before.
 */
import type { PrinterDraft } from '#shared/contract/printers.ts';
import type { IssuedBlocks, PaperSize } from '#shared/documents/blocks.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { PrintOutcome, Runtime } from '../runtime.ts';
import { waysOf, type Target } from './printers.ts';
import { drawForScreen } from './render/paper-html.ts';
import { thermalBytes } from './thermal/index.ts';
import { browserWay } from './ways/browser.ts';
import { wayTo } from './ways/way-to.ts';
import type { Way } from './ways/way.ts';

export interface ToPrint {
  readonly issued: IssuedBlocks;
  readonly size: PaperSize;
  readonly copyMark?: string | undefined;
}

/** Sends one piece. Never rejects. */
export type SendPiece = (signal: AbortSignal) => Promise<PrintOutcome>;

const markOf = ({ copyMark }: ToPrint) => (copyMark === undefined ? {} : { copyMark });
const countOf = ({ issued }: ToPrint): number => issued.copies?.length ?? 1;

const htmlOf = ({ options }: Runtime, paper: ToPrint, only: number): string =>
  drawForScreen(options.resources.fonts(), {
    papers: [{ issued: paper.issued, only, ...markOf(paper) }],
    size: paper.size,
    sizes: [paper.size],
    faces: { from: 'inside' },
  });

/** Refusals: print.notHere (a printer of the system where none is lent), print.notDrawn, paper.glyphMissing. */
export async function piecesFor(runtime: Runtime, target: Target, paper: ToPrint): Promise<Result<SendPiece[]>> {
  if (target.of === 'system') return driverPieces(runtime, target.name, paper);
  const { printer } = target;
  if (printer.way.by === 'driver') return driverPieces(runtime, printer.way.name, paper);
  if (printer.way.by === 'browser') return browserPieces(runtime, printer.way.name, paper);
  const way = wayTo(printer, paper.size, waysOf(runtime));
  if (way === undefined) return refuse('print.notHere');
  const bytes: SendPiece[] = [];
  for (let only = 0; only < countOf(paper); only += 1) {
    const made = await bytesOf(runtime, printer, paper, only);
    if (!made.ok) return made;
    bytes.push((signal) => sendAndLook(way, printer, made.value, signal));
  }
  return ok(bytes);
}

/** The bytes of one copy in the language of a printer. */
async function bytesOf(
  runtime: Runtime,
  { speaks, cut }: PrinterDraft,
  paper: ToPrint,
  only: number,
): Promise<Result<Uint8Array>> {
  const { drawPdf, resources } = runtime.options;
  if (speaks !== 'pdf') {
    const mode = speaks === 'escposText' ? 'text' : 'raster';
    return thermalBytes(resources.fonts(), paper.issued, { mode, cut, only, ...markOf(paper) });
  }
  if (drawPdf === undefined) return refuse('print.notDrawn');
  return drawPdf(htmlOf(runtime, paper, only), paper.size).then(ok, () => refuse('print.notDrawn'));
}

/**
 * One that tells how it is gets asked first, and nothing is sent where no paper can come; over a bare line it is asked afterwards too:
 * a printer that ran out half-way has taken all the bytes.
 */
async function sendAndLook(
  way: Way,
  { tells, way: { by } }: PrinterDraft,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<PrintOutcome> {
  const before = tells ? await way.state(signal) : 'unknown';
  if (before !== 'ready' && before !== 'unknown') return { state: 'failed', reason: before };
  const sent = await way.send(bytes, signal);
  if (sent.state !== 'printed' || !tells || by !== 'network') return sent;
  const after = await way.state(signal);
  return after === 'paperOut' || after === 'coverOpen' ? { state: 'unknown', reason: after } : sent;
}

const pagesOf = (runtime: Runtime, paper: ToPrint): string[] =>
  Array.from({ length: countOf(paper) }, (_, only) => htmlOf(runtime, paper, only));

/** Where no browser is any more that could be started, the printer is there but nothing draws for it. */
function browserPieces(runtime: Runtime, name: string, paper: ToPrint): Result<SendPiece[]> {
  const { pages } = runtime.options;
  if (pages === undefined) return refuse('print.notDrawn');
  const way = browserWay(name, pages, waysOf(runtime));
  return ok(pagesOf(runtime, paper).map((html) => (signal) => way.print(html, paper.size, signal)));
}

/** A main process that answers no more may have printed before it fell. */
function driverPieces(runtime: Runtime, name: string, paper: ToPrint): Result<SendPiece[]> {
  const services = runtime.options.printers;
  if (services === undefined) return refuse('print.notHere');
  return ok(
    pagesOf(runtime, paper).map(
      (html) => () => services.print(html, paper.size, name).catch((): PrintOutcome => ({ state: 'unknown' })),
    ),
  );
}
