/** A picture by its content: PNG or JPEG, its size, and how far a camera was turned (Exif orientation). Anything else is no picture here. */

export interface Picture {
  readonly type: 'png' | 'jpeg';
  /** Pixels as they lie in the file. */
  readonly width: number;
  readonly height: number;
  /** Degrees clockwise by which it has to be turned to stand upright. Mirrored ones are taken as they are. */
  readonly turn: 0 | 90 | 180 | 270;
}

export function pictureOf(bytes: Uint8Array): Picture | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return png(view) ?? jpeg(view);
  } catch (error) {
    // Cut off in the middle of what it says of itself.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const sized = (picture: Picture): Picture | undefined =>
  picture.width > 0 && picture.height > 0 ? picture : undefined;

function png(view: DataView): Picture | undefined {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return undefined;
  return sized({ type: 'png', width: view.getUint32(16), height: view.getUint32(20), turn: 0 });
}

/** Markers that begin a frame (ITU-T T.81, table B.1); C4, C8 and CC are none. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpeg(view: DataView): Picture | undefined {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let turn: Picture['turn'] = 0;
  for (let at = 2; view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    // Filling bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) {
      return sized({ type: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5), turn });
    }
    if (marker === 0xe1) turn = turnIn(view, at + 4) ?? turn;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

const turns: Readonly<Record<number, Picture['turn']>> = { 1: 0, 3: 180, 6: 90, 8: 270 };

/** Orientation (tag 0x0112) of the first directory of an Exif block (CIPA DC-008). */
function turnIn(view: DataView, from: number): Picture['turn'] | undefined {
  if (view.getUint32(from) !== 0x45786966) return undefined;
  const start = from + 6;
  const isLittle = view.getUint16(start) === 0x4949;
  const directory = start + view.getUint32(start + 4, isLittle);
  const entries = view.getUint16(directory, isLittle);
  for (let entry = 0; entry < entries; entry += 1) {
    const at = directory + 2 + entry * 12;
    if (view.getUint16(at, isLittle) === 0x0112) return turns[view.getUint16(at + 8, isLittle)];
  }
  return undefined;
}
