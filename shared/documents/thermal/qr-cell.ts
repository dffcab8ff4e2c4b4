import { create } from 'qrcode/lib/core/qrcode.js';

/** GB/T 18284-2000: four modules of white around the code; level M, because slips are folded and creased. */
export const qrQuietZone = 4;
export const dotsOfRoll = 576;
// Eight dots a millimetre: a module of half a millimetre is read from a creased slip, 26 mm by every telephone.
const smallestCell = 4;
const largestCell = 8;
const wantedSide = 208;

/** Rows of dark and white modules, the quiet zone not among them. */
export function qrModules(content: string): { readonly size: number; isDark(row: number, column: number): boolean } {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  return { size: modules.size, isDark: (row, column) => Boolean(modules.get(row, column)) };
}

/** Dots a module: what a slip is wide enough for, 26 mm at least where the content is short. */
export function qrCell(content: string): number {
  // The size is the same with every mask, and choosing the best one takes most of the time.
  const { size } = create(content, { errorCorrectionLevel: 'M', maskPattern: 0 }).modules;
  const whole = size + 2 * qrQuietZone;
  const wanted = Math.max(smallestCell, Math.min(largestCell, Math.ceil(wantedSide / whole)));
  return Math.min(wanted, Math.floor(dotsOfRoll / whole));
}
