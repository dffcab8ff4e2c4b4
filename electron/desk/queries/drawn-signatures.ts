/** What was written on the pad, to be drawn on its line of a signed copy (签名件): from the evidence, and only where it is still what was signed. */
import type { DrawnSignature } from '#shared/documents/render-blocks.ts';
import { toHex } from '#shared/journal/entry.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { momentOf } from '#shared/kinds/service/papers.ts';
import type { Signature, StreamState } from '#shared/kinds/mechanism/state.ts';
import { readContent } from '../commands/ask-for-content.ts';
import { loadVisible } from '../commands/load.ts';
import type { DeskCore, Viewer } from '../core.ts';
import { staffNames } from './names.ts';
import type { PaperOfCase } from './papers.ts';

/** By place. Refusals: paper.unknown, signature.notSigned; those of a content that is not here, blob.damaged. */
export function drawnSignatures(
  core: DeskCore,
  viewer: Viewer,
  { stream, paper }: PaperOfCase,
): Result<ReadonlyMap<number, DrawnSignature>> {
  const found = loadVisible(core, viewer, core.store.read, stream);
  if (!found.ok) return found;
  const { state } = found.value;
  const signatures = state.papers.find(({ id }) => id === paper)?.signatures ?? [];
  const nameOf = staffNames(core.store.read);
  const drawn = new Map<number, DrawnSignature>();
  for (const signature of signatures) {
    if (signature.place === undefined) continue;
    const picture = pictureOf(core, state, signature);
    if (!picture.ok) return picture;
    const mark = `手写板签名 ${momentOf(signature.on)} 经办 ${nameOf(signature.by)}`;
    drawn.set(signature.place, { picture: picture.value, mark });
  }
  return drawn.size === 0 ? refuse('signature.notSigned') : ok(drawn);
}

function pictureOf(core: DeskCore, { attachments }: StreamState, { files }: Signature): Result<string> {
  const file = attachments.find(({ id }) => id === files[0]);
  if (file === undefined) return refuse('attachment.unknown');
  const content = readContent(core, file.blob);
  if (!content.ok) return content;
  // Other bytes under the same name are not what the person wrote.
  if (toHex(core.ports.sm3(content.value)) !== file.hash) return refuse('blob.damaged');
  return ok(`data:image/png;base64,${Buffer.from(content.value).toString('base64')}`);
}
