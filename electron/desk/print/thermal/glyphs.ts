/**
 * Characters as dots, out of the bundled faces: what a printer has no code for, and everything where it has no Chinese at all. The
 * faces are unpacked when a character of theirs is met for the first time; most slips need none.
 */
import { readFile } from 'node:fs/promises';
import type { Font } from 'fontkit';
import type { FontFaces } from '../render/font-faces.ts';
import { type Bitmap, draw, emptyBitmap } from './bitmap.ts';
import { scanOutline } from './scan-outline.ts';

/** Dots of one column and of a line in plain type. */
export const columnDots = 12;
export const lineDots = 24;
/** Thinner strokes fall between the dots of a head of 203 dpi. */
const weight = 500;
// Of a face whose em is 24 dots: Noto's ideographs reach from 0.88 above the base line to 0.12 beneath it.
const baseLine = 0.88;
const kept = 20_000;

export interface Glyphs {
  /** Unpacks what `dots` will be asked for. */
  load(characters: Iterable<string>): Promise<void>;
  /** A character `columns` wide, `scale` times as large; only of those loaded. */
  dots(character: string, columns: number, scale: number): Bitmap;
}

/** The two packages are read when the first character is drawn: the program starts without them. */
async function openFace(path: string): Promise<Font> {
  const [{ create }, { default: decompress }] = await Promise.all([
    import('fontkit'),
    import('woff2-encoder/decompress'),
  ]);
  const font = create(Buffer.from(await decompress(await readFile(path))));
  if (!('variationAxes' in font)) throw new Error(`bug: ${path} is several fonts`);
  return 'wght' in font.variationAxes ? font.getVariation({ wght: weight }) : font;
}

/** One after the other from the middle of the cell, narrower where they would stick out of it. */
function drawRun(font: Font, text: string, width: number, height: number): Bitmap {
  const bitmap = emptyBitmap(width, height);
  const { glyphs, positions, advanceWidth } = font.layout(text);
  const scaleY = height / font.unitsPerEm;
  const scaleX = Math.min(scaleY, width / Math.max(1, advanceWidth));
  let x = (width - advanceWidth * scaleX) / 2;
  glyphs.forEach((glyph, index) => {
    const { xOffset = 0, yOffset = 0, xAdvance = 0 } = positions[index] ?? {};
    const place = { scaleX, scaleY, x: x + xOffset * scaleX, y: baseLine * height - yOffset * scaleY };
    draw(bitmap, scanOutline(glyph.path.commands, width, height, place), 0, 0);
    x += xAdvance * scaleX;
  });
  return bitmap;
}

export function openGlyphs(fonts: FontFaces): Glyphs {
  const opening = new Map<string, Promise<Font>>();
  const opened = new Map<string, Font>();
  const files = new Map<string, string>();
  const drawn = new Map<string, Bitmap>();

  const fileOf = (codePoint: string): string => {
    const known = files.get(codePoint);
    if (known !== undefined) return known;
    const path = fonts.fileFor(codePoint);
    // `checkGlyphs` comes before any drawing.
    if (path === undefined) throw new Error('bug: a character that no face has was to be drawn');
    files.set(codePoint, path);
    return path;
  };

  const open = async (path: string): Promise<void> => {
    const face = opening.get(path) ?? openFace(path);
    opening.set(path, face);
    opened.set(path, await face);
  };

  /** A letter and the marks above it may stand in two files. */
  const render = (character: string, width: number, height: number): Bitmap => {
    const bitmap = emptyBitmap(width, height);
    for (const [path, run] of Map.groupBy(character, fileOf)) {
      const font = opened.get(path);
      if (font === undefined) throw new Error('bug: a character was to be drawn that nobody loaded');
      draw(bitmap, drawRun(font, run.join(''), width, height), 0, 0);
    }
    return bitmap;
  };

  return {
    load: async (characters) => {
      const paths = new Set([...new Set(characters)].flatMap((character) => [...character].map(fileOf)));
      await Promise.all([...paths].map(open));
    },
    dots: (character, columns, scale) => {
      const key = `${character} ${String(columns)} ${String(scale)}`;
      const found = drawn.get(key);
      if (found !== undefined) return found;
      const made = render(character, columns * columnDots * scale, lineDots * scale);
      if (drawn.size >= kept) drawn.clear();
      drawn.set(key, made);
      return made;
    },
  };
}
