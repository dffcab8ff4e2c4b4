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
import { textsOfFile } from './finished.ts';
import { publicList } from './list.ts';
import type { PublicList } from './list-shape.ts';

export type FileAsked = PublicAsked & { readonly act: string; readonly form: 'xlsx' | 'docx' };

/** Refusals: publish.found, publish.unread, and those of the list. */
export async function publicFile(core: DeskCore, viewer: Viewer, asked: FileAsked): Promise<Result<Uint8Array>> {
  const listed = publicList(core, viewer, asked);
  if (!listed.ok) return listed;
  const { list, streams } = listed.value;
  const made = asked.form === 'docx' ? ok(docxOf(list)) : await workbookOf(list);
  if (!made.ok) return made;
  const clean = refuseGivenAway(made.value, asked.phone);
  if (!clean.ok) return clean;
  const kept = keepPublished(core, viewer, asked, streams);
  return kept.ok ? made : kept;
}

const workbookOf = ({ title, heads, rows, notes }: PublicList): Promise<Result<Uint8Array>> =>
  runCatalogue<Uint8Array>({
    do: 'sheets',
    sheets: [{ name: '公示', rows: [heads, ...rows, [title], ...notes.map((note) => [note])] }],
  });

const mostPlaces = 5;

/** The places are told, the numbers are not: refusals are logged. */
export function refuseGivenAway(bytes: Uint8Array, phone: string): Result<true> {
  const { texts, unread } = textsOfFile(bytes);
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
