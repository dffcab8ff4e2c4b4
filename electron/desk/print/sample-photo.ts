/** The photograph of nobody that stands in the preview of an official form: head and shoulders in grey, drawn here. */
import { crc32, deflateSync } from 'node:zlib';
import type { FormPhoto } from '#shared/documents/official-form/tag.ts';

/** In the proportions of a 1-inch photograph (一寸, 2.5 × 3.5 cm). */
const [width, height] = [125, 175];
const [background, figure] = [232, 160];

const isWithin = (x: number, y: number, radiusX: number, radiusY: number): boolean =>
  (x / radiusX) ** 2 + (y / radiusY) ** 2 <= 1;
const greyAt = (x: number, y: number): number => {
  const fromMiddle = x - width / 2;
  const isFigure = isWithin(fromMiddle, y - 68, 30, 38) || isWithin(fromMiddle, y - height, 52, 58);
  return isFigure ? figure : background;
};

/** A chunk of a PNG (W3C PNG, § 5.3). */
function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

let drawn: FormPhoto | undefined;

export function samplePhoto(): FormPhoto {
  drawn ??= { type: 'png', width, height, turn: 0, bytes: draw() };
  return drawn;
}

function draw(): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  // Eight bits of grey, no interlacing.
  head.set([8, 0, 0, 0, 0], 8);
  // Each row begins with its filter: none.
  const rows = Array.from({ length: height }, (_, y) =>
    Uint8Array.from({ length: width + 1 }, (_value, x) => (x === 0 ? 0 : greyAt(x - 1, y))),
  );
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const pixels = deflateSync(Buffer.concat(rows));
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}
