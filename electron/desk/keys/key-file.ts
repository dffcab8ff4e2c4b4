// `keys.json`: the slots in which the root key lies wrapped. It is the whole of what stands on disk about keys; a bare key never does.
// It goes into every backup as it is.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { writeDurably } from '../store/durable.ts';
import type { CryptoProvider } from './provider.ts';
import { scryptCostSchema } from './scrypt.ts';

export const keyFileName = 'keys.json';

const bytes = (length: number) =>
  z
    .string()
    .regex(/^[\w-]*$/)
    .refine((text) => Buffer.from(text, 'base64url').length === length, `${String(length)} bytes in base64url`);
/** The root key (32 bytes) with nonce (12) and tag (16). */
const boxSchema = bytes(60);

export const kdfSchema = z.strictObject({ cost: scryptCostSchema, salt: bytes(16) });
export type Kdf = z.infer<typeof kdfSchema>;

const recoverySlotSchema = z.strictObject({ kdf: kdfSchema, box: boxSchema });

/** `finder` is known to who knows login and password, `owner` to who has the root key and the login: neither tells a name. */
const passwordSlotSchema = z.strictObject({
  id: bytes(12),
  kdf: kdfSchema,
  finder: bytes(32),
  owner: bytes(32),
  box: boxSchema,
});
export type PasswordSlot = z.infer<typeof passwordSlotSchema>;

const osStoreSlotSchema = z.strictObject({
  id: bytes(12),
  sealed: z
    .string()
    .regex(/^[\w-]+$/)
    .max(20_000),
  box: boxSchema,
});
export type OsStoreSlot = z.infer<typeof osStoreSlotSchema>;

export const osStoreLimit = 20;

const format = 'tongban-keys';
const version = 1;

const contentSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  /** Tells whether a root key is this file's. */
  check: bytes(32),
  recovery: recoverySlotSchema,
  /** One an account of the operating system that uses this folder. */
  osStores: z.array(osStoreSlotSchema).max(osStoreLimit),
  passwords: z.array(passwordSlotSchema).max(1000),
});
export type KeyFile = z.infer<typeof contentSchema>;

/** `sum` (SM3 of the rest) tells a rotten file from a wrong password; against a person the boxes' own tags stand. */
const fileSchema = contentSchema.extend({ sum: bytes(32) });

export interface KeyFolder {
  /** The data directory. */
  readonly directory: string;
  /** `keys.json`, but for a set-up that is not over (`half-set-up.ts`). */
  readonly fileName?: string;
  readonly crypto: CryptoProvider;
}

export const emptyKeyFile = (check: string, recovery: KeyFile['recovery']): KeyFile => ({
  format,
  version,
  check,
  recovery,
  osStores: [],
  passwords: [],
});

const pathOf = (folder: KeyFolder): string => join(folder.directory, folder.fileName ?? keyFileName);
const maxBytes = 2 ** 22;

/** True for a damaged file too: what is there is never written over by a set-up. */
export function hasKeyFile(folder: KeyFolder): boolean {
  return statSync(pathOf(folder), { throwIfNoEntry: false }) !== undefined;
}

/** Refusals: keys.missing, keys.unreadable, keys.future, keys.damaged. Reading never changes the file. */
export function readKeyFile(folder: KeyFolder): Result<KeyFile> {
  try {
    if (!hasKeyFile(folder)) return refuse('keys.missing');
    if (statSync(pathOf(folder)).size > maxBytes) return refuse('keys.damaged');
    return parseKeyFile(folder.crypto, readFileSync(pathOf(folder)));
  } catch (error) {
    return refuse('keys.unreadable', { error: errorCode(error) });
  }
}

function parseKeyFile(crypto: CryptoProvider, raw: Uint8Array): Result<KeyFile> {
  const json = parseJson(raw);
  if (isFromFuture(json)) return refuse('keys.future');
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) return refuse('keys.damaged');
  const { sum: _, ...content } = parsed.data;
  return Buffer.from(serialise(crypto, content)).equals(raw) ? ok(content) : refuse('keys.damaged');
}

function parseJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(raw));
  } catch {
    return undefined;
  }
}

/** Asked before the strict schema: a later version may have any shape. */
function isFromFuture(json: unknown): boolean {
  const parsed = z.looseObject({ format: z.literal(format), version: z.int().min(version + 1) }).safeParse(json);
  return parsed.success;
}

/** Refusal: keys.notSaved. The old file is then still there whole, unless only the last step (fsync of the folder) failed. */
export function writeKeyFile(folder: KeyFolder, content: KeyFile): Result<void> {
  const text = serialise(folder.crypto, contentSchema.parse(content));
  try {
    writeDurably(pathOf(folder), text);
    return ok(undefined);
  } catch (error) {
    return refuse('keys.notSaved', { error: errorCode(error) });
  }
}

/** One text for one content (zod puts keys in the schema's order), so that reading can compare byte for byte. */
function serialise(crypto: CryptoProvider, content: KeyFile): Uint8Array {
  const sum = Buffer.from(crypto.sm3(Buffer.from(JSON.stringify(content), 'utf8'))).toString('base64url');
  return Buffer.from(JSON.stringify({ ...content, sum }), 'utf8');
}

/** `ENOSPC`, `EACCES` …: fit for a log and a refusal, unlike the message, which holds the path. */
function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';
}
