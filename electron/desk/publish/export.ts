/** The file is made, read again as whoever opens it would, and leaves only when nothing was found; that it left is written down. */
import type { PublicAsked } from '#shared/contract/publish.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { scanPublic } from '#shared/publish/scan.ts';
import { runCatalogue } from '../catalogue/jobs.ts';
import { performAct } from '../commands/act.ts';
import { stepOn } from '../commands/step-on.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { writeAudit } from '../journal/audit.ts';
import { docxOf } from './docx.ts';
import { textsOfFile, type Finished } from './finished.ts';
import { textsOfPdf } from './finished-pdf.ts';
import { publicList } from './list.ts';
import type { PublicList } from './list-shape.ts';
import { pdfOf, type Drawing } from './pdf.ts';

export type FileAsked = PublicAsked & { readonly act: string; readonly form: 'xlsx' | 'docx' | 'pdf' };

/** Refusals: publish.found, publish.unread, those of the list and of drawing it. */
export async function publicFile(
  core: DeskCore,
  viewer: Viewer,
  drawing: Drawing,
  asked: FileAsked,
): Promise<Result<Uint8Array>> {
  const listed = publicList(core, viewer, asked);
  if (!listed.ok) return listed;
  const { list, streams } = listed.value;
  const made = await makers[asked.form](list, drawing);
  if (!made.ok) return made;
  const clean = refuseGivenAway(await readers[asked.form](made.value), asked.phone);
  if (!clean.ok) return clean;
  const kept = keepPublished(core, viewer, asked, streams);
  return kept.ok ? made : kept;
}

type Form = FileAsked['form'];
type Maker = (list: PublicList, drawing: Drawing) => Promise<Result<Uint8Array>>;

const makers: Readonly<Record<Form, Maker>> = {
  xlsx: (list) => workbookOf(list),
  docx: (list) => Promise.resolve(ok(docxOf(list))),
  pdf: pdfOf,
};

const readZip = (bytes: Uint8Array): Promise<Finished> => Promise.resolve(textsOfFile(bytes));
/** As whoever opens it would: the finished bytes, and nothing of what they were made of. */
const readers: Readonly<Record<Form, (bytes: Uint8Array) => Promise<Finished>>> = {
  xlsx: readZip,
  docx: readZip,
  pdf: textsOfPdf,
};

const workbookOf = ({ title, heads, rows, notes }: PublicList): Promise<Result<Uint8Array>> =>
  runCatalogue<Uint8Array>({
    do: 'sheets',
    sheets: [{ name: '公示', rows: [heads, ...rows, [title], ...notes.map((note) => [note])] }],
  });

const mostPlaces = 5;

/** The places are told, the numbers are not: refusals are logged. */
export function refuseGivenAway({ texts, unread }: Finished, phone: string): Result<true> {
  const found = scanPublic(texts, [phone]);
  if (unread.length > 0) return refuse('publish.unread', { part: unread[0] ?? '' });
  if (found.length === 0) return ok(true);
  const places = [...new Set(found.map(({ place, cell }) => `${place}:${String(cell)}`))];
  return refuse('publish.found', { count: found.length, places: places.slice(0, mostPlaces).join(' ') });
}

function keepPublished(
  core: DeskCore,
  viewer: Viewer,
  { act, form, matter, from, to, columns }: FileAsked,
  streams: readonly string[],
): Result<Record<string, never>> {
  const data = { publicList: matter, from, to, form, columns: columns.join(' ') };
  return performAct(core, viewer, { id: act, procedure: 'publish.export', input: data, isDraining: true }, (work) => {
    for (const stream of streams) {
      const written = stepOn(core, viewer, work, stream, 'exported', { what: '公示名单', purpose: '公示' });
      if (!written.ok) return written;
    }
    const at = new Date(core.ports.clock.now()).toISOString();
    writeAudit(work.transaction, core.ports.sm3, {
      ...{ writer: core.writer.id, at, by: viewer.staff, type: 'export' },
      data: { ...data, cases: streams.length },
    });
    return ok({});
  });
}
