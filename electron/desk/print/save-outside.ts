/**
 * A file leaves the encrypted store: an attachment as it was brought, or a paper as PDF. Only where the program has a window of its
 * own; in a browser the page does it. The person chooses the place first; only then is the content opened, written down and sent.
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import { findPaper } from '#shared/documents/papers.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { readContent } from '../commands/ask-for-content.ts';
import { findAttachment } from '../commands/attachments.ts';
import { keepExport, nameOf, type Leaving } from '../commands/exports.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { issuedPaper, paperHtml, type PaperOfCase } from '../queries/papers.ts';
import type { OutsideServices, Runtime } from '../runtime.ts';
import { paperDocx } from './word/paper-docx.ts';

/** Who asks, and over which connection: a dialog can stand open while the desk is locked. */
export interface Asking {
  readonly core: DeskCore;
  readonly viewer: Viewer;
  readonly connection: string;
}

/** False: the person chose no place. */
export interface Saved {
  readonly saved: boolean;
}

interface Sending {
  readonly name: string;
  readonly entry: Leaving;
  readonly open: () => Promise<Result<Uint8Array>> | Result<Uint8Array>;
}

export const isStillThere = (runtime: Runtime, { core, viewer, connection }: Asking): boolean =>
  runtime.core === core && runtime.logins.get(connection)?.staff === viewer.staff;

/** Refusals: login.required when the person left while the dialog stood open, save.failed with the system's reason, those of the content. */
async function send(
  runtime: Runtime,
  services: OutsideServices,
  asking: Asking,
  sending: Sending,
): Promise<Result<Saved>> {
  return toPlace(services, runtime, asking, sending.name, async () => {
    const content = await sending.open();
    if (!content.ok) return content;
    const kept = keepExport(asking.core, asking.viewer, sending.entry);
    return kept.ok ? content : kept;
  });
}

/** A file that is of no case. `open` also writes down that it leaves. Refusals: save.notHere, and those of `send`. */
export async function writeOutside(
  runtime: Runtime,
  asking: Asking,
  name: string,
  open: Sending['open'],
): Promise<Result<Saved>> {
  const services = runtime.options.outside;
  return services === undefined ? refuse('save.notHere') : toPlace(services, runtime, asking, name, open);
}

async function toPlace(
  services: OutsideServices,
  runtime: Runtime,
  asking: Asking,
  name: string,
  open: Sending['open'],
): Promise<Result<Saved>> {
  const place = await services.choosePlace(name);
  if (place === null) return ok({ saved: false });
  if (!isStillThere(runtime, asking)) return refuse('login.required');
  const content = await open();
  if (!content.ok) return content;
  const outcome = await services.write(place, content.value);
  return outcome.state === 'saved' ? ok({ saved: true }) : refuse('save.failed', { reason: outcome.reason });
}

/** Refusals: save.notHere, attachment.unknown, those of the content and of `send`. */
export async function saveAttachment(
  runtime: Runtime,
  asking: Asking,
  { stream, id }: { readonly stream: string; readonly id: string },
): Promise<Result<Saved>> {
  const services = runtime.options.outside;
  if (services === undefined) return refuse('save.notHere');
  const file = findAttachment(asking.core, asking.viewer, stream, id);
  if (!file.ok) return file;
  return send(runtime, services, asking, {
    name: file.value.name,
    entry: { stream, about: { attachment: id }, what: nameOf(file.value) },
    open: () => readContent(asking.core, file.value.blob),
  });
}

export interface PaperToSave {
  readonly stream: string;
  readonly paper: string;
  readonly size: PaperSize;
  /** As the screen calls it; the ending is ours. */
  readonly name: string;
  /** 签名件. */
  readonly isSigned?: boolean | undefined;
}

/**
 * The issued paper as it was printed first, as PDF of its own size or as .docx. Refusals: save.notHere, those of the paper and of
 * `send`.
 */
export async function savePaper(
  runtime: Runtime,
  asking: Asking,
  { as, ...input }: PaperToSave & { readonly as: Ending },
): Promise<Result<Saved>> {
  const services = runtime.options.outside;
  if (services === undefined) return refuse('save.notHere');
  const file = as === 'pdf' ? pdfOf(runtime, asking, input) : wordOf(asking, input);
  if (!file.ok) return file;
  return send(runtime, services, asking, {
    name: `${input.name}.${as}`,
    entry: leavingAs(input, as),
    open: file.value,
  });
}

/** The same for a page that hands it to its browser as a download: written down once for one act. `data`: base64. */
export function pdfForPage(
  runtime: Runtime,
  asking: Asking,
  { act, ...input }: PaperToSave & { readonly act: string },
): Promise<Result<{ data: string }>> {
  return forPage(runtime, asking, { act, entry: leavingAs(input, 'pdf'), file: pdfOf(runtime, asking, input) });
}

/** As `pdfForPage`; needs nothing to draw it. */
export function wordForPage(
  runtime: Runtime,
  asking: Asking,
  { act, ...input }: PaperOfCase & { readonly act: string; readonly name: string },
): Promise<Result<{ data: string }>> {
  return forPage(runtime, asking, { act, entry: leavingAs(input, 'docx'), file: wordOf(asking, input) });
}

interface ForPage {
  readonly act: string;
  readonly entry: Leaving;
  readonly file: Result<Make>;
}

async function forPage(
  runtime: Runtime,
  asking: Asking,
  { act, entry, file }: ForPage,
): Promise<Result<{ data: string }>> {
  if (!file.ok) return file;
  const content = await file.value();
  if (!content.ok) return content;
  if (!isStillThere(runtime, asking)) return refuse('login.required');
  const kept = keepExport(asking.core, asking.viewer, entry, act);
  return kept.ok ? ok({ data: Buffer.from(content.value).toString('base64') }) : kept;
}

type Ending = 'pdf' | 'docx';
type Make = () => Promise<Result<Uint8Array>>;

const leavingAs = ({ stream, paper, name }: PaperOfCase & { readonly name: string }, as: Ending): Leaving => ({
  stream,
  about: { paper },
  what: nameOf({ name: `${name}.${as}` }),
});

/** Refusals: those of the paper; paper.size where its form is not made for A4. */
function wordOf({ core, viewer }: Asking, input: PaperOfCase): Result<Make> {
  const issued = issuedPaper(core, viewer, input);
  if (!issued.ok) return issued;
  const { blocks, spec } = issued.value;
  const sizes: readonly string[] = findPaper(spec)?.sizes ?? [];
  if (!sizes.includes('A4')) return refuse('paper.size', { size: 'A4', sizes: sizes.join(' ') });
  return ok(async () => ok(await paperDocx({ issued: blocks })));
}

/** Makes it when called. Refusals: save.notHere, those of the paper; when called save.failed. */
function pdfOf(
  { options: { drawPdf, resources } }: Runtime,
  { core, viewer }: Asking,
  input: PaperToSave,
): Result<Make> {
  if (drawPdf === undefined) return refuse('save.notHere');
  const page = paperHtml(core, resources.fonts(), viewer, { ...input, copy: 1 });
  if (!page.ok) return page;
  const { html } = page.value;
  return ok(() => drawPdf(html, input.size).then(ok, () => refuse('save.failed', { reason: 'page-not-ready' })));
}
