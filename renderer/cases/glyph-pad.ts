/** A square to draw one character in, or to put a photograph of it: black on white, as it will be printed. */

/** Dots of the square, and of the picture that is kept: at 13 pt on paper more than any printer here shows. */
export const padSize = 240;
const keptSize = 96;
/** A photograph is grey: what is darker than this becomes ink. */
const inkBelow = 140;

const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('bug: no canvas here');
  return context;
};

export function clearPad(canvas: HTMLCanvasElement): void {
  const context = contextOf(canvas);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, padSize, padSize);
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function drawLine(canvas: HTMLCanvasElement, from: Point, to: Point): void {
  const context = contextOf(canvas);
  Object.assign(context, { lineWidth: 12, lineCap: 'round', lineJoin: 'round', strokeStyle: '#000' });
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

export const pointIn = (canvas: HTMLCanvasElement, event: { clientX: number; clientY: number }): Point => {
  const box = canvas.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) * padSize) / box.width,
    y: ((event.clientY - box.top) * padSize) / box.height,
  };
};

/** The middle square of a photograph, in ink and paper. Rejects for a file that is no picture. */
export async function putPhoto(canvas: HTMLCanvasElement, file: File): Promise<void> {
  const photo = await createImageBitmap(file);
  const side = Math.min(photo.width, photo.height);
  const context = contextOf(canvas);
  const left = (photo.width - side) / 2;
  const top = (photo.height - side) / 2;
  context.drawImage(photo, left, top, side, side, 0, 0, padSize, padSize);
  photo.close();
  const pixels = context.getImageData(0, 0, padSize, padSize);
  for (let at = 0; at < pixels.data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = pixels.data.subarray(at, at + 3);
    const value = (red + green + blue) / 3 < inkBelow ? 0 : 255;
    pixels.data.set([value, value, value, 255], at);
  }
  context.putImageData(pixels, 0, 0);
}

/** As it is kept: a small PNG in base64. */
export function pictureOf(canvas: HTMLCanvasElement): string {
  const small = Object.assign(document.createElement('canvas'), { width: keptSize, height: keptSize });
  const context = contextOf(small);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, keptSize, keptSize);
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, keptSize, keptSize);
  return small.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}
