/** What a photograph of the form is by its content: papers print it, so that the word of whoever sends it is not enough. */
import { pictureOf } from '#shared/documents/picture.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { Kind } from '#shared/kinds/mechanism/define.ts';
import type { AttachedFor, StreamState } from '#shared/kinds/mechanism/state.ts';

/** Whether a file for this must be a photograph: always for a photo field, else as the kind's rules say. */
export type MustBePhoto = (what: AttachedFor) => boolean;

/** Of a case as it stands now; nobody says what a stream of unknown rules wants. */
export const mustBePhoto =
  (kind: Kind, state: StreamState): MustBePhoto =>
  (what) =>
    kind.rulesets[state.rules]?.isPhotoFor?.(state, what) === true;

/** The type it is kept under. Refusal: form.notPhoto, of a file that has to be a photograph and is neither JPEG nor PNG. */
export function typeOfPhoto(
  content: Uint8Array,
  mime: string,
  what: AttachedFor | undefined,
  mustBe: MustBePhoto = () => false,
): Result<string> {
  if (what === undefined || (what.what !== 'field' && !mustBe(what))) return ok(mime);
  const picture = pictureOf(content);
  return picture === undefined ? refuse('form.notPhoto', { label: what.name }) : ok(`image/${picture.type}`);
}
