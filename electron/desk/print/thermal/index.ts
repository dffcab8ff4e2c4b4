/** Issued papers on a roll of 80 mm: bytes for a thermal printer, and the same slip as a picture. */
import { transform } from 'receiptline';
import type { IssuedBlocks } from '#shared/documents/blocks.ts';
import { checkGlyphs } from '#shared/documents/hand-blanks.ts';
import { charactersOf } from '#shared/documents/thermal/columns.ts';
import { type Line, toMarkup } from '#shared/documents/thermal/line.ts';
import { slipLines } from '#shared/documents/thermal/slip.ts';
import { type Result, ok } from '#shared/kernel/result.ts';
import type { FontFaces } from '../render/font-faces.ts';
import { isCode } from './code-page.ts';
import { escposCommands } from './escpos.ts';
import { type Glyphs, openGlyphs } from './glyphs.ts';
import { makeSigns } from './signs.ts';
import { finishSvg, svgCommands } from './svg.ts';

/** Which copy of the paper, and what stands above it. */
export interface SlipOptions {
  /** `补打 第 2 份 …`: on every print after the first. */
  readonly copyMark?: string;
  /** Of a paper made in several copies the one to print, from 0; absent: all, each cut off. */
  readonly only?: number;
}

/** What the printer can do: chosen for each. */
export interface ThermalWay {
  /** `text`: it has the characters of GBK; what lies outside is drawn. `raster`: everything is drawn. */
  readonly mode: 'text' | 'raster';
  /** It has a knife. */
  readonly cut: boolean;
}

const roll = { cpl: 48, encoding: 'gb18030', cutting: false } as const;

// Faces once unpacked serve every slip after; they live as long as the list of faces they came from.
const glyphsOfFaces = new WeakMap<FontFaces, Glyphs>();

function glyphsOf(fonts: FontFaces): Glyphs {
  const known = glyphsOfFaces.get(fonts);
  if (known !== undefined) return known;
  const opened = openGlyphs(fonts);
  glyphsOfFaces.set(fonts, opened);
  return opened;
}

/** The characters of every line that will be drawn. */
function* drawnCharacters(lines: readonly Line[], mode: ThermalWay['mode']): Generator<string> {
  for (const line of lines) {
    if (!('parts' in line)) continue;
    const characters = line.parts.flatMap(({ text }) => charactersOf(text));
    if (mode === 'raster' || !characters.every(isCode)) yield* characters.filter((character) => !/\s/u.test(character));
  }
}

/**
 * The bytes to be sent to the printer as they are, the roll cut behind each copy. Refusal `paper.glyphMissing`: no face has a
 * character, as with any other print (`handBlanksFor` is issued instead).
 */
export async function thermalBytes(
  fonts: FontFaces,
  issued: IssuedBlocks,
  { mode, cut, ...which }: ThermalWay & SlipOptions,
): Promise<Result<Uint8Array>> {
  const checked = checkGlyphs(issued);
  if (!checked.ok) return checked;
  const lines = slipLines({ issued, ...which });
  const glyphs = glyphsOf(fonts);
  await glyphs.load(drawnCharacters(lines, mode));
  const signs = makeSigns();
  const command = escposCommands({ glyphs, restore: signs.restore, mode, cut });
  return ok(new Uint8Array(Buffer.from(transform(toMarkup(lines, signs.spell), { ...roll, command }), 'latin1')));
}

/** One SVG element, 576 dots wide, that asks nobody for anything but the bundled faces. A character no face has is left as it is. */
export function thermalSvg(issued: IssuedBlocks, which: SlipOptions = {}): string {
  const signs = makeSigns();
  const markup = toMarkup(slipLines({ issued, ...which }), signs.spell);
  const svg = transform(markup, { ...roll, spacing: true, command: svgCommands(signs.restore) });
  return finishSvg(svg, signs.restore);
}
