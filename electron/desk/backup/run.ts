/** The desk's side of a backup: one at a time, on a thread of its own; the outcome is noted and stands in the audit chain. */
import { statSync } from 'node:fs';
import type { Clock, Sm3 } from '#shared/kernel/ports.ts';
import { ok, refuse, type Result } from '#shared/kernel/result.ts';
import type { WriterFacts } from '../core.ts';
import { writeAudit } from '../journal/audit.ts';
import type { AuditWitness, Witness } from '../journal/verify-report.ts';
import { readKeyFile } from '../keys/key-file.ts';
import type { CryptoProvider } from '../keys/provider.ts';
import { lastBackup, readSetting, writeSetting, backupFolder } from '../settings.ts';
import { transact } from '../store/handles.ts';
import type { Store } from '../store/open.ts';
import { runInWorker, type Watch } from '../workers.ts';
import { manifestsIn } from './keep.ts';
import type { BackupJob, BackupMade, BackupProgress } from './make.ts';
import { removeParts } from './names.ts';
import { refusePlace } from './place.ts';

/** What a backup needs of the open desk. */
export interface BackupDesk {
  readonly dir: string;
  readonly store: Store;
  readonly writer: WriterFacts;
  /** 32 bytes each. */
  readonly storeKey: Uint8Array;
  readonly rootKey: Uint8Array;
  readonly clock: Clock;
  readonly crypto: CryptoProvider & { readonly sm3: Sm3 };
  readonly build: string;
}

export type BackupDone = Pick<BackupMade, 'at' | 'file' | 'entries' | 'head'>;

const running = new Set<string>();

/**
 * Makes a backup in the second place chosen in the settings; `by` is the person, 'desk' where it ran by itself. A success is kept as
 * `lastBackup`. Refusals: backup.*, keys.*, store.damaged, work.cancelled; the backups before are then as they were.
 */
export async function runBackup(
  desk: BackupDesk,
  by: string,
  watch: Watch<BackupProgress> = {},
): Promise<Result<BackupDone>> {
  if (running.has(desk.dir)) return refuse('backup.running');
  running.add(desk.dir);
  try {
    const result = await attempt(desk, watch);
    note(desk, by, result);
    if (!result.ok) return result;
    const { at, file, entries, head } = result.value;
    return ok({ at, file, entries, head });
  } finally {
    running.delete(desk.dir);
  }
}

async function attempt(desk: BackupDesk, watch: Watch<BackupProgress>): Promise<Result<BackupMade>> {
  const { dir, storeKey, rootKey, build } = desk;
  const place = readSetting(desk.store.read, backupFolder);
  const refused = refusePlace(place, dir);
  if (refused) return refused;
  const job: BackupJob = { dir, place, storeKey, rootKey, at: new Date(desk.clock.now()).toISOString(), build };
  const result = await runInWorker<BackupProgress, BackupMade>('backup/backup-worker', job, watch);
  if (!result.ok && result.refusal.code === 'work.cancelled') clean(desk, place);
  return result;
}

/** The thread was ended wherever it stood. */
function clean(desk: BackupDesk, place: string): void {
  const keys = readKeyFile({ directory: desk.dir, crypto: desk.crypto });
  if (keys.ok && statSync(place, { throwIfNoEntry: false })?.isDirectory() === true)
    removeParts(place, keys.value.check);
}

function note({ store, writer, crypto, clock }: BackupDesk, by: string, result: Result<BackupMade>): void {
  transact(store.write, function noteBackup(transaction) {
    if (result.ok) {
      const { at, file, entries, head } = result.value;
      writeSetting(transaction, lastBackup, { at, file, entries, head });
    }
    const data = result.ok
      ? { ok: true, entries: result.value.entries, attachmentsMissing: result.value.attachmentsMissing }
      : { ok: false, code: result.refusal.code };
    const at = new Date(clock.now()).toISOString();
    writeAudit(transaction, crypto.sm3, { writer: writer.id, at, by, type: 'backup', data });
  });
}

/** Chooses the second place. Refusals: backup.folderMissing, backup.insideData, backup.noFolder. */
export function setBackupFolder(
  desk: Pick<BackupDesk, 'dir' | 'store'>,
  folder: string,
): Result<Record<string, never>> {
  const refused = refusePlace(folder, desk.dir);
  if (refused) return refused;
  transact(desk.store.write, (transaction) => {
    writeSetting(transaction, backupFolder, folder);
  });
  return ok({});
}

/** Heads that this desk's backups recorded: witnesses for `verify`. None where the second place cannot be read now. */
export function backupWitnesses(
  place: string,
  desk: string,
): { readonly witnesses: readonly Witness[]; readonly auditWitness?: AuditWitness } {
  if (place === '' || statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return { witnesses: [] };
  const own = manifestsIn(place).filter(({ manifest }) => manifest.desk === desk);
  const witnesses = own.flatMap(({ manifest }) =>
    manifest.heads.map(({ writer, seq, hash }) => ({ writer, seq, hash })),
  );
  const audit = own[0]?.manifest.audit;
  return { witnesses, ...(audit && audit.seq > 0 ? { auditWitness: audit } : {}) };
}
