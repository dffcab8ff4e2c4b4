/**
 * A JPEG that stands as its page showed it, without drawing it anew: how far it is turned is written into it as a camera does (CIPA DC-008,
 * 0x0112). What the file said of itself before is left away: a PDF does not heed it.
 */
import type { Picture } from '#shared/documents/picture.ts';

const orientations: Readonly<Record<Picture['turn'], number>> = { 0: 1, 90: 6, 180: 3, 270: 8 };

export function jpegTurned(jpeg: Uint8Array, turn: Picture['turn']): Uint8Array {
  const rest = Buffer.concat([...withoutExif(Buffer.from(jpeg))]);
  return turn === 0 ? rest : Buffer.concat([rest.subarray(0, 2), exifOf(orientations[turn]), rest.subarray(2)]);
}

/** Segments before the first that holds pixels, those of Exif left out. */
function* withoutExif(jpeg: Buffer): Generator<Buffer> {
  yield jpeg.subarray(0, 2);
  let at = 2;
  while (jpeg[at] === 0xff && jpeg[at + 1] !== 0xda && at + 4 <= jpeg.length) {
    // Filling bytes may stand before a marker.
    const length = jpeg[at + 1] === 0xff ? 1 : 2 + jpeg.readUInt16BE(at + 2);
    const isExif = jpeg[at + 1] === 0xe1 && jpeg.subarray(at + 4, at + 8).toString('latin1') === 'Exif';
    if (!isExif) yield jpeg.subarray(at, at + length);
    at += length;
  }
  yield jpeg.subarray(at);
}

/** One segment APP1 with nothing but the orientation. */
function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}
