import { barcodeBars, barcodeQuietZone } from './barcode-bars.ts';

/** Two dots of a thermal head; a scanner wants a quarter of a millimetre. */
const module = 0.25;
const height = 12;

/** A barcode as one SVG path, without any outside reference. */
export function barcodeSvg(content: string): string {
  const bars = barcodeBars(content);
  const path = [...bars.matchAll(/1+/g)]
    .map(
      ({ index, 0: run }) => `M${String(index + barcodeQuietZone)} 0h${String(run.length)}v1h-${String(run.length)}z`,
    )
    .join('');
  const whole = bars.length + 2 * barcodeQuietZone;
  return `<svg class="barcode" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(whole)} 1" preserveAspectRatio="none" width="${String(whole * module)}mm" height="${String(height)}mm" shape-rendering="crispEdges" role="img" aria-label="条形码"><path d="${path}"/></svg>`;
}
