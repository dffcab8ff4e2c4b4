/**
 * Making a backup. It is written under a name that does not count, synced, opened again from there, checked page by page, its heads
 * held against those of the living file, and only then given its name. Whatever fails leaves the backups before as they were.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Random } from '#shared/kernel/ports.ts';
import { ok, refuse, type Refusal, type Result } from '#shared/kernel/result.ts';
import { contentsHere } from '../journal/contents.ts';
import { keyFileName, readKeyFile, type KeyFile } from '../keys/key-file.ts';
import type { CryptoProvider } from '../keys/provider.ts';
import { isRootKeyOf } from '../keys/slot-boxes.ts';
import { blobsFolder, openBlobs, type Blobs } from '../store/blobs.ts';
import type { StoreLog } from '../store/connection.ts';
import { checkPages, copyInto } from '../store/copy.ts';
import { makeFolder, syncFolder, writeDurably } from '../store/durable.ts';
import type { ReadHandle } from '../store/handles.ts';
import { schemaOf } from '../store/migrate.ts';
import { openCopy, openReader } from '../store/open.ts';
import { sumFile } from './digest.ts';
import { auditHeadOf, countsOf, hashAt, headsOf, hubHeadOf, type WriterHead } from './heads.ts';
import { pruneBackups } from './keep.ts';
import { manifestToBytes, newContent, sealManifest, type ManifestContent } from './manifest.ts';
import { attachmentsName, backupName, databaseName, manifestName, partName, removeParts } from './names.ts';
import { refusalAt, refusalOfError, refusePlace } from './place.ts';

export interface BackupJob {
  /** The data directory. */
  readonly dir: string;
  /** The second place, a folder. */
  readonly place: string;
  /** 32 bytes each. */
  readonly storeKey: Uint8Array;
  readonly rootKey: Uint8Array;
  /** Now; instant, UTC. */
  readonly at: string;
  readonly build: string;
}

export interface BackupParts {
  readonly crypto: CryptoProvider;
  readonly random: Random;
  readonly log: StoreLog;
  readonly elapsed: () => number;
}

/** Of 100. */
export interface BackupProgress {
  readonly done: number;
  readonly of: number;
}

export type BackupMade = {
  readonly at: string;
  /** Name of its folder in the second place. */
  readonly file: string;
  readonly entries: number;
  /** Hash of the present writer's last entry in it. */
  readonly head: string;
  readonly attachmentsMissing: number;
};

/** Refusals: backup.*, keys.*, store.damaged (the desk's own file). */
export async function makeBackup(
  parts: BackupParts,
  job: BackupJob,
  onProgress: (progress: BackupProgress) => void = () => undefined,
): Promise<Result<BackupMade>> {
  const refused = refusePlace(job.place, job.dir);
  if (refused) return refused;
  const keys = readKeyFile({ directory: job.dir, crypto: parts.crypto });
  if (!keys.ok) return keys;
  if (!isRootKeyOf({ directory: job.dir, crypto: parts.crypto }, keys.value, job.rootKey))
    return refuse('keys.otherRoot');
  const desk = keys.value.check;
  const part = join(job.place, partName(desk, 'now'));
  try {
    removeParts(job.place, desk);
    mkdirSync(part, { mode: 0o700 });
    const made = await fill({
      ...parts,
      ...job,
      part,
      keys: keys.value,
      tell: (done) => {
        onProgress({ done, of: 100 });
      },
    });
    if (made.ok) prune(job.place, desk);
    else rmSync(part, { recursive: true, force: true });
    return made;
  } catch (error) {
    const refusal = refusalOfError(job.place, error);
    if (refusal === undefined) throw error;
    clear(part);
    return { ok: false, refusal };
  }
}

/** The new backup counts whether or not the old ones can be removed; the next one tries again. */
function prune(place: string, desk: string): void {
  try {
    pruneBackups(place, desk);
  } catch (error) {
    if (refusalOfError(place, error) === undefined) throw error;
  }
}

/** On a place that went away nothing can be removed either. */
function clear(part: string): void {
  try {
    rmSync(part, { recursive: true, force: true });
  } catch {
    // The next backup removes it.
  }
}

interface Making extends BackupParts, BackupJob {
  readonly part: string;
  readonly keys: KeyFile;
  readonly tell: (done: number) => void;
}

const notProven = (what: string): Result<never> => refuse('backup.notProven', { what });

async function fill(making: Making): Promise<Result<BackupMade>> {
  const { dir, part, place, storeKey, log, elapsed } = making;
  const live = await openReader({ dir, key: storeKey, log, elapsed });
  if (!live.ok) return live;
  try {
    making.tell(1);
    const before = headsOf(live.value.read);
    const copied = copyInto(live.value.read, join(part, databaseName));
    if (!copied.ok) return { ok: false, refusal: refusalAt(place, copied.refusal) };
    making.tell(40);
    return await prove(making, live.value.read, before);
  } finally {
    live.value.close();
  }
}

/** Opens what was written as a stranger would, and reads it. */
async function prove(making: Making, live: ReadHandle, before: readonly WriterHead[]): Promise<Result<BackupMade>> {
  const { part, storeKey, log, elapsed } = making;
  const copy = await openCopy({ file: join(part, databaseName), key: storeKey, log, elapsed });
  if (!copy.ok) return notProven(copy.refusal.code);
  let proven: Result<ManifestContent>;
  try {
    if (!checkPages(copy.value.read).ok) return notProven('pages');
    if (schemaOf(copy.value.read) !== schemaOf(live)) return notProven('schema');
    making.tell(60);
    const refusal = compareHeads(copy.value.read, live, before);
    if (refusal) return { ok: false, refusal };
    proven = await describe(making, copy.value.read);
  } finally {
    copy.value.close();
  }
  return proven.ok ? ok(finish(making, proven.value)) : proven;
}

/** The copy ends where the living file stood between the two looks, with the same hash there, chain by chain. */
function compareHeads(copy: ReadHandle, live: ReadHandle, before: readonly WriterHead[]): Refusal | undefined {
  const heads = headsOf(copy);
  const bad: Refusal = { code: 'backup.notProven', details: { what: 'head' } };
  if (heads.length < before.length || !heads.some(({ isCurrent }) => isCurrent)) return bad;
  for (const { writer, seq, hash } of heads) {
    const least = before.find((head) => head.writer === writer)?.seq ?? 0;
    if (seq < least || hashAt(copy, writer, seq) !== hash || hashAt(live, writer, seq) !== hash) return bad;
  }
  return undefined;
}

async function describe(making: Making, copy: ReadHandle): Promise<Result<ManifestContent>> {
  const { crypto, part, dir, rootKey } = making;
  const keysFile = join(part, keyFileName);
  writeDurably(keysFile, readFileSync(join(dir, keyFileName)));
  const keys = readKeyFile({ directory: part, crypto });
  if (!keys.ok || !isRootKeyOf({ directory: part, crypto }, keys.value, rootKey)) return notProven(keyFileName);
  making.tell(65);
  const attachments = copyAttachments(making, copy);
  making.tell(85);
  const heads = headsOf(copy);
  const current = heads.find(({ isCurrent }) => isCurrent);
  if (current === undefined) return notProven('head');
  return ok(
    newContent({
      at: making.at,
      station: current.station,
      desk: keys.value.check,
      build: making.build,
      schema: schemaOf(copy),
      ...countsOf(copy),
      writer: current.writer,
      heads: heads.map(({ writer, code, seq, hash }) => ({ writer, code, seq, hash })),
      audit: auditHeadOf(copy),
      ...hubHeadOf(copy),
      attachments,
      files: {
        database: await sumFile(crypto.sm3, join(part, databaseName)),
        keys: await sumFile(crypto.sm3, keysFile),
      },
    }),
  );
}

/** Those not there yet. One that is lost or damaged at the desk itself is counted; it must not keep all else from being saved. */
function copyAttachments(making: Making, copy: ReadHandle): { readonly count: number; readonly missing: number } {
  const root = join(making.place, attachmentsName);
  const there = openBlobs(root, making.rootKey, making.crypto.sm3);
  let count = 0;
  let missing = 0;
  for (const { blob } of contentsHere(copy)) {
    count += 1;
    if (!copyAttachment(join(making.dir, blobsFolder), join(root, blobsFolder), there, blob)) missing += 1;
  }
  return { count, missing };
}

export function copyAttachment(from: string, to: string, there: Blobs, name: string): boolean {
  const [source, target] = [join(from, name.slice(0, 2), name), join(to, name.slice(0, 2), name)];
  const size = statSync(source, { throwIfNoEntry: false })?.size;
  if (size === undefined) return existsSync(target) && there.read(name).ok;
  if (statSync(target, { throwIfNoEntry: false })?.size === size) return true;
  makeFolder(dirname(target));
  writeDurably(target, readFileSync(source));
  if (there.read(name).ok) return true;
  rmSync(target, { force: true });
  return false;
}

function finish(making: Making, content: ManifestContent): BackupMade {
  const { crypto, rootKey, part, place } = making;
  writeDurably(join(part, manifestName), manifestToBytes(sealManifest(crypto, rootKey, content)));
  syncFolder(part);
  const file = freeName(place, content.station, content.at);
  renameSync(part, join(place, file));
  syncFolder(place);
  making.tell(100);
  const head = content.heads.find(({ writer }) => writer === content.writer)?.hash ?? '';
  return { at: content.at, file, entries: content.entries, head, attachmentsMissing: content.attachments.missing };
}

/** Two desks of one station may end in the same second: the later one is named a second later. */
function freeName(place: string, station: string, at: string): string {
  for (let second = 0; ; second += 1) {
    const name = backupName(station, new Date(Date.parse(at) + second * 1000).toISOString());
    if (!existsSync(join(place, name))) return name;
  }
}
