/**
 * Restoring: into an empty data directory, from a backup, with the recovery phrase alone. Everything is checked before the first
 * file gets its name; the key file comes last, because a directory that has one counts as set up. The restored desk is a new
 * writer: nobody knows what the old one has printed since.
 */
import { constants, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RecoveryPhrase } from '#shared/identity/recovery-phrase.ts';
import { instantOf } from '#shared/journal/hlc.ts';
import type { Clock, Random } from '#shared/kernel/ports.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import { contentsHere } from '../journal/contents.ts';
import { placeName } from '../journal/place.ts';
import { resumeWriter } from '../journal/writers.ts';
import { keyFileName } from '../keys/key-file.ts';
import { openWithRecovery } from '../keys/key-slots.ts';
import type { CryptoProvider } from '../keys/provider.ts';
import { backupFolder, writeSetting } from '../settings.ts';
import { blobsFolder, openBlobs } from '../store/blobs.ts';
import type { StoreLog } from '../store/connection.ts';
import { checkPages } from '../store/copy.ts';
import { makeFolder, syncFile, syncFolder } from '../store/durable.ts';
import { failureOf } from '../store/failures.ts';
import { transact, type ReadHandle } from '../store/handles.ts';
import { checkName } from '../store/key-check.ts';
import type { Lock } from '../store/lock.ts';
import type { Migration } from '../store/migrate.ts';
import { openCopy, openStore, storeName } from '../store/open.ts';
import { codesKnownAt, keepCode } from './codes.ts';
import { sumFile, type FileSum } from './digest.ts';
import { auditHeadOf, countsOf, hashAt, headsOf } from './heads.ts';
import { copyAttachment } from './make.ts';
import { isSealedBy, readManifest, type Manifest } from './manifest.ts';
import { attachmentsName, databaseName, isBackupName, manifestName } from './names.ts';
import { refusalOfError } from './place.ts';

export interface RestoreJob {
  /** The data directory; may hold a lock and logs, but no data. */
  readonly dir: string;
  /** The second place, and the name of the backup's folder in it. */
  readonly place: string;
  readonly file: string;
  readonly phrase: RecoveryPhrase;
}

export interface RestoreParts {
  readonly crypto: CryptoProvider;
  readonly ports: { readonly clock: Clock; readonly random: Random };
  readonly log: StoreLog;
  readonly elapsed: () => number;
  readonly migrations: readonly Migration[];
  readonly appBuild: string;
  /** The directory's lock, where the caller holds it. */
  readonly lock?: Lock | undefined;
  /** The store's key, derived from the root key. */
  readonly storeKeyOf: (rootKey: Uint8Array) => Uint8Array;
  readonly onProgress?: ((progress: { readonly done: number; readonly of: number }) => void) | undefined;
}

export type RestoreReport = {
  readonly cases: number;
  readonly entries: number;
  /** Instant of the last entry in it. */
  readonly upTo: string | null;
  /** What was done at the old desk after this instant, when the backup was made, is not here. */
  readonly missingSince: string;
  readonly attachmentsMissing: number;
};

/** Refusals: restore.*, recovery.wrong, backup.folderMissing, store.full and others of the disk of the data directory. */
export async function restoreBackup(parts: RestoreParts, job: RestoreJob): Promise<Result<RestoreReport>> {
  const from = join(job.place, job.file);
  if (!isEmpty(job.dir)) return refuse('restore.notEmpty');
  if (!isBackupName(job.file) || basename(job.file) !== job.file) return refuse('restore.notABackup');
  try {
    const manifest = readManifest(from);
    if (!manifest.ok) return manifest;
    const whole = await checkFiles(parts, from, manifest.value);
    if (!whole.ok) return whole;
    const rootKey = await openKeys(parts, from, job.phrase);
    if (!rootKey.ok) return rootKey;
    if (!isSealedBy(parts.crypto, rootKey.value, manifest.value))
      return refuse('restore.damaged', { what: manifestName });
    return await bringHome({ ...parts, ...job, from, manifest: manifest.value, rootKey: rootKey.value });
  } catch (error) {
    const failure = failureOf(error) ?? undefined;
    if (failure) return { ok: false, refusal: failure.refusal };
    if (refusalOfError(job.place, error)) return refuse('restore.damaged', { what: job.file });
    throw error;
  }
}

const partFolder = 'restore.part';

/** Leftovers of a restore that was cut off before the key file came do not count. */
function isEmpty(dir: string): boolean {
  if (existsSync(join(dir, keyFileName))) return false;
  if (existsSync(join(dir, partFolder))) return true;
  return ![storeName, blobsFolder, checkName, placeName].some((name) => existsSync(join(dir, name)));
}

/** Before the key is known: are the files those the backup wrote? */
async function checkFiles(
  { crypto, migrations }: RestoreParts,
  from: string,
  manifest: Manifest,
): Promise<Result<true>> {
  const files: readonly (readonly [name: string, wanted: FileSum])[] = [
    [keyFileName, manifest.files.keys],
    [databaseName, manifest.files.database],
  ];
  for (const [name, wanted] of files) {
    const file = join(from, name);
    if (statSync(file, { throwIfNoEntry: false })?.size !== wanted.bytes)
      return refuse('restore.damaged', { what: name });
    const { sum } = await sumFile(crypto.sm3, file);
    if (sum !== wanted.sum) return refuse('restore.damaged', { what: name });
  }
  return manifest.schema > migrations.length ? refuse('restore.newer') : ok(true);
}

async function openKeys({ crypto }: RestoreParts, from: string, phrase: RecoveryPhrase): Promise<Result<Uint8Array>> {
  const opened = await openWithRecovery({ directory: from, crypto }, phrase);
  if (opened.ok || opened.refusal.code === 'recovery.wrong') return opened;
  return opened.refusal.code === 'keys.future'
    ? refuse('restore.newer')
    : refuse('restore.damaged', { what: keyFileName });
}

interface Restoring extends RestoreParts, RestoreJob {
  readonly from: string;
  readonly manifest: Manifest;
  readonly rootKey: Uint8Array;
}

async function bringHome(restoring: Restoring): Promise<Result<RestoreReport>> {
  const { dir } = restoring;
  const part = join(dir, partFolder);
  clear(dir);
  makeFolder(dir);
  mkdirSync(part, { mode: 0o700 });
  try {
    const report = await fillPart(restoring, part);
    if (!report.ok) {
      clear(dir);
      return report;
    }
    moveIn(dir, part);
    const begun = await beginAnew(restoring);
    if (!begun.ok) {
      clear(dir);
      return begun;
    }
    rmSync(part, { recursive: true, force: true });
    return report;
  } catch (error) {
    clear(dir);
    throw error;
  }
}

/** Only ever of a directory in which no key file was when the restore began. */
function clear(dir: string): void {
  const names = [
    keyFileName,
    storeName,
    `${storeName}-wal`,
    `${storeName}-shm`,
    blobsFolder,
    checkName,
    placeName,
    partFolder,
  ];
  for (const name of names) rmSync(join(dir, name), { recursive: true, force: true });
}

async function fillPart(restoring: Restoring, part: string): Promise<Result<RestoreReport>> {
  const { from, storeKeyOf, rootKey, log, elapsed, manifest } = restoring;
  for (const name of [databaseName, keyFileName]) {
    await copyFile(join(from, name), join(part, name), constants.COPYFILE_EXCL);
    syncFile(join(part, name));
  }
  restoring.onProgress?.({ done: 40, of: 100 });
  const copy = await openCopy({ file: join(part, databaseName), key: storeKeyOf(rootKey), log, elapsed });
  if (!copy.ok) return refuse('restore.damaged', { what: databaseName });
  try {
    const { read } = copy.value;
    if (!checkPages(read).ok || !endsAs(read, manifest)) return refuse('restore.damaged', { what: databaseName });
    restoring.onProgress?.({ done: 60, of: 100 });
    const attachmentsMissing = copyAttachments(restoring, part, read);
    restoring.onProgress?.({ done: 90, of: 100 });
    return ok({ ...countsOf(read), upTo: lastInstant(read), missingSince: manifest.at, attachmentsMissing });
  } finally {
    copy.value.close();
  }
}

/** Every chain ends in the file where the manifest says, with that hash; and nothing goes beyond. */
function endsAs(read: ReadHandle, manifest: Manifest): boolean {
  const heads = headsOf(read);
  const audit = auditHeadOf(read);
  return (
    heads.length === manifest.heads.length &&
    manifest.heads.every(
      ({ writer, seq, hash }) =>
        heads.some((head) => head.writer === writer && head.seq === seq && head.hash === hash) &&
        hashAt(read, writer, seq) === hash,
    ) &&
    audit.seq === manifest.audit.seq &&
    audit.hash === manifest.audit.hash &&
    countsOf(read).entries === manifest.entries
  );
}

function lastInstant(read: ReadHandle): string | null {
  const last = headsOf(read).reduce((latest, { at }) => (at > latest ? at : latest), '');
  return last === '' ? null : instantOf(last);
}

/** A lost attachment is counted and told; it must not keep the cases from coming back. */
function copyAttachments({ place, rootKey, crypto }: Restoring, part: string, read: ReadHandle): number {
  const here = openBlobs(part, rootKey, crypto.sm3);
  const from = join(place, attachmentsName, blobsFolder);
  let missing = 0;
  for (const { blob } of contentsHere(read)) {
    if (!copyAttachment(from, join(part, blobsFolder), here, blob)) missing += 1;
  }
  return missing;
}

/** The key file last. */
function moveIn(dir: string, part: string): void {
  const names = readdirSync(part).filter((name) => name !== keyFileName);
  for (const name of [...names, keyFileName]) {
    renameSync(join(part, name), join(dir, name));
    syncFolder(dir);
  }
}

/** Opens it in its new place, as the program will, and begins a writer whose code no desk known here has. */
async function beginAnew(restoring: Restoring): Promise<Result<true>> {
  const { dir, place, manifest, rootKey, crypto, ports, lock } = restoring;
  const { log, elapsed, migrations, appBuild, storeKeyOf } = restoring;
  const key = storeKeyOf(rootKey);
  const opened = await openStore({ dir, key, migrations, appBuild, log, elapsed, ...(lock ? { lock } : {}) });
  if (!opened.ok) return opened;
  try {
    const parts = { options: { dir, ports }, crypto };
    const { code } = resumeWriter(parts, opened.value, 'restored', codesKnownAt(place, manifest.desk));
    transact(opened.value.write, (transaction) => {
      writeSetting(transaction, backupFolder, place);
    });
    keepCode(place, manifest.desk, code);
    return ok(true);
  } finally {
    opened.value.close();
  }
}
