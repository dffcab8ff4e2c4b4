/** Pictures that were held for a signature: by their content, whatever they were called. */
import { PNG } from 'pngjs';
import { pictureOf, type Picture } from '#shared/documents/picture.ts';
import { toHex } from '#shared/journal/entry.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { plainName } from '../commands/attachments.ts';
import type { HeldFile } from '../commands/held-files.ts';
import type { DeskCore } from '../core.ts';
import { mostPixels } from './sheet-limits.ts';

export interface ReadPicture {
  readonly content: Uint8Array;
  readonly picture: Picture;
}

/** Refusals: attachment.gone, of a content that is not here; signature.notPicture. */
export function readPicture(core: DeskCore, blob: string): Result<ReadPicture> {
  const content = core.blobs.read(blob);
  if (!content.ok) return refuse('attachment.gone');
  const picture = pictureOf(content.value);
  if (picture === undefined || picture.width * picture.height > mostPixels) return refuse('signature.notPicture');
  return ok({ content: content.value, picture });
}

export const asHeld = (core: DeskCore, blob: string, { content, picture }: ReadPicture, name: string): HeldFile => ({
  named: { blob, bytes: content.length, hash: toHex(core.ports.sm3(content)) },
  name: plainName(name),
  mime: `image/${picture.type}`,
});

const padLimits = { bytes: 400 * 1024, width: 2400, height: 1200 };
/** Fewer dark dots than this are a touch of the sleeve and no name. */
const fewestDots = 60;

/** Refusals: those of `readPicture`; signature.tooLarge, signature.empty. */
export function readPadPicture(core: DeskCore, blob: string): Result<ReadPicture> {
  const read = readPicture(core, blob);
  if (!read.ok) return read;
  const { content, picture } = read.value;
  if (picture.type !== 'png') return refuse('signature.notPicture');
  const isTooLarge =
    content.length > padLimits.bytes || picture.width > padLimits.width || picture.height > padLimits.height;
  if (isTooLarge) return refuse('signature.tooLarge', { limitKb: padLimits.bytes / 1024 });
  const dots = dotsIn(content);
  if (dots === undefined) return refuse('signature.notPicture');
  return dots < fewestDots ? refuse('signature.empty') : read;
}

/** Dark dots that are seen; undefined of a picture that does not decode. */
function dotsIn(content: Uint8Array): number | undefined {
  try {
    const { data } = PNG.sync.read(Buffer.from(content));
    let dots = 0;
    for (let at = 0; at < data.length; at += 4) {
      const light = (data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255);
      if ((data[at + 3] ?? 0) > 100 && light < 384) dots += 1;
    }
    return dots;
  } catch {
    return undefined;
  }
}
