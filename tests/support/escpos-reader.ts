/**
 * Reads ESC/POS bytes as a printer would and gives back what lies on the paper: text in its places and dots. (The registry has no kept
 * parser.) A command it does not know is an error, as a printer would print its parameters: "0 6" for a ¥.
 */
const rollDots = 576;
const columnDots = 12;
const lineDots = 24;

/** A run of text as printed. Positions in dots, from the left edge and from the top of its piece of paper. */
export interface PrintedText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly isStrong: boolean;
}

export interface PrintedPicture {
  readonly y: number;
  readonly width: number;
  readonly height: number;
  isBlack(x: number, y: number): boolean;
}

/** What falls from the printer between two cuts. */
export interface Piece {
  readonly texts: readonly PrintedText[];
  readonly pictures: readonly PrintedPicture[];
  readonly height: number;
  readonly isCut: boolean;
}

interface State {
  texts: PrintedText[];
  pictures: PrintedPicture[];
  x: number;
  y: number;
  scale: number;
  isStrong: boolean;
  isChinese: boolean;
  spacing: number;
  /** Of the tallest type on the line. */
  tallest: number;
}

const decoder = new TextDecoder('gb18030', { fatal: true });

class Reader {
  private at = 0;
  private readonly pieces: Piece[] = [];
  private state: State = freshPiece();
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  private next(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Error('the bytes end within a command');
    this.at += 1;
    return byte;
  }

  private nextWord(): number {
    return this.next() + 256 * this.next();
  }

  read(): Piece[] {
    while (this.at < this.bytes.length) this.step(this.next());
    if (this.state.texts.length + this.state.pictures.length > 0 || this.state.y > 0) this.cutOff(false);
    return this.pieces;
  }

  private step(byte: number): void {
    if (byte === 0x0a) this.feed();
    else if (byte === 0x1b) this.escape(this.next());
    else if (byte === 0x1d) this.group(this.next());
    else if (byte === 0x1c) this.chinese(this.next());
    else if (byte >= 0x20 && byte !== 0x7f) this.print(byte);
    else this.unknown('byte', byte);
  }

  private unknown(what: string, byte: number): never {
    throw new Error(`a printer does not know ${what} ${byte.toString(16)} at ${String(this.at)}`);
  }

  private escape(byte: number): void {
    if (byte === 0x40)
      this.state = { ...freshPiece(), texts: this.state.texts, pictures: this.state.pictures, y: this.state.y };
    else if (byte === 0x24) this.state.x = this.nextWord();
    else if (byte === 0x33) this.state.spacing = this.next();
    else if (byte === 0x45) this.state.isStrong = this.next() % 2 === 1;
    else if (byte === 0x64) for (let lines = this.next(); lines > 0; lines -= 1) this.feed();
    else if ([0x52, 0x74, 0x4d, 0x20, 0x61].includes(byte)) {
      if (this.next() !== 0) this.unknown('a setting other than 0 of ESC', byte);
    } else this.unknown('ESC', byte);
  }

  private group(byte: number): void {
    if (byte === 0x21) {
      const size = this.next();
      if (size >> 4 !== (size & 15)) this.unknown('type of another width than height', size);
      this.state.scale = (size & 15) + 1;
    } else if (byte === 0x76) this.picture();
    else if (byte === 0x56) {
      if (this.next() !== 66 || this.next() !== 0) this.unknown('this cut', byte);
      this.cutOff(true);
    } else this.unknown('GS', byte);
  }

  private chinese(byte: number): void {
    if (byte === 0x26) this.state.isChinese = true;
    else if (byte === 0x53) {
      if (this.nextWord() !== 0) this.unknown('room beside characters', byte);
    } else this.unknown('FS', byte);
  }

  private picture(): void {
    if (this.next() !== 0x30 || this.next() !== 0) this.unknown('this way of pictures', 0x76);
    // Dots within a line of text come out somewhere else on each make of printer.
    if (this.state.x !== 0) throw new Error('a picture in the middle of a line');
    const stride = this.nextWord();
    const height = this.nextWord();
    if (stride * 8 > rollDots) throw new Error('a picture wider than the roll');
    const start = this.at;
    this.at += stride * height;
    if (this.at > this.bytes.length) throw new Error('the bytes end within a picture');
    const { bytes } = this;
    this.state.pictures.push({
      y: this.state.y,
      width: stride * 8,
      height,
      isBlack: (x, y) =>
        x >= 0 &&
        y >= 0 &&
        y < height &&
        x < stride * 8 &&
        ((bytes[start + y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0,
    });
    this.state.y += height;
  }

  private print(byte: number): void {
    let codes = [byte];
    if (byte > 0x7f) {
      if (!this.state.isChinese) this.unknown('a byte without Chinese', byte);
      const trail = this.next();
      // Of four bytes, the second is a digit: a printer of GBK prints two of them as ASCII.
      if (trail < 0x40) this.unknown('a code of four bytes', trail);
      codes = [byte, trail];
    }
    const { x, y, scale, isStrong } = this.state;
    const width = codes.length * columnDots * scale;
    if (x + width > rollDots) throw new Error(`${decoder.decode(Uint8Array.from(codes))} sticks out of the roll`);
    const text = decoder.decode(Uint8Array.from(codes));
    const last = this.state.texts.at(-1);
    if (last?.y === y && last.scale === scale && last.isStrong === isStrong && endOf(last) === x)
      this.state.texts[this.state.texts.length - 1] = { ...last, text: last.text + text };
    else this.state.texts.push({ text, x, y, scale, isStrong });
    this.state.x += width;
    this.state.tallest = Math.max(this.state.tallest, scale);
  }

  private feed(): void {
    this.state.y += Math.max(this.state.spacing, lineDots * this.state.tallest);
    this.state.x = 0;
    this.state.tallest = 0;
  }

  private cutOff(isCut: boolean): void {
    const { texts, pictures, y } = this.state;
    this.pieces.push({ texts, pictures, height: y, isCut });
    this.state = { ...this.state, texts: [], pictures: [], x: 0, y: 0 };
  }
}

function freshPiece(): State {
  return { texts: [], pictures: [], x: 0, y: 0, scale: 1, isStrong: false, isChinese: false, spacing: 30, tallest: 0 };
}

const columnsIn = (text: string): number => [...text].reduce((sum, character) => sum + (character <= '~' ? 1 : 2), 0);
export const endOf = ({ x, text, scale }: PrintedText): number => x + columnsIn(text) * columnDots * scale;

/** Pieces of paper, in the order they fall. */
export const readEscpos = (bytes: Uint8Array): Piece[] => new Reader(bytes).read();

/** All text of a piece without blanks, in reading order: what was wrapped is whole again. */
export const textOf = ({ texts }: Piece): string =>
  texts
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '');

/** The whole piece as dots, text left white: pictures only. */
export function picturesOf({ pictures, height }: Piece): {
  readonly width: number;
  readonly height: number;
  isBlack(x: number, y: number): boolean;
} {
  return {
    width: rollDots,
    height,
    isBlack: (x, y) => pictures.some((picture) => picture.isBlack(x, y - picture.y)),
  };
}
