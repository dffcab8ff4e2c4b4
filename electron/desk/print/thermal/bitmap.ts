/** Black and white dots, eight a byte, the first the highest bit: as `GS v 0` wants them. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Bytes a row. */
  readonly stride: number;
  readonly dots: Uint8Array;
}

export function emptyBitmap(width: number, height: number): Bitmap {
  const stride = Math.ceil(width / 8);
  return { width, height, stride, dots: new Uint8Array(stride * height) };
}

export const isBlack = ({ stride, dots }: Bitmap, x: number, y: number): boolean =>
  ((dots[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;

/** Dots outside are left out. */
export function fillRow({ width, height, stride, dots }: Bitmap, y: number, from: number, to: number): void {
  if (y < 0 || y >= height) return;
  for (let x = Math.max(0, from); x < Math.min(width, to); x += 1) {
    const index = y * stride + (x >> 3);
    dots[index] = (dots[index] ?? 0) | (0x80 >> (x & 7));
  }
}

export function fillRectangle(bitmap: Bitmap, x: number, y: number, width: number, height: number): void {
  for (let row = y; row < y + height; row += 1) fillRow(bitmap, row, x, x + width);
}

/** Adds the black dots of `from` to those of `to`, its corner at x, y; what lies outside is left out. */
export function draw(to: Bitmap, from: Bitmap, x: number, y: number): void {
  for (let row = 0; row < from.height; row += 1)
    for (let byte = 0; byte < from.stride; byte += 1) {
      const dots = from.dots[row * from.stride + byte] ?? 0;
      for (let bit = 0; dots !== 0 && bit < 8; bit += 1)
        if ((dots & (0x80 >> bit)) !== 0) fillRow(to, y + row, x + byte * 8 + bit, x + byte * 8 + bit + 1);
    }
}

/** Without the white at the right, which a printer would only be sent for nothing; at least one byte a row. */
export function trimRight({ height, stride, dots }: Bitmap): Bitmap {
  let used = 1;
  for (let row = 0; row < height; row += 1)
    for (let byte = used; byte < stride; byte += 1) if (dots[row * stride + byte] !== 0) used = byte + 1;
  const trimmed = emptyBitmap(used * 8, height);
  for (let row = 0; row < height; row += 1)
    trimmed.dots.set(dots.subarray(row * stride, row * stride + used), row * used);
  return trimmed;
}
