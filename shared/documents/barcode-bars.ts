import JsBarcode from 'jsbarcode';

/** White on either side, in modules, without which a scanner does not find the ends. */
export const barcodeQuietZone = 10;

/** Code 128 (GB/T 18347) as its modules, `1` a bar. Throws on what is not printable ASCII: the block's schema refuses it. */
export function barcodeBars(content: string): string {
  const found: { encodings?: readonly { readonly data: string }[] } = {};
  JsBarcode(found, content, { format: 'CODE128', displayValue: false });
  const bars = found.encodings?.map(({ data }) => data).join('') ?? '';
  if (bars === '') throw new Error('bug: a barcode of nothing');
  return bars;
}
