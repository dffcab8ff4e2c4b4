/**
 * Whether a character comes out, by the way it is printed. `page`: drawn by a browser, on the screen, in a PDF, on any printer with
 * a driver. `thermalText`: sent as text to a thermal printer, which has the characters of GBK and no others. `thermalRaster`: sent
 * to it as a picture, drawn with the bundled faces. What a way lacks is never sent by it: text goes as a picture, and what no face
 * has needs the stored picture of the character or a blank to write in.
 */
import { isCovered } from './coverage.ts';

export const printWays = ['page', 'thermalText', 'thermalRaster'] as const;
export type PrintWay = (typeof printWays)[number];

const rows = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, row) => first + row);

/** The lead and trail bytes of GB 2312 and of the two areas of Han that GBK added (GBK/1–4); cheap printers have no more. */
const areas: readonly (readonly [number, number, number, number])[] = [
  [0xa1, 0xa9, 0xa1, 0xfe],
  [0xb0, 0xf7, 0xa1, 0xfe],
  [0x81, 0xa0, 0x40, 0xfe],
  [0xaa, 0xfe, 0x40, 0xa0],
];
/** FE50–FEA0 came last and differ from printer to printer. */
const isUnsure = (lead: number): boolean => lead === 0xfe;

function readGbk(): ReadonlySet<string> {
  const decoder = new TextDecoder('gbk');
  const found = new Set<string>();
  for (const [firstLead, lastLead, firstTrail, lastTrail] of areas)
    for (const lead of rows(firstLead, lastLead))
      for (const trail of rows(firstTrail, lastTrail)) {
        const character = trail === 0x7f || isUnsure(lead) ? '\uFFFD' : decoder.decode(Uint8Array.of(lead, trail));
        if (!/[\p{Co}\uFFFD]/u.test(character)) found.add(character);
      }
  return found;
}

let gbk: ReadonlySet<string> | undefined;

const isInGbk = (character: string): boolean => /^[\n\r\t -~]$/.test(character) || (gbk ??= readGbk()).has(character);

const isDrawnBy: Readonly<Record<PrintWay, (character: string) => boolean>> = {
  page: isCovered,
  thermalText: isInGbk,
  thermalRaster: isCovered,
};

export const canDraw = (way: PrintWay, character: string): boolean => isDrawnBy[way](character);

/** The characters of a text that a way cannot draw, each once, in the order met. */
export const cannotDraw = (way: PrintWay, text: string): string[] =>
  [...new Set(text)].filter((character) => !canDraw(way, character));
