/** The bytes of a JPEG as a scanner put them into a PDF, where the page has that one picture and a viewer would show it unchanged. */
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFDocument,
  type PDFObject,
} from '@cantoo/pdf-lib';

export function plainJpegOf(pdf: PDFDocument, index: number): Uint8Array | undefined {
  // Locked with no password: the other reader unpacks it.
  if (pdf.isEncrypted) return undefined;
  const objects = pdf.getPage(index).node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict);
  const [only, ...more] = objects?.keys() ?? [];
  const stream = only === undefined || more.length > 0 ? undefined : objects?.lookup(only);
  if (!(stream instanceof PDFRawStream)) return undefined;
  const { dict } = stream;
  const isChanged = ['Decode', 'SMask', 'Mask'].some((name) => dict.lookup(PDFName.of(name)) !== undefined);
  const isImage = dict.lookup(PDFName.of('Subtype')) === PDFName.of('Image');
  if (!isImage || isChanged || !hasPlainColours(dict.lookup(PDFName.of('ColorSpace')))) return undefined;
  const filters = filtersOf(dict);
  if (filters.at(-1) !== 'DCTDecode') return undefined;
  return filters.length === 1 ? stream.getContents() : unwrapped(stream, filters.slice(0, -1));
}

function filtersOf(dict: PDFDict): readonly string[] {
  const filter = dict.lookup(PDFName.of('Filter'));
  const names: readonly (PDFObject | undefined)[] =
    filter instanceof PDFArray ? filter.asArray().map((_one, at) => filter.lookup(at)) : [filter];
  return names.map((name) => (name instanceof PDFName ? name.decodeText() : ''));
}

/** Some programs pack the JPEG once more. */
function unwrapped(stream: PDFRawStream, filters: readonly string[]): Uint8Array {
  const dict = stream.dict.clone();
  dict.set(PDFName.of('Filter'), stream.dict.context.obj([...filters]));
  dict.delete(PDFName.of('DecodeParms'));
  return decodePDFRawStream(PDFRawStream.of(dict, stream.getContents())).decode();
}

/** Grey or red, green and blue: what a JPEG says by itself. Ink colours and tables of colours it does not. */
function hasPlainColours(space: PDFObject | undefined): boolean {
  if (space instanceof PDFName) return ['DeviceGray', 'DeviceRGB'].includes(space.decodeText());
  if (!(space instanceof PDFArray)) return false;
  const [name, profile] = [space.lookup(0), space.lookup(1)];
  if (!(name instanceof PDFName)) return false;
  if (['CalGray', 'CalRGB'].includes(name.decodeText())) return true;
  const count = profile instanceof PDFRawStream ? profile.dict.lookup(PDFName.of('N')) : undefined;
  return name.decodeText() === 'ICCBased' && count instanceof PDFNumber && [1, 3].includes(count.asNumber());
}
