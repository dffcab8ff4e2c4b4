/**
 * manifest.json of a case's package: every file with its size and two hashes, what it is, of which day, and who made it. Beside it lies
 * `manifest.sig`, the desk's signature over exactly these bytes. `v` is raised when a reader of today could misread it.
 */
import { z } from 'zod';
import { partSorts } from './parts.ts';

export const manifestName = 'manifest.json';
export const signatureName = 'manifest.sig';
export const boundName = '档案.pdf';
export const tableName = '目录.html';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const line = z.string().max(500);

const fileSchema = z.strictObject({
  name: z.string().min(1).max(400),
  bytes: z.int().min(0),
  /** GB/T 32905. */
  sm3: hex,
  sha256: hex,
  what: line,
  sort: z.enum(partSorts).exactOptional(),
  /** The day it is of. */
  on: z.iso.date().exactOptional(),
  by: line.exactOptional(),
  note: line.exactOptional(),
  /** Pages in the bound file, from 1; absent of what could not be bound in. */
  pages: z.strictObject({ from: z.int().min(1), to: z.int().min(1) }).exactOptional(),
});
export type ManifestFile = z.infer<typeof fileSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal('tongban-case-file'),
  v: z.literal(1),
  number: line,
  matter: line,
  petitioner: line,
  hall: line,
  madeAt: z.iso.datetime({ precision: 3 }),
  madeBy: line,
  /** 归档年度, 保管期限, where they are known. */
  year: z
    .string()
    .regex(/^\d{4}$/)
    .exactOptional(),
  retention: line.exactOptional(),
  /** Pages of the bound file, cover and contents included; its parts are its bookmarks. */
  pages: z.int().min(1),
  bookmarks: z.int().min(0),
  gaps: z.array(line).max(2000),
  files: z.array(fileSchema).min(1).max(5000),
});
export type Manifest = z.infer<typeof manifestSchema>;

export function readManifest(text: string): Manifest | undefined {
  try {
    return manifestSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export interface FoundFile {
  readonly bytes: number;
  readonly sha256: string;
  /** Not counted where only one hash can be computed. */
  readonly sm3?: string;
}
export type FileState = 'same' | 'changed' | 'missing' | 'extra';
export interface FileVerdict {
  readonly name: string;
  readonly state: FileState;
}

/** The signed pair itself is what the files are held against, and is judged by its signature. */
export function compareFiles({ files }: Pick<Manifest, 'files'>, found: ReadonlyMap<string, FoundFile>): FileVerdict[] {
  const named = files.map(({ name, bytes, sha256, sm3 }): FileVerdict => {
    const here = found.get(name);
    if (here === undefined) return { name, state: 'missing' };
    const isSame = here.bytes === bytes && here.sha256 === sha256 && (here.sm3 ?? sm3) === sm3;
    return { name, state: isSame ? 'same' : 'changed' };
  });
  const known = new Set([...files.map(({ name }) => name), manifestName, signatureName]);
  const extra = [...found.keys()].filter((name) => !known.has(name));
  return [...named, ...extra.map((name): FileVerdict => ({ name, state: 'extra' }))];
}

/** What the desk signs: the key signs calls and papers, too, and what begins like this is neither. */
export const manifestMessage = (text: string): Uint8Array => new TextEncoder().encode(`tongban case file 1\n${text}`);

const longestName = 60;

/** A name that every file system takes (Windows forbids the most), never half a character. */
export function fileName(text: string): string {
  const plain = text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const short = [...plain]
    .slice(0, longestName)
    .join('')
    .replace(/[. ]+$/u, '');
  return short === '' ? '文件' : short;
}
