/**
 * Photographs of a form that is still typed: the content is on the disk before there is a case or a step, its name stands in the draft, and the
 * act attaches it. One that no case came to name goes when its draft has gone.
 */
import type { HeldFiles } from '#shared/contract/case.ts';
import { toHex } from '#shared/journal/entry.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { AttachedFor } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { keepContentHere } from '../journal/contents.ts';
import { refuseBySpace } from '../store/ballast.ts';
import { all, sql, type ReadHandle } from '../store/handles.ts';
import type { Work } from './act.ts';
import { plainName, type Uploads } from './attachments.ts';
import { typeOfPhoto, type MustBePhoto } from './photo-type.ts';
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

/** One that an act is about to attach, as its content is and not as it was called. */
export interface HeldFile {
  readonly named: { readonly blob: string; readonly bytes: number; readonly hash: string };
  readonly name: string;
  readonly mime: string;
  readonly for?: AttachedFor;
}

/** One as it hangs on the stream now. */
export interface AttachedFile {
  readonly file: string;
  readonly hash: string;
}

/** Refusals: attachment.gone, of a content that is not here; those of `typeOfPhoto`. Nothing of the case is kept then. */
export function readHeld(core: DeskCore, files: HeldFiles = [], mustBe?: MustBePhoto): Result<readonly HeldFile[]> {
  const read: HeldFile[] = [];
  for (const { blob, name, mime, for: what } of files) {
    const content = core.blobs.read(blob);
    if (!content.ok) return refuse('attachment.gone');
    const type = typeOfPhoto(content.value, mime, what, mustBe);
    if (!type.ok) return type;
    const named = { blob, bytes: content.value.length, hash: toHex(core.ports.sm3(content.value)) };
    read.push({ named, name: plainName(name), mime: type.value, for: what });
  }
  return ok(read);
}

export function attachHeld(
  core: DeskCore,
  viewer: Viewer,
  work: Work,
  stream: string,
  files: readonly HeldFile[],
): Result<readonly AttachedFile[]> {
  const attached: AttachedFile[] = [];
  for (const { named, name, mime, for: what } of files) {
    const id = newId(core.ports);
    const data = { id, ...named, name, mime, ...(what ? { for: { ...what } } : {}) };
    const written = stepOn(core, viewer, work, stream, 'attached', data);
    if (!written.ok) return written;
    keepContentHere(work.transaction, named);
    attached.push({ file: id, hash: named.hash });
  }
  return ok(attached);
}

/** Names of contents that stand in drafts: photographs, and forms of a matter that is still to be published (`file`). */
export const heldInDrafts = (read: ReadHandle): readonly string[] =>
  all(
    read,
    sql<{ data: string }>`SELECT data FROM draft WHERE data LIKE '%"blob":"%' OR data LIKE '%"file":"%'`,
  ).flatMap(({ data }) =>
    [...data.matchAll(/"(?:blob|file)":"([0-9a-f]{64})"/g)].flatMap(([, blob]) => (blob === undefined ? [] : [blob])),
  );
