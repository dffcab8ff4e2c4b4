/**
 * Photographs of a form that is still typed: the content is on the disk before there is a case, its name stands in the draft, and the act that
 * takes the case in attaches it. One that no case came to name goes when its draft has gone.
 */
import type { BeginInput } from '#shared/contract/case.ts';
import { toHex } from '#shared/journal/entry.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { keepContentHere } from '../journal/contents.ts';
import { refuseBySpace } from '../store/ballast.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';
import type { Work } from './act.ts';
import { plainName, type Uploads } from './attachments.ts';
import { stepOn } from './step-on.ts';

export interface Held {
  readonly blob: string;
  readonly bytes: number;
}

/** Refusals: attachment.gone (the parts did not arrive), attachment.empty, space.noAttachments. */
export function holdFile(core: DeskCore, uploads: Uploads, upload: string): Result<Held> {
  const tight = refuseBySpace(core.spaceLevel(), 'attachment');
  if (tight) return { ok: false, refusal: tight };
  const content = uploads.content(upload);
  if (content === undefined) return refuse('attachment.gone');
  if (content.length === 0) return refuse('attachment.empty');
  const blob = core.blobs.put(content);
  if (!blob.ok) return blob;
  uploads.forget(upload);
  return ok({ blob: blob.value, bytes: content.length });
}

/** Refusal: attachment.gone, of a content that is not here; nothing of the case is kept then. */
export function attachHeld(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  stream: string,
  files: NonNullable<BeginInput['files']>,
): Result<true> {
  for (const { blob, name, mime, for: what } of files) {
    const content = core.blobs.read(blob);
    if (!content.ok) return refuse('attachment.gone');
    const named = { blob, bytes: content.value.length, hash: toHex(core.ports.sm3(content.value)) };
    const data = { id: newId(core.ports), ...named, name: plainName(name), mime, for: { ...what } };
    const written = stepOn(core, viewer, work, stream, 'attached', data);
    if (!written.ok) return written;
    keepContentHere(work.transaction, named);
  }
  return ok(true);
}

/** Names of contents that stand in drafts. */
export const heldInDrafts = (read: ReadHandle): readonly string[] =>
  all(read, sql<{ data: string }>`SELECT data FROM draft WHERE data LIKE '%"blob":"%'`).flatMap(({ data }) =>
    [...data.matchAll(/"blob":"([0-9a-f]{64})"/g)].flatMap(([, blob]) => (blob === undefined ? [] : [blob])),
  );
