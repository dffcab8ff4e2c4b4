/** Codes as pictures for a .docx: black on white, a whole number of pixels a module, so that no viewer blurs them. */
import JsBarcode from 'jsbarcode';
import { PNG } from 'pngjs';
import { create } from 'qrcode/lib/core/qrcode.js';

export interface CodePicture {
  readonly png: Buffer;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const qrQuiet = 4;
const qrScale = 6;
const barQuiet = 10;
const barScale = 3;
const barHeight = 140;

export function qrPicture(content: string): CodePicture {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const side = (modules.size + 2 * qrQuiet) * qrScale;
  const at = (pixel: number): number => Math.floor(pixel / qrScale) - qrQuiet;
  const isInside = (module: number): boolean => module >= 0 && module < modules.size;
  return drawn(side, side, (x, y) => {
    const [column, row] = [at(x), at(y)];
    return isInside(column) && isInside(row) && Boolean(modules.get(row, column));
  });
}

/** Code 128; throws on what is not printable ASCII: the block's schema refuses it. */
export function barcodePicture(content: string): CodePicture {
  const found: { encodings?: readonly { readonly data: string }[] } = {};
  JsBarcode(found, content, { format: 'CODE128', displayValue: false });
  const bars = found.encodings?.map(({ data }) => data).join('') ?? '';
  const width = (bars.length + 2 * barQuiet) * barScale;
  return drawn(width, barHeight, (x) => bars[Math.floor(x / barScale) - barQuiet] === '1');
}

function drawn(width: number, height: number, isDark: (x: number, y: number) => boolean): CodePicture {
  const image = new PNG({ width, height, colorType: 0 });
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const shade = isDark(x, y) ? 0 : 255;
      image.data.set([shade, shade, shade, 255], (y * width + x) * 4);
    }
  }
  return { png: PNG.sync.write(image, { colorType: 0 }), width, height };
}
