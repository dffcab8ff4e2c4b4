/** Ink of a pad: lines as the pen went, heavier where it pressed; kept as a PNG cut to what was written. */

export const padWidth = 1200;
export const padHeight = 360;

export interface Point {
  readonly x: number;
  readonly y: number;
  /** 0 to 1; a mouse presses evenly. */
  readonly pressure: number;
}
export type Stroke = readonly Point[];

export const pointIn = (canvas: HTMLCanvasElement, event: PointerEvent): Point => {
  const box = canvas.getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) * padWidth) / box.width,
    y: ((event.clientY - box.top) * padHeight) / box.height,
    pressure: event.pointerType === 'pen' ? event.pressure : 0.5,
  };
};

const contextOf = (canvas: HTMLCanvasElement): CanvasRenderingContext2D => {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('bug: no canvas here');
  return context;
};

export function clearInk(canvas: HTMLCanvasElement): void {
  contextOf(canvas).clearRect(0, 0, canvas.width, canvas.height);
}

export function drawInk(canvas: HTMLCanvasElement, from: Point, to: Point): void {
  const context = contextOf(canvas);
  Object.assign(context, { lineCap: 'round', lineJoin: 'round', strokeStyle: '#101018' });
  context.lineWidth = 4 + 8 * to.pressure;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

/** A touch of the sleeve is no stroke: it has to go somewhere. */
const shortest = 24;
const lengthOf = (stroke: Stroke): number =>
  stroke.reduce((sum, point, at) => {
    const before = stroke[at - 1];
    return before === undefined ? sum : sum + Math.hypot(point.x - before.x, point.y - before.y);
  }, 0);

export const isWritten = (strokes: readonly Stroke[]): boolean =>
  strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0) >= shortest;

const margin = 16;

/** The written part alone, on clear ground: so that it fills the line it is drawn on. */
export async function pictureOf(canvas: HTMLCanvasElement, strokes: readonly Stroke[]): Promise<File> {
  const points = strokes.flat();
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const left = Math.max(0, Math.floor(Math.min(...xs) - margin));
  const top = Math.max(0, Math.floor(Math.min(...ys) - margin));
  const width = Math.min(padWidth, Math.ceil(Math.max(...xs) + margin)) - left;
  const height = Math.min(padHeight, Math.ceil(Math.max(...ys) + margin)) - top;
  const cut = new OffscreenCanvas(width, height);
  cut.getContext('2d')?.drawImage(canvas, left, top, width, height, 0, 0, width, height);
  return new File([await cut.convertToBlob({ type: 'image/png' })], 'signature.png', { type: 'image/png' });
}
