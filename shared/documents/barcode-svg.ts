import JsBarcode from 'jsbarcode';

/** Two dots of a thermal head; a scanner wants a quarter of a millimetre. */
const module = 0.25;
const quietZone = 10;
const height = 12;

/** Code 128 (GB/T 18347) as one SVG path, without any outside reference. Throws on what is not printable ASCII: the block's schema refuses it. */
export function barcodeSvg(content: string): string {
  const found: { encodings?: readonly { readonly data: string }[] } = {};
  JsBarcode(found, content, { format: 'CODE128', displayValue: false });
  const bars = found.encodings?.map(({ data }) => data).join('') ?? '';
  if (bars === '') throw new Error('bug: a barcode of nothing');
  const path = [...bars.matchAll(/1+/g)]
    .map(({ index, 0: run }) => `M${String(index + quietZone)} 0h${String(run.length)}v1h-${String(run.length)}z`)
    .join('');
  const whole = bars.length + 2 * quietZone;
  return `<svg class="barcode" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(whole)} 1" preserveAspectRatio="none" width="${String(whole * module)}mm" height="${String(height)}mm" shape-rendering="crispEdges" role="img" aria-label="条形码"><path d="${path}"/></svg>`;
}
