/** What a backup says of itself: counts, heads and sums, never anything of a person. It serves `verify` as a witness. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { canonical } from '#shared/journal/entry.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { CryptoProvider } from '../keys/provider.ts';
import { manifestName } from './names.ts';

const format = 'tongban-backup';
const version = 1;

const hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const fileSchema = z.strictObject({ bytes: z.int().min(0), sum: hex32 });

const contentSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  at: z.iso.datetime({ precision: 3 }),
  station: z.string().regex(/^\d{12}$/),
  /** Check value of the key file: which desk it is. */
  desk: z.string().min(1).max(100),
  build: z.string().max(200),
  /** Number of the newest migration in the store. */
  schema: z.int().min(0),
  entries: z.int().min(0),
  cases: z.int().min(0),
  /** The writer that was at work. */
  writer: z.uuid(),
  heads: z.array(z.strictObject({ writer: z.uuid(), code: z.string().max(2), seq: z.int().min(0), hash: hex32 })),
  audit: z.strictObject({ seq: z.int().min(0), hash: z.string().max(64) }),
  /** How far the township's server had come when this desk last saw it: a witness of that server's chain. Absent for a desk alone. */
  hub: z.strictObject({ epoch: z.string().max(64), n: z.int().min(1), chain: hex32 }).exactOptional(),
  /** `missing`: named by entries, and not there or not readable at the desk itself. */
  attachments: z.strictObject({ count: z.int().min(0), missing: z.int().min(0) }),
  files: z.strictObject({ database: fileSchema, keys: fileSchema }),
});
export type ManifestContent = z.infer<typeof contentSchema>;

const manifestSchema = contentSchema.extend({ mac: z.string().regex(/^[\w-]{43}$/) });
export type Manifest = z.infer<typeof manifestSchema>;

const mostBytes = 2 ** 20;

/** Sealed with a key derived from the root key: whoever restores knows that a desk with this key wrote it. */
export function sealManifest(crypto: CryptoProvider, rootKey: Uint8Array, content: ManifestContent): Manifest {
  return { ...contentSchema.parse(content), mac: macOf(crypto, rootKey, content) };
}

export function isSealedBy(crypto: CryptoProvider, rootKey: Uint8Array, { mac, ...content }: Manifest): boolean {
  return crypto.constantTimeEqual(Buffer.from(mac), Buffer.from(macOf(crypto, rootKey, content)));
}

function macOf(crypto: CryptoProvider, rootKey: Uint8Array, content: ManifestContent): string {
  const key = crypto.deriveKey(rootKey, 'tongban backup manifest 1');
  return Buffer.from(crypto.hmacSha256(key, Buffer.from(canonical(content)))).toString('base64url');
}

export const newContent = (content: Omit<ManifestContent, 'format' | 'version'>): ManifestContent => ({
  format,
  version,
  ...content,
});

export const manifestToBytes = (manifest: Manifest): Uint8Array =>
  Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`, 'utf8');

/** Refusals: restore.notABackup (none there), restore.newer, restore.damaged. */
export function readManifest(folder: string): Result<Manifest> {
  const file = join(folder, manifestName);
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) return refuse('restore.notABackup');
  const json = size > mostBytes ? undefined : parseJson(readFileSync(file, 'utf8'));
  const newer = z.looseObject({ format: z.literal(format), version: z.int().min(version + 1) });
  if (newer.safeParse(json).success) return refuse('restore.newer');
  const parsed = manifestSchema.safeParse(json);
  return parsed.success ? ok(parsed.data) : refuse('restore.damaged', { what: manifestName });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
