/** What a photograph of the form is by its content: papers print it, so that the word of whoever sends it is not enough. */
import { pictureOf } from '#shared/documents/picture.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { AttachedFor } from '#shared/kinds/mechanism/state.ts';

/** The type it is kept under. Refusal: form.notPhoto, of a file for a photo field that is neither JPEG nor PNG. */
export function typeOfPhoto(content: Uint8Array, mime: string, what: AttachedFor | undefined): Result<string> {
  if (what?.what !== 'field') return ok(mime);
  const picture = pictureOf(content);
  return picture === undefined ? refuse('form.notPhoto', { label: what.name }) : ok(`image/${picture.type}`);
}
