/** A photograph in a form that is still typed: kept with the draft, attached to the case by the act that takes it in. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../kernel/json.ts';
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

/** Asked for and not brought. */
export const missingPhotos = (shown: readonly FormField[], said: JsonObject): readonly FormField[] =>
  shown.filter(
    ({ type, isRequired, key }) => type === 'photo' && isRequired === true && heldPhotos(said[key]).length === 0,
  );
