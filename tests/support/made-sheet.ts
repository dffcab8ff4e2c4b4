/** Pictures of sheets as a scanner or a telephone makes them: a code on white, turned, askew, under glare, with noise. */
import QRCode from 'qrcode';
import { PNG } from 'pngjs';

export interface SheetWishes {
  /** Degrees. */
  readonly turned?: number;
  /** A strip of light across the sheet that washes its modules out, 0 to 1. */
  readonly glare?: number;
  /** Dots out of a hundred that are wrong. */
  readonly noise?: number;
  /** 0 ≤ value < 1. */
  readonly chance?: () => number;
}

const white = 245;

/** A page of 620 × 860 dots with the codes one below the other. */
export function madeSheet(
  codes: readonly string[],
  { turned = 0, glare = 0, noise = 0, chance = () => 0.5 }: SheetWishes = {},
): Buffer {
  const width = 620;
  const height = 860;
  const page = new Uint8Array(width * height).fill(white);
  codes.forEach((code, index) => {
    drawCode(page, width, code, 330, 60 + index * 270);
  });
  const angle = (turned * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const size = Math.ceil(Math.hypot(width, height));
  const png = new PNG({ width: size, height: size });
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const [dx, dy] = [x - size / 2, y - size / 2];
      const value = at(page, width, height, cos * dx + sin * dy + width / 2, -sin * dx + cos * dy + height / 2);
      const lit = glare > 0 && Math.abs(dx + dy * 0.4) < size / 4 ? value + (255 - value) * glare : value;
      const dot = chance() * 100 < noise ? 255 - lit : lit;
      png.data.fill(dot, (y * size + x) * 4, (y * size + x) * 4 + 3);
      png.data[(y * size + x) * 4 + 3] = 255;
    }
  }
  return PNG.sync.write(png);
}

function drawCode(page: Uint8Array, width: number, code: string, left: number, top: number): void {
  const { data, size } = QRCode.create(code, { errorCorrectionLevel: 'M' }).modules;
  const module = Math.floor(240 / size);
  for (let row = 0; row < size * module; row += 1)
    for (let column = 0; column < size * module; column += 1)
      if (data[Math.floor(row / module) * size + Math.floor(column / module)] === 1)
        page[(top + row) * width + left + column] = 25;
}

/** Between dots, as a lens sees it. */
function at(page: Uint8Array, width: number, height: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return 90;
  const [fx, fy] = [x - left, y - top];
  const dot = (column: number, row: number): number => page[row * width + column] ?? white;
  const above = dot(left, top) * (1 - fx) + dot(left + 1, top) * fx;
  const below = dot(left, top + 1) * (1 - fx) + dot(left + 1, top + 1) * fx;
  return above * (1 - fy) + below * fy;
}

/** A name as a pad draws it: a line of dots across transparent ground. */
export function madeSignature(strokes = 3): Buffer {
  const png = new PNG({ width: 300, height: 120 });
  for (let stroke = 0; stroke < strokes; stroke += 1)
    for (let step = 0; step < 120; step += 1)
      for (let thick = 0; thick < 3; thick += 1) {
        const at = ((20 + stroke * 30 + thick + Math.round(step / 8)) * 300 + 60 + step) * 4;
        png.data.set([10, 10, 40, 255], at);
      }
  return PNG.sync.write(png);
}
