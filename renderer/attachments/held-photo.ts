/** A photograph of something that is still typed: on the desk before there is a case or a step, named in the draft. */
import { pictureOf } from '#shared/documents/picture.ts';
import type { HeldPhoto } from '#shared/kinds/matter/held-photo.ts';
import { newActId } from '../client/act-runner.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';
import { endingOf, fittingName } from './file-facts.ts';
import { sendParts } from './send-parts.ts';

/** Of whatever kind this browser can read; papers print JPEG and PNG. `label`: what it is for. */
export async function holdPhoto(file: File, label: string): Promise<HeldPhoto | DeskRefusal> {
  const photo = await asPhoto(file);
  if (photo === undefined) return { code: 'form.notPhoto', details: { label } };
  const held = await holdFile(photo);
  return 'code' in held ? held : { ...held, name: fittingName(photo.name), mime: photo.type };
}

/** A file as it is. */
export async function holdFile(file: File): Promise<{ readonly blob: string; readonly bytes: number } | DeskRefusal> {
  const upload = newActId();
  const refused = await sendParts(file, (index, data) => desk.attachment.part({ upload, index, data }));
  if (refused) return refused;
  const held = await answerOf(() => desk.attachment.hold({ upload }));
  return held.ok ? held.value : held.refusal;
}

/** Longest side in pixels of what is kept as it is: enough for a page of A4 at 200 dots an inch. */
const largest = 2400;

/** The file itself where it can be printed as it is; else drawn again: upright, and no larger than papers need. Undefined: no picture. */
async function asPhoto(file: File): Promise<File | undefined> {
  const picture = pictureOf(new Uint8Array(await file.arrayBuffer()));
  if (picture?.turn === 0 && Math.max(picture.width, picture.height) <= largest) {
    return file.type === `image/${picture.type}`
      ? file
      : new File([file], file.name, { type: `image/${picture.type}` });
  }
  try {
    // As a camera was held (Exif), which papers do not know of.
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, largest / Math.max(bitmap.width, bitmap.height));
    const canvas = new OffscreenCanvas(Math.round(bitmap.width * scale), Math.round(bitmap.height * scale));
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
    const plain = endingOf(file.type) === '' ? file.name : file.name.replace(/\.[^.]{1,5}$/u, '');
    return new File([blob], `${plain}.jpg`, { type: 'image/jpeg' });
  } catch {
    return undefined;
  }
}
