/**
 * A file leaves the encrypted store: an attachment as it was brought, or a paper as PDF. Only where the program has a window of its
 * own; in a browser the page does it. The person chooses the place first; only then is the content opened, written down and sent.
 */
import type { PaperSize } from '#shared/documents/blocks.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { readContent } from '../commands/ask-for-content.ts';
import { findAttachment } from '../commands/attachments.ts';
import { keepExport, nameOf, type Leaving } from '../commands/exports.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { paperHtml } from '../queries/papers.ts';
import type { OutsideServices, Runtime } from '../runtime.ts';

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
}

/** The issued paper as it was printed first, as PDF of its own size. Refusals: save.notHere, those of the paper and of `send`. */
export async function savePaper(runtime: Runtime, asking: Asking, input: PaperToSave): Promise<Result<Saved>> {
  const services = runtime.options.outside;
  if (services === undefined) return refuse('save.notHere');
  const pdf = pdfOf(runtime, asking, input);
  if (!pdf.ok) return pdf;
  return send(runtime, services, asking, { name: `${input.name}.pdf`, entry: leavingAs(input), open: pdf.value });
}

/** The same for a page that hands it to its browser as a download: written down once for one act. `data`: base64. */
export async function pdfForPage(
  runtime: Runtime,
  asking: Asking,
  { act, ...input }: PaperToSave & { readonly act: string },
): Promise<Result<{ data: string }>> {
  const pdf = pdfOf(runtime, asking, input);
  if (!pdf.ok) return pdf;
  const content = await pdf.value();
  if (!content.ok) return content;
  if (!isStillThere(runtime, asking)) return refuse('login.required');
  const kept = keepExport(asking.core, asking.viewer, leavingAs(input), act);
  return kept.ok ? ok({ data: Buffer.from(content.value).toString('base64') }) : kept;
}

const leavingAs = ({ stream, paper, name }: PaperToSave): Leaving => ({
  stream,
  about: { paper },
  what: nameOf({ name: `${name}.pdf` }),
});

/** Makes it when called. Refusals: save.notHere, those of the paper; when called save.failed. */
function pdfOf(
  { options: { drawPdf, resources } }: Runtime,
  { core, viewer }: Asking,
  input: PaperToSave,
): Result<() => Promise<Result<Uint8Array>>> {
  if (drawPdf === undefined) return refuse('save.notHere');
  const page = paperHtml(core, resources.fonts(), viewer, { ...input, copy: 1 });
  if (!page.ok) return page;
  const { html } = page.value;
  return ok(() => drawPdf(html, input.size).then(ok, () => refuse('save.failed', { reason: 'page-not-ready' })));
}
