/**
 * Finds planted texts in every file below a folder, in the forms a program leaves them: UTF-8, UTF-16, GB18030, percent- and
 * \u-escaped, hexadecimal, base64 at each of its three offsets, and all of that inside gzip, zlib and brotli. LevelDB and Snappy
 * keep a text they see for the first time as it is, so they need nothing of their own.
 */
import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, constants, inflateRawSync, inflateSync } from 'node:zlib';

export interface Found {
  readonly file: string;
  readonly what: string;
  readonly form: string;
}

interface Needle {
  readonly what: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** Node decodes GB18030 and cannot write it: the table is the decoder read backwards, for the two-byte characters. */
function gb18030(text: string): Buffer | undefined {
  const parts = [...text].map((character) =>
    character < '\u0080' ? Buffer.from(character) : twoBytes().get(character),
  );
  return parts.every((part) => part !== undefined) ? Buffer.concat(parts) : undefined;
}

let table: Map<string, Buffer> | undefined;
function twoBytes(): Map<string, Buffer> {
  if (table) return table;
  const decoder = new TextDecoder('gb18030');
  table = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const bytes = Buffer.from([lead, trail]);
      if (trail !== 0x7f) table.set(decoder.decode(bytes), bytes);
    }
  }
  return table;
}

const escaped = (text: string): string =>
  [...text].map((one) => (one < '\u0080' ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)).join('');

/** The characters of base64 that depend on nothing around the bytes, for each offset they may stand at. */
function base64Windows(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const whole = Math.floor(((offset + bytes.length) * 8) / 6);
    return Buffer.from(text.slice(offset === 0 ? 0 : offset + 1, whole));
  });
}

/** Texts in every form; bytes (keys) as they are, in hexadecimal and base64. */
export function needlesOf(planted: Readonly<Record<string, string | Uint8Array>>): Needle[] {
  return Object.entries(planted).flatMap(([what, value]) => {
    const forms = typeof value === 'string' ? formsOfText(value) : formsOfBytes(Buffer.from(value));
    return forms.map(([form, bytes]) => ({ what, form, bytes }));
  });
}

type Form = readonly [name: string, bytes: Buffer];

function formsOfText(text: string): Form[] {
  const utf8 = Buffer.from(text);
  const little = Buffer.from(text, 'utf16le');
  const gb = gb18030(text);
  const isAscii = utf8.length === text.length;
  const escapes: Form[] = isAscii
    ? []
    : [
        ['percent', Buffer.from(encodeURIComponent(text))],
        ['escaped', Buffer.from(escaped(text))],
        ['escaped', Buffer.from(escaped(text).toUpperCase().replaceAll('\\U', '\\u'))],
        ...(gb ? [['gb18030', gb] as const] : []),
      ];
  return [
    ['utf8', utf8],
    ['utf16le', little],
    ['utf16be', Buffer.from(little).swap16()],
    ...escapes,
    ...formsOfBytes(utf8).slice(1),
    ...base64Windows(little).map((bytes) => ['base64 of utf16', bytes] as const),
  ];
}

const formsOfBytes = (bytes: Buffer): Form[] => [
  ['bytes', bytes],
  ['hex', Buffer.from(bytes.toString('hex'))],
  ['hex', Buffer.from(bytes.toString('hex').toUpperCase())],
  ...base64Windows(bytes).flatMap((window): Form[] => [
    ['base64', window],
    ['base64', Buffer.from(window.toString('latin1').replaceAll('+', '-').replaceAll('/', '_'))],
  ]),
];

const inContent = (needles: readonly Needle[], content: Buffer, wrapped: string, file: string): Found[] =>
  needles
    .filter(({ bytes }) => content.includes(bytes))
    .map(({ what, form }) => ({ file, what, form: `${form}${wrapped}` }));

export function findIn(needles: readonly Needle[], content: Buffer, file: string): Found[] {
  return [
    ...inContent(needles, content, '', file),
    ...unpacked(content).flatMap(([wrapped, inner]) => inContent(needles, inner, ` in ${wrapped}`, file)),
  ];
}

const mostUnpacked = 64 * 1024 * 1024;
const partly = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: mostUnpacked };

/** Whatever opens as a compressed stream, from wherever one may begin. */
function unpacked(content: Buffer): [wrapped: string, inner: Buffer][] {
  const found: [string, Buffer][] = [];
  const attempt = (wrapped: string, unpack: () => Buffer): void => {
    try {
      const inner = unpack();
      if (inner.length > 0) found.push([wrapped, inner]);
    } catch {
      // Not such a stream.
    }
  };
  for (const at of positions(content, Buffer.from([0x1f, 0x8b, 0x08]))) {
    attempt('gzip', () => inflateRawSync(content.subarray(at + gzipHead(content, at)), partly));
  }
  for (const level of [0x01, 0x5e, 0x9c, 0xda]) {
    for (const at of positions(content, Buffer.from([0x78, level]))) {
      attempt('zlib', () => inflateSync(content.subarray(at), partly));
    }
  }
  // Brotli has no mark to look for: a file that is one from its beginning.
  if (content.length < 4 * 1024 * 1024) attempt('brotli', () => brotliDecompressSync(content));
  return found;
}

/** Length of a gzip header (RFC 1952): `gunzip` itself refuses a stream with anything behind it. */
function gzipHead(content: Buffer, at: number): number {
  const flags = content[at + 3] ?? 0;
  let length = 10;
  if ((flags & 4) !== 0) length += 2 + content.readUInt16LE(at + length);
  for (const flag of [8, 16]) {
    if ((flags & flag) !== 0) length = content.indexOf(0, at + length) - at + 1;
  }
  return (flags & 2) === 0 ? length : length + 2;
}

/** At most some hundreds: in random bytes two given ones come by chance every 64 KB. */
function positions(content: Buffer, mark: Buffer): number[] {
  const found: number[] = [];
  for (let at = content.indexOf(mark); at >= 0 && found.length < 500; at = content.indexOf(mark, at + 1))
    found.push(at);
  return found;
}

/** Regular files below a folder, names included: what a name says is searched too. Sockets and links hold nothing. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const piece = 8 * 1024 * 1024;
const overlap = 4096;

/** Reads a file in pieces that overlap, so that a large one needs no memory and nothing falls between two. A file may be gone again. */
export function findInFile(needles: readonly Needle[], file: string): Found[] {
  const name = findIn(needles, Buffer.from(file), `${file} (its name)`);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= piece) return [...name, ...findIn(needles, contentOf(file), file)];
  const handle = openSync(file, 'r');
  const found: Found[] = [];
  try {
    const buffer = Buffer.alloc(piece);
    for (let at = 0; at < size; at += piece - overlap) {
      const read = readSync(handle, buffer, 0, piece, at);
      found.push(...inContent(needles, buffer.subarray(0, read), '', file));
    }
  } finally {
    closeSync(handle);
  }
  return [...name, ...found];
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** All finds below a folder, files with a name in `except` apart. */
export const search = (needles: readonly Needle[], folder: string, except: (file: string) => boolean = () => false) =>
  filesBelow(folder)
    .filter((file) => !except(file))
    .flatMap((file) => findInFile(needles, file));
