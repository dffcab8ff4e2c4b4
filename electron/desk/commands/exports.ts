/** 导出: a file leaves the encrypted store. One transaction holds the entry on the case's history and the line of the audit chain. */
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { writeAudit } from '../journal/audit.ts';
import { performAct } from './act.ts';
import { findAttachment } from './attachments.ts';
import { stepOn } from './step-on.ts';

export interface Leaving {
  readonly stream: string;
  /** Which thing of the case, for the audit chain: ids only. */
  readonly about: JsonObject;
  /** As the history names it. */
  readonly what: string;
}

/** Before it goes: where it cannot be written down it does not leave (GB/T 22239 安全审计). A repeated act is written once. */
export function keepExport(
  core: DeskCore,
  viewer: Viewer,
  { stream, about, what }: Leaving,
  act = newId(core.ports),
): Result<Record<string, never>> {
  const data = { stream, ...about };
  // A file may have to be saved from a disk that is full.
  const request = { id: act, procedure: 'export', input: data, isDraining: true } as const;
  return performAct(core, viewer, request, (work) => {
    const written = stepOn(core, viewer, work, stream, 'exported', { what, purpose: '' });
    if (!written.ok) return written;
    const at = new Date(core.ports.clock.now()).toISOString();
    writeAudit(work.transaction, core.ports.sm3, {
      writer: core.writer.id,
      at,
      by: viewer.staff,
      type: 'export',
      data,
    });
    return ok({});
  });
}

/** 花名册: many people leave in one file. One act, a line in the history of each case, one in the audit chain. */
export function keepRosterExport(
  core: DeskCore,
  viewer: Viewer,
  { batch, streams, what }: { readonly batch: string; readonly streams: readonly string[]; readonly what: string },
  act = newId(core.ports),
): Result<Record<string, never>> {
  const data = { batch, roster: what };
  const request = { id: act, procedure: 'batch.export', input: data, isDraining: true } as const;
  return performAct(core, viewer, request, (work) => {
    for (const stream of streams) {
      const written = stepOn(core, viewer, work, stream, 'exported', { what, purpose: '' });
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

/** Said by a page that is about to hand an attachment to the browser as a download. Refusal: attachment.unknown. */
export function exportAttachment(
  core: DeskCore,
  viewer: Viewer,
  { act, stream, id }: { readonly act: string; readonly stream: string; readonly id: string },
): Result<Record<string, never>> {
  const file = findAttachment(core, viewer, stream, id);
  return file.ok
    ? keepExport(core, viewer, { stream, about: { attachment: id }, what: nameOf(file.value) }, act)
    : file;
}

const longest = 200;

/** As much of a file's name as a history line takes; never half a character. */
export const nameOf = ({ name }: { readonly name: string }): string =>
  name.length <= longest ? name : [...name.slice(0, longest)].slice(0, -1).join('');
