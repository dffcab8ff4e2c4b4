/**
 * Attachments (附件): content first, encrypted and fsynced, then the entry that names it. They arrive in parts, because one call may
 * not be larger than 4 MB; parts wait in memory and are nobody's loss when the program ends before the attachment is kept.
 */
import { longestAttachment, partBytes } from '#shared/contract/attachment.ts';
import { toHex } from '#shared/journal/entry.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import type { AttachedFor, Attachment } from '#shared/kinds/mechanism/state.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { newId } from '../ids.ts';
import { refuseBySpace } from '../store/ballast.ts';
import { keepContentHere } from '../journal/contents.ts';
import { performAct } from './act.ts';
import { readContent } from './ask-for-content.ts';
import { loadVisible } from './load.ts';
import { mustBePhoto, typeOfPhoto } from './photo-type.ts';
import { stepOn } from './step-on.ts';

/** Bytes of all that wait. */
const mostWaiting = 4 * longestAttachment;

export class Uploads {
  readonly #parts = new Map<string, Uint8Array[]>();
  #bytes = 0;

  /** Parts come in order; the same one again (a repeated call) changes nothing. */
  add(upload: string, index: number, bytes: Uint8Array): Result<Record<string, never>> {
    const parts = this.#parts.get(upload) ?? [];
    if (index < parts.length) return ok({});
    const total = parts.reduce((sum, part) => sum + part.length, bytes.length);
    if (index > parts.length) return refuse('attachment.gap');
    if (total > longestAttachment) {
      return refuse('attachment.tooLarge', { limitMb: longestAttachment / 1024 / 1024 });
    }
    this.#makeRoom(upload, bytes.length);
    this.#parts.set(upload, [...parts, bytes]);
    this.#bytes += bytes.length;
    return ok({});
  }

  /** What was begun longest ago and never kept makes room: a window that was closed meanwhile must not stop the others. */
  #makeRoom(upload: string, bytes: number): void {
    for (const other of this.#parts.keys()) {
      if (this.#bytes + bytes <= mostWaiting) return;
      if (other !== upload) this.forget(other);
    }
  }

  content(upload: string): Uint8Array | undefined {
    const parts = this.#parts.get(upload);
    return parts && Buffer.concat(parts);
  }

  forget(upload: string): void {
    this.#bytes -= (this.#parts.get(upload) ?? []).reduce((sum, part) => sum + part.length, 0);
    this.#parts.delete(upload);
  }
}

export interface AttachmentPart {
  readonly upload: string;
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** Refusals: attachment.gap, attachment.tooLarge; space.noAttachments before the disk is so full that other work would suffer. */
export function addPart(core: DeskCore, uploads: Uploads, part: AttachmentPart): Result<Record<string, never>> {
  const tight = refuseBySpace(core.spaceLevel(), 'attachment');
  return tight ? { ok: false, refusal: tight } : uploads.add(part.upload, part.index, part.bytes);
}

export interface KeepAttachment {
  readonly act: string;
  readonly stream: string;
  readonly upload: string;
  readonly name: string;
  readonly mime: string;
  /** 必需材料. */
  readonly isRequired: boolean;
  readonly for?: AttachedFor;
}

/** What a camera or a stick that was pulled out too early leaves behind: a name without content. */
const emptyFile: Refusal = { code: 'attachment.empty' };

/** Without the marks that turn `gpj.exe` round into `exe.jpg` on the screen, and others that nobody sees. */
export const plainName = (name: string): string => name.replace(/[\p{Cc}\p{Cf}]/gu, '').trim() || '文件';

type Kept = { readonly id: string };

export function keepAttachment(core: DeskCore, viewer: Viewer, uploads: Uploads, input: KeepAttachment): Result<Kept> {
  const content = uploads.content(input.upload);
  // Not asked where nothing waits: that is a repeated act, and its answer needs no room.
  const tight = content && (content.length === 0 ? emptyFile : refuseBySpace(core.spaceLevel(), 'attachment'));
  if (tight) return { ok: false, refusal: tight };
  const blob = content === undefined ? undefined : core.blobs.put(content);
  if (blob?.ok === false) return blob;
  const result = performAct(
    core,
    viewer,
    { id: input.act, procedure: 'attachment.keep', input: { ...input } as unknown as JsonObject },
    (work) => {
      if (content === undefined || blob === undefined) return refuse('attachment.gone');
      const found = loadVisible(core, viewer, work.transaction, input.stream);
      if (!found.ok) return found;
      const type = typeOfPhoto(content, input.mime, input.for, mustBePhoto(found.value.kind, found.value.state));
      if (!type.ok) return type;
      const id = newId(core.ports);
      const named = { blob: blob.value, bytes: content.length, hash: toHex(core.ports.sm3(content)) };
      const data: JsonObject = {
        ...{ id, ...named, name: plainName(input.name), mime: type.value },
        ...(input.isRequired ? { required: true } : {}),
        ...(input.for ? { for: { ...input.for } } : {}),
      };
      const written = stepOn(core, viewer, work, input.stream, 'attached', data);
      if (!written.ok) return written;
      keepContentHere(work.transaction, named);
      return ok({ id });
    },
  );
  if (result.ok) uploads.forget(input.upload);
  return result;
}

export interface MoveAttachment {
  readonly act: string;
  readonly stream: string;
  readonly id: string;
  readonly to: string;
  readonly reason: string;
}

/** 更正: an attachment in the wrong case. One act on both: it leaves the list here and stands there; the history of both says so. */
export function moveAttachment(core: DeskCore, viewer: Viewer, input: MoveAttachment): Result<Kept> {
  const { act, stream, id, to, reason } = input;
  return performAct(core, viewer, { id: act, procedure: 'attachment.move', input: { ...input } }, (work) => {
    const found = loadVisible(core, viewer, work.transaction, stream);
    if (!found.ok) return found;
    const file = found.value.state.attachments.find((known) => known.id === id && known.isMoved !== true);
    if (file === undefined) return refuse('attachment.unknown');
    if (to === stream) return refuse('merge.itself');
    const left = stepOn(core, viewer, work, stream, 'attachmentMoved', { id, to, reason, name: file.name });
    if (!left.ok) return left;
    const moved = newId(core.ports);
    const data = { ...contentOf(file), id: moved, from: stream, reason };
    const arrived = stepOn(core, viewer, work, to, 'attached', data);
    return arrived.ok ? ok({ id: moved }) : arrived;
  });
}

const contentOf = ({ blob, name, bytes, mime, hash, required }: Attachment): JsonObject => ({
  ...{ blob, name, bytes, mime },
  ...(hash === undefined ? {} : { hash }),
  ...(required === undefined ? {} : { required }),
});

/**
 * The file that is being read part by part: decrypting 50 MB anew for each of its 25 parts would keep the desk from everybody else.
 * One at a time, and gone with its last part.
 */
export class OpenContent {
  #last: { readonly whose: string; readonly content: Uint8Array } | undefined;

  /** Part 0 always comes from the disk, any other where this person is not reading this very file. */
  read(core: DeskCore, whose: string, blob: string, part: number): Result<{ content: Uint8Array; isOpened: boolean }> {
    const key = `${whose} ${blob}`;
    if (part > 0 && this.#last?.whose === key) return ok({ content: this.#last.content, isOpened: false });
    const read = readContent(core, blob);
    this.#last = read.ok ? { whose: key, content: read.value } : undefined;
    return read.ok ? ok({ content: read.value, isOpened: true }) : read;
  }

  close(): void {
    this.#last = undefined;
  }
}

export interface ReadPart {
  readonly stream: string;
  readonly id: string;
  /** From 0. */
  readonly part: number;
}

interface PartRead {
  readonly name: string;
  readonly mime: string;
  readonly parts: number;
  readonly bytes: Uint8Array;
  /** The content was opened for this part: to be written down, whichever part it is. */
  readonly isOpened: boolean;
}

/** Also one that was moved away, which the history still names. */
export function findAttachment(core: DeskCore, viewer: Viewer, stream: string, id: string): Result<Attachment> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const file = found.value.state.attachments.find((known) => known.id === id);
  return file === undefined ? refuse('attachment.unknown') : ok(file);
}

/** One part of an attachment's content, for showing or saving it. */
export function readAttachment(
  core: DeskCore,
  viewer: Viewer,
  open: OpenContent,
  { stream, id, part }: ReadPart,
): Result<PartRead> {
  const found = findAttachment(core, viewer, stream, id);
  if (!found.ok) return found;
  const file = found.value;
  const read = open.read(core, `${viewer.staff} ${stream}`, file.blob, part);
  if (!read.ok) return read;
  const { content, isOpened } = read.value;
  const parts = Math.max(1, Math.ceil(content.length / partBytes));
  if (part >= parts - 1) open.close();
  const bytes = content.subarray(part * partBytes, (part + 1) * partBytes);
  return ok({ name: file.name, mime: file.mime, parts, bytes, isOpened });
}
