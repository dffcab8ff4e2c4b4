/** A photograph of something that is still typed: on the desk before there is a case or a step, named in the draft. */
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
  const upload = newActId();
  const refused = await sendParts(photo, (index, data) => desk.attachment.part({ upload, index, data }));
  if (refused) return refused;
  const held = await answerOf(() => desk.attachment.hold({ upload }));
  return held.ok ? { ...held.value, name: fittingName(photo.name), mime: photo.type } : held.refusal;
}

/** The file itself where it can be printed as it is; else drawn again. Undefined: no picture, or of a kind that nobody here can read. */
async function asPhoto(file: File): Promise<File | undefined> {
  if (file.type === 'image/jpeg' || file.type === 'image/png') return file;
  try {
    const bitmap = await createImageBitmap(file);
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.92 });
    const plain = endingOf(file.type) === '' ? file.name : file.name.replace(/\.[^.]{1,5}$/u, '');
    return new File([blob], `${plain}.jpg`, { type: 'image/jpeg' });
  } catch {
    return undefined;
  }
}
