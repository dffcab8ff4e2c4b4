/**
 * receiptline's command set for the ESC/POS every maker understands: positions, size, weight, `GS v 0`, cut, and nothing else.
 * A line goes out as text where the printer has a code for each of its characters; otherwise the whole line is drawn, in the same
 * place and height, because text and picture cannot share a line.
 */
import { commands } from 'receiptline';
import { charactersOf, columnsOf } from '#shared/documents/thermal/columns.ts';
import { dotsOfRoll } from '#shared/documents/thermal/qr-cell.ts';
import { type Bitmap, draw, emptyBitmap, fillRectangle, trimRight } from './bitmap.ts';
import { encode, isCode } from './code-page.ts';
import { barcodeDots, qrDots } from './codes.ts';
import { columnDots, lineDots, type Glyphs } from './glyphs.ts';

type CommandSet = (typeof commands)['base'];

export interface EscposOptions {
  readonly glyphs: Glyphs;
  /** Undoes the spelling of the markup. */
  readonly restore: (text: string) => string;
  /** `raster`: the printer has no Chinese, every line is drawn. */
  readonly mode: 'text' | 'raster';
  /** Without a knife the roll is fed out as far as it is torn off. */
  readonly cut: boolean;
}

/** A piece of a line in one look. */
interface Piece {
  readonly x: number;
  readonly text: string;
  readonly scale: number;
  readonly isStrong: boolean;
}

/** Dots between two lines of type; lines of a frame touch. */
const gap = 6;
const rule = { height: 10, from: 2, weight: 2 } as const;
const feedToTear = 5;

const bytes = (...codes: readonly number[]): string => String.fromCharCode(...codes);
const ESC = 0x1b;
const GS = 0x1d;
const FS = 0x1c;
const low = (value: number): number => value & 0xff;
const high = (value: number): number => (value >> 8) & 0xff;

/**
 * ESC @ reset; ESC R 0 for the signs of ASCII as they are (with another set ¥ stands for $); ESC t 0; ESC M 0 the type of 12 dots;
 * FS & Chinese by double bytes; no room beside characters.
 */
const opening =
  bytes(ESC, 0x40) +
  bytes(ESC, 0x52, 0) +
  bytes(ESC, 0x74, 0) +
  bytes(ESC, 0x4d, 0) +
  bytes(ESC, 0x20, 0) +
  bytes(ESC, 0x61, 0) +
  bytes(FS, 0x26) +
  bytes(FS, 0x53, 0, 0);

const knife = bytes(GS, 0x56, 66, 0);

/** Bands no higher than cheap printers have room for. */
const tallestBand = 240;

function raster(bitmap: Bitmap): string {
  const { stride, height, dots } = trimRight(bitmap);
  let out = '';
  for (let row = 0; row < height; row += tallestBand) {
    const rows = Math.min(tallestBand, height - row);
    const band = dots.subarray(row * stride, (row + rows) * stride);
    out += bytes(GS, 0x76, 0x30, 0, low(stride), high(stride), low(rows), high(rows));
    out += Buffer.from(band).toString('latin1');
  }
  return out;
}

const centred = (bitmap: Bitmap): Bitmap => {
  const line = emptyBitmap(dotsOfRoll, bitmap.height);
  draw(line, bitmap, Math.max(0, Math.floor((dotsOfRoll - bitmap.width) / 2)), 0);
  return line;
};

function drawRule(): string {
  const bitmap = emptyBitmap(dotsOfRoll, rule.height);
  fillRectangle(bitmap, 0, rule.from, dotsOfRoll, rule.weight);
  return raster(bitmap);
}

/** Characters stand on the base line of the largest piece. */
function drawLine(glyphs: Glyphs, pieces: readonly Piece[], height: number, below: number): string {
  const line = emptyBitmap(dotsOfRoll, height + below);
  for (const { x, text, scale, isStrong } of pieces) {
    let left = x;
    for (const character of charactersOf(text)) {
      const columns = columnsOf(character);
      if (!/\s/u.test(character)) {
        const dots = glyphs.dots(character, columns, scale);
        draw(line, dots, left, height - dots.height);
        // A rare character has many strokes, which would run together.
        if (isStrong && (scale > 1 || isCode(character))) draw(line, dots, left + scale, height - dots.height);
      }
      left += columns * columnDots * scale;
    }
  }
  return raster(line);
}

const look = ({ x, scale, isStrong }: Piece): string =>
  bytes(ESC, 0x24, low(x), high(x)) +
  bytes(GS, 0x21, ((scale - 1) << 4) | (scale - 1)) +
  bytes(ESC, 0x45, isStrong ? 1 : 0);

const writeLine = (pieces: readonly Piece[]): string =>
  `${pieces.map((piece) => look(piece) + bytes(...encode(piece.text))).join('')}\n`;

/** receiptline counts the marks: 0 plain, 3 twice, 4 three times as large both ways. */
const scaleOf = (marks: number): number => (marks === 0 ? 1 : marks - 1);

/** One transform; not to be used twice. */
export function escposCommands({ glyphs, restore, mode, cut }: EscposOptions): CommandSet {
  let pieces: Piece[] = [];
  let x = 0;
  let scale = 1;
  let isStrong = false;
  let spacing = -1;
  /** receiptline feeds a line after a rule, which has moved the paper by itself. */
  let isAfterRule = false;

  const isText = (): boolean =>
    mode === 'text' && pieces.every(({ text }) => charactersOf(text).every((character) => isCode(character)));

  const setSpacing = (dots: number): string => {
    if (dots === spacing) return '';
    spacing = dots;
    return bytes(ESC, 0x33, dots);
  };

  const feed = (): string => {
    if (isAfterRule) {
      isAfterRule = false;
      return '';
    }
    const height = lineDots * Math.max(1, ...pieces.map((piece) => piece.scale));
    const below = /^[┌│└]/.test(
      pieces
        .map(({ text }) => text)
        .join('')
        .trimStart(),
    )
      ? 0
      : gap;
    const out = isText() ? setSpacing(height + below) + writeLine(pieces) : drawLine(glyphs, pieces, height, below);
    pieces = [];
    x = 0;
    return out;
  };

  return {
    ...commands.base,
    charWidth: columnDots,
    open: () => opening,
    absolute: (position) => {
      x = Math.round(position * columnDots);
      return '';
    },
    relative: (position) => {
      x += Math.round(position * columnDots);
      return '';
    },
    normal: () => {
      scale = 1;
      isStrong = false;
      return '';
    },
    em: () => {
      isStrong = true;
      return '';
    },
    wh: (marks) => {
      scale = scaleOf(marks);
      return '';
    },
    text: (spelled) => {
      const text = restore(spelled);
      if (text.trim() !== '') pieces.push({ x, text, scale, isStrong });
      x += charactersOf(text).reduce((sum, character) => sum + columnsOf(character), 0) * columnDots * scale;
      return '';
    },
    lf: feed,
    hr: () => {
      isAfterRule = true;
      return drawRule();
    },
    qrcode: ({ data, cell }) => raster(centred(qrDots(restore(data), cell))),
    barcode: ({ data, width, height }) => raster(centred(barcodeDots(restore(data), width, height))),
    cut: () => (cut ? knife : bytes(ESC, 0x64, feedToTear)),
  };
}
