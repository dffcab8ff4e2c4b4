/** A package that came back: unpacked in the page, each file hashed, held against the manifest; who signed that the desk says. */
import { unzipSync, type Unzipped } from 'fflate';
import {
  compareFiles,
  manifestName,
  readManifest,
  signatureName,
  type FileVerdict,
  type FoundFile,
  type Manifest,
} from '#shared/archive/manifest.ts';
import type { PackageSeal } from '#shared/contract/archive.ts';
import { answerOf, type DeskRefusal } from '../client/answer.ts';
import { desk } from '../client/desk.ts';

export type Checked =
  /** `what`: it is no .zip, or has no manifest of ours. */
  | { readonly is: 'nothing'; readonly what: 'zip' | 'manifest' | 'tooLarge' }
  | { readonly is: 'refused'; readonly refusal: DeskRefusal }
  | {
      readonly is: 'checked';
      readonly manifest: Manifest;
      readonly files: readonly FileVerdict[];
      readonly seal: PackageSeal;
    };

/** Unpacked it stands in memory; a small file that claims to be larger is none of ours. */
const mostBytes = 1024 * 1024 * 1024;

class TooLarge extends Error {}

function unpack(bytes: Uint8Array): Unzipped {
  let total = 0;
  const filter = ({ originalSize }: { readonly originalSize: number }): boolean => {
    total += originalSize;
    if (total > mostBytes) throw new TooLarge();
    return true;
  };
  return unzipSync(bytes, { filter });
}

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function foundIn(files: Unzipped): Promise<Map<string, FoundFile>> {
  const found = new Map<string, FoundFile>();
  for (const [name, bytes] of Object.entries(files)) {
    const sha256 = hexOf(await crypto.subtle.digest('SHA-256', bytes));
    if (!name.endsWith('/')) found.set(name, { bytes: bytes.length, sha256 });
  }
  return found;
}

export async function checkPackage(file: Blob): Promise<Checked> {
  let files: Unzipped;
  try {
    files = unpack(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    return { is: 'nothing', what: error instanceof TooLarge ? 'tooLarge' : 'zip' };
  }
  const text = new TextDecoder().decode(files[manifestName]);
  const manifest = readManifest(text);
  if (manifest === undefined) return { is: 'nothing', what: 'manifest' };
  const signature = new TextDecoder().decode(files[signatureName]?.subarray(0, 400));
  const seal = await answerOf(() => desk.archive.judge({ manifest: text, signature, on: manifest.madeAt }));
  if (!seal.ok) return { is: 'refused', refusal: seal.refusal };
  return { is: 'checked', manifest, files: compareFiles(manifest, await foundIn(files)), seal: seal.value };
}
