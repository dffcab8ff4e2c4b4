/**
 * QR codes in the picture of a sheet, as a scanner or a telephone made it: turned, askew, in bad light. ZXing reads JPEG and PNG itself, so
 * nothing is drawn in the page, whose policy allows no such program.
 */
import { prepareZXingModule, readBarcodes, type ReaderOptions } from 'zxing-wasm/reader';

export interface CodesJob {
  readonly picture: Uint8Array;
  /** ZXing as WebAssembly. */
  readonly reader: Uint8Array;
}

/** A sheet has one; a glass full of slips may have a dozen. */
const most = 16;
const usual: ReaderOptions = {
  ...{ formats: ['QRCode'], maxNumberOfSymbols: most },
  ...{ tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true },
};
/** One after the other until something is read: light that falls off across the sheet, glare, dust between the modules. */
const attempts: readonly ReaderOptions[] = [
  usual,
  { ...usual, binarizer: 'GlobalHistogram' },
  { ...usual, tryDenoise: true },
  { ...usual, binarizer: 'FixedThreshold' },
];

/** What each says, once. */
export async function codesIn({ picture, reader }: CodesJob): Promise<string[]> {
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(reader).buffer }, fireImmediately: false });
  for (const attempt of attempts) {
    const found = await readBarcodes(picture, attempt);
    const texts = new Set(found.filter(({ isValid }) => isValid).map(({ text }) => text));
    if (texts.size > 0) return [...texts];
  }
  return [];
}
