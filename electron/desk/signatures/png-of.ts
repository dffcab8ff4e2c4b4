/** Pixels that were unpacked, as a PNG that stands upright: grey where there is no colour, which is a third of the bytes. */
import { PNG } from 'pngjs';
import type { Picture } from '#shared/documents/picture.ts';

export interface Decoded {
  readonly data: Uint8Array | Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  /** Bits: eight pixels a byte, each row from a byte of its own; else bytes a pixel. */
  readonly layout: 'bits' | 3 | 4;
}

export function pngOf(decoded: Decoded, turn: Picture['turn']): Uint8Array | undefined {
  const { width, height, layout, data } = decoded;
  const needed = layout === 'bits' ? Math.ceil(width / 8) * height : width * height * layout;
  if (!(width > 0 && height > 0) || data.length < needed) return undefined;
  const isGrey = layout === 'bits' || !hasColour(decoded);
  const channels = isGrey ? 1 : 3;
  const across = turn === 90 || turn === 270;
  const [wide, high] = across ? [height, width] : [width, height];
  const out = Buffer.alloc(wide * high * channels);
  const place = placeOf(turn, width, height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const to = place(x, y) * channels;
      for (let channel = 0; channel < channels; channel += 1) out[to + channel] = valueAt(decoded, x, y, channel);
    }
  const colorType = isGrey ? 0 : 2;
  const png = new PNG({ width: wide, height: high, colorType, inputColorType: colorType, inputHasAlpha: false });
  png.data = out;
  return PNG.sync.write(png, { colorType, inputColorType: colorType, inputHasAlpha: false });
}

function valueAt({ data, width, layout }: Decoded, x: number, y: number, channel: number): number {
  if (layout !== 'bits') return data[(y * width + x) * layout + channel] ?? 0;
  const byte = data[y * Math.ceil(width / 8) + (x >> 3)] ?? 0;
  return (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
}

/** Where a pixel comes to lie, counted in the turned picture. */
function placeOf(turn: Picture['turn'], width: number, height: number): (x: number, y: number) => number {
  switch (turn) {
    case 0:
      return (x, y) => y * width + x;
    case 90:
      return (x, y) => x * height + (height - 1 - y);
    case 180:
      return (x, y) => (height - 1 - y) * width + (width - 1 - x);
    case 270:
      return (x, y) => (width - 1 - x) * height + y;
  }
}

function hasColour({ data, layout }: Decoded): boolean {
  const step = layout === 'bits' ? 1 : layout;
  for (let at = 0; at + 2 < data.length; at += step)
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return true;
  return false;
}
