/** Photographs that stand among what was typed in a form, and go as files beside it: of 先交照片, and of the matter's own form. */
import type { HeldFiles } from '#shared/contract/case.ts';
import type { JsonObject } from '#shared/kernel/json.ts';
import type { FormField } from '#shared/kinds/matter/form-field.ts';
import { heldPhotos, photosOf } from '#shared/kinds/matter/held-photo.ts';
import { readForm } from '#shared/kinds/matter/form-values.ts';
import type { Known } from '#shared/kinds/matter/form-compute.ts';
import type { FieldPlace } from './types.ts';
import { recordOf, recordsOf, textOf } from './values.ts';

interface Brought {
  readonly tidied: JsonObject;
  readonly files: HeldFiles;
}

/** 先交照片: one that is not chosen any more goes with the choice. */
export function photosOfMissing(places: readonly FieldPlace[], tidied: JsonObject): Brought {
  const place = places.find(({ spec }) => spec.input === 'missing');
  if (place === undefined || tidied[place.name] === undefined) return { tidied, files: [] };
  const files: HeldFiles = [];
  const rows = recordsOf(tidied[place.name]).map(({ photos, ...row }) => {
    const name = textOf(row['material']);
    if (row['way'] === 'photo')
      for (const { blob, name: file, mime } of heldPhotos(photos))
        files.push({ blob, name: file, mime, for: { what: 'material', name } });
    return row;
  });
  return { tidied: { ...tidied, [place.name]: rows }, files };
}

/** Of a form that is corrected: what it asks for by now. */
export function photosOfForm(
  places: readonly FieldPlace[],
  tidied: JsonObject,
  declared: readonly FormField[],
  known: Known,
): Brought {
  const place = places.find(({ spec }) => spec.input === 'matterForm');
  if (place === undefined || tidied[place.name] === undefined) return { tidied, files: [] };
  const said = recordOf(tidied[place.name]);
  const photos = new Set(declared.flatMap(({ type, key }) => (type === 'photo' ? [key] : [])));
  const typed = Object.fromEntries(Object.entries(said).filter(([key]) => !photos.has(key)));
  const { shown } = readForm(declared, typed, known, true);
  return { tidied: { ...tidied, [place.name]: typed }, files: photosOf(shown, said).map((file) => ({ ...file })) };
}
