/** A photograph in a form that is still typed: kept with the draft, attached to the case by the act that takes it in. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../kernel/json.ts';
import type { AttachedFor } from '../mechanism/state.ts';
import type { FormField } from './form-field.ts';

export const heldPhotoSchema = z.strictObject({
  blob: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().trim().min(1).max(255),
  mime: z.string().max(127),
  bytes: z.int().min(1),
});
export type HeldPhoto = z.infer<typeof heldPhotoSchema>;

/** More of one thing are brought as attachments. */
const mostPhotos = 6;

export const heldPhotos = (value: Json | undefined): readonly HeldPhoto[] =>
  z.array(heldPhotoSchema).max(mostPhotos).safeParse(value).data ?? [];

export interface FieldPhoto extends Omit<HeldPhoto, 'bytes'> {
  readonly for: { readonly what: 'field'; readonly name: string };
}

/** Those of the fields that are shown, as the act of the case takes them. */
export const photosOf = (shown: readonly FormField[], said: JsonObject): readonly FieldPhoto[] =>
  shown.flatMap(({ type, key, label }) =>
    type === 'photo'
      ? heldPhotos(said[key]).map(({ blob, name, mime }) => ({
          blob,
          name,
          mime,
          for: { what: 'field', name: label } as const,
        }))
      : [],
  );

/** A photograph that hangs on the case, or comes with it. */
interface Brought {
  readonly mime: string;
  readonly for?: AttachedFor;
}

/** Asked for and not among what was brought. A file for the field that is no picture is no photograph. */
export const withoutPhoto = (shown: readonly FormField[], files: readonly Brought[]): readonly FormField[] => {
  const names = new Set(
    files.flatMap(({ mime, for: what }) => (what?.what === 'field' && mime.startsWith('image/') ? [what.name] : [])),
  );
  return shown.filter(({ type, isRequired, label }) => type === 'photo' && isRequired === true && !names.has(label));
};

/** Asked for and not in the draft. */
export const missingPhotos = (shown: readonly FormField[], said: JsonObject): readonly FormField[] =>
  shown.filter(
    ({ type, isRequired, key }) => type === 'photo' && isRequired === true && heldPhotos(said[key]).length === 0,
  );
