/** A case's file as a package: what is in it is hashed, and the finished .zip is read back and held against its own manifest before it leaves. */
import { createHash } from 'node:crypto';
import { unzipSync, zipSync, type Zippable } from 'fflate';
import { boundName, compareFiles, manifestName, readManifest, type FoundFile } from '#shared/archive/manifest.ts';
import { toHex } from '#shared/journal/entry.ts';
import type { Sm3 } from '#shared/kernel/ports.ts';
import { refuse, ok, type Result } from '#shared/kernel/result.ts';
import { readMarks } from './bound-pdf.ts';

export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}
export interface Hashes {
  readonly sm3: string;
  readonly sha256: string;
}

export const hashesOf = (sm3: Sm3, bytes: Uint8Array): Hashes => ({
  sm3: toHex(sm3(bytes)),
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Of the year a .zip can say least: the same file gives the same package, whatever the clock says. */
const noTime = new Date(1980, 0, 1);

/** Pictures and PDFs do not get smaller; all is stored as it is, so that any program opens it. */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { name, bytes } of files) entries[name] = [bytes, { level: 0, mtime: noTime }];
  return zipSync(entries);
}

/** 四性检测 as far as a program can: whole and unchanged by its manifest, the bound PDF opens and has the pages and bookmarks it should. */
export async function checkPackage(sm3: Sm3, zip: Uint8Array): Promise<Result<true>> {
  const files = unzipSync(zip);
  const manifest = readManifest(new TextDecoder().decode(files[manifestName]));
  if (manifest === undefined) return refuse('archive.notWhole', { name: manifestName });
  const found = Object.entries(files).map(([name, bytes]): [string, FoundFile] => [
    name,
    { bytes: bytes.length, ...hashesOf(sm3, bytes) },
  ]);
  const wrong = compareFiles(manifest, new Map(found)).find(({ state }) => state !== 'same');
  if (wrong !== undefined) return refuse('archive.notWhole', { name: wrong.name });
  const bound = await readMarks(files[boundName] ?? new Uint8Array()).catch(() => undefined);
  const isRight =
    bound?.pages === manifest.pages &&
    bound.marks.length === manifest.bookmarks &&
    bound.marks.every(({ page }) => page > 0);
  return isRight ? ok(true) : refuse('archive.notWhole', { name: boundName });
}
