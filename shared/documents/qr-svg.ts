import { create } from 'qrcode/lib/core/qrcode.js';
import { escapeHtml } from './html-text.ts';

// GB/T 18284-2000: four modules of white around the code, else readers miss it beside text.
const quietZone = 4;
// A slip by commands draws its own code with whole dots; on a sheet a laser printer keeps this sharp.
const smallestModule = 0.45;
const smallestSide = 26;

/** One row of dark modules as path commands: a run of n is `Mx yhnv1h-nz`. */
function rowPath(isDark: (column: number) => boolean, row: number, size: number): string {
  let path = '';
  for (let column = 0; column < size; column++) {
    if (!isDark(column)) continue;
    const start = column;
    while (column + 1 < size && isDark(column + 1)) column++;
    const length = String(column + 1 - start);
    path += `M${String(start + quietZone)} ${String(row + quietZone)}h${length}v1h-${length}z`;
  }
  return path;
}

/**
 * A QR code as one SVG path, without any outside reference. Error correction M: slips are folded and carried in pockets.
 * The side is in millimetres and grows with the content, which stands beside the squares for whoever reads the page and not the paper.
 */
export function qrSvg(content: string): string {
  const { modules } = create(content, { errorCorrectionLevel: 'M' });
  const { size } = modules;
  let path = '';
  for (let row = 0; row < size; row++) path += rowPath((column) => Boolean(modules.get(row, column)), row, size);
  const whole = size + 2 * quietZone;
  const side = String(Math.max(smallestSide, Math.ceil(whole * smallestModule)));
  return `<svg class="qr" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(whole)} ${String(whole)}" width="${side}mm" height="${side}mm" shape-rendering="crispEdges" role="img" aria-label="二维码" data-content="${escapeHtml(content)}"><path d="${path}"/></svg>`;
}
