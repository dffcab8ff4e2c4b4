/** QR codes and barcodes as dots. The printers' own commands differ from maker to maker and some print them as text. */
import { barcodeBars, barcodeQuietZone } from '#shared/documents/barcode-bars.ts';
import { dotsOfRoll, qrModules, qrQuietZone } from '#shared/documents/thermal/qr-cell.ts';
import { type Bitmap, emptyBitmap, fillRectangle } from './bitmap.ts';

/** With its quiet zone, `cell` dots a module. */
export function qrDots(content: string, cell: number): Bitmap {
  const modules = qrModules(content);
  const { size } = modules;
  const whole = size + 2 * qrQuietZone;
  const bitmap = emptyBitmap(whole * cell, whole * cell);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < size; column += 1)
      if (modules.isDark(row, column))
        fillRectangle(bitmap, (column + qrQuietZone) * cell, (row + qrQuietZone) * cell, cell, cell);
  return bitmap;
}

/** `module` dots the narrowest bar, less where the roll is too narrow for that. */
export function barcodeDots(content: string, module: number, height: number): Bitmap {
  const bars = barcodeBars(content);
  const whole = bars.length + 2 * barcodeQuietZone;
  const dots = Math.max(1, Math.min(module, Math.floor(dotsOfRoll / whole)));
  const bitmap = emptyBitmap(whole * dots, height);
  [...bars].forEach((bar, index) => {
    if (bar === '1') fillRectangle(bitmap, (index + barcodeQuietZone) * dots, 0, dots, height);
  });
  return bitmap;
}
