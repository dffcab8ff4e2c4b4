/**
 * A .docx somebody brought, opened with care: a zip of XML parts (ECMA-376). It may be a bomb, carry macros, or point at other machines;
 * every part is unpacked within limits before anything reads it, and what is filled and printed is made of these parts alone.
 */
import { inflateRawSync } from 'node:zlib';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { parseXml } from './xml.ts';

/** Parts by their path within the file (`word/document.xml`). */
export type DocxParts = ReadonlyMap<string, Uint8Array>;

export const docxLimits = {
  /** A form with a few pictures is below 1 MB. */
  bytes: 5 * 1024 * 1024,
  /** Once its photographs are in it. */
  filled: 40 * 1024 * 1024,
  unpacked: 40 * 1024 * 1024,
  /** Of one XML part: what has to be read as a tree. */
  xml: 4 * 1024 * 1024,
  parts: 500,
} as const;

/** Signature of a Word 97 file, which people call .docx too, and of one with a password. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0];

/**
 * Refusals: officialForm.tooLarge; officialForm.notDocx (another file, an old .doc, one with a password); officialForm.damaged;
 * officialForm.macro (macros, ActiveX, embedded programs); officialForm.outside (pictures, templates, data fetched from elsewhere).
 */
export function openDocx(bytes: Uint8Array, largest: number = docxLimits.bytes): Result<DocxParts> {
  if (bytes.length > largest) return tooLarge;
  if (compoundFile.every((byte, at) => bytes[at] === byte)) return refuse('officialForm.notDocx');
  const parts = unpack(bytes);
  if (!parts.ok) return parts;
  if (!parts.value.has('word/document.xml') || !parts.value.has('[Content_Types].xml')) {
    return refuse('officialForm.notDocx');
  }
  return checkParts(parts.value);
}

const tooLarge = refuse('officialForm.tooLarge', { limitMb: docxLimits.bytes / 1024 / 1024 });

export const partText = (parts: DocxParts, name: string): string | undefined => {
  const bytes = parts.get(name);
  return bytes && new TextDecoder('utf-8').decode(bytes);
};

const endSignature = 0x06054b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;

/** Only what Word and WPS write: one disk, stored or deflated, no encryption, no ZIP64. */
function unpack(bytes: Uint8Array): Result<DocxParts> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  if (end === undefined) return refuse('officialForm.notDocx');
  const count = view.getUint16(end + 10, true);
  if (count > docxLimits.parts) return tooLarge;
  const parts = new Map<string, Uint8Array>();
  let at = view.getUint32(end + 16, true);
  let room: number = docxLimits.unpacked;
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(bytes, view, at);
    if (entry === undefined) return refuse('officialForm.damaged');
    const content = inflate(entry, Math.min(room, /\.(xml|rels)$/i.test(entry.name) ? docxLimits.xml : room));
    if (!content.ok) return content;
    room -= content.value.length;
    if (!entry.name.endsWith('/')) parts.set(entry.name, content.value);
    at = entry.next;
  }
  return ok(parts);
}

/** At the end of the file, behind it at most a comment of 65,535 bytes. */
function findEnd(view: DataView): number | undefined {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 65_535); at -= 1) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  return undefined;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: Uint8Array;
  readonly next: number;
}

function readEntry(bytes: Uint8Array, view: DataView, at: number): Entry | undefined {
  if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) return undefined;
  const isEncrypted = (view.getUint16(at + 8, true) & 1) === 1;
  const [size, nameLength] = [view.getUint32(at + 20, true), view.getUint16(at + 28, true)];
  const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  const local = view.getUint32(at + 42, true);
  if (isEncrypted || local + 30 > bytes.length || view.getUint32(local, true) !== localSignature) return undefined;
  const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (from + size > bytes.length) return undefined;
  return {
    name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/'),
    method: view.getUint16(at + 10, true),
    packed: bytes.subarray(from, from + size),
    next,
  };
}

/** Measured while it unpacks: the size a file says of itself is what a bomb lies about. */
function inflate({ method, packed }: Entry, most: number): Result<Uint8Array> {
  if (method === 0) return packed.length > most ? tooLarge : ok(packed);
  if (method !== 8) return refuse('officialForm.damaged');
  try {
    return ok(inflateRawSync(packed, { maxOutputLength: Math.max(1, most) }));
  } catch (problem) {
    const isTooLarge = problem instanceof RangeError || (problem as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? tooLarge : refuse('officialForm.damaged');
  }
}

const programParts = /(^|\/)(vbaProject\.bin|vbaData\.xml|activeX\/|embeddings\/|attachedToolbars\.bin)/i;
const programTypes = /macroEnabled|ms-office\.vbaProject|oleObject|activeX/i;
/** Fields that fetch or start something when Word opens the filled form. */
const runningFields = /\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|DATABASE|IMPORT|LINK)\s/;

function checkParts(parts: DocxParts): Result<DocxParts> {
  for (const [name, bytes] of parts) {
    if (programParts.test(name)) return refuse('officialForm.macro');
    if (!/\.(xml|rels)$/i.test(name)) continue;
    const text = new TextDecoder().decode(bytes);
    // No part of a .docx has one; entities that unfold to gigabytes stand in it.
    if (/<!DOCTYPE/i.test(text) || parseXml(text) === undefined) return refuse('officialForm.damaged');
    if (name === '[Content_Types].xml' && programTypes.test(text)) return refuse('officialForm.macro');
    if (name.endsWith('.rels') && pointsOutside(text.replace(attachedTemplate, '')))
      return refuse('officialForm.outside');
    if (/<w:(instrText|fldSimple)/.test(text) && fieldsOf(text).some((field) => runningFields.test(`${field} `))) {
      return refuse('officialForm.outside');
    }
  }
  return ok(withoutTemplate(parts));
}

/** Word notes where the template lay that a document was begun with; it would look for it there when the filled form is opened. */
const attachedTemplate = /<Relationship\b[^>]*\/attachedTemplate["'][^>]*\/>/g;

const withoutTemplate = (parts: DocxParts): DocxParts =>
  new Map(
    [...parts].map(([name, bytes]) => {
      const isSettings = name === 'word/settings.xml' || name === 'word/_rels/settings.xml.rels';
      if (!isSettings) return [name, bytes];
      const text = new TextDecoder().decode(bytes);
      const own = text.replace(attachedTemplate, '').replace(/<w:attachedTemplate\b[^>]*\/>/g, '');
      return [name, new TextEncoder().encode(own)];
    }),
  );

/** A link somebody may click is harmless; a template or a picture fetched at opening is not. */
const pointsOutside = (relations: string): boolean =>
  [...relations.matchAll(/<Relationship\b[^>]*>/g)].some(
    ([relation]) => /TargetMode\s*=\s*["']External["']/i.test(relation) && !/\/hyperlink["']/i.test(relation),
  );

/** Instructions may be cut into several runs. */
const fieldsOf = (xml: string): string[] => [
  [...xml.matchAll(/<w:instrText[^>]*>([^<]*)</g)].map(([, text = '']) => text).join(''),
  ...[...xml.matchAll(/<w:fldSimple[^>]*w:instr="([^"]*)"/g)].map(([, text = '']) => text),
];
