/** An outline of a glyph to dots: four by four samples a dot, inside by the non-zero rule, black from a little under half of them. */
import { type Bitmap, emptyBitmap, fillRow } from './bitmap.ts';

export interface PathCommand {
  readonly command: string;
  readonly args: readonly number[];
}

/** Where a point of the outline comes to lie, in dots from the upper left corner. */
export interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  /** The base line. */
  readonly y: number;
}

interface Edge {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const samples = 4;
/** Of sixteen: thin strokes of a crowded character stay. */
const blackFrom = 7;
/** Straight pieces a curve is drawn as: at 72 dots of height nobody sees more. */
const pieces = 6;

/** The point at `t` of a curve through its points (de Casteljau), which serves quadratic and cubic ones. */
function pointAt(points: readonly (readonly [number, number])[], t: number): readonly [number, number] {
  let rest = points;
  while (rest.length > 1)
    rest = rest.slice(1).map(([x, y], index) => {
      const [x0, y0] = rest[index] ?? [0, 0];
      return [x0 + (x - x0) * t, y0 + (y - y0) * t] as const;
    });
  return rest[0] ?? [0, 0];
}

const pairsOf = (args: readonly number[]): (readonly [number, number])[] =>
  Array.from({ length: args.length / 2 }, (_, index) => [args[2 * index] ?? 0, args[2 * index + 1] ?? 0] as const);

function edgesOf(path: readonly PathCommand[], place: Placement): Edge[] {
  const edges: Edge[] = [];
  let start: readonly [number, number] = [0, 0];
  let at = start;
  const to = (next: readonly [number, number]): void => {
    if (at[1] !== next[1]) edges.push({ x1: at[0], y1: at[1], x2: next[0], y2: next[1] });
    at = next;
  };
  for (const { command, args } of path) {
    const points = pairsOf(args).map(([x, y]) => [place.x + x * place.scaleX, place.y - y * place.scaleY] as const);
    const [first = start] = points;
    if (command === 'moveTo') {
      to(start);
      start = first;
      at = first;
    } else if (command === 'closePath') to(start);
    else if (command === 'lineTo') to(first);
    else {
      const curve = [at, ...points];
      for (let piece = 1; piece <= pieces; piece += 1) to(pointAt(curve, piece / pieces));
    }
  }
  to(start);
  return edges;
}

/** Where the line at `y` enters and leaves the outline. */
function spansAt(edges: readonly Edge[], y: number): (readonly [number, number])[] {
  const crossings = edges
    .filter(({ y1, y2 }) => (y1 <= y && y < y2) || (y2 <= y && y < y1))
    .map(({ x1, y1, x2, y2 }) => ({ x: x1 + ((y - y1) * (x2 - x1)) / (y2 - y1), turn: y2 > y1 ? 1 : -1 }))
    .sort((a, b) => a.x - b.x);
  const spans: (readonly [number, number])[] = [];
  let winding = 0;
  let from = 0;
  for (const { x, turn } of crossings) {
    if (winding === 0) from = x;
    winding += turn;
    if (winding === 0) spans.push([from, x]);
  }
  return spans;
}

function countSamples(counts: Uint8Array, spans: readonly (readonly [number, number])[]): void {
  for (const [from, to] of spans) {
    const first = Math.max(0, Math.ceil(from * samples - 0.5));
    const last = Math.min(counts.length * samples, Math.ceil(to * samples - 0.5));
    for (let sample = first; sample < last; sample += 1) {
      const dot = Math.floor(sample / samples);
      counts[dot] = (counts[dot] ?? 0) + 1;
    }
  }
}

export function scanOutline(path: readonly PathCommand[], width: number, height: number, place: Placement): Bitmap {
  const bitmap = emptyBitmap(width, height);
  const edges = edgesOf(path, place);
  for (let row = 0; row < height; row += 1) {
    const counts = new Uint8Array(width);
    for (let sample = 0; sample < samples; sample += 1)
      countSamples(counts, spansAt(edges, row + (sample + 0.5) / samples));
    counts.forEach((count, column) => {
      if (count >= blackFrom) fillRow(bitmap, row, column, column + 1);
    });
  }
  return bitmap;
}
