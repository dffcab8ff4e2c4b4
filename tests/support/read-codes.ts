/** QR codes and barcodes read back from dots by ZXing, as a telephone or a scanner gun would. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

export interface Dots {
  readonly width: number;
  readonly height: number;
  isBlack(x: number, y: number): boolean;
}

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: false });

/** What each code says, in the order met. */
export async function readCodes({ width, height, isBlack }: Dots): Promise<string[]> {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) if (isBlack(x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  const picture = { data, width, height, colorSpace: 'srgb' } as ImageData;
  const found = await readBarcodes(picture, { formats: ['QRCode', 'Code128'], tryHarder: true });
  return found.map(({ text }) => text);
}
